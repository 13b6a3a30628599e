import PortalKit

/// What officers enter of a draft; each version of it is kept as a revision.
struct DraftContent: Sendable, Hashable, Codable {
    /// The longest that each may be, in characters, and the most of each.
    enum Limit {
        static let title = 300
        static let name = 200
        static let summary = 5_000
        static let note = 1_000
        static let question = 500
        static let questions = 20
        static let papers = 12
        static let lines = 20_000
        static let slug = 90
    }

    /// `Quyết định ban hành Quy chế quản lý nghĩa trang nhân dân`.
    var title = ""
    /// `Quyết định`.
    var type = ""
    /// Why it is needed and what it brings, for whoever has little time.
    var summary = ""
    /// The body that drafts it and takes the comments.
    var body = ""
    /// Whom to ask there.
    var contactName = ""
    var contactPhone = ""
    var contactMail = ""
    var contactAddress = ""
    /// The first day on which comments are taken, `2026-11-24`.
    var startsOn = ""
    /// The last day, until midnight.
    var endsOn = ""
    /// What the body wants to know above all.
    var questions: [String] = []
    /// What explains the draft: the submission, the impact assessment, the draft as a file.
    var papers: [KeptUpload] = []
    /// The text.
    var lines: [LegalLine] = []
    /// What is new in this version of the text.
    var versionNote = ""

    var contacts: [String] { [contactName, contactPhone, contactMail, contactAddress].filter { !$0.isEmpty } }

    /// The first moment of the period.
    var startsAt: VietnamTime? { startsOn.isEmpty ? nil : VietnamTime(parsing: startsOn)?.startOfDay }

    /// The first moment after the period: the midnight that ends the last day.
    var endsAt: VietnamTime? { endsOn.isEmpty ? nil : VietnamTime(parsing: endsOn)?.startOfDay.adding(days: 1) }

    /// How many days the period has, both ends counted.
    var days: Int? {
        guard let startsAt, let endsAt else { return nil }
        return endsAt.dayNumber - startsAt.dayNumber
    }
}
