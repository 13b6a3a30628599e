import Foundation
import GRDB
import PortalKit

/// A business's dossier: all that the office knows of it, what belongs to it, and what can be done with it.
enum BusinessScreen {
    static func show(_ request: Request) async throws -> Response {
        try await screen(try await request.business(), failed: nil, request)
    }

    static func act(_ request: Request) async throws -> Response {
        let business = try await request.business()
        let action: BusinessAction = try request.recordAction()
        guard action.isOffered(business, request.actor) else { throw PortalError.forbidden }
        var form = action.form(business, request.texts)
        form.accept(request)
        guard form.isValid else { return try await screen(business, failed: (action, form), request) }
        let (context, filled) = (request.module, form)
        let url = context.adminURL(AdsScreen.business(business.id))
        do {
            try await context.storage.write(as: request.actor) { change in
                try action.perform(filled, business, context, in: change)
            }
        } catch is StateChanged {
            return .redirect(to: url, message: FlashMessage(.warning, request.texts("state_changed")))
        }
        return .redirect(to: url, message: FlashMessage(.success, action.done(request.texts)))
    }

    /// The scan of the confirmation, always as a download.
    static func scan(_ request: Request) async throws -> Response {
        guard let scan = try await request.business().content.confirmation?.scan else { throw PortalError.notFound }
        return .download(scan)
    }

    // MARK: - The screen

    private static func screen(
        _ business: Business, failed: (action: BusinessAction, form: Form)?, _ request: Request
    ) async throws -> Response {
        let (texts, context, now) = (request.texts, request.module, request.now)
        let (orders, complaints, events, twins, names) = try await context.storage.read { database in
            (
                try OrderRows.of(business.id, in: database), try ComplaintRows.of(business.id, in: database),
                try AdsEvents.fetch(business.reference, texts, in: database),
                try BusinessRows.twins(of: business.content.taxCode, besides: business.id, in: database),
                try WorkflowNames(BusinessWorkflow.type.id, texts: texts, in: database)
            )
        }
        let state = BusinessState(business, names, texts)
        var model = AdminRecord(title: business.name)
        model.intro = texts("admin.code", ["code": business.code])
        model.badges = [.init(state.text, state.badge)]
        if business.content.confirmation != nil {
            model.badges.append(.init(texts("admin.confirmed"), .success))
        } else if !business.isClosed {
            model.badges.append(.init(texts("admin.unconfirmed"), .warning))
        }
        if !twins.isEmpty {
            model.notice = texts("admin.twins", ["names": twins.map(\.name).joined(separator: "; ")])
        }
        model.actions = actions(business, request)
        model.picture = business.content.logo.map { .init(url: $0.url, alt: $0.alt) }
        model.facts = facts(business, request)
        if business.isClosed, !business.closeReason.isEmpty {
            model.parts = [.init("reason", texts("business.action.reason"), text: business.closeReason)]
        }
        if business.wasPublic || !orders.isEmpty {
            model.sections.append(
                .init(id: "orders", heading: texts("orders"), table: ordersTable(orders, now: now, request)))
        }
        if !complaints.isEmpty {
            model.sections.append(
                .init(id: "complaints", heading: texts("complaints"), table: complaintsTable(complaints, request)))
        }
        model.events = events
        model.work = request.recordWork(
            BusinessAction.allCases.filter { $0.isOffered(business, request.actor) }, failed: failed,
            url: { context.adminURL(AdsScreen.action(business.id, $0.rawValue)) }, form: { $0.form(business, texts) })
        if !business.isClosed { model.work.workflow = try await request.workflowPanel(of: business.reference) }
        return try request.adminRecord(
            model,
            PageInfo(
                title: business.name, breadcrumbs: [request.businessesStep], status: failed == nil ? 200 : 422))
    }

    private static func actions(_ business: Business, _ request: Request) -> [AdminAction] {
        let (texts, context) = (request.texts, request.module)
        func action(_ key: String, _ path: String, _ icon: String, isPrimary: Bool = false) -> AdminAction {
            AdminAction(texts(key), url: context.adminURL(path), isPrimary: isPrimary, icon: icon)
        }
        var actions: [AdminAction] = []
        if AdsAccess.mayEdit(business, request.actor) {
            actions.append(action("admin.edit", AdsScreen.edit(business.id), "edit", isPrimary: true))
        }
        if AdsAccess.mayConfirm(business, request.actor) {
            actions.append(action("admin.confirm", AdsScreen.confirmation(business.id), "shield"))
        }
        if business.isPublic, request.actor.may(AdsPermission.orders) {
            actions.append(action("order.new", AdsScreen.newOrder(business.id), "plus"))
        }
        actions.append(action("admin.preview", AdsScreen.preview(business.id), "eye"))
        actions.append(
            AdminAction(
                texts("admin.revisions"), url: context.revisionsURL(AdsScreen.business(business.id)), icon: "history"))
        if business.isPublic {
            actions.append(AdminAction(texts("admin.view_public"), url: context.url(business.path), icon: "external"))
        }
        return actions
    }

