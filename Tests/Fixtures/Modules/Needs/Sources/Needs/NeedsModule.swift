import GRDB
import PortalKit

/// A module that needs what Probe provides, refers to its rows and tells it things.
struct NeedsModule: PortalModule {
    static let manifest = ModuleManifest(
        id: "needs", version: "1.0.0", mountPath: "/can-den", needs: ["probe-service"])

    init() {}

    func register(in registration: inout ModuleRegistration) throws {
        registration.migration("links") { database in
            try database.execute(
                sql: """
                    CREATE TABLE needs_links (
                        id INTEGER PRIMARY KEY, note_id INTEGER NOT NULL REFERENCES probe_notes (id)
                    )
                    """)
        }
        registration.route(.get, "/") { request in
            let service = request.module.service((any CustomStringConvertible).self)
            return .text(service.map { "\($0)" } ?? "nobody", mediaType: "text/plain")
        }
        registration.route(.post, "/hoi") { request in
            try await request.module.storage.write(as: request.actor) { try $0.emit(Event("needs.asked")) }
            return .redirect(to: request.module.url())
        }
    }
}
