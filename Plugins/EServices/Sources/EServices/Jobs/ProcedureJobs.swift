import Foundation
import GRDB
import PortalKit

/// What happens to procedures by the calendar alone.
enum ProcedureJobs {
    /// Puts the versions into force whose day has come.
    static let versions = JobDefinition(id: "procedure-versions", schedule: .daily(hour: 0, minute: 1)) { context in
        let today = VietnamTime(context.now()).isoDay
        let desk = ProcedureDesk(context)
        try await context.storage.write(as: .system("e-services.procedure-versions")) { change in
            let due = try Int64.fetchAll(change.database, sql: dueQuery, arguments: [today])
            for id in due { try desk.settle(id, in: change) }
        }
    }

    /// Procedures whose version in force is not the one that their row shows.
    static let dueQuery = """
        SELECT id FROM (
            SELECT procedure.id, version * is_in_force AS shown, (
                SELECT number FROM eservices_procedure_versions
                WHERE procedure_id = procedure.id AND effective_on <= ?
                ORDER BY effective_on DESC, number DESC LIMIT 1) AS due
            FROM eservices_procedures procedure)
        WHERE due IS NOT NULL AND due <> shown
        """
}
