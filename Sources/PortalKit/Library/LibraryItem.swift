public import Foundation
public import GRDB

/// A file of the library: it keeps its id and address when its content is replaced, so that links to it stay good.
public struct LibraryItem: Sendable, Hashable, Identifiable {
    /// What can be done with an item.
    public enum Kind: String, Sendable, CaseIterable, Codable {
        /// Shown on pages, in several widths.
        case picture
        /// Offered to be saved.
        case document
    }

    /// Names the item for good; never given to another one.
    public let id: Int64
    /// A picture or a document; a replacement is of the same kind.
    public let kind: Kind
    /// What it is called in lists.
    public let title: String
    /// What a picture shows, for those who do not see it (WCAG 1.1.1); a picture without it cannot be chosen.
    public let alt: String
    /// The words below a picture; may be empty.
    public let caption: String
    /// Who made it or where it comes from; may be empty.
    public let credit: String
    /// What is shown or saved now.
    public let content: LibraryContent
    /// Counts the contents, from 1.
    public let version: Int
    /// When it was added.
    public let createdAt: Date
    /// The account that added it.
    public let createdBy: Int64?
    /// The name of who added it, as it was then.
    public let createdByName: String
    /// When content or details last changed.
    public let changedAt: Date

    private let address: String

    /// Where the item is served, whatever its content: `/tep/12-ban-do-xa.jpg`.
    public var url: String { "\(FileLibrary.path)/\(id)-\(address)" }

    /// A picture's address in the narrowest size that is at least this wide, in pixels.
    public func url(width: Int) -> String { "\(url)?\(Self.widthParameter)=\(width)" }

    /// All sizes of a picture, as the attribute `srcset` lists them.
    public var srcset: String {
        content.files.reversed().compactMap { file in file.width.map { "\(url(width: $0)) \($0)w" } }
            .joined(separator: ", ")
    }

    /// Names the item in audit entries and dependencies.
    public var reference: RecordReference { Self.reference(id) }

    /// The parameter of an address that asks for a picture's width, in pixels.
    public static let widthParameter = "rong"

    static let recordType = "core.library-item"

    static func reference(_ id: Int64) -> RecordReference { RecordReference(type: recordType, id: id) }

    /// What a page is made from that shows the item.
    public static func dependency(_ id: Int64) -> Dependency { .record(reference(id)) }

    init(row: Row) throws {
        id = row["id"]
        kind = Kind(rawValue: row["kind"]) ?? .document
        address = row["address"]
        title = row["title"]
        alt = row["alt"]
        caption = row["caption"]
        credit = row["credit"]
        content = try JSONText.decode(LibraryContent.self, from: row["content"])
        version = row["version"]
        createdAt = row["created_at"]
        createdBy = row["created_by"]
        createdByName = row["created_by_name"]
        changedAt = row["changed_at"]
    }

    // MARK: - Finding

    /// The item of this id, nil when there is none.
    public static func find(_ id: Int64, in database: Database) throws -> LibraryItem? {
        try Row.fetchOne(database, sql: "SELECT * FROM core_library_items WHERE id = ?", arguments: [id])
            .map(LibraryItem.init)
    }

    /// The items of these ids, in one query; those that are gone are missing.
    public static func find(_ ids: Set<Int64>, in database: Database) throws -> [Int64: LibraryItem] {
        guard !ids.isEmpty else { return [:] }
        let marks = ids.map { _ in "?" }.joined(separator: ", ")
        let items = try Row.fetchAll(
            database, sql: "SELECT * FROM core_library_items WHERE id IN (\(marks))",
            arguments: StatementArguments(ids.sorted())
        ).map(LibraryItem.init)
        return Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The id in what a person typed: the number, or the address, be it with the domain before it.
    public static func id(typed text: String) -> Int64? {
        let text = text.trimmingWhitespace
        if let number = Int64(text) { return number > 0 ? number : nil }
        guard let range = text.range(of: FileLibrary.path + "/") else { return nil }
        return id(inAddress: String(text[range.lowerBound...].prefix { $0 != "?" && $0 != "#" }))
    }

    /// The id in an item's address or in what follows `/tep/`; nil when it is no such address.
    public static func id(inAddress address: String) -> Int64? {
        let prefix = FileLibrary.path + "/"
        let name = address.hasPrefix(prefix) ? address.dropFirst(prefix.count) : address[...]
        let digits = name.prefix { $0 != "-" }
        guard digits.utf8.count <= 18, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            name.dropFirst(digits.count).first == "-", !name.contains("/"), let id = Int64(digits), id > 0
        else { return nil }
        return id
    }
}
