import Foundation
import GRDB
import Testing

@testable import PortalKit

/// Who may approve: never the writer, always somebody whom the step names, or their deputy, whatever is tried.
@Suite struct RightPersonTests {
    private struct Scene {
        let world: AccountWorld
        let engine = WorkflowEngine(calendar: WorkingDays(holidays: [], makeUpDays: []))
        let type: WorkflowType
        let people: [Account]
        let record = RecordReference(type: "news.article", id: 1)

        /// Writer, moderator, publisher, somebody of the body that checks, an administrator, somebody without any right.
        init(allowsSelfApproval: Bool = false, module: String = "news") throws {
            world = try AccountWorld()
            let base = WorkflowType.editorial(module: module)
            var plan = try #require(base.plan)
            plan.allowsSelfApproval = allowsSelfApproval
            plan.stages.insert(
                .init(id: "kiem-tra", title: "Kiểm tra", parties: [.body("Phòng Kinh tế")], dueDays: 1), at: 1)
            let write = RoleGrant("\(module).write")
            people = try [
                world.person("nghia", grants: [write]),
                world.person("vinh", grants: [write, RoleGrant("\(module).moderate")]),
                world.person("lan", grants: [write, RoleGrant("\(module).publish")]), world.person("tho"),
                world.person("quan-tri", isAdministrator: true), world.person("khach"),
            ]
            let (made, start, checker) = (plan, world.start, people[3].id)
            type = try world.write { db in
                try WorkflowDefinitions.register(base, in: db)
                try db.execute(
                    sql: "UPDATE core_accounts SET body = 'Phòng Kinh tế' WHERE id = ?", arguments: [checker])
                return try WorkflowDefinitions.change(base, to: made, note: "", by: "", now: start, in: db)
            }
        }

        func begin(_ person: Int) throws {
            let actor = try actor(person)
            try world.write { try engine.start(record, as: type, by: actor, now: world.start, in: $0) }
        }

        func actor(_ person: Int) throws -> Actor { try world.actor(people[person]) }

        @discardableResult
        func go(_ transition: String, _ person: Int, reason: String = "") throws -> WorkflowItem {
            let actor = try actor(person)
            return try world.write {
                try engine.advance(
                    record, by: transition, actor: actor, reason: reason, now: world.start, in: $0
                ).item
            }
        }

