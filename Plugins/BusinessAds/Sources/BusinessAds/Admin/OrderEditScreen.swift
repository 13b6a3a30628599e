import PortalKit

/// Where an order is taken, and changed.
enum OrderEditScreen {
    static func new(_ request: Request) async throws -> Response {
        let (business, prices) = try await place(request)
        guard let prices else { return noPrices(business, request) }
        return try showNew(OrderForm(business, prices: prices, request), business, request)
    }

    static func create(_ request: Request) async throws -> Response {
        let (business, prices) = try await place(request)
        guard let prices else { return noPrices(business, request) }
        var form = OrderForm(business, prices: prices, request)
        form.accept()
        guard form.form.isValid else { return try showNew(form, business, request) }
        let (desk, draft) = (OrderDesk(request.module), form.draft)
        do {
            let order = try await request.module.storage.write(as: request.actor) { change in
                try desk.order(draft, for: BusinessRows.require(business.id, in: change.database), in: change)
            }
            return .redirect(
                to: request.module.adminURL(AdsScreen.order(order.id)),
                message: FlashMessage(.success, request.texts("order.made", ["code": order.code])))
        } catch is StateChanged {
            form.form.fail(OrderForm.Name.price, request.texts("state_changed"))
            return try showNew(form, business, request)
        }
    }

    static func edit(_ request: Request) async throws -> Response {
        let (order, business) = try await open(request)
        return try show(OrderForm(order, business, request), order, business, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let (order, business) = try await open(request)
        var form = OrderForm(order, business, request)
        form.accept()
        guard form.form.isValid else { return try show(form, order, business, request) }
        let (desk, draft) = (OrderDesk(request.module), form.draft)
        let url = request.module.adminURL(AdsScreen.order(order.id))
        do {
            try await request.module.storage.write(as: request.actor) { try desk.save(order.id, draft, in: $0) }
        } catch is StateChanged {
            return .redirect(to: url, message: FlashMessage(.warning, request.texts("state_changed")))
        }
        return .redirect(to: url, message: FlashMessage(.success, request.texts("admin.saved")))
    }

    private static func place(_ request: Request) async throws -> (Business, PriceList?) {
        let (business, today) = (try await request.business(), VietnamTime(request.now).isoDay)
        guard business.isPublic else { throw PortalError.forbidden }
        let prices = try await request.module.storage.read { try PriceRows.inForce(on: today, in: $0) }
        return (business, prices?.prices.isEmpty == true ? nil : prices)
    }

    private static func noPrices(_ business: Business, _ request: Request) -> Response {
        .redirect(
            to: request.module.adminURL(AdsScreen.business(business.id)),
            message: FlashMessage(.warning, request.texts("order.no_prices")))
    }

    private static func open(_ request: Request) async throws -> (AdOrder, Business) {
        let (order, business) = try await request.order()
        guard order.state.isOpen else { throw PortalError.forbidden }
        return (order, business)
    }

    private static func showNew(_ form: OrderForm, _ business: Business, _ request: Request) throws -> Response {
        try request.adminForm(
            form.form,
            PageInfo(
                title: request.texts("order.new"), breadcrumbs: [request.businessesStep, request.step(business)]),
            submit: request.texts("order.make"), cancelURL: request.module.adminURL(AdsScreen.business(business.id)),
            intro: request.texts("order.new_intro", ["name": business.name]))
    }

    private static func show(
        _ form: OrderForm, _ order: AdOrder, _ business: Business, _ request: Request
    ) throws -> Response {
        let url = request.module.adminURL(AdsScreen.order(order.id))
        return try request.adminForm(
            form.form,
            PageInfo(
                title: request.texts("order.edit", ["code": order.code]),
                breadcrumbs: [
                    PageInfo.Breadcrumb(request.texts("orders"), url: request.module.adminURL(AdsScreen.orders)),
                    PageInfo.Breadcrumb(order.code, url: url),
                ]), submit: request.texts("admin.save"), cancelURL: url)
    }
}
