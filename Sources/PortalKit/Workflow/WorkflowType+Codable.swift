/// Definitions as they are stored. What was stored before a field was thought of reads as its default.
extension WorkflowType {
    enum CodingKeys: String, CodingKey {
        case id, version, steps, transitions, initial, allowsSelfApproval
    }

    /// Reads a stored definition.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try values.decode(String.self, forKey: .id),
            version: try values.decode(Int.self, forKey: .version),
            steps: try values.decode([WorkflowStep].self, forKey: .steps),
            transitions: try values.decode([WorkflowTransition].self, forKey: .transitions),
            initial: try values.decode(String.self, forKey: .initial),
            allowsSelfApproval: try values.decodeIfPresent(Bool.self, forKey: .allowsSelfApproval) ?? false)
    }
}

extension WorkflowStep {
    enum CodingKeys: String, CodingKey {
        case id, isPublic, isFinal, title, dueDays, demandsDocument
    }

    /// Reads a stored step.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try values.decode(String.self, forKey: .id),
            isPublic: try values.decode(Bool.self, forKey: .isPublic),
            isFinal: try values.decode(Bool.self, forKey: .isFinal),
            title: try values.decodeIfPresent(String.self, forKey: .title) ?? "",
            dueDays: try values.decodeIfPresent(Int.self, forKey: .dueDays),
            demandsDocument: try values.decodeIfPresent(Bool.self, forKey: .demandsDocument) ?? false)
    }
}

extension WorkflowTransition {
    enum CodingKeys: String, CodingKey {
        case id, from, to, permission, parties, requiresReason, gates
    }

    /// Reads a stored transition.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try values.decode(String.self, forKey: .id),
            from: try values.decode(String.self, forKey: .from),
            to: try values.decode(String.self, forKey: .to),
            permission: try values.decode(String.self, forKey: .permission),
            parties: try values.decodeIfPresent([WorkflowParty].self, forKey: .parties) ?? [],
            requiresReason: try values.decode(Bool.self, forKey: .requiresReason),
            gates: try values.decode([String].self, forKey: .gates))
    }
}
