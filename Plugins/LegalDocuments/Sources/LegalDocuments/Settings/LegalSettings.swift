import PortalKit

/// The module's settings, typed.
struct LegalSettings: Sendable {
    struct Field: Sendable, Hashable {
        let slug: String
        let title: String
    }

    let title: String
    let fields: [Field]
    let pageSize: Int
    private let namedBodies: [String]

    /// - Parameter language: the reader's; titles that the settings give in it are in it.
    init(_ settings: ModuleSettings, language: String = "vi") {
        title = settings.text("title", in: language)
        fields = settings.records("fields").map { Field(slug: $0.text("slug"), title: $0.text("title", in: language)) }
        pageSize = settings.integer("page_size")
        namedBodies = settings.list("bodies")
    }

    /// The settings in the words of whoever asks.
    init(_ request: Request) { self.init(request.module.settings, language: request.texts.language) }

    /// The bodies that issue documents, for whoever enters one, and where permissions can be limited to.
    func bodies(of site: SiteIdentity) -> [String] { namedBodies.isEmpty ? [site.authority] : namedBodies }

    /// The field's title; the slug itself for one that was taken out of the settings.
    func title(of field: String) -> String { fields.first { $0.slug == field }?.title ?? field }

    /// What keeps these fields from being served, in words for whoever edits `site.yml`; nil when nothing.
    var fault: String? {
        for (index, field) in fields.enumerated() {
            if !Slug.isValid(field.slug) {
                return "settings.fields: '\(field.slug)' is no slug; write small letters, digits and hyphens"
            }
            if fields.prefix(index).contains(where: { $0.slug == field.slug }) {
                return "settings.fields: the slug '\(field.slug)' stands twice"
            }
        }
        return nil
    }
}

extension LegalSettings {
    /// What `site.yml` and the administrator may set.
    static let definitions: [SettingDefinition] = [
        SettingDefinition(
            key: "title", type: .text(maximumLength: 80), defaultValue: .text("Văn bản"), isRequired: true),
        SettingDefinition(key: "title_en", type: .text(maximumLength: 80), defaultValue: .text("Documents")),
        SettingDefinition(key: "fields", type: .records(fieldFields), defaultValue: .records(defaultFields)),
        SettingDefinition(key: "bodies", type: .list, defaultValue: .list([])),
        SettingDefinition(key: "page_size", type: .integer(5...60), defaultValue: .integer(20)),
    ]

    private static let fieldFields: [SettingDefinition] = [
        SettingDefinition(key: "slug", type: .text(maximumLength: 60), defaultValue: .text(""), isRequired: true),
        SettingDefinition(key: "title", type: .text(maximumLength: 80), defaultValue: .text(""), isRequired: true),
        SettingDefinition(key: "title_en", type: .text(maximumLength: 80), defaultValue: .text("")),
    ]

    private static let defaultFields: [[String: SettingValue]] = [
        ("to-chuc", "Tổ chức bộ máy", "Organisation"), ("hanh-chinh", "Hành chính", "Administration"),
        ("tai-chinh", "Tài chính", "Finance"), ("ngan-sach", "Ngân sách", "Budget"), ("kinh-te", "Kinh tế", "Economy"),
        ("nong-nghiep", "Nông nghiệp", "Farming"), ("dat-dai", "Đất đai", "Land"),
        ("moi-truong", "Môi trường", "Environment"), ("giao-thong", "Giao thông", "Roads and traffic"),
        ("giao-duc", "Giáo dục", "Education"), ("y-te", "Y tế", "Health"), ("van-hoa", "Văn hóa", "Culture"),
        ("an-sinh", "An sinh xã hội", "Social security"), ("quoc-phong", "Quốc phòng, an ninh", "Defence and security"),
        ("tu-phap", "Tư pháp", "Justice"), ("tiep-dan", "Tiếp công dân", "Hearing citizens"),
        ("cong-nghe-thong-tin", "Công nghệ thông tin", "Information technology"),
    ].map { ["slug": .text($0), "title": .text($1), "title_en": .text($2)] }
}
