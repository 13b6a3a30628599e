import Foundation
import GRDB
import Testing

@testable import PortalKit

/// Workflows through the storage that modules are given: the transition, its history and its audit entry together.
@Suite struct WorkflowChangeTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "dinh-workflow-\(UUID().uuidString)")
    private let type = WorkflowType.editorial(module: "news", publicationGates: ["open"])
    private let record = RecordReference(type: "news.article", id: 1)
    private let writer = Actor(.person(id: 5, name: "Vũ Thị Nghĩa"), permissions: PermissionSet(["news.write"]))
    private let chief = Actor(.person(id: 4, name: "Nguyễn Thị Hạnh"), permissions: .all)

    private func withStorage(_ work: (ModuleStorage) throws -> Void) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try SiteDatabase(path: folder.appending(path: "site.sqlite").path)
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        let migrator = Migrator(database: database, now: { now })
        for (owner, steps) in [
            ("core", CoreSchema.migrations), ("core.accounts", AccountSchema.migrations),
            ("core.workflow", WorkflowSchema.migrations),
        ] {
            try migrator.migrate(MigrationHistory(owner: owner, prefix: "core_", migrations: steps))
        }
        try work(ModuleStorage(module: "news", database: database, now: { now }))
        try database.close()
    }

    private func count(_ table: String, _ storage: ModuleStorage) throws -> Int {
        try storage.readBlocking { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM \(table)") } ?? -1
    }

    @Test func everyStepIsAuditedWithTheActor() throws {
        let gate = WorkflowGate(id: "open") { _, _ in [] }
        let engine = WorkflowEngine(gates: [type.id: [gate]])
        try withStorage { storage in
            try storage.writeBlocking(as: writer) { change in
                try WorkflowDefinitions.register(type, in: change.database)
                try engine.start(record, as: type, in: change)
                try engine.advance(record, by: "submit", in: change)
            }
            try storage.writeBlocking(as: chief) { change in
                let done = try engine.advance(record, toStep: "published", in: change)
                #expect(done.map(\.transition.id) == ["approve", "publish"])
            }
            let audited = try storage.readBlocking {
                try Row.fetchAll($0, sql: "SELECT action, actor_name FROM core_audit ORDER BY id")
            }
            #expect(
                audited.map { $0["action"] as String } == [
                    "news.editorial.start", "news.editorial.submit", "news.editorial.approve", "news.editorial.publish",
                ])
            let people = [writer, writer, chief, chief]
            #expect(audited.map { $0["actor_name"] as String } == people.map(\.name))
            let history = try storage.readBlocking { try WorkflowLog.history(of: record, in: $0) }
            #expect(history.map(\.actor) == people.map(\.kind))
        }
    }

    @Test func aRefusedStepLeavesNoTrace() throws {
        let failure = GateFailure(field: "source", reason: "gate.source")
        let engine = WorkflowEngine(gates: [type.id: [WorkflowGate(id: "open") { _, _ in [failure] }]])
        try withStorage { storage in
            try storage.writeBlocking(as: writer) { change in
                try WorkflowDefinitions.register(type, in: change.database)
                try engine.start(record, as: type, in: change)
            }
            // Also when the module catches the refusal and commits what else it has done.
            let refusal = try storage.writeBlocking(as: chief) { change in
                #expect(throws: WorkflowError.self) { try engine.advance(record, toStep: "published", in: change) }
            }
            #expect(refusal == .gatesFailed([failure]))
            #expect(try storage.readBlocking { try engine.item(record, in: $0)?.step } == "draft")
            #expect(try count("core_workflow_log", storage) == 1)
            #expect(try count("core_audit", storage) == 1)
        }
    }
}
