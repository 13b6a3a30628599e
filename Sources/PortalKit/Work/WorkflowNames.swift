public import GRDB

/// What the steps and transitions of a workflow are called: as the site says, else in the words of module or core.
public struct WorkflowNames: Sendable {
    /// A step with its name.
    public struct Step: Sendable, Identifiable {
        /// The step's id.
        public let id: String
        /// What it is called.
        public let title: String
    }

    private let titles: [String: String]
    private let order: [String]
    private let texts: Texts

    /// Names of steps from every version, since a record keeps its version.
    ///
    /// - Parameter workflow: the workflow's id.
    public init(_ workflow: String, texts: Texts, in db: Database) throws {
        let types = try WorkflowDefinitions.list(workflow, in: db)
        self.init(types, texts: texts)
    }

    /// - Parameter types: the versions, in order: a later title replaces an earlier one.
    init(_ types: [WorkflowType], texts: Texts) {
        self.texts = texts
        var known: Set<String> = []
        order = types.reversed().flatMap { $0.steps.map(\.id) }.filter { known.insert($0).inserted }
        titles = types.flatMap(\.steps).reduce(into: [:]) { titles, step in
            if !step.title.isEmpty { titles[step.id] = step.title }
        }
    }

    /// All steps in which records can be: those of the latest version in their order, then those of older ones.
    public var steps: [Step] { order.map { Step(id: $0, title: step($0)) } }

    /// A step's name.
    public func step(_ id: String) -> String { titles[id] ?? texts.optional("workflow.step.\(id)") ?? id }

    /// What module or core call a step, whatever the site says.
    func declared(_ id: String) -> String { texts.optional("workflow.step.\(id)") ?? id }

    /// A transition's name.
    public func transition(_ id: String) -> String {
        if let text = texts.optional("workflow.transition.\(id)") { return text }
        return texts(id.hasPrefix("return-") ? "workflow.transition.return" : "workflow.transition.pass")
    }
}
