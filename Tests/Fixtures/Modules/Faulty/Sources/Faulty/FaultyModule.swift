import GRDB
import PortalKit

/// A module that fails at the place that its setting `fault` names.
struct FaultyModule: StartingModule {
    static let manifest = ModuleManifest(
        id: "faulty", version: "1.0.0", mountPath: "/hong-hoc",
        settings: [
            SettingDefinition(
                key: "fault", type: .choice(["none", "register", "migrate", "foreign", "start", "trap"]),
                defaultValue: .text("none"))
        ])

    /// What is thrown.
    struct Fault: Error, CustomStringConvertible {
        let place: String

        var description: String { "secret detail of \(place)" }
    }

    init() {}

    func register(in registration: inout ModuleRegistration) throws {
        let fault = registration.settings.text("fault")
        if fault == "register" { throw Fault(place: fault) }
        if fault == "trap" { fatalError("a trap in register") }
        registration.migration("things") { try $0.execute(sql: "CREATE TABLE faulty_things (id INTEGER PRIMARY KEY)") }
        if fault == "migrate" {
            registration.migration("half") { database in
                try database.execute(sql: "CREATE TABLE faulty_half (id INTEGER PRIMARY KEY)")
                try database.execute(sql: "INSERT INTO faulty_half DEFAULT VALUES")
                throw Fault(place: fault)
            }
        }
        if fault == "foreign" {
            registration.migration("foreign") { database in
                try database.execute(sql: "CREATE TABLE probe_stolen (id INTEGER PRIMARY KEY)")
            }
        }
        registration.route(.get, "/") { _ in .text("lành lặn\n", mediaType: "text/plain") }
        registration.route(.get, "/loi") { _ in throw Fault(place: "handler") }
        registration.route(.get, "/bao") { request in
            try await request.module.storage.write(as: request.actor) { change in
                try change.emit(Event("probe.noted"))
            }
            return .text("đã báo\n", mediaType: "text/plain")
        }
        registration.api("/loi", APIOperation(summary: "Fails", response: .string)) { _ in throw Fault(place: "api") }
        registration.sitemap(
            SitemapSource(
                count: { _ in throw Fault(place: "sitemap") }, entries: { _, _ in throw Fault(place: "sitemap") }))
        registration.block(HomeBlock(id: "broken") { _, _ in throw Fault(place: "block") })
        registration.block(HomeBlock(id: "sound") { _, _ in SafeHTML(escaping: "khối lành") })
        registration.job(JobDefinition(id: "broken", schedule: .every(minutes: 1)) { _ in throw Fault(place: "job") })
        registration.onEvent("probe.noted", id: "broken") { _, _ in throw Fault(place: "event") }
    }

    func start(in context: ModuleContext) async throws {
        if context.settings.text("fault") == "start" { throw Fault(place: "start") }
    }
}
