import PortalKit

/// A slip to be printed for whoever came in person: what was taken in, by when it is answered, and how to ask about it.
enum SlipScreen {
    static func show(_ request: Request) async throws -> Response {
        let item = try await request.feedbackCase()
        guard CaseAccess(actor: request.actor).seesSender(of: item) else { throw PortalError.forbidden }
        let (texts, context) = (request.texts, request.module)
        let settings = FeedbackSettings(context.settings, language: texts.language)
        let facts = [
            ("code", item.code.text), ("title", item.title), ("kind", texts("case.kind.\(item.kind.rawValue)")),
            ("topic", settings.title(of: item.topic)), ("place", item.place.line), ("name", item.sender.name),
            ("channel", texts("case.channel.\(item.channel.rawValue)")),
            ("received", VietnamTime(item.receivedAt).timeText), ("due", VietnamTime(item.dueAt).dayText),
        ].filter { !$0.1.isEmpty }.map { FactModel(texts("case.\($0.0)"), $0.1) }
        let model = SlipModel(
            title: texts("slip.title"), intro: context.site.authority, hasActions: false, actions: [], facts: facts,
            text: item.text, how: texts("slip.how", ["url": context.absoluteURL(FeedbackPath.tracking)]))
        return try request.adminPage(
            "admin/slip", model,
            PageInfo(
                title: model.title,
                breadcrumbs: [
                    .init(texts("admin.list"), url: context.adminURL()),
                    .init(item.title, url: context.adminURL(FeedbackScreen.detail(item.id))),
                ]))
    }
}

/// What the template `admin/slip` shows.
struct SlipModel: TemplateModel {
    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let facts: [FactModel]
    let text: String
    let how: String

    static var example: SlipModel {
        SlipModel(
            title: "Phiếu tiếp nhận", intro: "UBND xã", hasActions: true,
            actions: [AdminAction("In", url: "/", isPrimary: true, icon: "print")], facts: [.example],
            text: "Nội dung", how: "Tra cứu tại…")
    }
}
