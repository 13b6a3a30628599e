import GRDB
import PortalKit
import Synchronization

/// Writes down that something of the module ran, for tests to count.
final class ProbeDiary: Sendable {
    private let context = Mutex<ModuleContext?>(nil)

    func open(_ context: ModuleContext) async throws {
        try await Self.note("start", context)
        self.context.withLock { $0 = context }
    }

    func close() async {
        guard let context = context.withLock({ $0 }) else { return }
        do {
            try await Self.note("stop", context)
        } catch {
            // A module that is being removed has no table any more.
            context.logger.debug("the diary is closed: \(error)")
        }
    }

    static func note(_ what: String, _ context: ModuleContext) async throws {
        try await context.storage.write(as: .system("probe")) { change in
            try change.database.execute(sql: "INSERT INTO probe_diary (what) VALUES (?)", arguments: [what])
        }
    }
}
