import Foundation
import GRDB

/// Lets whoever is asked to approve a record see the pictures and files in it before the public does: by a cookie that
/// holds the link's token, is sent for files only, and is good for as long as the link.
enum ApprovalFiles {
    static let cookie = "dinh_approval"

    static func grant(_ token: String, until end: Date, on request: Request, in response: inout Response) {
        let seconds = max(Int(end.timeIntervalSince(request.now)), 0)
        let secure = request.site.configuration.scheme == .https ? "; Secure" : ""
        response.headers.add(
            "Set-Cookie",
            "\(cookie)=\(token); Path=\(FileLibrary.path); HttpOnly; SameSite=Strict; Max-Age=\(seconds)\(secure)")
    }

    /// The token that came with a request for a file, nil when none did.
    static func token(_ request: Request) -> String? { Cookies.parse(request.headers["Cookie"])[cookie] }

    /// Whether a file belongs to the record that the token's link is about.
    static func shows(_ hash: ContentHash, token: String?, now: Date, in db: Database) throws -> Bool {
        guard let record = try record(token, now: now, in: db) else { return false }
        return try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM core_file_uses WHERE hash = ? AND record_type = ? AND record_id = ?)
                """,
            arguments: [hash.rawValue, record.type, record.id]) ?? false
    }

    /// Whether an item of the library stands in the record that the token's link is about.
    static func shows(item: Int64, token: String?, now: Date, in db: Database) throws -> Bool {
        guard let record = try record(token, now: now, in: db) else { return false }
        return try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (
                    SELECT 1 FROM core_library_uses WHERE item_id = ? AND record_type = ? AND record_id = ?)
                """,
            arguments: [item, record.type, record.id]) ?? false
    }

    private static func record(_ token: String?, now: Date, in db: Database) throws -> RecordReference? {
        guard let token, let approval = try OutsideApprovals.find(token, in: db),
            try OutsideApprovals.state(approval, now: now, in: db) == .open
        else { return nil }
        return approval.record
    }
}
