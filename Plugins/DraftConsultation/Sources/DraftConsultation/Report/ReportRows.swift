import Foundation
import GRDB
import PortalKit

/// What officers write into the report on how comments were taken up; the rest is made from the comments.
struct ReportContent: Sendable, Hashable, Codable {
    enum Limit {
        static let text = 20_000
        static let line = 200
    }

    /// The report's number; empty while it has none.
    var number = ""
    /// How comments were gathered, beside what the figures say.
    var course = ""
    /// What follows from them.
    var conclusion = ""
    /// Who gets it, a line each.
    var recipients = ""
    /// In whose name and in which office it is signed, a line each.
    var office = ""
    var signer = ""
}

/// Reads and writes reports.
enum ReportRows {
    static func content(of draft: Int64, in database: Database) throws -> ReportContent? {
        try String.fetchOne(
            database, sql: "SELECT content FROM consultation_reports WHERE draft_id = ?", arguments: [draft]
        ).map { try JSONDecoder().decode(ReportContent.self, from: Data($0.utf8)) }
    }

    static func save(_ content: ReportContent, of draft: Int64, in change: Change) throws {
        let json = String(decoding: try JSONEncoder().encode(content), as: UTF8.self)
        try change.database.execute(
            sql: """
                INSERT INTO consultation_reports (draft_id, content, changed_at) VALUES (?, ?, ?)
                ON CONFLICT (draft_id) DO UPDATE SET content = excluded.content, changed_at = excluded.changed_at
                """, arguments: [draft, json, change.now])
    }

    /// Keeps the report as it is published.
    static func publish(
        _ document: ReportDocument, files: [KeptUpload], of draft: Int64, in change: Change
    ) throws {
        let (text, list) = (try JSONEncoder().encode(document), try JSONEncoder().encode(files))
        try change.database.execute(
            sql: "UPDATE consultation_reports SET document = ?, files = ?, changed_at = ? WHERE draft_id = ?",
            arguments: [
                String(decoding: text, as: UTF8.self), String(decoding: list, as: UTF8.self), change.now, draft,
            ])
    }

    /// The report as it was published; nil before.
    static func published(of draft: Int64, in database: Database) throws -> ReportDocument? {
        guard
            let json = try String.fetchOne(
                database, sql: "SELECT document FROM consultation_reports WHERE draft_id = ?", arguments: [draft]),
            !json.isEmpty
        else { return nil }
        return try JSONDecoder().decode(ReportDocument.self, from: Data(json.utf8))
    }

    /// The files of the published report.
    static func files(of draft: Int64, in database: Database) throws -> [KeptUpload] {
        let json = try String.fetchOne(
            database, sql: "SELECT files FROM consultation_reports WHERE draft_id = ?", arguments: [draft])
        return try JSONDecoder().decode([KeptUpload].self, from: Data((json ?? "[]").utf8))
    }
}
