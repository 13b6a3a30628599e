import Foundation
import GRDB
import PortalKit

/// The office's answer templates: list, form, deletion.
enum TemplateScreens {
    static func list(_ request: Request) async throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let settings = FeedbackSettings(context.settings, language: texts.language)
        let templates = try await context.storage.read { try AnswerTemplate.list(in: $0) }
        return try request.adminList(
            AdminList(
                intro: texts("template.intro"),
                actions: [
                    AdminAction(
                        texts("template.new"), url: context.adminURL(FeedbackScreen.newTemplate), isPrimary: true,
                        icon: "plus")
                ],
                columns: [
                    .init(texts("template.title")), .init(texts("case.topic")), .init(texts("template.text")),
                    .init(texts("template.changed")),
                ],
                rows: templates.map { template in
                    AdminList.Row(
                        [
                            .init(template.title, url: context.adminURL(FeedbackScreen.template(template.id))),
                            .init(template.topic.isEmpty ? texts("template.all") : settings.title(of: template.topic)),
                            .init(template.text.excerpt(length: 120)),
                            .init(VietnamTime(template.changedAt).dayText),
                        ],
                        posts: [
                            AdminPost(
                                texts("template.delete"),
                                url: context.adminURL(FeedbackScreen.deletion(ofTemplate: template.id)),
                                subject: template.title,
                                confirm: .init(texts("template.delete_ask", ["title": template.title])))
                        ])
                }, empty: texts("template.none"),
                pager: Pager(
                    try Paging(number: 1, size: 200, total: templates.count),
                    path: context.adminURL(FeedbackScreen.templates), texts: texts)),
            PageInfo(title: texts("template.list"), breadcrumbs: [.init(texts("admin.list"), url: context.adminURL())]))
    }

    static func new(_ request: Request) throws -> Response { try page(form(request), isNew: true, request) }

    static func edit(_ request: Request) async throws -> Response {
        let template = try await template(request)
        var form = form(request)
        form.set("title", to: template.title)
        form.set("topic", to: template.topic)
        form.set("text", to: template.text)
        return try page(form, isNew: false, request)
    }

    static func create(_ request: Request) async throws -> Response { try await save(nil, request) }

    static func update(_ request: Request) async throws -> Response {
        try await save(try await template(request).id, request)
    }

    static func delete(_ request: Request) async throws -> Response {
        let template = try await template(request)
        try await request.module.storage.write(as: request.actor) { change in
            try change.database.execute(
                sql: "DELETE FROM feedback_templates WHERE id = ?", arguments: [template.id])
            try change.audit("feedback.template-delete", before: ["title": template.title, "text": template.text])
        }
        return .redirect(
            to: request.module.adminURL(FeedbackScreen.templates),
            message: FlashMessage(.success, request.texts("template.deleted")))
    }

    // MARK: - Parts

    private static func save(_ id: Int64?, _ request: Request) async throws -> Response {
        var form = form(request)
        form.accept(request)
        guard form.isValid else { return try page(form, isNew: id == nil, request) }
        let filled = form
        try await request.module.storage.write(as: request.actor) { change in
            let values: [(any DatabaseValueConvertible)?] = [
                filled["title"], filled["topic"], filled["text"], change.now,
            ]
            if let id {
                try change.database.execute(
                    sql: "UPDATE feedback_templates SET title = ?, topic = ?, text = ?, changed_at = ? WHERE id = ?",
                    arguments: StatementArguments(values + [id]))
            } else {
                try change.database.execute(
                    sql: "INSERT INTO feedback_templates (title, topic, text, changed_at) VALUES (?, ?, ?, ?)",
                    arguments: StatementArguments(values))
            }
            try change.audit("feedback.template-save", after: ["title": filled["title"]])
        }
        return .redirect(
            to: request.module.adminURL(FeedbackScreen.templates),
            message: FlashMessage(.success, request.texts("template.saved")))
    }

    private static func template(_ request: Request) async throws -> AnswerTemplate {
        let id = try request.id()
        guard let found = try await request.module.storage.read({ try AnswerTemplate.fetch(id, in: $0) }) else {
            throw PortalError.notFound
        }
        return found
    }

    private static func form(_ request: Request) -> Form {
        let texts = request.texts
        let settings = FeedbackSettings(request.module.settings, language: texts.language)
        return Form(fields: [
            FormField("title", label: texts("template.title"), isRequired: true, maximumLength: FeedbackLimit.title),
            FormField(
                "topic", .select, label: texts("case.topic"),
                options: [FormField.Option("", texts("template.all"))]
                    + settings.topics.map { FormField.Option($0.slug, $0.title) }),
            FormField(
                "text", .textarea(rows: 14), label: texts("template.text"), help: texts("template.text_help"),
                isRequired: true, maximumLength: FeedbackLimit.answer),
        ])
    }

    private static func page(_ form: Form, isNew: Bool, _ request: Request) throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let list = context.adminURL(FeedbackScreen.templates)
        return try request.adminForm(
            form,
            PageInfo(
                title: texts(isNew ? "template.new" : "template.edit"),
                breadcrumbs: [.init(texts("template.list"), url: list)]),
            submit: texts("template.save"), cancelURL: list)
    }
}