        func delegate(_ from: Int, to deputy: Int, module: String = "", days: ClosedRange<Double> = 0...3) throws {
            try world.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO core_delegations (delegator_id, deputy_id, module, starts_at, ends_at, created_at)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        people[from].id, people[deputy].id, module,
                        world.start.addingTimeInterval(days.lowerBound * 86_400),
                        world.start.addingTimeInterval(days.upperBound * 86_400), world.start,
                    ])
            }
        }
    }

    @Test func nobodyApprovesWhatTheyWroteNotEvenTheAdministrator() throws {
        let scene = try Scene()
        try scene.begin(4)
        try scene.go("submit", 4)
        #expect(throws: WorkflowError.ownRecord) { try scene.go("approve", 4) }
        let admin = try scene.actor(4)
        #expect(throws: WorkflowError.noRoute(from: "moderation", to: "published")) {
            try scene.world.write {
                try scene.engine.advance(
                    scene.record, toStep: "published", actor: admin, now: scene.world.start, in: $0)
            }
        }
        // Nor does their deputy for them; but the moderator does.
        try scene.delegate(4, to: 5)
        #expect(throws: WorkflowError.ownRecord) { try scene.go("approve", 5) }
        #expect(try scene.go("approve", 1).step == "kiem-tra")
    }

    @Test func aSiteMayAllowIt() throws {
        let scene = try Scene(allowsSelfApproval: true)
        try scene.begin(1)
        try scene.go("submit", 1)
        #expect(try scene.go("approve", 1).step == "kiem-tra")
    }

    @Test func aStepOfTheSiteIsPassedByThoseItNamesOnly() throws {
        let scene = try Scene()
        try scene.begin(0)
        try scene.go("submit", 0)
        let item = try scene.go("approve", 1)
        #expect(VietnamTime(try #require(item.dueAt)).dayNumber > VietnamTime(scene.world.start).dayNumber)
        for person in [1, 2, 4, 5] {
            #expect(throws: WorkflowError.notPermitted(permission: "news.publish")) {
                try scene.go("pass-kiem-tra", person)
            }
        }
        #expect(throws: WorkflowError.reasonRequired) { try scene.go("return-kiem-tra", 3) }
        #expect(try scene.go("pass-kiem-tra", 3).step == "approved")
        #expect(try scene.go("publish", 2).isPublic)
    }

    @Test func deputiesActForATimeInTheirModuleAndAreNamed() throws {
        let scene = try Scene()
        try scene.begin(0)
        try scene.go("submit", 0)
        try scene.delegate(1, to: 5, module: "legal")
        try scene.delegate(1, to: 5, days: 1...2)
        try scene.delegate(1, to: 5, days: -2 ... -1)
        #expect(throws: WorkflowError.notPermitted(permission: "news.moderate")) { try scene.go("approve", 5) }
        try scene.delegate(1, to: 5, module: "news")
        // What the delegator may not do, the deputy may not either; and a deputy's deputy may nothing.
        try scene.delegate(5, to: 3)
        #expect(throws: WorkflowError.notPermitted(permission: "news.moderate")) { try scene.go("approve", 3) }
        let deputy = try scene.actor(5)
        let waiting = try scene.world.read {
            try WorkflowInbox.waiting(for: deputy, now: scene.world.start, in: $0)
        }
        #expect(waiting.map(\.record) == [scene.record])
        try scene.go("approve", 5)
        #expect(throws: WorkflowError.self) { try scene.go("pass-kiem-tra", 5) }
        let last = try scene.world.read { try WorkflowLog.history(of: scene.record, in: $0) }.last
        #expect(last?.actor == .person(id: scene.people[5].id, name: "Người dùng khach"))
        #expect(last?.behalfOf == "Người dùng vinh")
    }

    @Test func aBlockedDelegatorGivesNothing() throws {
        let scene = try Scene()
        try scene.begin(0)
        try scene.go("submit", 0)
        try scene.delegate(1, to: 5)
        let id = scene.people[1].id
        try scene.world.write {
            try $0.execute(sql: "UPDATE core_accounts SET state = 'blocked' WHERE id = ?", arguments: [id])
        }
        #expect(throws: WorkflowError.notPermitted(permission: "news.moderate")) { try scene.go("approve", 5) }
    }

    @Test func theWritersOwnWorkWaitsForThemUntilTheySendIt() throws {
        let scene = try Scene()
        try scene.begin(1)
        let count = { (person: Int) in
            let actor = try scene.actor(person)
            return try scene.world.read {
                try WorkflowInbox.load(for: actor, now: scene.world.start, in: $0).total
            }
        }
        #expect(try [count(0), count(1), count(4)] == [0, 1, 0])
        try scene.go("submit", 1)
        #expect(try [count(0), count(1), count(4)] == [0, 0, 1])
    }

    /// Random people try random things; at each approval the right person was at work, and it was not a writer.
    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func noWayLeadsToThePublicPastTheRightPeople(_ seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        let scene = try Scene()
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
            let pair = Array(0..<6).shuffled(using: &generator).prefix(2)
            try scene.delegate(pair[0], to: pair[1])
        }
        try scene.begin(Int.random(in: 0..<6, using: &generator))
        let names = scene.type.transitions.map(\.id)
        for _ in 0..<120 {
            let actor = try scene.actor(Int.random(in: 0..<6, using: &generator))
            let name = names[Int.random(in: 0..<names.count, using: &generator)]
            let choice = Int.random(in: 0..<10, using: &generator)
            try scene.world.write { db in
                do {
                    switch choice {
                    case 0: try WorkflowWriters.note(actor, of: scene.record, in: db)
                    case 1:
                        try scene.engine.advance(
                            scene.record, toStep: "published", actor: actor, now: scene.world.start, in: db)
                    default:
                        try scene.engine.advance(
                            scene.record, by: name, actor: actor, reason: "Lý do", now: scene.world.start, in: db)
                    }
                } catch is WorkflowError {}
            }
        }
        try check(scene)
    }

    private func check(_ scene: Scene) throws {
        let permissions = ["approve": [1, 4], "pass-kiem-tra": [3], "publish": [2, 4]]
        let history = try scene.world.read { try WorkflowLog.history(of: scene.record, limit: 1000, in: $0) }
        let writers = try scene.world.read { try WorkflowWriters.fetch(scene.record, in: $0) }
        let behalf = try scene.world.read {
            try Row.fetchAll($0, sql: "SELECT id, coalesce(behalf_id, actor_id) AS person FROM core_workflow_log")
        }
        let person = Dictionary(uniqueKeysWithValues: behalf.map { ($0["id"] as Int64, $0["person"] as Int64) })
        let starter = person[history[0].id]
        for (before, entry) in zip(history, history.dropFirst()) {
            #expect(before.to == entry.from)
            guard let right = entry.transition.flatMap({ permissions[$0] }) else { continue }
            #expect(right.map { scene.people[$0].id }.contains(person[entry.id] ?? 0))
            #expect(person[entry.id] != starter)
        }
        for entry in history where entry.to == "published" {
            let way = history.prefix { $0.id <= entry.id }.suffix(4).map(\.to)
            #expect(way == ["moderation", "kiem-tra", "approved", "published"] || entry.from == "approved")
        }
        #expect(writers.contains(starter ?? 0))
    }
}
