/// The steps that a kind of record goes through, and who may take it from one to another: data, declared by a module.
///
/// A record keeps the version that it started with. Whoever changes a definition gives it the next version.
public struct WorkflowType: Sendable, Hashable, Codable, Identifiable {
    /// `<module>.<name>`, such as `news.editorial`.
    public let id: String
    /// 1, 2, 3…
    public let version: Int
    /// The steps, in the order in which a person would tell them.
    public let steps: [WorkflowStep]
    /// The ways from one step to another.
    public let transitions: [WorkflowTransition]
    /// The id of the step in which a record starts.
    public let initial: String

    /// A definition; `validate()` tells whether it holds together.
    public init(
        id: String, version: Int, steps: [WorkflowStep], transitions: [WorkflowTransition], initial: String
    ) {
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
}

/// One step of a workflow. Its label is the text `workflow.step.<id>` of the module, else of the core.
public struct WorkflowStep: Sendable, Hashable, Codable, Identifiable {
    /// Unique in the workflow: `moderation`.
    public let id: String
    /// Whether the public sees a record in this step.
    public let isPublic: Bool
    /// Whether it ends here: no transition leaves a final step.
    public let isFinal: Bool

    /// A step, by default neither public nor final.
    public init(_ id: String, isPublic: Bool = false, isFinal: Bool = false) {
        self.id = id
        self.isPublic = isPublic
        self.isFinal = isFinal
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
    /// What an actor must hold to take it.
    public let permission: String
    /// Whether a reason must be given.
    public let requiresReason: Bool
    /// The ids of the checks that must pass.
    public let gates: [String]

    /// A transition, by default without reason and checks.
    public init(
        _ id: String, from: String, to: String, permission: String, requiresReason: Bool = false, gates: [String] = []
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.permission = permission
        self.requiresReason = requiresReason
        self.gates = gates
    }
}
