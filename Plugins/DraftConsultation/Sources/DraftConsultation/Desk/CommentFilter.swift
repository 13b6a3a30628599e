import GRDB
import PortalKit

/// What the list of comments is narrowed by: read from the address, and shown as the form above the list.
enum CommentFilter {
    private static let names = ["q", "loc", "xu-ly", "dieu", "nhan", "nhom", "nguoi", "ban", "trung"]

    /// What the address narrows the list by.
    static func pairs(_ request: Request) -> [(String, String)] {
        names.map { ($0, request.query[$0] ?? "") }.filter { !$0.1.isEmpty }
    }

    /// The same with the page, for an address to come back to.
    static func query(_ request: Request) -> String {
        let pairs = pairs(request) + (request.query["trang"].map { [("trang", $0)] } ?? [])
        return pairs.isEmpty ? "" : "?" + FormURLEncoded.encode(pairs)
    }

    static func search(_ draft: Draft?, _ request: Request) -> CommentSearch {
        let query = request.query
        var search = CommentSearch()
        search.draft = draft?.id
        if draft == nil { search.bodies = request.consultation.bodies([ConsultationPermission.comments]) }
        search.text = String((query["q"] ?? "").normalizedInput().prefix(100))
        search.state = query["loc"].flatMap(Comment.State.init(rawValue:))
        search.treatment = String((query["xu-ly"] ?? "").prefix(20))
        search.article = String((query["dieu"] ?? "").prefix(120))
        search.tag = String((query["nhan"] ?? "").prefix(CommentLimit.tag))
        search.group = query.integer("nhom").map { Int64($0) }
        search.sender = query["nguoi"].flatMap(Comment.Sender.init(rawValue:))
        search.version = query.integer("ban")
        search.isFirstOnly = query["trung"] == "an"
        return search
    }

    /// What a draft's comments can be narrowed by.
    struct Choices: Sendable {
        var articles: [(article: String, label: String)] = []
        var tags: [String] = []
        var groups: [(id: Int64, title: String)] = []

        static func fetch(_ draft: Draft?, in database: Database) throws -> Choices {
            guard let draft else { return Choices() }
            let articles = try Row.fetchAll(
                database,
                sql: """
                    SELECT article, min(article_place) AS label FROM consultation_comments WHERE draft_id = ?
                    GROUP BY article ORDER BY min(place_order) LIMIT 500
                    """, arguments: [draft.id])
            return Choices(
                articles: articles.map { ($0["article"], $0["label"]) },
                tags: try CommentRows.tags(ofDraft: draft.id, in: database),
                groups: try CommentRows.groups(of: draft.id, in: database))
        }
    }

    static func form(
        _ search: CommentSearch, _ choices: Choices, _ draft: Draft?, _ texts: Texts
    ) -> Form {
        let all = FormField.Option("", texts("admin.all"))
        var fields = [
            FormField("q", .input(type: "search"), label: texts("comments.filter_text"), value: search.text),
            FormField(
                "loc", .select, label: texts("comments.state"),
                options: [all] + Comment.State.allCases.map { .init($0.rawValue, texts("state.\($0.rawValue)")) },
                value: search.state?.rawValue ?? ""),
            FormField(
                "xu-ly", .select, label: texts("action.treatment"),
                options: [all, .init("none", texts("treatment.none"))]
                    + Comment.Treatment.allCases.map { .init($0.rawValue, texts("treatment.\($0.rawValue)")) },
                value: search.treatment),
            FormField(
                "nguoi", .select, label: texts("comment.sender_kind"),
                options: [all] + Comment.Sender.allCases.map { .init($0.rawValue, texts("sender.\($0.rawValue)")) },
                value: search.sender?.rawValue ?? ""),
        ]
        guard let draft else { return Form(fields: fields) }
        fields.append(
            FormField(
                "dieu", .select, label: texts("comment.place"),
                options: [all]
                    + choices.articles.map {
                        .init($0.article.isEmpty ? "toan-van" : $0.article, $0.label.excerpt(length: 80))
                    },
                value: search.article))
        if !choices.groups.isEmpty {
            fields.append(
                FormField(
                    "nhom", .select, label: texts("action.group"),
                    options: [all] + choices.groups.map { .init(String($0.id), $0.title) },
                    value: search.group.map { String($0) } ?? ""))
        }
        if !choices.tags.isEmpty {
            fields.append(
                FormField(
                    "nhan", .select, label: texts("action.tags"), options: [all] + choices.tags.map { .init($0, $0) },
                    value: search.tag))
        }
        if draft.version > 1 {
            fields.append(
                FormField(
                    "ban", .select, label: texts("comment.version"),
                    options: [all]
                        + (1...draft.version).map {
                            .init(String($0), texts("version.short", ["number": String($0)]))
                        }, value: search.version.map { String($0) } ?? ""))
        }
        fields.append(
            FormField(
                "trung", .select, label: texts("comments.duplicates"),
                options: [all, .init("an", texts("comments.first_only"))], value: search.isFirstOnly ? "an" : ""))
        return Form(fields: fields)
    }
}
