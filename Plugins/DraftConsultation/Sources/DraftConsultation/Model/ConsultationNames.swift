import PortalKit

/// The names under which the core knows the module's records, lists, workflow and events.
enum ConsultationNames {
    static let module = "draft-consultation"
    static let draftType = "draft-consultation.draft"
    static let commentType = "draft-consultation.comment"
    static let followerType = "draft-consultation.follower"
    static let searchKind = "draft"
    static let publishedEvent = "draft-consultation.draft-published"
    static let resultEvent = "draft-consultation.result-published"

    static func draft(_ id: Int64) -> RecordReference { RecordReference(type: draftType, id: id) }

    static func comment(_ id: Int64) -> RecordReference { RecordReference(type: commentType, id: id) }
}

/// What a role can be granted.
enum ConsultationPermission {
    static let write = "draft-consultation.write"
    static let moderate = "draft-consultation.moderate"
    static let publish = "draft-consultation.publish"
    /// Work on comments: show and hide, sort, say how each was taken up.
    static let comments = "draft-consultation.comments"
    /// See who wrote a comment (Law 91/2025/QH15): nobody else does.
    static let personal = "draft-consultation.personal-data"
    /// Those for drafts.
    static let drafts = [write, moderate, publish]
    static let all = drafts + [comments, personal]
}

extension Dependency {
    /// All public drafts.
    static let consultationDrafts = Dependency.list(ConsultationNames.module)

    /// Which documents drafts became.
    static let consultationResults = Dependency.list("draft-consultation.results")

    static func consultationDraft(_ id: Int64) -> Dependency { .record(ConsultationNames.draft(id)) }

    /// The comments on a draft that the public sees.
    static func consultationComments(_ draft: Int64) -> Dependency { .list("draft-consultation.comments-\(draft)") }
}

/// The public addresses of the module, below its mount path.
enum ConsultationPath {
    static let front = "/"
    static let feed = "/feed.xml"

    /// Where pages without a draft of their own stand; no draft has it for its address.
    static let links = "lien-ket"
    static let confirm = "/\(links)/xac-nhan"
    static let own = "/\(links)/y-kien-cua-toi"
    static let followed = "/\(links)/theo-doi"
    static let unfollow = "/\(links)/bo-theo-doi"

    static func draft(_ slug: String) -> String { "/\(slug)" }

    static func comments(_ slug: String) -> String { "/\(slug)/y-kien" }

    static func comment(_ slug: String) -> String { "/\(slug)/gop-y" }

    static func follow(_ slug: String) -> String { "/\(slug)/theo-doi" }

    static func comparison(_ slug: String) -> String { "/\(slug)/so-sanh" }

    static func report(_ slug: String) -> String { "/\(slug)/ket-qua" }

    static func sent(_ code: String) -> String { "/\(links)/da-gui/\(code)" }

    /// The token stands in the query, which no log keeps.
    static func with(_ token: String, _ path: String) -> String { "\(path)?ma=\(token)" }
}

/// The screens of the module, below its place in the administration.
enum ConsultationScreen {
    static let list = "/"
    static let new = "/moi"
    static let importing = "/nhap"
    /// Comments on all drafts.
    static let comments = "/y-kien"

    static func edit(_ id: Int64) -> String { "/\(id)" }

    static func structure(_ id: Int64) -> String { "/\(id)/cau-truc" }

    static func preview(_ id: Int64) -> String { "/\(id)/xem" }

    static func deletion(_ id: Int64) -> String { "/\(id)/xoa" }

    static func revision(_ id: Int64, _ number: Int) -> String { "/\(id)/phien-ban/\(number)" }

    static func heat(_ id: Int64) -> String { "/\(id)/theo-dieu" }

    static func comments(_ id: Int64) -> String { "/\(id)/y-kien" }

    static func csv(_ id: Int64) -> String { "/\(id)/y-kien.csv" }

    static func enter(_ id: Int64) -> String { "/\(id)/nhap-y-kien" }

    static func comment(_ id: Int64) -> String { "/y-kien/\(id)" }

    static func action(_ id: Int64, _ action: String) -> String { "/y-kien/\(id)/\(action)" }

    static func file(_ id: Int64, _ position: Int) -> String { "/y-kien/\(id)/tep/\(position)" }

    static func result(_ id: Int64) -> String { "/\(id)/ket-qua" }
}
