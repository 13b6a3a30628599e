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
        try? await Self.note("stop", context)
    }

    static func note(_ what: String, _ context: ModuleContext) async throws {
        try await context.storage.write(as: .system("probe")) { change in
            try change.database.execute(sql: "INSERT INTO probe_diary (what) VALUES (?)", arguments: [what])
        }
    }
}
