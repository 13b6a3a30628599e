/// The steps that a kind of record goes through, and who may take it from one to another: data, declared by a module.
///
/// A site can change it (``WorkflowPlan``). Each change makes the next version, and a record keeps the version that it
/// started with.
public struct WorkflowType: Sendable, Hashable, Codable, Identifiable {
    /// `<module>.<name>`, such as `news.editorial`.
    public let id: String
    /// 1, 2, 3…: counted by the portal as definitions come into force, whatever a module says.
    public let version: Int
    /// The steps, in the order in which a person would tell them.
    public let steps: [WorkflowStep]
    /// The ways from one step to another.
    public let transitions: [WorkflowTransition]
    /// The id of the step in which a record starts.
    public let initial: String
    /// Whether whoever wrote a record may also approve it.
    public let allowsSelfApproval: Bool

    /// A definition; `validate()` tells whether it holds together.
    public init(
        id: String, version: Int = 1, steps: [WorkflowStep], transitions: [WorkflowTransition], initial: String,
        allowsSelfApproval: Bool = false
    ) {
        self.allowsSelfApproval = allowsSelfApproval
        self.id = id
        self.version = version
        self.steps = steps
        self.transitions = transitions
        self.initial = initial
    }

    /// The step of that id, or nil.
    public func step(_ id: String) -> WorkflowStep? {
        steps.first { $0.id == id }
    }

    /// The transition of that id, or nil.
    public func transition(_ id: String) -> WorkflowTransition? {
        transitions.first { $0.id == id }
    }

    /// The transitions that leave a step.
    public func transitions(from step: String) -> [WorkflowTransition] {
        transitions.filter { $0.from == step }
    }

    /// Whether a transition leads on, towards the public, and not back.
    public func leadsOn(_ transition: WorkflowTransition) -> Bool {
        guard let from = steps.firstIndex(where: { $0.id == transition.from }),
            let to = steps.firstIndex(where: { $0.id == transition.to })
        else { return false }
        return from < to && !steps[from].isPublic
    }

    /// Whether a transition says that a record is good: each that leads on after the first step, and each to the public.
    public func isApproval(_ transition: WorkflowTransition) -> Bool {
        leadsOn(transition) && (transition.from != initial || step(transition.to)?.isPublic == true)
    }

    /// Whether a transition takes a record that waits back to where it is written without saying why: what its writers do
    /// who want to go on writing. Others give their reason.
    public func isWithdrawal(_ transition: WorkflowTransition) -> Bool {
        transition.to == initial && !transition.requiresReason && step(transition.from)?.isWaiting == true
            && transition.from != initial
    }

    /// The first step that the public sees, nil when there is none.
    public var publicStep: WorkflowStep? { steps.first(where: \.isPublic) }

    /// The same definition under another version.
    func numbered(_ version: Int) -> WorkflowType {
        WorkflowType(
            id: id, version: version, steps: steps, transitions: transitions, initial: initial,
            allowsSelfApproval: allowsSelfApproval)
    }
}

/// One step of a workflow. Its label is the text `workflow.step.<id>` of the module, else of the core.
public struct WorkflowStep: Sendable, Hashable, Codable, Identifiable {
    /// Unique in the workflow: `moderation`.
    public let id: String
    /// Whether the public sees a record in this step.
    public let isPublic: Bool
    /// Whether it ends here: no transition leaves a final step.
    public let isFinal: Bool
    /// What the site calls it; empty for the text of module or core.
    public let title: String
    /// Working days in which it should be done; nil for no term.
    public let dueDays: Int?
    /// Whether it is left only with a written approval, uploaded (a scan).
    public let demandsDocument: Bool

    /// A step, by default neither public nor final, without term and document.
    public init(
        _ id: String, isPublic: Bool = false, isFinal: Bool = false, title: String = "", dueDays: Int? = nil,
        demandsDocument: Bool = false
    ) {
        self.id = id
        self.isPublic = isPublic
        self.isFinal = isFinal
        self.title = title
        self.dueDays = dueDays
        self.demandsDocument = demandsDocument
    }

    /// Whether a record in this step waits for somebody to do something.
    public var isWaiting: Bool { !isPublic && !isFinal }
}

/// A way from one step to another. Its label is the text `workflow.transition.<id>` of the module, else of the core.
public struct WorkflowTransition: Sendable, Hashable, Codable, Identifiable {
    /// Unique in the workflow: `publish`.
    public let id: String
    /// The id of the step that it leaves.
    public let from: String
    /// The id of the step that it leads to.
    public let to: String
    /// What an actor must hold to take it, unless `parties` say otherwise.
    public let permission: String
    /// Who may take it instead of whoever holds the permission: one of these suffices. Empty: the permission decides.
    public let parties: [WorkflowParty]
    /// Whether a reason must be given.
    public let requiresReason: Bool
    /// The ids of the checks that must pass.
    public let gates: [String]

    /// A transition, by default without reason and checks.
    public init(
        _ id: String, from: String, to: String, permission: String, parties: [WorkflowParty] = [],
        requiresReason: Bool = false, gates: [String] = []
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.permission = permission
        self.parties = parties
        self.requiresReason = requiresReason
        self.gates = gates
    }
}
