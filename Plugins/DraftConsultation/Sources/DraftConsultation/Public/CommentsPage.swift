import PortalKit

/// The comments that the public sees: each with the version and the place that it was made on, and how it was taken up
/// once the report is published. Who wrote it is shown to nobody; a body's name is no personal data.
enum CommentsPage {
    private static let pageSize = 30

    /// `?ban=1&dieu=dieu-5`.
    static func show(_ request: Request) async throws -> Response {
        let draft = try await DraftPage.publicDraft(request)
        request.depends(on: .consultationComments(draft.id))
        let version = try request.number("ban", in: 1...10_000, default: draft.version)
        let article = request.query["dieu"].map { String($0.prefix(120)) }
        let number = try request.pageNumber()
        let (versions, counts, comments, paging) = try await request.module.storage.read { database in
            let total = try CommentRows.publicCount(of: draft.id, version: version, article: article, in: database)
            let paging = try Paging(number: number, size: pageSize, total: total)
            return (
                try VersionRows.list(of: draft.id, in: database),
                try CommentRows.publicCounts(of: draft.id, in: database),
                try CommentRows.published(
                    of: draft.id, version: version, article: article, limit: pageSize, offset: paging.offset,
                    in: database), paging
            )
        }
        guard versions.contains(where: { $0.number == version }) else { throw PortalError.notFound }
        let (texts, context) = (request.texts, request.module)
        let words = try await request.placeWords(draft, version: version)
        let url = context.url(ConsultationPath.comments(draft.slug))
        let pairs = [("dieu", article ?? ""), ("ban", version == draft.version ? "" : String(version))]
        let model = CommentsModel(
            title: texts("comments.title"), draft: draft.content.title, draftUrl: context.url(draft.path),
            summary: texts("comments.summary", ["count": String(paging.total), "total": String(counts[version] ?? 0)]),
            allUrl: article == nil ? nil : url + (version == draft.version ? "" : "?ban=\(version)"),
            hasVersions: versions.count > 1,
            versions: versions.map {
                .init(
                    title: texts(
                        "version.counted", ["number": String($0.number), "count": String(counts[$0.number] ?? 0)]),
                    url: "\(url)?ban=\($0.number)", current: $0.number == version)
            }, hasGroups: !comments.isEmpty,
            groups: groups(comments, draft, version, words, request),
            empty: texts(counts.isEmpty ? "comments.empty" : "comments.empty_version"),
            pager: Pager(paging, path: url, query: pairs, texts: texts))
        return try request.page(
            "comments", model,
            PageInfo(
                title: "\(model.title): \(draft.content.title)", breadcrumbs: DraftComparisonPage.steps(draft, request),
                isIndexed: false))
    }

    /// By article, in the order of the text.
    private static func groups(
        _ comments: [Comment], _ draft: Draft, _ version: Int, _ words: PlaceWords?, _ request: Request
    ) -> [CommentsModel.Group] {
        var groups: [(article: String, title: String, comments: [Comment])] = []
        for comment in comments {
            if groups.last?.article == comment.place.article {
                groups[groups.count - 1].comments.append(comment)
            } else {
                let place = words?.worded(comment.place) ?? comment.place
                groups.append((comment.place.article, place.articleLabel, [comment]))
            }
        }
        let page = request.module.url(draft.path) + (version == draft.version ? "" : "?ban=\(version)")
        return groups.map { group in
            let isText = !group.article.isEmpty && !group.article.hasPrefix("cau-hoi-")
            return CommentsModel.Group(
                title: group.title, url: isText ? "\(page)#\(group.article)" : nil,
                comments: group.comments.map { comment($0, draft, words, request.texts) })
        }
    }

    private static func comment(
        _ comment: Comment, _ draft: Draft, _ words: PlaceWords?, _ texts: Texts
    ) -> CommentsModel.Item {
        let place = words?.worded(comment.place) ?? comment.place
        let treatment = draft.reportedAt == nil ? nil : comment.treatment
        return CommentsModel.Item(
            id: comment.code, sender: comment.sender == .body ? comment.body : texts("sender.person"),
            day: VietnamTime(comment.receivedAt).dayText, isoDay: VietnamTime(comment.receivedAt).isoDay,
            place: place.anchor == place.article ? nil : place.label,
            paragraphs: comment.text.split(separator: "\n").map(String.init),
            treatment: treatment.map { texts("treatment.\($0.rawValue)") },
            treatmentBadge: treatment?.badge.rawValue ?? "neutral",
            reason: treatment == nil ? nil : comment.reason.present)
    }
}

extension Comment.Treatment {
    var badge: AdminList.Cell.Badge {
        switch self {
        case .accepted: .success
        case .partly: .warning
        case .rejected: .error
        case .agreed: .neutral
        }
    }
}

/// What the template `comments` shows.
struct CommentsModel: TemplateModel {
    struct Choice: Sendable {
        let title: String
        let url: String
        let current: Bool
    }

    struct Item: Sendable {
        let id: String
        let sender: String
        let day: String
        let isoDay: String
        let place: String?
        let paragraphs: [String]
        let treatment: String?
        let treatmentBadge: String
        let reason: String?
    }

    struct Group: Sendable {
        let title: String
        let url: String?
        let comments: [Item]
    }

    let title: String
    let draft: String
    let draftUrl: String
    let summary: String
    /// Nil when all are shown.
    let allUrl: String?
    let hasVersions: Bool
    let versions: [Choice]
    let hasGroups: Bool
    let groups: [Group]
    let empty: String
    let pager: Pager

    static var example: CommentsModel {
        CommentsModel(
            title: "Ý kiến góp ý", draft: "Quy chế", draftUrl: "/du-thao/quy-che", summary: "14 ý kiến",
            allUrl: "/du-thao/quy-che/y-kien", hasVersions: true,
            versions: [Choice(title: "Bản 1", url: "/du-thao/quy-che/y-kien?ban=1", current: true)], hasGroups: true,
            groups: [
                Group(
                    title: "Điều 5. Mức thu", url: "/du-thao/quy-che#dieu-5",
                    comments: [
                        Item(
                            id: "YK-7K2M9QX4TD", sender: "Cá nhân", day: "24/11/2026", isoDay: "2026-11-24",
                            place: "Khoản 2 Điều 5", paragraphs: ["Nên giảm mức thu."], treatment: "Tiếp thu",
                            treatmentBadge: "success", reason: "Đã sửa khoản 2.")
                    ])
            ], empty: "Chưa có ý kiến nào", pager: .example)
    }
}
