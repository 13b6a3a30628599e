import Foundation
import PortalKit

/// The module's settings, typed.
struct EServicesSettings: Sendable {
    /// A field of administration, as civil status or land.
    struct Field: Sendable, Hashable {
        let slug: String
        let title: String
    }

    /// The account to which fees are transferred.
    struct Account: Sendable, Hashable {
        /// The bank's six digits at NAPAS.
        let bank: String
        /// The bank as people know it; empty when the site does not say.
        let bankName: String
        let number: String
        let holder: String
    }

    let title: String
    let fields: [Field]
    let unitCode: String
    let codePattern: String
    /// Working days in which a dossier that came online is received or refused.
    let checkDays: Int
    /// Days for which a form that was not finished is kept.
    let savedDays: Int
    /// Months after the end of a dossier until it is archived; 0 for never.
    let archiveMonths: Int
    /// Months after the end until personal data is masked; 0 for never.
    let personalMonths: Int
    let deskRecipient: String
    let account: Account?
    /// Where ClamAV's clamd listens: a path or `host:port`; empty when nothing scans.
    let scanner: String
    let office: String
    let pageSize: Int

    init(_ settings: ModuleSettings, language: String = "vi") {
        title = settings.text("title", in: language)
        fields = settings.records("fields").map { Field(slug: $0.text("slug"), title: $0.text("title", in: language)) }
        unitCode = settings.text("unit_code")
        codePattern = settings.text("code_pattern")
        checkDays = settings.integer("check_days")
        savedDays = settings.integer("saved_days")
        archiveMonths = settings.integer("archive_months")
        personalMonths = settings.integer("personal_months")
        deskRecipient = settings.text("desk_recipient")
        let bank = Account(
            bank: settings.text("bank_id"), bankName: settings.text("bank_name"),
            number: settings.text("bank_account"), holder: settings.text("bank_holder"))
        account = bank.bank.isEmpty || bank.number.isEmpty ? nil : bank
        scanner = settings.text("scanner")
        office = settings.text("office")
        pageSize = settings.integer("page_size")
    }

    func fieldTitle(_ slug: String) -> String { fields.first { $0.slug == slug }?.title ?? slug }

    /// What keeps the module from being served with these settings.
    var fault: String? {
        if let slug = fields.map(\.slug).first(where: { !Slug.isValid($0) }) {
            return "the field \"\(slug)\" must have a slug of small letters, digits and hyphens"
        }
        if Set(fields.map(\.slug)).count < fields.count { return "two fields have the same slug" }
        if DossierCodePattern(codePattern) == nil {
            return "code_pattern must hold {number}, and {date} before it unless numbers never begin anew"
        }
        if let account, account.bank.count != 6 || !account.bank.allSatisfy(\.isASCIIDigit) {
            return "bank_id must be the bank's six digits"
        }
        return nil
    }

    static let definitions: [SettingDefinition] = [
        SettingDefinition(
            key: "title", type: .text(maximumLength: 80), defaultValue: .text("Dịch vụ công"), isRequired: true),
        SettingDefinition(key: "title_en", type: .text(maximumLength: 80), defaultValue: .text("Public services")),
        SettingDefinition(
            key: "fields",
            type: .records([
                SettingDefinition(
                    key: "slug", type: .text(maximumLength: 60), defaultValue: .text(""), isRequired: true),
                SettingDefinition(
                    key: "title", type: .text(maximumLength: 80), defaultValue: .text(""), isRequired: true),
                SettingDefinition(key: "title_en", type: .text(maximumLength: 80), defaultValue: .text("")),
            ]), defaultValue: .records(defaultFields), isRequired: true),
        SettingDefinition(
            key: "office", type: .text(maximumLength: 200),
            defaultValue: .text("Bộ phận Tiếp nhận và Trả kết quả (Một cửa)"), isRequired: true),
        SettingDefinition(
            key: "unit_code", type: .text(maximumLength: 30), defaultValue: .text("UBND"), isRequired: true),
        SettingDefinition(
            key: "code_pattern", type: .text(maximumLength: 60), defaultValue: .text("{unit}-{date}-{number}"),
            isRequired: true),
        SettingDefinition(key: "check_days", type: .integer(1...10), defaultValue: .integer(1)),
        SettingDefinition(key: "saved_days", type: .integer(1...90), defaultValue: .integer(30)),
        SettingDefinition(key: "archive_months", type: .integer(0...240), defaultValue: .integer(12)),
        SettingDefinition(key: "personal_months", type: .integer(0...600), defaultValue: .integer(120)),
        SettingDefinition(key: "desk_recipient", type: .text(maximumLength: 200), defaultValue: .text("")),
        SettingDefinition(key: "bank_id", type: .text(maximumLength: 6), defaultValue: .text("")),
        SettingDefinition(key: "bank_name", type: .text(maximumLength: 60), defaultValue: .text("")),
        SettingDefinition(key: "bank_account", type: .text(maximumLength: 19), defaultValue: .text("")),
        SettingDefinition(key: "bank_holder", type: .text(maximumLength: 100), defaultValue: .text("")),
        SettingDefinition(key: "scanner", type: .text(maximumLength: 200), defaultValue: .text("")),
        SettingDefinition(key: "page_size", type: .integer(5...60), defaultValue: .integer(15)),
    ]

    private static let defaultFields: [[String: SettingValue]] = [
        ("ho-tich", "Hộ tịch", "Civil status"), ("chung-thuc", "Chứng thực", "Certification"),
        ("dat-dai", "Đất đai", "Land"), ("xay-dung", "Xây dựng", "Construction"),
        ("bao-tro-xa-hoi", "Bảo trợ xã hội", "Social protection"), ("nguoi-co-cong", "Người có công", "Merit"),
        ("cu-tru", "Cư trú", "Residence"), ("kinh-doanh", "Hộ kinh doanh", "Household businesses"),
        ("van-hoa", "Văn hóa, thể thao", "Culture and sports"),
    ].map { ["slug": .text($0), "title": .text($1), "title_en": .text($2)] }
}

extension Character {
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
