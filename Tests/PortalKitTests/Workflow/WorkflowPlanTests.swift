import Foundation
import GRDB
import Testing

@testable import PortalKit

/// What a site makes of a module's workflow.
@Suite struct WorkflowPlanTests {
    private let base = WorkflowType.editorial(module: "news", moderationGates: ["a"], publicationGates: ["b"])

    private func plan(_ change: (inout WorkflowPlan) -> Void = { _ in }) throws -> WorkflowPlan {
        var plan = try #require(base.plan)
        change(&plan)
        return plan
    }

    private let check = WorkflowPlan.Stage(
        id: "kiem-tra", title: "Phòng Kinh tế kiểm tra", parties: [.body("Phòng Kinh tế")], dueDays: 2,
        demandsDocument: true)

    @Test func aPlanThatChangesNothingGivesTheSameWay() throws {
        let same = try base.adjusted(by: plan())
        #expect(same.steps == base.steps)
        #expect(Set(same.transitions) == Set(base.transitions))
    }

    @Test func anAddedStepStandsInTheWay() throws {
        let type = try base.adjusted(by: plan { $0.stages.insert(check, at: 1) })
        try type.validate()
        #expect(type.mainWay?.map(\.id) == ["submit", "approve", "pass-kiem-tra", "publish"])
        #expect(type.mainWay?.map(\.to) == ["moderation", "kiem-tra", "approved", "published"])
        #expect(type.transition("publish")?.gates == ["b"])
        #expect(type.transition("pass-kiem-tra")?.parties == [.body("Phòng Kinh tế")])
        #expect(type.transition("return-kiem-tra")?.requiresReason == true)
        #expect(type.transition("return-kiem-tra")?.to == "draft")
        #expect(type.step("kiem-tra")?.dueDays == 2)
        #expect(type.plan == (try plan { $0.stages.insert(check, at: 1) }))
    }

    @Test func stepsCanBeLeftOutAndPutFirst() throws {
        let short = try base.adjusted(by: plan { $0.stages.removeFirst() })
        try short.validate()
        #expect(short.mainWay?.map(\.id) == ["submit", "publish"])
        #expect(short.transition("return-approved")?.to == "draft")
        #expect(short.transition("withdraw")?.from == "approved")
        let first = try base.adjusted(by: plan { $0.stages.insert(check, at: 0) })
        try first.validate()
        #expect(first.transition("withdraw")?.from == "kiem-tra")
        #expect(first.transition("submit")?.to == "kiem-tra")
    }

    @Test func whatDoesNotFitIsRefused() throws {
        let faulty: [(inout WorkflowPlan) -> Void] = [
            { $0.stages = [] }, { $0.stages.reverse() }, { $0.stages.insert(.init(id: "x"), at: 0) },
            { $0.stages.insert(.init(id: "published", parties: [.account(1)]), at: 0) },
            { $0.stages.insert(.init(id: "moderation"), at: 0) }, { $0.writingDays = 0 },
            { $0.stages[0].dueDays = 61 },
            { $0.stages = (0..<12).map { .init(id: "s\($0)", parties: [.role(1)]) } + $0.stages },
        ]
        for change in faulty {
            #expect(throws: WorkflowDefinitionError.self) { try base.adjusted(by: plan(change)).validate() }
        }
        let direct = WorkflowType(
            id: "m.flow", steps: [WorkflowStep("draft"), WorkflowStep("out", isPublic: true, isFinal: true)],
            transitions: [WorkflowTransition("go", from: "draft", to: "out", permission: "m.go")], initial: "draft")
        #expect(direct.plan == nil)
    }

    @Test func aChangeIsTheNextVersionAndOutlivesTheModulesStart() throws {
        let world = try AccountWorld()
        let plan = try plan { $0.stages.insert(check, at: 1) }
        try world.write { db in
            try WorkflowDefinitions.register(base, in: db)
            let changed = try WorkflowDefinitions.change(
                base, to: plan, note: "Thêm bước", by: "Lan", now: world.start, in: db)
            #expect(changed.version == 2)
            #expect(try WorkflowDefinitions.register(base, in: db) == changed)
            #expect(
                try WorkflowDefinitions.change(base, to: plan, note: "", by: "Lan", now: world.start, in: db).version
                    == 2)
            // The module's next release asks for another gate: the site's step stays.
            let next = WorkflowType.editorial(module: "news", moderationGates: ["a"], publicationGates: ["b", "c"])
            let third = try WorkflowDefinitions.register(next, in: db)
            #expect(third.version == 3)
            #expect(third.transition("publish")?.gates == ["b", "c"])
            #expect(third.step("kiem-tra") != nil)
            let back = try WorkflowDefinitions.change(
                next, to: nil, note: "", by: "Lan", now: world.start, in: db)
            #expect(back.version == 4)
            #expect(back.step("kiem-tra") == nil)
            let versions = try WorkflowDefinitions.versions(base.id, limit: 10, in: db)
            #expect(versions.map(\.type.version) == [4, 3, 2, 1])
            #expect(versions.map(\.by) == ["Lan", "", "Lan", ""])
        }
    }

    @Test func partiesAreWrittenAndRead() {
        for party in [WorkflowParty.permission("news.moderate"), .role(3), .body("Văn phòng: một"), .account(5)] {
            #expect(WorkflowParty(text: party.text) == party)
        }
        for text in ["", "role", "role:", "role:x", "permission:news", "nobody:3", "account:1.5"] {
            #expect(WorkflowParty(text: text) == nil)
        }
    }
}
