/// Reads which steps the site's workflows have.
extension SitePartsReader {
    func workflows(faults: inout [Fault]) -> [SiteConfiguration.Workflow] {
        guard let node = root.mapping("workflows", faults: &faults) else { return [] }
        return node.children.compactMap { id, child in
            guard PermissionDefinition.isWellFormed(id) else {
                faults.append(child.fault("is not a workflow's id", mend: "write it as news.editorial"))
                return nil
            }
            guard child.requireMapping(faults: &faults) else { return nil }
            child.unknownKeys(allowing: ["steps", "writing_days", "self_approval"], faults: &faults)
            let stages = child.items("steps", faults: &faults).compactMap { stage($0, faults: &faults) }
            if stages.isEmpty {
                faults.append(
                    child.fault("lacks steps", mend: "list them under steps: those between writing and public"))
                return nil
            }
            let plan = WorkflowPlan(
                stages: stages,
                writingDays: child.integer("writing_days", in: 1...WorkflowPlan.maximumDays, faults: &faults),
                allowsSelfApproval: child.boolean("self_approval", faults: &faults) ?? false)
            return .init(id: id, plan: plan, line: child.line)
        }
    }

    private func stage(_ node: ConfigNode, faults: inout [Fault]) -> WorkflowPlan.Stage? {
        guard node.requireMapping(faults: &faults) else { return nil }
        node.unknownKeys(allowing: ["step", "title", "who", "days", "document"], faults: &faults)
        guard let id = node.text("step", required: true, maximumLength: 40, faults: &faults) else { return nil }
        guard SiteAddressReader.isSlug(id) else {
            faults.append(
                (node.child("step") ?? node).fault(
                    "is not a step's name", mend: "write it as moderation or hoi-nong-dan"))
            return nil
        }
        return WorkflowPlan.Stage(
            id: id, title: node.text("title", maximumLength: WorkflowPlan.maximumTitle, faults: &faults) ?? "",
            parties: node.items("who", faults: &faults).compactMap { party($0, faults: &faults) },
            dueDays: node.integer("days", in: 1...WorkflowPlan.maximumDays, faults: &faults),
            demandsDocument: node.boolean("document", faults: &faults) ?? false)
    }

    /// Who acts: those that can be named before there are accounts and roles.
    private func party(_ node: ConfigNode, faults: inout [Fault]) -> WorkflowParty? {
        guard let word = node.asText(maximumLength: 200, faults: &faults) else { return nil }
        switch word == "outside" ? WorkflowParty.outside : WorkflowParty(text: word) {
        case let party? where party.isKnownBeforehand: return party
        default:
            faults.append(
                node.fault(
                    "\"\(word)\" names nobody",
                    mend:
                        "write permission:news.publish, body:Văn phòng or outside; roles and people are chosen in the administration"
                ))
            return nil
        }
    }
}

extension WorkflowParty {
    /// Whether it names somebody without an account's or a role's number, which only a database knows.
    fileprivate var isKnownBeforehand: Bool {
        switch self {
        case .permission, .body, .outside: true
        case .role, .account: false
        }
    }
}
