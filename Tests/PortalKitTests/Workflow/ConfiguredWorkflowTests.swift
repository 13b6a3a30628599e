import Foundation
import GRDB
import Testing

@testable import PortalKit

/// Steps that `site.yml` sets, until somebody changes them in the administration.
@Suite struct ConfiguredWorkflowTests {
    private let base = WorkflowType.editorial(module: "news")

    private func read(_ lines: String) throws -> (SiteConfiguration?, [Fault]) {
        let folder = try TemporaryFolder()
        try folder.write("name: Xã Thử\ndomains: [thu.example]\nscheme: http\n\(lines)\n", to: "site.yml")
        return SiteConfiguration.read(folder: folder.path)
    }

    @Test func stepsAreRead() throws {
        let (configuration, faults) = try read(
            """
            workflows:
              news.editorial:
                writing_days: 3
                steps:
                  - {step: moderation, days: 2}
                  - {step: hoi, title: Hội duyệt, who: [outside, "body:Văn phòng", "permission:news.publish"], document: true}
                  - {step: approved}
            """)
        #expect(faults.isEmpty, "\(faults)")
        let plan = try #require(configuration?.workflows.first).plan
        #expect(plan.writingDays == 3 && !plan.allowsSelfApproval)
        #expect(plan.stages.map(\.id) == ["moderation", "hoi", "approved"])
        #expect(plan.stages[1].parties == [.outside, .body("Văn phòng"), .permission("news.publish")])
        #expect(plan.stages[1].demandsDocument && plan.stages[0].dueDays == 2)
        let type = try base.adjusted(by: plan)
        try type.validate()
        #expect(type.transition("pass-hoi")?.to == "approved")
    }

    @Test func faultsAreNamedWithTheirLines() throws {
        let (_, faults) = try read(
            """
            workflows:
              news.editorial:
                step: []
                steps:
                  - {step: "Duyệt bài"}
                  - {step: hoi, who: ["role:3"], days: 99}
              news:
                steps: [{step: a}]
            """)
        let lines = faults.map(\.line)
        for line in [6, 8, 9, 10] { #expect(lines.contains(line), "\(line): \(faults)") }
        #expect(faults.contains { $0.mend.contains("outside") })
    }

    @Test func theConfigurationHoldsUntilSomebodyChangesTheWorkflow() throws {
        let world = try AccountWorld()
        var first = try #require(base.plan)
        first.stages.insert(.init(id: "hoi", title: "Hội duyệt", parties: [.outside]), at: 1)
        var second = first
        second.stages[1].dueDays = 4
        let plans = (first, second)
        func register(_ plan: WorkflowPlan?) throws -> WorkflowType {
            try world.write { try WorkflowDefinitions.register(base, configured: plan, now: world.start, in: $0) }
        }
        #expect(try register(plans.0).version == 1)
        #expect(try register(plans.0).version == 1)
        #expect(try register(plans.1).step("hoi")?.dueDays == 4)
        #expect(try register(nil).step("hoi") == nil)
        #expect(try register(plans.0).step("hoi") != nil)
        // Somebody goes back to what the module declares: the configuration does not bring its step in again.
        try world.write {
            _ = try WorkflowDefinitions.change(base, to: nil, note: "", by: "Lan", now: world.start, in: $0)
        }
        let kept = try register(plans.1)
        #expect(kept.step("hoi") == nil)
        #expect(try register(plans.1) == kept)
    }
}
