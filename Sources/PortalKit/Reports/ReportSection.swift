public import Foundation

/// A section of the portal's periodic report (every 6 months and yearly: the regulation's Art. 16.1).
public struct ReportSection: Sendable {
    let id: String
    let title: String
    let make: @Sendable (ModuleContext, ReportPeriod) async throws -> ReportTable

    /// - Parameters:
    ///   - id: unique in the module.
    ///   - title: the key of its text.
    ///   - make: draws the table from the data of the period.
    public init(
        id: String, title: String,
        make: @escaping @Sendable (ModuleContext, ReportPeriod) async throws -> ReportTable
    ) {
        self.id = id
        self.title = title
        self.make = make
    }
}

/// The time that a report speaks of.
public struct ReportPeriod: Sendable, Equatable {
    /// The first moment, inclusive.
    public let start: Date
    /// The moment after the last, exclusive.
    public let end: Date

    /// A period; `end` must not lie before `start`.
    public init(start: Date, end: Date) {
        self.start = start
        self.end = max(start, end)
    }
}

/// One table of a report.
public struct ReportTable: Sendable, Equatable, Codable {
    /// Headings, as shown.
    public let columns: [String]
    /// Rows of as many cells as there are columns.
    public let rows: [[String]]
    /// The sums, or empty when there are none.
    public let totals: [String]
    /// Whether the rows count the same kind of thing, so that bars of their numbers can stand beside each other.
    public let isComparable: Bool
    /// Whether the rows are times, as the months of the period. Another period has other months, so only the sums are
    /// compared with those of the period before.
    public let isByTime: Bool

    /// A table; cells are shown as they are.
    ///
    /// - Parameters:
    ///   - isComparable: false for key figures of different kinds: no chart is drawn of them.
    ///   - isByTime: true when each row is a month or a year.
    public init(
        columns: [String], rows: [[String]], totals: [String] = [], isComparable: Bool = true, isByTime: Bool = false
    ) {
        self.columns = columns
        self.rows = rows
        self.totals = totals
        self.isComparable = isComparable
        self.isByTime = isByTime
    }

    /// Reports that were kept before tables said whether they go by time read as tables that do not.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            columns: try values.decode([String].self, forKey: .columns),
            rows: try values.decode([[String]].self, forKey: .rows),
            totals: try values.decode([String].self, forKey: .totals),
            isComparable: try values.decode(Bool.self, forKey: .isComparable),
            isByTime: try values.decodeIfPresent(Bool.self, forKey: .isByTime) ?? false)
    }
}
