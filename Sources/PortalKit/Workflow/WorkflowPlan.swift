/// What a site makes of a module's workflow: the steps between the writing and the public, who acts in them and how long
/// they may take. Data, kept with the version of the workflow that was made from it.
public struct WorkflowPlan: Sendable, Hashable, Codable {
    /// One step between the first and the public one.
    public struct Stage: Sendable, Hashable, Codable, Identifiable {
        /// One of the module's steps, or one that the site added.
        public var id: String
        /// What the site calls it; empty for the module's word.
        public var title: String
        /// Who may act in it. Empty: whom the module means; not for a step that the site added.
        public var parties: [WorkflowParty]
        /// Working days in which it should be done; nil for no term.
        public var dueDays: Int?
        /// Whether it is left only with a written approval, uploaded.
        public var demandsDocument: Bool

        /// A step.
        public init(
            id: String, title: String = "", parties: [WorkflowParty] = [], dueDays: Int? = nil,
            demandsDocument: Bool = false
        ) {
            self.id = id
            self.title = title
            self.parties = parties
            self.dueDays = dueDays
            self.demandsDocument = demandsDocument
        }
    }

    /// The steps in their order. The last is the module's own, in which it goes before the public.
    public var stages: [Stage]
    /// Working days for the first step, the writing; nil for no term.
    public var writingDays: Int?
    /// Whether whoever wrote a record may also approve it.
    public var allowsSelfApproval: Bool

    /// A plan.
    public init(stages: [Stage], writingDays: Int? = nil, allowsSelfApproval: Bool = false) {
        self.stages = stages
        self.writingDays = writingDays
        self.allowsSelfApproval = allowsSelfApproval
    }

    /// Most steps that a plan may have.
    public static let maximumStages = 12
    /// Longest term, in working days.
    public static let maximumDays = 60
    /// Longest title, in characters.
    public static let maximumTitle = 80
}

extension WorkflowType {
    /// The transitions that lead from the first step to the public one, when there is a single way and at least one step
    /// between; nil for a workflow of another shape, which a site cannot change.
    var mainWay: [WorkflowTransition]? {
        var way: [WorkflowTransition] = []
        var place = initial
        while step(place)?.isPublic != true {
            let onward = transitions(from: place).filter { leadsOn($0) && !$0.requiresReason }
            guard onward.count == 1, way.count < steps.count else { return nil }
            way.append(onward[0])
            place = onward[0].to
        }
        return way.count > 1 ? way : nil
    }

    /// The definition as a plan that changes nothing.
    var plan: WorkflowPlan? {
        guard let way = mainWay else { return nil }
        let stages = zip(way, way.dropFirst()).map { arrival, departure in
            let step = step(arrival.to)
            return WorkflowPlan.Stage(
                id: arrival.to, title: step?.title ?? "", parties: departure.parties, dueDays: step?.dueDays,
                demandsDocument: step?.demandsDocument ?? false)
        }
        return WorkflowPlan(
            stages: stages, writingDays: step(initial)?.dueDays, allowsSelfApproval: allowsSelfApproval)
    }

    /// The definition as a site has it.
    ///
    /// The module's gates stay where they were, and those before the public hold whatever the steps: the last step
    /// cannot be taken out. A step that the site added is passed by `pass-<id>` and returned to the writer by
    /// `return-<id>`.
    ///
    /// - Throws: `WorkflowDefinitionError` when the plan does not fit.
    func adjusted(by plan: WorkflowPlan) throws -> WorkflowType {
        guard let way = mainWay, let last = way.last else {
            throw WorkflowDefinitionError(workflow: id, version: version, faults: ["a site cannot change its steps"])
        }
        let own = Dictionary(uniqueKeysWithValues: way.dropFirst().map { ($0.from, $0) })
        let faults = faults(of: plan, own: own, last: last.from)
        guard faults.isEmpty else { throw WorkflowDefinitionError(workflow: id, version: version, faults: faults) }
        let ids = plan.stages.map(\.id)
        let gone = Set(own.keys).subtracting(ids)
        var transitions = [way[0].leading(to: ids[0])]
        for (index, stage) in plan.stages.enumerated() {
            let next = index + 1 < ids.count ? ids[index + 1] : last.to
            guard let departure = own[stage.id] else {
                transitions += [
                    WorkflowTransition(
                        "pass-\(stage.id)", from: stage.id, to: next, permission: last.permission,
                        parties: stage.parties),
                    WorkflowTransition(
                        "return-\(stage.id)", from: stage.id, to: initial, permission: last.permission,
                        parties: stage.parties, requiresReason: true),
                ]
                continue
            }
            transitions.append(departure.leading(to: next).taken(by: stage.parties))
            transitions += self.transitions(from: stage.id).filter { $0.id != departure.id && $0.requiresReason }
                .map { $0.leading(to: gone.contains($0.to) ? initial : $0.to).taken(by: stage.parties) }
        }
        // What writers may do themselves with what they have just sent on, as taking it back.
        transitions += self.transitions(from: way[0].to).filter { $0.id != way[1].id && !$0.requiresReason }
            .map { $0.leaving(ids[0]) }
        let onTheWay = Set([initial] + own.keys)
        transitions += self.transitions.filter { !onTheWay.contains($0.from) }
            .map { $0.leading(to: gone.contains($0.to) ? initial : $0.to) }
        return WorkflowType(
            id: id, version: version, steps: steps(of: plan, own: own), transitions: transitions, initial: initial,
            allowsSelfApproval: plan.allowsSelfApproval)
    }

    private func steps(of plan: WorkflowPlan, own: [String: WorkflowTransition]) -> [WorkflowStep] {
        let first = WorkflowStep(initial, title: step(initial)?.title ?? "", dueDays: plan.writingDays)
        let stages = plan.stages.map {
            WorkflowStep($0.id, title: $0.title, dueDays: $0.dueDays, demandsDocument: $0.demandsDocument)
        }
        return [first] + stages + steps.filter { $0.id != initial && own[$0.id] == nil }
    }

    private func faults(of plan: WorkflowPlan, own: [String: WorkflowTransition], last: String) -> [String] {
        var faults: [String] = []
        if plan.stages.last?.id != last { faults.append("the step '\(last)' must be the last before the public") }
        if plan.stages.count > WorkflowPlan.maximumStages { faults.append("there are too many steps") }
        for stage in plan.stages where own[stage.id] == nil {
            if step(stage.id) != nil { faults.append("the step '\(stage.id)' stands elsewhere in the workflow") }
            if stage.parties.isEmpty { faults.append("nobody may act in the step '\(stage.id)'") }
        }
        let terms = plan.stages.compactMap(\.dueDays) + [plan.writingDays].compactMap { $0 }
        if !terms.allSatisfy((1...WorkflowPlan.maximumDays).contains) { faults.append("a term is out of bounds") }
        return faults
    }
}

extension WorkflowTransition {
    fileprivate func leading(to step: String) -> WorkflowTransition {
        WorkflowTransition(
            id, from: from, to: step, permission: permission, parties: parties, requiresReason: requiresReason,
            gates: gates)
    }

    fileprivate func leaving(_ step: String) -> WorkflowTransition {
        WorkflowTransition(
            id, from: step, to: to, permission: permission, parties: parties, requiresReason: requiresReason,
            gates: gates)
    }

    fileprivate func taken(by parties: [WorkflowParty]) -> WorkflowTransition {
        WorkflowTransition(
            id, from: from, to: to, permission: permission, parties: parties, requiresReason: requiresReason,
            gates: gates)
    }
}
