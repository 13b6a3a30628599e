import PortalKit

/// What a site sets for the module.
struct AdsSettings: Sendable {
    /// A field of business, by which the directory is narrowed.
    struct Field: Sendable, Hashable {
        let slug: String
        let title: String
    }

    private let settings: ModuleSettings
    private let language: String

    init(_ settings: ModuleSettings, language: String = "vi") {
        self.settings = settings
        self.language = language
    }

    init(_ request: Request) {
        self.init(request.module.settings, language: request.texts.language)
    }

    var pageSize: Int { settings.integer("page_size") }
    var takesApplications: Bool { settings.boolean("applications_open") }
    /// Who is told each morning of what waits.
    var recipient: MailAddress? { MailAddress(settings.text("recipient")) }
    /// How a business pays: account, bank, words of the transfer.
    var paymentDetails: String { settings.text("payment_details") }
    /// Days before its end on which a business is told.
    var noticeDays: Int { settings.integer("notice_days") }
    var rotation: AdRotation { AdRotation(minutes: settings.integer("rotation_minutes")) }
    /// Ads below the content of other pages.
    var footCount: Int { settings.integer("foot_count") }
    /// Ads above the directory.
    var directoryCount: Int { settings.integer("directory_count") }
    /// The greatest weight of a logo, in bytes.
    var logoBytes: Int { settings.integer("logo_kilobytes") << 10 }
    /// Months for which the contact of a refused applicant is kept; 0 for good.
    var applicantMonths: Int { settings.integer("applicant_months") }

    /// Whether ads stand below the content of the page at a path.
    func showsAdsBelow(_ path: String) -> Bool {
        settings.list("foot_paths").contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    var fields: [Field] {
        settings.records("fields").map { Field(slug: $0.text("slug"), title: $0.text("title", in: language)) }
    }

    func title(ofField slug: String) -> String { fields.first { $0.slug == slug }?.title ?? slug }

    /// What is wrong with the settings as a whole, or nil.
    var fault: String? {
        let slugs = fields.map(\.slug)
        if let bad = slugs.first(where: { !Slug.isValid($0) }) {
            return "the slug \"\(bad)\" of a field cannot be part of an address"
        }
        if let twice = slugs.first(where: { slug in slugs.count { $0 == slug } > 1 }) {
            return "the field \"\(twice)\" is there twice"
        }
        return nil
    }

    // MARK: - Definitions

    static let definitions = [
        SettingDefinition(
            key: "fields", type: .records(fieldDefinitions), defaultValue: .records(usualFields), isRequired: true),
        integer("page_size", 4...60, 12), integer("directory_count", 0...6, 2), integer("foot_count", 0...6, 3),
        SettingDefinition(key: "foot_paths", type: .list, defaultValue: .list(["/tin-tuc", "/doanh-nghiep"])),
        integer("rotation_minutes", 5...1440, 30), integer("notice_days", 1...60, 7),
        integer("logo_kilobytes", 50...4000, 500),
        SettingDefinition(key: "applications_open", type: .boolean, defaultValue: .boolean(true)),
        text("recipient", 200), text("payment_details", 600), integer("applicant_months", 0...120, 12),
    ]

    private static let fieldDefinitions = [text("slug", 60), text("title", 80), text("title_en", 80)]

    private static func integer(_ key: String, _ range: ClosedRange<Int>, _ usual: Int) -> SettingDefinition {
        SettingDefinition(key: key, type: .integer(range), defaultValue: .integer(usual))
    }

    private static func text(_ key: String, _ length: Int) -> SettingDefinition {
        SettingDefinition(key: key, type: .text(maximumLength: length), defaultValue: .text(""))
    }

    private static let usualFields: [[String: SettingValue]] = [
        ("nong-nghiep", "Nông nghiệp, thực phẩm", "Agriculture and food"),
        ("lang-nghe", "Làng nghề, thủ công", "Crafts"),
        ("san-xuat", "Công nghiệp, chế biến", "Industry and processing"),
        ("thuong-mai", "Thương mại, bán lẻ", "Trade and retail"),
        ("xay-dung", "Xây dựng, vật liệu", "Building and materials"),
        ("van-tai", "Vận tải, sửa chữa", "Transport and repair"),
        ("du-lich", "Du lịch, ăn uống, lưu trú", "Tourism, food and lodging"),
        ("dich-vu", "Dịch vụ khác", "Other services"),
    ].map { ["slug": .text($0.0), "title": .text($0.1), "title_en": .text($0.2)] }
}
