import Foundation
import GRDB
import PortalKit

/// Counts kept with each step, by day and by month, so that figures take the same time however many dossiers there are.
enum DossierFigures {
    static func count(_ kind: String, _ dossier: Dossier, _ by: Int = 1, in change: Change) throws {
        let day = VietnamTime(change.now).isoDay
        for (table, column, period) in [("figures", "day", day), ("month_figures", "month", String(day.prefix(7)))] {
            try change.database.execute(
                sql: """
                    INSERT INTO eservices_\(table) (\(column), procedure_id, kind, count) VALUES (?, ?, ?, ?)
                    ON CONFLICT (\(column), procedure_id, kind) DO UPDATE SET count = count + excluded.count
                    """, arguments: [period, dossier.procedure, kind, by])
        }
        change.touch(.figures)
    }

    /// Counts a dossier as ended in its term or late.
    static func countEnd(_ dossier: Dossier, _ by: Int = 1, in change: Change) throws {
        guard let isOnTime = dossier.isOnTime else { return }
        try count(isOnTime ? "on-time" : "late", dossier, by, in: change)
    }
}
