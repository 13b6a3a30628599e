import Foundation
import GRDB
import Testing

@testable import PortalKit

@Suite struct OutsidePartyTests {
    @Test func thePartyIsStoredAndRead() throws {
        #expect(WorkflowParty(text: WorkflowParty.outside.text) == .outside)
        #expect(WorkflowParty(text: "outside:mail") == nil)
        let text = try JSONText.encode([WorkflowParty.outside, .role(3)])
        #expect(try JSONText.decode([WorkflowParty].self, from: text) == [.outside, .role(3)])
    }

    /// Whoever holds the step's permission asks, nobody inside passes it, and it waits for those who may ask.
    @Test func insidersAskAndDoNotPass() throws {
        let world = try AccountWorld()
        let base = WorkflowType.editorial(module: "news")
        var plan = try #require(base.plan)
        plan.stages.insert(.init(id: "ngoai", title: "Người ngoài", parties: [.outside]), at: 0)
        let changed = plan
        let people = try [
            world.person("nghia", grants: [RoleGrant("news.write")]),
            world.person("lan", grants: [RoleGrant("news.write"), RoleGrant("news.publish")]),
            world.person("khach"),
        ]
        let record = RecordReference(type: "news.article", id: 1)
        let engine = WorkflowEngine()
        let type = try world.write { db in
            try WorkflowDefinitions.register(base, in: db)
            return try WorkflowDefinitions.change(base, to: changed, note: "", by: "", now: world.start, in: db)
        }
        let actors = try people.map(world.actor)
        try world.write { db in
            try engine.start(record, as: type, by: actors[0], now: world.start, in: db)
            try engine.advance(record, by: "submit", actor: actors[0], now: world.start, in: db)
        }
        for (actor, mayAsk) in zip(actors, [false, true, false]) {
            let (place, waiting) = try world.read { db in
                (
                    try WorkflowPlace(record, for: actor, now: world.start, in: db),
                    try WorkflowInbox.waiting(for: actor, now: world.start, in: db).count
                )
            }
            #expect(place.mayAskOutside == mayAsk)
            #expect(waiting == (mayAsk ? 1 : 0))
            #expect(throws: WorkflowError.notPermitted(permission: "news.publish")) {
                try world.write {
                    try engine.advance(record, by: "pass-ngoai", actor: actor, now: world.start, in: $0)
                }
            }
        }
    }

    /// The writer who also holds the permission does not ask: a link to an address of theirs would be an approval.
    @Test func theWriterDoesNotAskUnlessTheSiteAllowsIt() throws {
        for allowsSelfApproval in [false, true] {
            let world = try AccountWorld()
            let base = WorkflowType.editorial(module: "news")
            var plan = try #require(base.plan)
            plan.stages.insert(.init(id: "ngoai", title: "Người ngoài", parties: [.outside]), at: 0)
            plan.allowsSelfApproval = allowsSelfApproval
            let changed = plan
            let lan = try world.actor(
                try world.person("lan", grants: [RoleGrant("news.write"), RoleGrant("news.publish")]))
            let (record, engine) = (RecordReference(type: "news.article", id: 1), WorkflowEngine())
            let place = try world.write { db in
                try WorkflowDefinitions.register(base, in: db)
                let type = try WorkflowDefinitions.change(
                    base, to: changed, note: "", by: "", now: world.start, in: db)
                try engine.start(record, as: type, by: lan, now: world.start, in: db)
                try engine.advance(record, by: "submit", actor: lan, now: world.start, in: db)
                return try WorkflowPlace(record, for: lan, now: world.start, in: db)
            }
            #expect(place.mayAskOutside == allowsSelfApproval)
        }
    }
}
