import GRDB
import PortalKit

/// An order on the desk: what it is, what was paid, how often it was seen, and what can be done with it.
enum OrderScreen {
    static func show(_ request: Request) async throws -> Response {
        let (order, business) = try await request.order()
        return try await screen(order, business, failed: nil, request)
    }

    static func act(_ request: Request) async throws -> Response {
        let (order, business) = try await request.order()
        let action: OrderAction = try request.recordAction()
        guard action.isOffered(order) else { throw PortalError.forbidden }
        var form = action.form(order, request)
        form.accept(request)
        for name in ["paid_on", "day"] {
            if let day = form.time(name), day > request.now { form.fail(name, request.texts("error.future")) }
        }
        if form.isValid {
            let (desk, filled) = (OrderDesk(request.module), form)
            let url = request.module.adminURL(AdsScreen.order(order.id))
            do {
                try await request.module.storage.write(as: request.actor) { change in
                    try action.perform(filled, order, desk, in: change)
                }
                return .redirect(to: url, message: FlashMessage(.success, action.done(request.texts)))
            } catch is StateChanged {
                return .redirect(to: url, message: FlashMessage(.warning, request.texts("state_changed")))
            } catch let fault as OrderDesk.PaymentFault {
                form.fail("amount", request.texts("error.\(fault.rawValue)"))
            }
        }
        return try await screen(order, business, failed: (action, form), request)
    }

    private static func screen(
        _ order: AdOrder, _ business: Business, failed: (action: OrderAction, form: Form)?, _ request: Request
    ) async throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let (payments, events, views, clicks) = try await context.storage.read { database in
            (
                try OrderRows.payments(of: order.id, in: database),
                try AdsEvents.fetch(order.reference, texts, in: database),
                try Tally.sums(of: AdsNames.module, AdsNames.Count.view, records: [order.id], in: database),
                try Tally.sums(of: AdsNames.module, AdsNames.Count.click, records: [order.id], in: database)
            )
        }
        let state = OrderState(order, at: request.now, texts)
        let title = texts("order.title", ["code": order.code])
        var model = AdminRecord(title: title)
        model.intro = business.name
        model.badges = [.init(state.text, state.badge)]
        if order.owed > 0 { model.badges.append(.init(texts("order.unpaid"), .warning)) }
        model.notice = notice(order, business, texts)
        if order.state.isOpen {
            model.actions = [
                AdminAction(
                    texts("admin.edit"), url: context.adminURL(AdsScreen.editOrder(order.id)), icon: "edit")
            ]
        }
        model.actions.append(
            AdminAction(
                texts("order.business"), url: context.adminURL(AdsScreen.business(business.id)), icon: "house"))
        model.facts = facts(order, views: views[order.id] ?? 0, clicks: clicks[order.id] ?? 0, request)
        if !order.note.isEmpty { model.parts = [.init("note", texts("order.note"), text: order.note)] }
        model.sections = [.init(id: "payments", heading: texts("payments"), table: table(payments, texts))]
        model.events = events
        model.work = request.recordWork(
            OrderAction.allCases.filter { $0.isOffered(order) }, primary: .pay, failed: failed,
            url: { context.adminURL(AdsScreen.orderAction(order.id, $0.rawValue)) }, form: { $0.form(order, request) })
        return try request.adminRecord(
            model,
            PageInfo(
                title: title,
                breadcrumbs: [
                    PageInfo.Breadcrumb(texts("orders"), url: context.adminURL(AdsScreen.orders)),
                    request.step(business),
                ], status: failed == nil ? 200 : 422))
    }

    private static func notice(_ order: AdOrder, _ business: Business, _ texts: Texts) -> String? {
        if order.suspendedAt != nil, order.state.isOpen {
            return texts("order.suspended_notice", ["reason": order.suspendReason])
        }
        if !business.isPublic, order.state.isOpen { return texts("order.hidden_notice") }
        return nil
    }

    private static func facts(_ order: AdOrder, views: Int, clicks: Int, _ request: Request) -> [FactModel] {
        let (texts, invoice) = (request.texts, order.invoice)
        let number = invoice.number.isEmpty ? "" : "\(invoice.number), \(invoice.day.dayText)"
        let rows: [(String, String)] = [
            ("position", order.position.title(texts)), ("order.period", order.periodText(texts)),
            ("order.months", texts("months_counted", ["count": String(order.months)])),
            ("order.headline", order.headline), ("order.target", texts("order.target.\(order.target.rawValue)")),
            ("order.fee", order.fee.dong(texts)), ("order.paid", order.paid.dong(texts)),
            ("order.due", order.owed > 0 ? order.owed.dong(texts) : ""),
            ("order.returned", order.returned > 0 ? order.returned.dong(texts) : ""),
            ("order.views", views.grouped(texts)),
            ("order.clicks", clicks.grouped(texts)), ("invoice.name", invoice.name),
            ("field.tax_code", invoice.taxCode), ("invoice.address", invoice.address), ("invoice.mail", invoice.mail),
            ("invoice.number", number),
            ("order.ordered", "\(VietnamTime(order.orderedAt).timeText), \(texts.person(order.orderedBy))"),
        ]
        return rows.filter { !$0.1.isEmpty }.map { FactModel(texts($0.0), $0.1) }
    }

    private static func table(_ payments: [Payment], _ texts: Texts) -> TableModel {
        TableModel(
            columns: [
                .init(texts("payment.day")), .init(texts("payment.amount"), isNumber: true),
                .init(texts("payment.method")), .init(texts("payment.receipt")), .init(texts("payment.recorded_by")),
            ],
            rows: payments.map { payment in
                [
                    .init(payment.paidOn.dayText), .init(payment.amount.grouped(texts)),
                    .init(texts("payment.method.\(payment.method.rawValue)")),
                    .init(payment.receipt.isEmpty ? "–" : payment.receipt), .init(texts.person(payment.recordedBy)),
                ]
            }, empty: texts("payments.none"))
    }
}

