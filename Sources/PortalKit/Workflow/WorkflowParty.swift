/// Who may act in a step: data of a site. Written as `permission:news.moderate`, `role:3`, `body:Văn phòng`, `account:5`,
/// `outside:link`.
public enum WorkflowParty: Sendable, Hashable, Codable {
    /// Whoever holds a permission for the record.
    case permission(String)
    /// Whoever has a role.
    case role(Int64)
    /// Whoever works for a body, by the name that stands in their account.
    case body(String)
    /// One person.
    case account(Int64)
    /// Somebody without an account, asked by a one-time link.
    case outside

    /// As it is stored and sent with forms.
    public var text: String {
        switch self {
        case .permission(let id): "permission:\(id)"
        case .role(let id): "role:\(id)"
        case .body(let name): "body:\(name)"
        case .account(let id): "account:\(id)"
        case .outside: "outside:link"
        }
    }

    /// Reads what `text` wrote; nil for anything else.
    public init?(text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch (parts[0], Int64(parts[1])) {
        case ("permission", _) where PermissionDefinition.isWellFormed(parts[1]): self = .permission(parts[1])
        case ("role", .some(let id)): self = .role(id)
        case ("body", _): self = .body(parts[1])
        case ("account", .some(let id)): self = .account(id)
        case ("outside", _) where parts[1] == "link": self = .outside
        default: return nil
        }
    }

    /// Reads the stored text.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let party = WorkflowParty(text: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' names nobody"))
        }
        self = party
    }

    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(text)
    }
}
