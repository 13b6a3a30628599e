import Foundation

/// An entry of the audit log in words.
enum AuditText {
    /// Who did it.
    static func actor(_ entry: AuditEntry, _ texts: Texts) -> String {
        switch entry.actorKind {
        case "anonymous" where !entry.actorName.isEmpty: texts("audit.actor.guest", ["name": entry.actorName])
        case "anonymous": texts("audit.actor.anonymous")
        case "system": texts("audit.actor.system", ["name": entry.actorName])
        case "command": texts("audit.actor.command", ["name": entry.actorName])
        default: entry.actorName.isEmpty ? texts("audit.actor.unnamed") : entry.actorName
        }
    }

    /// What was done; the action's own code when its module has no words for it.
    static func action(_ entry: AuditEntry, _ request: Request) -> String {
        action(entry.action, module: entry.module, request)
    }

    /// What an action does, in words: `audit.news.publish` of the module's texts or the core's.
    static func action(_ action: String, module: String, _ request: Request) -> String {
        let key = "audit.\(action)"
        return request.texts(ofModule: module).optional(key) ?? request.texts.optional(key)
            ?? stepOfTheSite(action).map { request.coreTexts($0) } ?? transition(action, module: module, request)
            ?? action
    }

    /// A step of a workflow by the name that it has on its button.
    private static func transition(_ action: String, module: String, _ request: Request) -> String? {
        guard action.hasPrefix(module + "."), let name = action.split(separator: ".").last else { return nil }
        let key = "workflow.transition.\(name)"
        guard let text = request.texts(ofModule: module).optional(key) ?? request.coreTexts.optional(key) else {
            return nil
        }
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    /// The words for a record's beginning, and for a step that a site added to a workflow: no module knows its name.
    private static func stepOfTheSite(_ action: String) -> String? {
        let name = action.split(separator: ".").last ?? ""
        if name == "start" { return "audit.workflow.start" }
        if name.hasPrefix("pass-") { return "audit.workflow.pass" }
        return name.hasPrefix("return-") ? "audit.workflow.return" : nil
    }

    /// What it was done to, with an address when there is a screen for it.
    static func subject(
        _ entry: AuditEntry, titles: [RecordReference: String], _ request: Request
    ) -> (text: String?, url: String?) {
        guard let record = entry.subject else { return (nil, nil) }
        let modulePrefix = "core.module."
        if record.type.hasPrefix(modulePrefix) {
            let id = String(record.type.dropFirst(modulePrefix.count))
            let url = request.actor.may(CorePermission.modules) ? "\(AdminPath.modules)#\(id)" : nil
            return (request.moduleName(id), url)
        }
        if record.type == LibraryItem.recordType, let title = titles[record] {
            return ("“\(title)”", LibraryAccess.mayUse(request) ? LibraryItemScreen.path(record.id) : nil)
        }
        // What else was done to it is the next question.
        let all = "\(AdminPath.audit)?" + FormURLEncoded.encode([("muc", record.description)])
        let url = request.actor.may(CorePermission.audit) ? all : nil
        if record.type == "core.incident" {
            return (request.coreTexts("incident.numbered", ["number": String(record.id)]), url)
        }
        return (titles[record].map { "“\($0)”" } ?? record.description, url)
    }
}

/// What differs between the states of a record before and after, field by field.
struct AuditChange: Sendable, Equatable {
    let field: String
    let before: String?
    let after: String?

    /// Longer values are cut: the log's export has them whole.
    private static let maximumLength = 1000

    /// The fields that differ, by name; one without a name when a state is no object.
    ///
    /// - Parameter label: what a field is called.
    static func all(before: String?, after: String?, label: (String) -> String) -> [AuditChange] {
        let (old, new) = (before.flatMap(LoggedValue.read), after.flatMap(LoggedValue.read))
        if let old, let new, old.fields == nil || new.fields == nil {
            return old.text == new.text ? [] : [AuditChange(field: "", before: short(old.text), after: short(new.text))]
        }
        let (oldFields, newFields) = (old.map(fields) ?? [:], new.map(fields) ?? [:])
        return Set(oldFields.keys).union(newFields.keys).sorted().compactMap { key in
            let (before, after) = (oldFields[key].flatMap(short), newFields[key].flatMap(short))
            return before == after
                ? nil : AuditChange(field: key.isEmpty ? "" : label(key), before: before, after: after)
        }
    }

    private static func fields(_ value: LoggedValue) -> [String: String] {
        value.fields?.mapValues(\.text) ?? ["": value.text]
    }

    private static func short(_ text: String) -> String? {
        text.isEmpty ? nil : text.count > maximumLength ? text.prefix(maximumLength) + "…" : text
    }
}

/// A value as the audit log keeps it: any JSON.
private indirect enum LoggedValue: Decodable {
    case nothing
    case flag(Bool)
    case text(String)
    case list([LoggedValue])
    case object([String: LoggedValue])

    static func read(_ json: String) -> LoggedValue? {
        try? JSONText.decode(LoggedValue.self, from: json)
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let value = try? container.decode(Bool.self) {
            self = .flag(value)
        } else if let value = try? container.decode(Int.self) {
            self = .text(String(value))
        } else if let value = try? container.decode(Double.self) {
            self = .text(String(value))
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([LoggedValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: LoggedValue].self))
        }
    }

    var fields: [String: LoggedValue]? {
        if case .object(let fields) = self { fields } else { nil }
    }

    var text: String {
        switch self {
        case .nothing: ""
        case .flag(let value): value ? "✓" : "✗"
        case .text(let value): value
        case .list(let values): values.map(\.text).joined(separator: "; ")
        case .object(let fields):
            fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.text)" }.joined(separator: ", ")
        }
    }
}
