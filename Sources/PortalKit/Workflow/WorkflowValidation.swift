extension WorkflowType {
    /// Checks that the definition holds together.
    ///
    /// - Throws: `WorkflowDefinitionError` with every fault, in words for a module developer.
    public func validate() throws {
        let faults = formFaults + stepFaults + transitionFaults
        // Ways are only worth following once all names are right.
        let all = faults.isEmpty ? pathFaults : faults
        guard all.isEmpty else { throw WorkflowDefinitionError(workflow: id, version: version, faults: all) }
    }

    private var formFaults: [String] {
        var faults: [String] = []
        if !PermissionDefinition.isWellFormed(id) {
            faults.append("the id must be <module>.<name> in lower-case letters, digits and hyphens")
        }
        if version < 1 { faults.append("versions count from 1") }
        return faults
    }

    private var stepFaults: [String] {
        var faults = Self.repeated(steps.map(\.id)).map { "the step '\($0)' is declared twice" }
        faults += steps.map(\.id).filter { !Self.isName($0) }.map {
            "the step '\($0)' must be lower-case letters, digits and hyphens"
        }
        guard let first = step(initial) else { return faults + ["the initial step '\(initial)' is not declared"] }
        if first.isPublic { faults.append("the initial step '\(initial)' is public: nothing may start unchecked") }
        return faults
    }

    private var transitionFaults: [String] {
        var faults = Self.repeated(transitions.map(\.id)).map { "the transition '\($0)' is declared twice" }
        for transition in transitions {
            if !Self.isName(transition.id) {
                faults.append("the transition '\(transition.id)' must be lower-case letters, digits and hyphens")
            }
            for step in [transition.from, transition.to] where self.step(step) == nil {
                faults.append("the transition '\(transition.id)' names the step '\(step)', which is not declared")
            }
            if transition.from == transition.to {
                faults.append("the transition '\(transition.id)' leads nowhere: '\(transition.to)' to itself")
            }
            if step(transition.from)?.isFinal == true {
                faults.append("the transition '\(transition.id)' leaves the final step '\(transition.from)'")
            }
            if !PermissionDefinition.isWellFormed(transition.permission) {
                faults.append("the transition '\(transition.id)': '\(transition.permission)' is no permission's id")
            }
            faults += Self.repeated(transition.gates).map { "the transition '\(transition.id)' names '\($0)' twice" }
        }
        return faults
    }

    private var pathFaults: [String] {
        var reached: Set<String> = [initial]
        var frontier = [initial]
        while let step = frontier.popLast() {
            for next in transitions(from: step).map(\.to) where reached.insert(next).inserted {
                frontier.append(next)
            }
        }
        let unreachable = steps.filter { !reached.contains($0.id) }.map { "no way leads to the step '\($0.id)'" }
        let stuck = steps.filter { !$0.isFinal && transitions(from: $0.id).isEmpty }.map {
            "no way leaves the step '\($0.id)': declare it final"
        }
        return unreachable + stuck
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 60 && text.utf8.allSatisfy(\.isNameByte)
    }

    private static func repeated(_ names: [String]) -> [String] {
        Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    }
}

/// A workflow's definition that does not hold together.
public struct WorkflowDefinitionError: Error, Equatable, CustomStringConvertible {
    /// The workflow's id.
    public let workflow: String
    /// Its version.
    public let version: Int
    /// Everything that is wrong.
    public let faults: [String]

    /// One line.
    public var description: String {
        "workflow '\(workflow)' version \(version): \(faults.joined(separator: "; "))"
    }
}
