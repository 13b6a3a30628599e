import Foundation
import GRDB
import Testing

@testable import PortalKit

@Suite struct WorkflowInboxTests {
    private let world: AccountWorld
    private let engine = WorkflowEngine()
    private let news = WorkflowType.editorial(module: "news")
    private let legal = WorkflowType.editorial(module: "legal")
    private let chief = Actor.system("test")

    init() throws {
        world = try AccountWorld()
        let types = [news, legal]
        try world.write { db in
            for type in types { try WorkflowDefinitions.register(type, in: db) }
        }
    }

    private func put(
        _ type: WorkflowType, _ id: Int64, in step: String, scope: String? = nil, minutes: Double = 0,
        dueIn days: Double? = nil
    ) throws {
        let record = RecordReference(type: type == news ? "news.article" : "legal.document", id: id)
        try world.write { db in
            let now = world.start.addingTimeInterval(minutes * 60)
            try engine.start(record, as: type, scope: scope, by: chief, now: now, in: db)
            try engine.advance(record, toStep: step, actor: chief, now: now, in: db)
            try engine.setDue(days.map { world.start.addingTimeInterval($0 * 86_400) }, of: record, in: db)
        }
    }

    private func actor(_ grants: RoleGrant...) throws -> Actor {
        try world.actor(world.person("p\(grants.map(\.permission).joined())", grants: Set(grants)))
    }

    @Test func showsWhatTheActorCanTakeFurther() throws {
        try put(news, 1, in: "moderation", scope: "3", minutes: 5)
        try put(news, 2, in: "moderation", scope: "4", minutes: 4)
        try put(news, 3, in: "moderation", scope: "3", minutes: 9, dueIn: 2)
        try put(news, 4, in: "published", scope: "3")
        try put(legal, 5, in: "moderation", minutes: 1)
        try put(legal, 6, in: "approved", minutes: 1)
        let waiting = { (actor: Actor, types: Set<String>?) in
            try world.read {
                try WorkflowInbox.waiting(for: actor, .init(recordTypes: types), now: world.start, in: $0)
            }.map(\.record.id)
        }
        let moderator = try actor(RoleGrant("news.moderate", scope: "3"))
        #expect(try waiting(moderator, nil) == [3, 1])
        let both = try actor(RoleGrant("news.moderate"), RoleGrant("legal.publish"))
        #expect(try waiting(both, nil) == [3, 6, 2, 1])
        #expect(try waiting(both, ["legal.document"]) == [6])
        #expect(try waiting(both, []) == [])
        #expect(try waiting(actor(RoleGrant("ads.write")), nil) == [])
        #expect(try waiting(chief, nil) == [3, 5, 6, 2, 1])
        #expect(
            try world.read { try WorkflowInbox.waiting(for: chief, now: world.start, limit: 2, offset: 1, in: $0) }.map(
                \.record.id)
                == [5, 6])
        #expect(
            try world.read {
                try WorkflowInbox.load(for: both, now: world.start.addingTimeInterval(3 * 86_400), in: $0)
            }
                == .init(total: 4, late: 1))
    }

    @Test func listsAndCountsByStep() throws {
        for id in 1...5 { try put(news, Int64(id), in: id % 2 == 0 ? "approved" : "moderation", minutes: Double(-id)) }
        #expect(
            try world.read { try WorkflowInbox.list("news.article", step: "moderation", in: $0) }.map(\.record.id)
                == [5, 3, 1])
        #expect(
            try world.read { try WorkflowInbox.counts("news.article", in: $0) } == ["moderation": 3, "approved": 2])
        #expect(try world.read { try WorkflowInbox.counts("legal.document", in: $0) }.isEmpty)
    }

    @Test func listsWhatIsOverdue() throws {
        try put(news, 1, in: "moderation", dueIn: 2)
        try put(news, 2, in: "moderation", dueIn: 1)
        try put(news, 3, in: "moderation", dueIn: 5)
        try put(news, 4, in: "published", dueIn: 1)
        let now = world.start.addingTimeInterval(3 * 86_400)
        #expect(try world.read { try WorkflowInbox.overdue(now: now, in: $0) }.map(\.record.id) == [2, 1])
        #expect(try world.read { try WorkflowInbox.overdue(recordTypes: ["x.y"], now: now, in: $0) }.isEmpty)
    }

    @Test func listsUseTheirIndexes() throws {
        let plan = { (sql: String) in
            try world.read { try Row.fetchAll($0, sql: "EXPLAIN QUERY PLAN " + sql) }.map { $0["detail"] as String }
                .joined(separator: "\n")
        }
        let byStep = try plan("SELECT * FROM core_workflow_items WHERE record_type = 'a' AND step = 'b' ORDER BY since")
        #expect(byStep.contains("core_workflow_items_by_step") && !byStep.contains("TEMP B-TREE"))
        let waiting = try plan(
            """
            SELECT * FROM core_workflow_items WHERE is_waiting = 1
                AND (type, version, step, scope) IN (VALUES ('a', 1, 'b', ''), ('a', 1, 'c', ''))
            """)
        #expect(waiting.contains("core_workflow_items_waiting"))
        let places = try plan(
            "SELECT DISTINCT type, version, step, scope FROM core_workflow_items WHERE is_waiting = 1")
        #expect(places.contains("COVERING INDEX core_workflow_items_waiting"))
    }
}
