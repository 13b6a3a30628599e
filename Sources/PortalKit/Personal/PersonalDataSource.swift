public import Foundation

/// One person as they or the authority name them; what is empty is not looked for.
public struct PersonalDataSubject: Sendable, Hashable {
    /// A telephone number, as typed.
    public let phone: String
    /// A personal identification number, as typed.
    public let identity: String
    /// A mail address, as typed.
    public let mail: String

    /// A person by what is known of them.
    public init(phone: String = "", identity: String = "", mail: String = "") {
        self.phone = phone
        self.identity = identity
        self.mail = mail
    }

    /// The telephone number for comparing: its digits, beginning with 0 within the country; empty when none is given.
    public var phoneKey: String {
        let digits = phone.filter { $0.isASCII && $0.isNumber }
        return digits.hasPrefix("84") && digits.count >= 11 ? "0" + digits.dropFirst(2) : digits
    }

    /// A column `phone` as ``phoneKey``, in SQL: for an index on it and a condition that uses the index.
    public static let phoneKeySQL = """
        replace(replace(replace(replace(phone, ' ', ''), '.', ''), '-', ''), '+84', '0')
        """

    /// The records of a table with the columns `phone`, `mail` and `erased_at` that are a person's, the newest first, at most
    /// 300. Its arguments are ``phoneKey`` and ``mailKey``; the table has an index on ``phoneKeySQL`` and one on
    /// `lower(mail)`, both where the column is not empty.
    public static func query(table: String) -> String {
        """
        SELECT * FROM \(table) WHERE erased_at IS NULL AND id IN (
            SELECT id FROM \(table) WHERE phone <> '' AND \(phoneKeySQL) = ?
            UNION SELECT id FROM \(table) WHERE mail <> '' AND lower(mail) = ?)
        ORDER BY id DESC LIMIT 300
        """
    }

    /// The mail address for comparing with `lower(mail)`; empty when none is given.
    public var mailKey: String { mail.normalizedInput().lowercased() }
}

/// A record that holds personal data of somebody who was looked for.
public struct PersonalDataRecord: Sendable, Hashable {
    /// The record.
    public let record: RecordReference
    /// What officers call it, without personal data: `Hồ sơ UBND-261124-0007, Đăng ký khai sinh`.
    public let title: String
    /// Its screen in the administration; nil when it has none.
    public let url: String?
    /// When it was made.
    public let date: Date
    /// Why its personal data cannot be erased now, in words; nil when it can.
    public let obstacle: String?

    /// A record.
    public init(_ record: RecordReference, title: String, url: String?, date: Date, obstacle: String? = nil) {
        self.record = record
        self.title = title
        self.url = url
        self.date = date
        self.obstacle = obstacle
    }
}

/// How a module's records answer for the personal data in them (law 91/2025/QH15): found for one person, given to them, and
/// erased on request.
public struct PersonalDataSource: Sendable {
    let type: String
    let find: @Sendable (PersonalDataSubject, ModuleContext) async throws -> [PersonalDataRecord]
    let export: @Sendable (Int64, ModuleContext) async throws -> JSONValue
    let erase: @Sendable (Int64, Change, ModuleContext) throws -> Void

    /// - Parameters:
    ///   - type: the type of its records: `e-services.dossier`.
    ///   - find: the records of a person, by exactly what is given of them; at most some hundreds.
    ///   - export: all that a record holds of them, as an object. Names for which the core has words
    ///     (`personal_data.key.phone`) are shown by them on the copy for the person, others as they are.
    ///   - erase: masks it; what must be kept of the record stays.
    public init(
        type: String,
        find: @escaping @Sendable (PersonalDataSubject, ModuleContext) async throws -> [PersonalDataRecord],
        export: @escaping @Sendable (_ id: Int64, ModuleContext) async throws -> JSONValue,
        erase: @escaping @Sendable (_ id: Int64, Change, ModuleContext) throws -> Void
    ) {
        self.type = type
        self.find = find
        self.export = export
        self.erase = erase
    }
}
