import Foundation
import Testing

@testable import PortalKit

@Suite struct WorkflowTypeTests {
    private func type(
        steps: [WorkflowStep] = [WorkflowStep("draft"), WorkflowStep("done", isFinal: true)],
        transitions: [WorkflowTransition] = [
            WorkflowTransition("finish", from: "draft", to: "done", permission: "m.write")
        ],
        id: String = "m.flow", version: Int = 1, initial: String = "draft"
    ) -> WorkflowType {
        WorkflowType(id: id, version: version, steps: steps, transitions: transitions, initial: initial)
    }

    private func faults(_ type: WorkflowType) -> [String] {
        do {
            try type.validate()
            return []
        } catch {
            return (error as? WorkflowDefinitionError)?.faults ?? ["\(error)"]
        }
    }

    private let finish = WorkflowTransition("finish", from: "draft", to: "done", permission: "m.write")

    @Test func soundDefinitionsPass() {
        #expect(faults(type()).isEmpty)
        #expect(faults(.editorial(module: "news")).isEmpty)
        #expect(faults(.editorial(module: "legal-documents", publicationGates: ["complete"])).isEmpty)
    }

    @Test func everyFaultIsNamed() {
        let done = WorkflowStep("done", isFinal: true)
        let draft = WorkflowStep("draft")
        #expect(faults(type(steps: [draft, draft, done])) == ["the step 'draft' is declared twice"])
        #expect(faults(type(transitions: [finish, finish])) == ["the transition 'finish' is declared twice"])
        #expect(
            faults(type(initial: "start")) == ["the initial step 'start' is not declared"])
        #expect(
            faults(
                type(transitions: [finish, WorkflowTransition("x", from: "draft", to: "gone", permission: "m.write")]))
                == ["the transition 'x' names the step 'gone', which is not declared"])
        #expect(
            faults(type(steps: [draft, done, WorkflowStep("lost", isFinal: true)]))
                == ["no way leads to the step 'lost'"])
        #expect(
            faults(type(steps: [draft, WorkflowStep("done")])) == ["no way leaves the step 'done': declare it final"])
        #expect(
            faults(
                type(transitions: [
                    finish, WorkflowTransition("back", from: "done", to: "draft", permission: "m.write"),
                ]))
                == ["the transition 'back' leaves the final step 'done'"])
        #expect(
            faults(type(transitions: [WorkflowTransition("finish", from: "draft", to: "done", permission: "write")]))
                == ["the transition 'finish': 'write' is no permission's id"])
        #expect(
            faults(type(steps: [WorkflowStep("draft", isPublic: true), done]))
                == ["the initial step 'draft' is public: nothing may start unchecked"])
        #expect(faults(type(id: "flow", version: 0)).count == 2)
        #expect(faults(type(steps: [WorkflowStep("Nháp"), done], transitions: [], initial: "Nháp")).count == 1)
        #expect(faults(type(steps: [], transitions: [])).count == 1)
    }

    @Test func theErrorIsOneLineThatNamesTheWorkflow() {
        let error = WorkflowDefinitionError(workflow: "news.editorial", version: 2, faults: ["a", "b"])
        #expect("\(error)" == "workflow 'news.editorial' version 2: a; b")
    }

    @Test func survivesJSON() throws {
        let type = WorkflowType.editorial(module: "news", moderationGates: ["a"], publicationGates: ["b", "c"])
        let data = try JSONEncoder().encode(type)
        #expect(try JSONDecoder().decode(WorkflowType.self, from: data) == type)
    }

    @Test func permissionsHaveAForm() {
        for id in ["news.write", "legal-documents.publish", "core.accounts.edit", "a.1"] {
            #expect(PermissionDefinition(id: id).fault == nil)
        }
        for id in ["", "news", ".write", "news.", "News.write", "news write", "news.é", "news..write", "*"] {
            #expect(PermissionDefinition(id: id).fault != nil)
        }
        let literal: PermissionDefinition = "news.write"
        #expect(literal.labelKey == "permission.news.write")
    }
}
