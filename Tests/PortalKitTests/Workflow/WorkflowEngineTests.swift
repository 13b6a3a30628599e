import Foundation
import GRDB
import Testing

@testable import PortalKit

@Suite struct WorkflowEngineTests {
    private let world: AccountWorld
    private let type = WorkflowType.editorial(module: "news", publicationGates: ["complete"])
    private let engine: WorkflowEngine
    private let record = RecordReference(type: "news.article", id: 1)
    private let writer: Actor
    private let moderator: Actor
    private let publisher: Actor

    init() throws {
        world = try AccountWorld()
        let complete = WorkflowGate(id: "complete") { db, record in
            let source = try String.fetchOne(db, sql: "SELECT source FROM article WHERE id = ?", arguments: [record.id])
            return source?.isEmpty == false ? [] : [GateFailure(field: "source", reason: "gate.source-missing")]
        }
        let secrecy = WorkflowGate(id: "secrecy") { db, record in
            let isSecret = try Bool.fetchOne(
                db, sql: "SELECT secret FROM article WHERE id = ?", arguments: [record.id])
            return isSecret == true ? [GateFailure(reason: "gate.secret")] : []
        }
        engine = WorkflowEngine(gates: ["news.editorial": [complete]], publicationGates: [secrecy])
        writer = try world.actor(world.person("lan", grants: [RoleGrant("news.write")]))
        moderator = try world.actor(world.person("minh", grants: [RoleGrant("news.moderate", scope: "3")]))
        publisher = try world.actor(world.person("hung", grants: [RoleGrant("news.publish")]))
        let type = type
        try world.write { db in
            try db.execute(sql: "CREATE TABLE article (id INTEGER PRIMARY KEY, source TEXT, secret INTEGER DEFAULT 0)")
            try db.execute(sql: "INSERT INTO article (id, source) VALUES (1, 'Văn phòng UBND xã')")
            try WorkflowDefinitions.register(type, in: db)
        }
    }

    private func start(scope: String? = "3") throws {
        try world.write {
            try engine.start(record, as: type, scope: scope, by: writer, now: world.start, in: $0)
        }
    }

    @discardableResult
    private func advance(
        _ transition: String, _ actor: Actor, reason: String = "", minutes: Double = 1
    ) throws -> WorkflowChange {
        try world.write {
            try engine.advance(
                record, by: transition, actor: actor, reason: reason, now: world.start.addingTimeInterval(minutes * 60),
                in: $0)
        }
    }

    private func step() throws -> String? {
        try world.read { try engine.item(record, in: $0)?.step }
    }

    @Test func goesThroughTheThreeLevels() throws {
        try start()
        #expect(try advance("submit", writer).isPublication == false)
        try advance("approve", moderator, minutes: 2)
        let change = try advance("publish", publisher, minutes: 3)
        #expect(change.isPublication)
        #expect(change.item.step == "published")
        #expect(change.item.isPublic)
        #expect(change.item.since == world.start.addingTimeInterval(180))
        let down = try advance("unpublish", publisher, reason: "Sai số liệu", minutes: 4)
        #expect(down.isWithdrawal)
        let history = try world.read { try WorkflowLog.history(of: record, in: $0) }
        #expect(history.map(\.to) == ["draft", "moderation", "approved", "published", "draft"])
        #expect(history.map(\.from) == [nil, "draft", "moderation", "approved", "published"])
        #expect(history.map(\.transition) == [nil, "submit", "approve", "publish", "unpublish"])
        #expect(history.map(\.actor) == [writer, writer, moderator, publisher, publisher].map(\.kind))
        #expect(history.last?.reason == "Sai số liệu")
        let rest = try world.read { try WorkflowLog.history(of: record, after: history[2].id, limit: 1, in: $0) }
        #expect(rest == [history[3]])
    }