/// The list of all orders.
enum OrderListScreen {
    private static let pageSize = 20

    static func show(_ request: Request) async throws -> Response {
        let (texts, context, page) = (request.texts, request.module, try request.pageNumber())
        var search = OrderSearch(now: request.now, noticeDays: AdsSettings(request).noticeDays)
        search.text = String((request.query["q"] ?? "").prefix(100))
        search.which = request.query["loc"].flatMap(OrderSearch.Which.init(rawValue:))
        search.position = request.query["vi-tri"].flatMap(AdPosition.init(rawValue:))
        let wanted = search
        let (rows, paging, views, clicks) = try await context.storage.read { database in
            let paging = try Paging(number: page, size: pageSize, total: wanted.count(in: database))
            let rows = try wanted.rows(limit: pageSize, offset: paging.offset, in: database)
            let ids = rows.map(\.order.id)
            return (
                rows, paging, try Tally.sums(of: AdsNames.module, AdsNames.Count.view, records: ids, in: database),
                try Tally.sums(of: AdsNames.module, AdsNames.Count.click, records: ids, in: database)
            )
        }
        let query = [
            ("q", search.text), ("loc", search.which?.rawValue ?? ""), ("vi-tri", search.position?.rawValue ?? ""),
        ]
        let isFiltered = query.contains { !$0.1.isEmpty }
        return try request.adminList(
            AdminList(
                intro: texts("orders.intro"),
                actions: [AdminAction(texts("income"), url: context.adminURL(AdsScreen.income), icon: "chart")],
                filter: filter(query, texts),
                columns: [
                    .init(texts("order")), .init(texts("business")), .init(texts("position")),
                    .init(texts("order.period")), .init(texts("order.fee"), isNumber: true),
                    .init(texts("order.views_clicks"), isNumber: true), .init(texts("admin.state")),
                ],
                rows: rows.map { entry in
                    row(entry, views: views[entry.order.id] ?? 0, clicks: clicks[entry.order.id] ?? 0, request)
                }, empty: texts(isFiltered ? "orders.nothing_found" : "orders.none"),
                pager: Pager(paging, path: context.adminURL(AdsScreen.orders), query: query, texts: texts)),
            PageInfo(title: texts("orders")))
    }

    private static func filter(_ query: [(String, String)], _ texts: Texts) -> Form {
        let all = FormField.Option("", texts("admin.all"))
        var form = Form(fields: [
            FormField("q", .input(type: "search"), label: texts("orders.filter_text")),
            FormField(
                "loc", .select, label: texts("admin.state"),
                options: [all]
                    + OrderSearch.Which.allCases.map { .init($0.rawValue, texts("orders.which.\($0.rawValue)")) }),
            FormField(
                "vi-tri", .select, label: texts("position"),
                options: [all] + AdPosition.allCases.map { .init($0.rawValue, $0.title(texts)) }),
        ])
        for (name, value) in query { form.set(name, to: value) }
        return form
    }

    private static func row(_ entry: OrderSearch.Entry, views: Int, clicks: Int, _ request: Request) -> AdminList.Row {
        let (order, texts, context) = (entry.order, request.texts, request.module)
        let state = OrderState(order, at: request.now, texts)
        return AdminList.Row([
            .init(order.code, url: context.adminURL(AdsScreen.order(order.id))),
            .init(entry.businessName, url: context.adminURL(AdsScreen.business(order.business))),
            .init(order.position.title(texts)), .init(order.periodText(texts)), .init(order.fee.grouped(texts)),
            .init("\(views.grouped(texts)) / \(clicks.grouped(texts))"), .init(state.text, badge: state.badge),
        ])
    }
}
