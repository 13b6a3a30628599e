import PortalKit

/// What the office can do with a complaint.
enum ComplaintAction: String, RecordAction {
    case uphold = "dung"
    case dismiss = "khong-dung"
    case note = "ghi-chu"
    case spam = "rac"
    case unspam = "khong-rac"
    case erase = "xoa-thong-tin"

    static let texts = "complaint.action"
    var isPlain: Bool { self == .spam || self == .unspam }

    func isOffered(_ complaint: Complaint) -> Bool {
        switch self {
        case .uphold, .dismiss, .spam: complaint.state == .new
        case .unspam: complaint.state == .spam
        case .erase: complaint.erasedAt == nil
        case .note: true
        }
    }

    func form(_ texts: Texts) -> Form {
        let answer = FormField(
            "answer", .textarea(rows: 5), label: texts("complaint.answer"), help: texts("complaint.answer_help"),
            isRequired: true, maximumLength: Complaint.Limit.text)
        switch self {
        case .spam, .unspam: return Form(fields: [])
        case .dismiss: return Form(fields: [answer])
        case .uphold:
            return Form(fields: [
                answer,
                FormField(
                    "suspend", .checkbox, label: texts("complaint.suspend"), help: texts("complaint.suspend_help")),
            ])
        case .note:
            return Form(fields: [
                FormField(
                    "note", .textarea(rows: 3), label: texts("business.action.note"), isRequired: true,
                    maximumLength: AdOrder.Limit.note)
            ])
        case .erase:
            return Form(fields: [
                FormField(
                    "sure", .checkbox, label: texts("erase_sure"), help: texts("erase_help"), isRequired: true)
            ])
        }
    }

    /// - Throws: ``StateChanged`` when the complaint's state does not allow it any more.
    func perform(_ form: Form, _ id: Int64, _ desk: ComplaintDesk, in change: Change) throws {
        let answer = form["answer"].normalizedInput(multiline: true)
        switch self {
        case .uphold:
            try desk.answer(id, upheld: true, answer, suspendsAds: form.isChecked("suspend"), in: change)
        case .dismiss: try desk.answer(id, upheld: false, answer, suspendsAds: false, in: change)
        case .note: try desk.addNote(id, form["note"].normalizedInput(multiline: true), in: change)
        case .spam: try desk.setSpam(id, true, in: change)
        case .unspam: try desk.setSpam(id, false, in: change)
        case .erase: try desk.erase(id, in: change)
        }
    }
}

/// A complaint on the desk.
enum ComplaintScreen {
    static func show(_ request: Request) async throws -> Response {
        try await screen(try await complaint(request), failed: nil, request)
    }

    static func act(_ request: Request) async throws -> Response {
        let complaint = try await complaint(request)
        let action: ComplaintAction = try request.recordAction()
        guard action.isOffered(complaint) else { throw PortalError.forbidden }
        var form = action.form(request.texts)
        form.accept(request)
        guard form.isValid else { return try await screen(complaint, failed: (action, form), request) }
        let (desk, filled) = (ComplaintDesk(request.module), form)
        let url = request.module.adminURL(AdsScreen.complaint(complaint.id))
        do {
            try await request.module.storage.write(as: request.actor) { change in
                try action.perform(filled, complaint.id, desk, in: change)
            }
        } catch is StateChanged {
            return .redirect(to: url, message: FlashMessage(.warning, request.texts("state_changed")))
        }
        return .redirect(
            to: url, message: FlashMessage(.success, action.done(request.texts)))
    }

    private static func complaint(_ request: Request) async throws -> Complaint {
        let id = try request.id()
        return try await request.module.storage.read { try ComplaintRows.require(id, in: $0) }
    }

    private static func screen(
        _ complaint: Complaint, failed: (action: ComplaintAction, form: Form)?, _ request: Request
    ) async throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let events = try await context.storage.read { try AdsEvents.fetch(complaint.reference, texts, in: $0) }
        let title = texts("complaint.title", ["code": complaint.code])
        var model = AdminRecord(title: title)
        model.intro = complaint.businessName
        model.badges = [
            .init(texts("complaint.state.\(complaint.state.rawValue)"), complaint.state.badge)
        ]
        model.actions = [
            AdminAction(
                texts("order.business"), url: context.adminURL(AdsScreen.business(complaint.business)), icon: "house")
        ]
        let sender = complaint.sender
        let rows: [(String, String, String?)] = [
            ("complaint.name", sender.name, nil), ("field.mail", sender.mail, "mailto:\(sender.mail)"),
            ("field.phone", sender.phone, "tel:\(sender.phone.dialled)"),
            ("channel", texts("channel.\(complaint.channel.rawValue)"), nil),
            ("admin.received", VietnamTime(complaint.receivedAt).timeText, nil),
            ("complaint.answered", complaint.answeredAt.map { VietnamTime($0).timeText } ?? "", nil),
            ("complaint.answer", complaint.answer, nil),
        ]
        model.facts = rows.filter { !$0.1.isEmpty }.map { FactModel(texts($0.0), $0.1, url: $0.2) }
        model.parts = [.init("text", texts("complaint.text"), text: complaint.text)]
        model.events = events
        model.work = request.recordWork(
            ComplaintAction.allCases.filter { $0.isOffered(complaint) }, failed: failed,
            url: { context.adminURL(AdsScreen.complaintAction(complaint.id, $0.rawValue)) }, form: { $0.form(texts) })
        return try request.adminRecord(
            model,
            PageInfo(
                title: title,
                breadcrumbs: [
                    PageInfo.Breadcrumb(texts("complaints"), url: context.adminURL(AdsScreen.complaints))
                ], status: failed == nil ? 200 : 422))
    }
}

/// The list of all complaints.
enum ComplaintListScreen {
    private static let pageSize = 20

    static func show(_ request: Request) async throws -> Response {
        let (texts, context, page) = (request.texts, request.module, try request.pageNumber())
        let state = request.query["loc"].flatMap(Complaint.State.init(rawValue:))
        let (complaints, paging) = try await context.storage.read { database in
            let paging = try Paging(number: page, size: pageSize, total: ComplaintRows.count(state, in: database))
            return (
                try ComplaintRows.list(state, limit: pageSize, offset: paging.offset, in: database), paging
            )
        }
        var filter = Form(fields: [
            FormField(
                "loc", .select, label: texts("admin.state"),
                options: [.init("", texts("admin.all"))]
                    + Complaint.State.allCases.map { .init($0.rawValue, texts("complaint.state.\($0.rawValue)")) })
        ])
        filter.set("loc", to: state?.rawValue ?? "")
        return try request.adminList(
            AdminList(
                intro: texts("complaints.intro"), filter: filter,
                columns: [
                    .init(texts("complaint")), .init(texts("business")), .init(texts("admin.received")),
                    .init(texts("admin.state")),
                ],
                rows: complaints.map { complaint in
                    AdminList.Row([
                        .init(complaint.code, url: context.adminURL(AdsScreen.complaint(complaint.id))),
                        .init(
                            complaint.businessName, url: context.adminURL(AdsScreen.business(complaint.business))),
                        .init(VietnamTime(complaint.receivedAt).timeText),
                        .init(
                            texts("complaint.state.\(complaint.state.rawValue)"), badge: complaint.state.badge),
                    ])
                }, empty: texts("complaints.none"),
                pager: Pager(
                    paging, path: context.adminURL(AdsScreen.complaints), query: [("loc", state?.rawValue ?? "")],
                    texts: texts)),
            PageInfo(title: texts("complaints")))
    }
}
