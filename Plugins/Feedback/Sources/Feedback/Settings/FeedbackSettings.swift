import Foundation
import GRDB
import PortalKit

/// The module's settings, typed.
struct FeedbackSettings: Sendable {
    struct Topic: Sendable, Hashable {
        let slug: String
        let title: String
    }

    let title: String
    let topics: [Topic]
    /// Parts of the commune to choose from; none for a commune that has none.
    let areas: [String]
    private let days: [FeedbackCase.Kind: Int]
    let pageSize: Int
    /// Whether the public form is open.
    let isOpen: Bool
    let needsContact: Bool
    /// Where the morning's reminder goes; nil for nowhere.
    let deskRecipient: MailAddress?
    /// To whom overdue cases are reported; nil for nobody.
    let headRecipient: MailAddress?
    /// Working days after the term at which the head is told.
    let escalationDays: Int
    /// Months after the end for which it is kept who sent a case; 0 for good.
    let retentionMonths: Int
    /// Days after the answer in which a sender may rate it and ask for the case to be taken up again.
    let ratingDays: Int
    let map: MapSettings

    init(_ settings: ModuleSettings, language: String = "vi") {
        title = settings.text("title", in: language)
        topics = settings.records("topics").map { Topic(slug: $0.text("slug"), title: $0.text("title", in: language)) }
        areas = settings.list("areas")
        days = [
            .report: settings.integer("report_days"), .petition: settings.integer("petition_days"),
            .question: settings.integer("question_days"),
        ]
        pageSize = settings.integer("page_size")
        isOpen = settings.boolean("open")
        needsContact = settings.boolean("contact_required")
        deskRecipient = MailAddress(settings.text("desk_recipient"))
        headRecipient = MailAddress(settings.text("head_recipient"))
        escalationDays = settings.integer("escalation_days")
        retentionMonths = settings.integer("retention_months")
        ratingDays = settings.integer("rating_days")
        map = MapSettings(
            picture: settings.text("map_picture"), columns: settings.integer("map_columns"),
            rows: settings.integer("map_rows"))
    }

    /// Working days for an answer.
    func days(for kind: FeedbackCase.Kind) -> Int { days[kind] ?? 10 }

    /// The topic's title; the slug itself for one that was taken out of the settings.
    func title(of topic: String) -> String { topics.first { $0.slug == topic }?.title ?? topic }

    /// What keeps the module from being served with these settings, in words for whoever edits `site.yml`.
    var fault: String? {
        for (index, topic) in topics.enumerated() {
            if !Slug.isValid(topic.slug) {
                return "settings.topics: '\(topic.slug)' is no slug; write small letters, digits and hyphens"
            }
            if topics.prefix(index).contains(where: { $0.slug == topic.slug }) {
                return "settings.topics: the slug '\(topic.slug)' stands twice"
            }
        }
        return nil
    }
}

/// The site's own picture of its area, on which a place can be pointed out.
struct MapSettings: Sendable, Hashable {
    /// The picture in the library that the settings name.
    let chosen: Int64?
    let columns: Int
    let rows: Int

    init(picture: String, columns: Int, rows: Int) {
        chosen = LibraryItem.id(typed: picture)
        self.columns = columns
        self.rows = rows
    }

    /// The picture in the library: the one that the settings name, else the one of the site's content.
    func item(in database: Database) throws -> Int64? {
        try chosen ?? Int64.fetchOne(database, sql: "SELECT item FROM feedback_maps WHERE id = 1")
    }

    /// Makes the picture public while it is the map.
    func use(in change: Change) throws {
        try change.setLibraryUses(
            items: [try item(in: change.database)].compactMap { $0 }, of: FeedbackNames.map, isPublic: true)
    }
}

extension FeedbackSettings {
    /// What `site.yml` and the administrator may set.
    static let definitions: [SettingDefinition] = [
        SettingDefinition(
            key: "title", type: .text(maximumLength: 80), defaultValue: .text("Phản ánh, kiến nghị"), isRequired: true),
        SettingDefinition(key: "title_en", type: .text(maximumLength: 80), defaultValue: .text("Feedback")),
        SettingDefinition(
            key: "topics", type: .records(topicFields), defaultValue: .records(defaultTopics), isRequired: true),
        SettingDefinition(key: "areas", type: .list, defaultValue: .list([])),
        SettingDefinition(key: "report_days", type: .integer(1...60), defaultValue: .integer(10)),
        SettingDefinition(key: "petition_days", type: .integer(1...60), defaultValue: .integer(15)),
        SettingDefinition(key: "question_days", type: .integer(1...60), defaultValue: .integer(5)),
        SettingDefinition(key: "open", type: .boolean, defaultValue: .boolean(true)),
        SettingDefinition(key: "contact_required", type: .boolean, defaultValue: .boolean(true)),
        SettingDefinition(key: "page_size", type: .integer(5...60), defaultValue: .integer(12)),
        SettingDefinition(key: "desk_recipient", type: .text(maximumLength: 200), defaultValue: .text("")),
        SettingDefinition(key: "head_recipient", type: .text(maximumLength: 200), defaultValue: .text("")),
        SettingDefinition(key: "escalation_days", type: .integer(0...30), defaultValue: .integer(1)),
        SettingDefinition(key: "rating_days", type: .integer(1...365), defaultValue: .integer(30)),
        SettingDefinition(key: "retention_months", type: .integer(0...120), defaultValue: .integer(24)),
        SettingDefinition(key: "map_picture", type: .text(maximumLength: 300), defaultValue: .text("")),
        SettingDefinition(key: "map_columns", type: .integer(2...26), defaultValue: .integer(8)),
        SettingDefinition(key: "map_rows", type: .integer(2...26), defaultValue: .integer(6)),
    ]

    private static let topicFields: [SettingDefinition] = [
        SettingDefinition(key: "slug", type: .text(maximumLength: 60), defaultValue: .text(""), isRequired: true),
        SettingDefinition(key: "title", type: .text(maximumLength: 80), defaultValue: .text(""), isRequired: true),
        SettingDefinition(key: "title_en", type: .text(maximumLength: 80), defaultValue: .text("")),
    ]

    private static let defaultTopics: [[String: SettingValue]] = [
        ("giao-thong", "Đường sá, giao thông", "Roads and traffic"),
        ("moi-truong", "Môi trường, rác thải", "Environment and waste"),
        ("dien-nuoc", "Điện, nước, chiếu sáng", "Power, water, lighting"),
        ("dat-dai", "Đất đai, xây dựng", "Land and building"),
        ("an-ninh", "An ninh, trật tự", "Security and order"),
        ("nong-nghiep", "Nông nghiệp, thủy lợi", "Farming and irrigation"),
        ("y-te", "Y tế, an toàn thực phẩm", "Health and food safety"),
        ("giao-duc", "Giáo dục, trẻ em", "Education and children"),
        ("an-sinh", "Chính sách, an sinh xã hội", "Social policy"),
        ("van-hoa", "Văn hóa, thể thao", "Culture and sports"),
        ("hanh-chinh", "Thủ tục, thái độ phục vụ", "Procedures and service"),
        ("khac", "Việc khác", "Other matters"),
    ].map { ["slug": .text($0), "title": .text($1), "title_en": .text($2)] }
}