    private static func facts(_ business: Business, _ request: Request) -> [FactModel] {
        let (content, texts) = (business.content, request.texts)
        let applicant = business.applicant
        var rows: [(String, String, String?)] = [
            ("field.legal_name", content.legalName, nil), ("field.tax_code", content.taxCode, nil),
            (
                "field.representative",
                [content.representative, content.representativeOffice].filter { !$0.isEmpty }.joined(separator: ", "),
                nil
            ),
            ("field.field", AdsSettings(request).title(ofField: content.field), nil),
            ("field.address", content.address, nil), ("field.phone", content.phone, "tel:\(content.phone.dialled)"),
            ("field.mail", content.mail, "mailto:\(content.mail)"), ("field.website", content.website, content.website),
            ("admin.declared", content.declaredOn.dayText, nil),
        ]
        if let confirmation = content.confirmation {
            let words = texts(
                "confirmation.text",
                [
                    "number": confirmation.number, "day": confirmation.day.dayText,
                    "authority": confirmation.authority,
                ])
            rows.append(("admin.confirmation", words, nil))
            rows.append(
                (
                    "field.scan", confirmation.scan?.name ?? "",
                    request.module.adminURL(AdsScreen.confirmation(business.id)) + "/tep"
                ))
        }
        rows += [
            ("field.applicant", applicant.name, nil),
            ("field.applicant_mail", applicant.mail, "mailto:\(applicant.mail)"),
            ("field.applicant_phone", applicant.phone, "tel:\(applicant.phone.dialled)"),
            ("channel", texts("channel.\(business.channel.rawValue)"), nil),
            ("admin.received", VietnamTime(business.receivedAt).timeText, nil),
            ("admin.published", business.publishedAt.map { VietnamTime($0).timeText } ?? "", nil),
        ]
        return rows.filter { !$0.1.isEmpty }.map { FactModel(texts($0.0), $0.1, url: $0.2) }
    }

    private static func ordersTable(_ orders: [AdOrder], now: Date, _ request: Request) -> TableModel {
        let texts = request.texts
        return TableModel(
            columns: [
                .init(texts("order")), .init(texts("position")), .init(texts("order.period")),
                .init(texts("order.fee"), isNumber: true), .init(texts("admin.state")),
            ],
            rows: orders.map { order in
                let state = OrderState(order, at: now, texts)
                return [
                    .init(order.code, url: request.module.adminURL(AdsScreen.order(order.id))),
                    .init(order.position.title(texts)), .init(order.periodText(texts)), .init(order.fee.grouped(texts)),
                    .init(state.text, badge: state.badge),
                ]
            }, empty: texts("orders.none_of_business"))
    }

    private static func complaintsTable(_ complaints: [Complaint], _ request: Request) -> TableModel {
        let texts = request.texts
        return TableModel(
            columns: [.init(texts("complaint")), .init(texts("admin.received")), .init(texts("admin.state"))],
            rows: complaints.map { complaint in
                [
                    .init(complaint.code, url: request.module.adminURL(AdsScreen.complaint(complaint.id))),
                    .init(VietnamTime(complaint.receivedAt).dayText),
                    .init(texts("complaint.state.\(complaint.state.rawValue)"), badge: complaint.state.badge),
                ]
            }, empty: texts("complaints.none"))
    }
}

/// What has become of an order, in a word and its colour.
struct OrderState {
    let text: String
    let badge: AdminList.Cell.Badge

    init(_ order: AdOrder, at moment: Date, _ texts: Texts) {
        let key = order.stateKey(at: moment)
        text = texts("order.state.\(key)")
        badge =
            switch key {
            case "running": .success
            case "ordered": .warning
            case "suspended": .error
            default: .neutral
            }
    }
}

extension AdOrder {
    /// "01/11/2026 – 31/01/2027"
    func periodText(_ texts: Texts) -> String { "\(VietnamTime(startsAt).dayText) – \(lastDay.dayText)" }
}

extension Complaint.State {
    var badge: AdminList.Cell.Badge {
        switch self {
        case .new: .warning
        case .upheld: .error
        case .dismissed, .spam: .neutral
        }
    }
}
