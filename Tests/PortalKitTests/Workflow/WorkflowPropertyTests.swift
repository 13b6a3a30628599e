import Foundation
import GRDB
import Testing

@testable import PortalKit

/// Random walks: whatever is tried, a record is only ever where its definition allows it to be.
@Suite struct WorkflowPropertyTests {
    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func noWalkLeavesTheDefinition(_ seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        let type = seed == 1 ? .editorial(module: "m", publicationGates: ["odd"]) : Self.makeType(&generator)
        let world = try AccountWorld()
        let open = { @Sendable (db: Database) in try Bool.fetchOne(db, sql: "SELECT open FROM gate") ?? false }
        let gate = WorkflowGate(id: "odd") { db, _ in try open(db) ? [] : [GateFailure(reason: "closed")] }
        let engine = WorkflowEngine(gates: [type.id: [gate]])
        let record = RecordReference(type: "m.record", id: 1)
        let nobody = Actor.anonymous()
        try world.write { db in
            try db.execute(sql: "CREATE TABLE gate (open INTEGER); INSERT INTO gate VALUES (1)")
            try WorkflowDefinitions.register(type, in: db)
            try engine.start(record, as: type, by: nobody, now: world.start, in: db)
        }
        let permissions = Set(type.transitions.map(\.permission)).sorted()
        let names = type.transitions.map(\.id) + ["none", ""]
        var expected = type.initial
        var logged = 1
        for turn in 1...300 {
            let held = Set(permissions.filter { _ in Bool.random(using: &generator) })
            let actor = Actor(
                .person(id: 1, name: "A"), permissions: PermissionSet(held))
            let name = names[Int.random(in: 0..<names.count, using: &generator)]
            let reason = Bool.random(using: &generator) ? "Lý do" : " "
            let isOpen = Bool.random(using: &generator)
            let mayPass = type.transition(name).map { transition in
                // Nobody wrote it, so nobody withdraws it.
                transition.from == expected && held.contains(transition.permission) && !type.isWithdrawal(transition)
                    && (!transition.requiresReason || reason == "Lý do") && (transition.gates.isEmpty || isOpen)
            }
            let moved = try world.write { db in
                try db.execute(sql: "UPDATE gate SET open = ?", arguments: [isOpen])
                do {
                    try engine.advance(
                        record, by: name, actor: actor, reason: reason,
                        now: world.start.addingTimeInterval(Double(turn)), in: db)
                    return true
                } catch is WorkflowError { return false }
            }
            #expect(moved == (mayPass ?? false), "turn \(turn): \(name) from \(expected)")
            if moved, let next = type.transition(name)?.to {
                expected = next
                logged += 1
            }
            let item = try #require(try world.read { try engine.item(record, in: $0) })
            #expect(item.step == expected)
            #expect(item.isPublic == type.step(expected)?.isPublic)
        }
        let history = try world.read { try WorkflowLog.history(of: record, limit: 1000, in: $0) }
        #expect(history.count == logged)
        #expect(history.first?.to == type.initial && history.last?.to == expected)
        for (before, after) in zip(history, history.dropFirst()) {
            let transition = try #require(after.transition.flatMap(type.transition))
            #expect(before.to == after.from)
            #expect(transition.from == after.from && transition.to == after.to)
            #expect(!transition.requiresReason || !after.reason.isEmpty)
        }
    }

    /// A random definition that is valid: a chain through all steps, so that each is reached, and ways at random.
    private static func makeType(_ generator: inout SeededGenerator) -> WorkflowType {
        let count = Int.random(in: 2...7, using: &generator)
        let steps = (0..<count).map {
            WorkflowStep("s\($0)", isPublic: $0 > 0 && Bool.random(using: &generator), isFinal: $0 == count - 1)
        }
        var ways = (1..<count).map { ($0 - 1, $0) }
        for _ in 0..<Int.random(in: 0...8, using: &generator) {
            let from = Int.random(in: 0..<(count - 1), using: &generator)
            let to = Int.random(in: 0..<count, using: &generator)
            if from != to { ways.append((from, to)) }
        }
        let transitions = ways.enumerated().map { number, way in
            WorkflowTransition(
                "t\(number)", from: "s\(way.0)", to: "s\(way.1)",
                permission: "m.p\(Int.random(in: 0...2, using: &generator))",
                requiresReason: Int.random(in: 0...3, using: &generator) == 0,
                gates: Bool.random(using: &generator) ? ["odd"] : [])
        }
        return WorkflowType(id: "m.flow", version: 1, steps: steps, transitions: transitions, initial: "s0")
    }
}
