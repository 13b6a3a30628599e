import Foundation
import PortalKit

/// The module's settings, typed.
struct NewsSettings: Sendable {
    let title: String
    let sections: NewsSections
    let pageSize: Int
    /// After how many days without a new article the editorial board is told (Art. 10.1).
    let stalenessDays: Int
    /// Who is told; nil for nobody.
    let staleRecipient: String?
    /// What stands in the field "source" of a new article.
    let defaultSource: String
    /// Whether the public form for items is open.
    let takesSubmissions: Bool
    /// In how many days a sender is answered.
    let submissionDays: Int
    /// Whom the desk's reminder goes to; empty for nobody.
    let submissionRecipient: String
    /// For how many months after the answer it is kept who sent an item; 0 for good.
    let submissionMonths: Int

    /// - Parameter language: the reader's; titles that the settings give in English too are in it.
    init(_ settings: ModuleSettings, language: String = "vi") {
        title = settings.text("title", in: language)
        sections = NewsSections(
            all: settings.records("sections").map { row in
                NewsSection(
                    slug: row.text("slug"), title: row.text("title", in: language),
                    description: row.text("description"),
                    kind: NewsSection.Kind(rawValue: row.text("kind")) ?? .ordinary)
            })
        pageSize = settings.integer("page_size")
        stalenessDays = settings.integer("staleness_days")
        let recipient = settings.text("stale_recipient")
        staleRecipient = recipient.isEmpty ? nil : recipient
        defaultSource = settings.text("default_source")
        takesSubmissions = settings.boolean("submissions_open")
        submissionDays = settings.integer("submission_days")
        submissionRecipient = settings.text("submission_recipient")
        submissionMonths = settings.integer("submission_months")
    }
}

extension NewsSettings {
    /// By when an item that came at this moment is to be answered.
    func submissionDue(after moment: Date) -> Date {
        VietnamTime(moment).adding(days: submissionDays).dayBounds.upperBound.addingTimeInterval(-1)
    }

    /// What `site.yml` and the administrator may set.
    static let definitions: [SettingDefinition] = [
        SettingDefinition(
            key: "title", type: .text(maximumLength: 80), defaultValue: .text("Tin tức"), isRequired: true),
        SettingDefinition(key: "title_en", type: .text(maximumLength: 80), defaultValue: .text("News")),
        SettingDefinition(
            key: "sections", type: .records(sectionFields), defaultValue: .records(defaultSections), isRequired: true),
        SettingDefinition(key: "page_size", type: .integer(5...60), defaultValue: .integer(12)),
        SettingDefinition(key: "staleness_days", type: .integer(1...60), defaultValue: .integer(2)),
        SettingDefinition(key: "stale_recipient", type: .text(maximumLength: 200), defaultValue: .text("")),
        SettingDefinition(key: "default_source", type: .text(maximumLength: 200), defaultValue: .text("")),
        SettingDefinition(key: "submissions_open", type: .boolean, defaultValue: .boolean(true)),
        SettingDefinition(key: "submission_days", type: .integer(1...60), defaultValue: .integer(10)),
        SettingDefinition(key: "submission_recipient", type: .text(maximumLength: 200), defaultValue: .text("")),
        SettingDefinition(key: "submission_months", type: .integer(0...120), defaultValue: .integer(24)),
    ]

    private static let sectionFields: [SettingDefinition] = [
        SettingDefinition(key: "slug", type: .text(maximumLength: 60), defaultValue: .text(""), isRequired: true),
        SettingDefinition(key: "title", type: .text(maximumLength: 80), defaultValue: .text(""), isRequired: true),
        SettingDefinition(key: "description", type: .text(maximumLength: 300), defaultValue: .text("")),
        SettingDefinition(
            key: "kind", type: .choice(NewsSection.Kind.allCases.map(\.rawValue)), defaultValue: .text("ordinary")),
        SettingDefinition(key: "title_en", type: .text(maximumLength: 80), defaultValue: .text("")),
    ]

    /// The sections of the regulation (Art. 2, 8.2, 8.7, 8.8), administrative reform (Art. 8.6) and reference news
    /// (Art. 9.2).
    private static let defaultSections: [[String: SettingValue]] = [
        (
            "chinh-sach-phap-luat", "Chính sách, pháp luật", "Policies and law",
            "Chính sách mới và phổ biến pháp luật.", "ordinary"
        ),
        (
            "chi-dao-dieu-hanh", "Chỉ đạo, điều hành", "Direction and administration",
            "Hoạt động của Đảng ủy, HĐND và UBND xã.", "ordinary"
        ),
        (
            "kinh-te-xa-hoi", "Kinh tế – xã hội", "Economy and society",
            "Sản xuất, giáo dục, y tế, văn hóa và đời sống trong xã.", "ordinary"
        ),
        (
            "an-ninh-quoc-phong", "An ninh, quốc phòng", "Security and defence",
            "Giữ gìn trật tự, an toàn xã hội và quốc phòng.", "ordinary"
        ),
        (
            "tiem-nang-dau-tu", "Tiềm năng, đầu tư", "Potential and investment",
            "Thế mạnh của xã và thông tin cho nhà đầu tư.", "ordinary"
        ),
        (
            "thong-bao", "Thông báo", "Announcements",
            "Thông báo của các cơ quan, đơn vị trong xã.", "announcements"
        ),
        (
            "tin-cap-tren", "Tin theo chỉ đạo cấp trên", "From higher authorities",
            "Nội dung đăng theo yêu cầu của cơ quan cấp trên.", "ordinary"
        ),
        (
            "cai-cach-hanh-chinh", "Cải cách hành chính", "Administrative reform",
            "Chương trình và kết quả cải cách hành chính của xã.", "reform"
        ),
        (
            "tin-tham-khao", "Tin tham khảo", "Reference news",
            "Thông tin chưa được xác nhận, đăng để bạn đọc tham khảo.", "reference"
        ),
    ].map { slug, title, english, description, kind in
        [
            "slug": .text(slug), "title": .text(title), "title_en": .text(english), "description": .text(description),
            "kind": .text(kind),
        ]
    }
}