    @Test func refusesWhatIsNotAllowed() throws {
        #expect(throws: WorkflowError.notStarted(record)) { try advance("submit", writer) }
        try start()
        #expect(throws: WorkflowError.alreadyStarted(record)) { try start() }
        #expect(throws: WorkflowError.unknownTransition("fly")) { try advance("fly", writer) }
        #expect(throws: WorkflowError.notPermitted(permission: "news.write")) { try advance("submit", moderator) }
        #expect(throws: WorkflowError.notPossible(transition: "publish", step: "draft")) {
            try advance("publish", publisher)
        }
        try advance("submit", writer)
        #expect(throws: WorkflowError.notPossible(transition: "submit", step: "moderation")) {
            try advance("submit", writer)
        }
        #expect(throws: WorkflowError.reasonRequired) { try advance("return", moderator, reason: " \n\u{200B} ") }
        #expect(throws: WorkflowError.reasonTooLong) {
            try advance("return", moderator, reason: String(repeating: "ơ", count: 2001))
        }
        #expect(try step() == "moderation")
        try advance("return", moderator, reason: "Thiếu ảnh minh họa")
        #expect(try step() == "draft")
        #expect(try world.read { try WorkflowLog.history(of: record, in: $0) }.count == 3)
    }

    @Test func scopesBindPermissions() throws {
        try start(scope: "4")
        try advance("submit", writer)
        #expect(throws: WorkflowError.notPermitted(permission: "news.moderate")) { try advance("approve", moderator) }
        try world.write { try engine.setScope("3", of: record, in: $0) }
        #expect(
            try world.read { try engine.available(record, for: moderator, now: world.start, in: $0) }.map(\.id) == [
                "approve", "return",
            ])
        #expect(
            try world.read { try engine.available(record, for: writer, now: world.start, in: $0) }.map(\.id) == [
                "withdraw"
            ])
        #expect(try world.read { try engine.available(record, for: publisher, now: world.start, in: $0) }.isEmpty)
    }

    @Test func gatesHoldWhateverThePath() throws {
        try start()
        try world.write { try $0.execute(sql: "UPDATE article SET source = '', secret = 1") }
        let chief = Actor(.person(id: 9, name: "Trưởng ban"), permissions: .all)
        let failures = [
            GateFailure(field: "source", reason: "gate.source-missing"), GateFailure(reason: "gate.secret"),
        ]
        #expect(throws: WorkflowError.gatesFailed(failures)) {
            try world.write { try engine.advance(record, toStep: "published", actor: chief, now: world.start, in: $0) }
        }
        #expect(try step() == "draft")
        try advance("submit", chief)
        try advance("approve", chief)
        #expect(throws: WorkflowError.gatesFailed(failures)) { try advance("publish", chief) }
        #expect(try world.read { try engine.gateFailures(record, by: "publish", in: $0) } == failures)
        #expect(throws: WorkflowError.missingGate(workflow: "news.editorial", gate: "complete")) {
            try world.write {
                try WorkflowEngine().advance(record, by: "publish", actor: chief, now: world.start, in: $0)
            }
        }
        #expect(try step() == "approved")
        try world.write { try $0.execute(sql: "UPDATE article SET source = 'Công an xã', secret = 0") }
        try advance("publish", chief)
    }

    @Test func whoHoldsAllThreePublishesAtOneStroke() throws {
        try start()
        let chief = try world.actor(
            world.person(
                "chief", grants: [RoleGrant("news.write"), RoleGrant("news.moderate"), RoleGrant("news.publish")]))
        let changes = try world.write {
            try engine.advance(record, toStep: "published", actor: chief, now: world.start, in: $0)
        }
        #expect(changes.map(\.transition.id) == ["submit", "approve", "publish"])
        #expect(try world.read { try WorkflowLog.history(of: record, in: $0) }.count == 4)
        #expect(
            try world.write { try engine.advance(record, toStep: "published", actor: chief, now: world.start, in: $0) }
                .isEmpty)
        // Back needs a reason, so no silent way leads there.
        #expect(throws: WorkflowError.noRoute(from: "published", to: "draft")) {
            try world.write { try engine.advance(record, toStep: "draft", actor: chief, now: world.start, in: $0) }
        }
    }

    @Test func fewerPermissionsGiveNoRoute() throws {
        try start()
        #expect(throws: WorkflowError.noRoute(from: "draft", to: "published")) {
            try world.write { try engine.advance(record, toStep: "published", actor: writer, now: world.start, in: $0) }
        }
        #expect(try step() == "draft")
    }

    @Test func aRecordKeepsItsVersion() throws {
        try start()
        let shorter = WorkflowType(
            id: type.id, version: 2,
            steps: [WorkflowStep("draft"), WorkflowStep("published", isPublic: true, isFinal: true)],
            transitions: [WorkflowTransition("publish", from: "draft", to: "published", permission: "news.write")],
            initial: "draft")
        let other = RecordReference(type: "news.article", id: 2)
        try world.write { db in
            try WorkflowDefinitions.register(shorter, in: db)
            try WorkflowDefinitions.register(shorter, in: db)
            try engine.start(other, as: shorter, by: moderator, now: world.start, in: db)
        }
        #expect(
            try world.read { try engine.available(record, for: writer, now: world.start, in: $0) }.map(\.id) == [
                "submit"
            ])
        #expect(
            try world.read { try engine.available(other, for: writer, now: world.start, in: $0) }.map(\.id) == [
                "publish"
            ])
        #expect(try world.read { try WorkflowDefinitions.list(type.id, in: $0) } == [type, shorter])
        #expect(throws: WorkflowError.unknownWorkflow(id: "laws.editorial", version: 1)) {
            try world.write {
                try engine.start(
                    RecordReference(type: "news.article", id: 3), as: .editorial(module: "laws"),
                    by: writer,
                    now: world.start, in: $0)
            }
        }
    }

    @Test func claimsAreShownAndEndWithTheStep() throws {
        try start()
        let (lan, minh) = try world.read { db in
            (
                try #require(try AccountStore.find(login: "lan", in: db)).id,
                try #require(try AccountStore.find(login: "minh", in: db)).id
            )
        }
        let claimer = { try world.read { try engine.item(record, in: $0)?.claimedBy } }
        try world.write { try engine.claim(record, by: lan, in: $0) }
        #expect(throws: WorkflowError.claimed(by: lan)) {
            try world.write { try engine.claim(record, by: minh, in: $0) }
        }
        #expect(throws: WorkflowError.claimed(by: lan)) {
            try world.write { try engine.release(record, by: minh, in: $0) }
        }
        try world.write { try engine.claim(record, by: minh, takingOver: true, in: $0) }
        #expect(try claimer() == minh)
        try world.write { try engine.release(record, by: minh, in: $0) }
        #expect(try claimer() == nil)
        try world.write { try engine.claim(record, by: lan, in: $0) }
        try advance("submit", writer)
        #expect(try claimer() == nil)
        try world.write { try engine.claim(record, by: lan, in: $0) }
        try world.write { try AccountStore.remove(lan, in: $0) }
        #expect(try claimer() == nil)
    }

    @Test func permissionsAreAskedOfTheOneWhoActs() throws {
        try start()
        let robot = Actor.system("nightly")
        try advance("submit", robot)
        let visitor = Actor.anonymous(address: "203.0.113.7")
        #expect(throws: WorkflowError.notPermitted(permission: "news.moderate")) { try advance("approve", visitor) }
        let history = try world.read { try WorkflowLog.history(of: record, in: $0) }
        #expect(history.last?.actor == .system("nightly"))
    }

    @Test func aRemovedRecordLeavesItsHistory() throws {
        try start()
        try world.write { try engine.forget(record, in: $0) }
        #expect(try step() == nil)
        #expect(try world.read { try WorkflowLog.history(of: record, in: $0) }.count == 1)
    }
}
