import Foundation
import GRDB
import PortalKit

/// Where an article stands in its workflow, and what an actor can do about it.
struct ArticleSteps: Sendable {
    /// A way onward that the actor may take.
    struct Way: Sendable {
        /// The transition's id; nil for publishing by all the steps at one stroke.
        let transition: String?
        let requiresReason: Bool
        /// Whether whoever takes it declares that there is no state secret in it (Art. 9.2a).
        let demandsDeclaration: Bool
        let isForward: Bool
    }

    let item: WorkflowItem?
    let ways: [Way]
    /// What still keeps the article from going on.
    let obstacles: [GateFailure]
    let assignedTo: String?
    let log: [WorkflowLogEntry]
    let revisions: [Revision]
    /// The submission that the article was made from, for those who may see it.
    let submission: Int64?

    static func fetch(
        _ article: Article, for actor: Actor, workflow: WorkflowEngine, in database: Database
    ) throws -> ArticleSteps {
        let record = article.reference
        let item = try workflow.item(record, in: database)
        let transitions = item == nil ? [] : try workflow.available(record, for: actor, in: database)
        var ways = transitions.map { transition in
            Way(
                transition: transition.id, requiresReason: transition.requiresReason,
                demandsDeclaration: !transition.gates.isEmpty,
                isForward: !transition.requiresReason && transition.id != "withdraw")
        }
        let route =
            item == nil
            ? nil : try workflow.route(record, toStep: NewsWorkflow.publishedStep, for: actor, in: database)
        if let route, route.count > 1 {
            ways.insert(
                Way(transition: nil, requiresReason: false, demandsDeclaration: true, isForward: true), at: 0)
        }
        var obstacles: [GateFailure] = []
        if let item, !item.isPublic {
            for failure in try workflow.gateFailures(record, by: "publish", in: database)
            where !obstacles.contains(failure) {
                obstacles.append(failure)
            }
        }
        let assigned = try item?.claimedBy.flatMap { try AccountStore.find($0, in: database)?.fullName }
        return ArticleSteps(
            item: item, ways: ways, obstacles: obstacles, assignedTo: assigned,
            log: try WorkflowLog.history(of: record, in: database),
            revisions: try Revisions.list(of: record, limit: 100, in: database),
            submission: actor.may(NewsPermission.submissions)
                ? try SubmissionRows.fetch(ofArticle: article.id, in: database)?.id : nil)
    }

    /// The fields of a way's form.
    static func form(_ way: Way, _ texts: Texts) -> Form {
        var fields: [FormField] = []
        if way.demandsDeclaration {
            fields.append(
                FormField(declaration, .checkbox, label: texts("step.no_secret"), isRequired: true))
        }
        if way.requiresReason {
            fields.append(
                FormField(
                    reason, .textarea(rows: 3), label: texts("step.reason"), isRequired: true,
                    maximumLength: WorkflowEngine.maximumReason))
        }
        return Form(fields: fields)
    }

    static let declaration = "no_secret"
    static let reason = "reason"
}

extension Article {
    /// The key of the text for its state, and how the state looks.
    var state: (key: String, badge: AdminList.Cell.Badge) {
        if isScheduled { return ("state.scheduled", .warning) }
        return Self.state(of: step)
    }

    static func state(of step: String) -> (key: String, badge: AdminList.Cell.Badge) {
        switch step {
        case "moderation": ("workflow.step.moderation", .warning)
        case "approved": ("workflow.step.approved", .warning)
        case NewsWorkflow.publishedStep: ("workflow.step.published", .success)
        default: ("workflow.step.\(step)", .neutral)
        }
    }
}
