/// Finds workflows in `site.yml` that no module has, and steps that do not make one.
struct WorkflowCheck {
    let workflows: [SiteConfiguration.Workflow]
    let modules: [CheckedModule]
    /// All that `site.yml` names, also those that could not be opened.
    let listed: Set<String>

    var faults: [Fault] {
        let declared = Dictionary(
            modules.flatMap { $0.contributions.workflows.map { ($0.type.id, $0.type) } },
            uniquingKeysWith: { first, _ in first })
        return workflows.flatMap { entry -> [Fault] in
            guard let type = declared[entry.id] else { return missing(entry, known: declared.keys.sorted()) }
            do {
                try type.adjusted(by: entry.plan).validate()
                return unknownPermissions(of: entry)
            } catch let error as WorkflowDefinitionError {
                return error.faults.map { fault(entry, $0, mend: "its own steps are \(Self.steps(of: type))") }
            } catch {
                return [fault(entry, "\(error)", mend: "")]
            }
        }
    }

    private func missing(_ entry: SiteConfiguration.Workflow, known: [String]) -> [Fault] {
        // The module itself is the fault then.
        let module = String(entry.id.prefix { $0 != "." })
        if listed.contains(module), !modules.contains(where: { $0.id == module }) { return [] }
        let near = Suggestion.nearest(to: entry.id, in: known).map { "did you mean \"\($0)\"?" }
        return [fault(entry, "no module has it", mend: near ?? "there are \(known.joined(separator: ", "))")]
    }

    private func unknownPermissions(of entry: SiteConfiguration.Workflow) -> [Fault] {
        let known = modules.flatMap { $0.manifest.permissions.map(\.id) }
        return entry.plan.stages.flatMap(\.parties).compactMap { party in
            guard case .permission(let id) = party, !known.contains(id) else { return nil }
            let near = Suggestion.nearest(to: id, in: known).map { "did you mean \"\($0)\"?" }
            return fault(entry, "there is no permission \"\(id)\"", mend: near ?? "use one of a module")
        }
    }

    private func fault(_ entry: SiteConfiguration.Workflow, _ message: String, mend: String) -> Fault {
        Fault(file: "site.yml", line: entry.line, message: "workflow \"\(entry.id)\": \(message)", mend: mend)
    }

    private static func steps(of type: WorkflowType) -> String {
        type.plan?.stages.map(\.id).joined(separator: ", ") ?? "not to be changed"
    }
}
