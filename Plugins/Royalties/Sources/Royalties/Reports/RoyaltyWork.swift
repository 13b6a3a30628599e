import GRDB
import PortalKit

/// How much waits.
struct RoyaltyWork: Sendable {
    /// Contributions without a grade.
    let open: Int
    /// Sheets that wait for approval.
    let review: Int
    /// Sheets that are approved and not paid.
    let unpaid: Int
    let free: FreeWork

    static func fetch(in database: Database) throws -> RoyaltyWork {
        let sheets = try Row.fetchOne(
            database,
            sql: """
                SELECT count(*) FILTER (WHERE step = '\(SheetWorkflow.review)') AS review,
                    count(*) FILTER (WHERE step = '\(SheetWorkflow.approved)' AND paid_on IS NULL) AS unpaid
                FROM royalties_sheets
                """)
        return RoyaltyWork(
            open: try ContributionRows.countOpen(in: database), review: sheets?["review"] ?? 0,
            unpaid: sheets?["unpaid"] ?? 0, free: try FreeWork.fetch(in: database))
    }
}
