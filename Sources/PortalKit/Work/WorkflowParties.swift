import GRDB

/// Whom a step can be given to, with words: permissions of the module, roles, bodies, people.
struct WorkflowParties: Sendable {
    private let options: [FormField.Option]

    init(_ type: WorkflowType, texts: Texts, in db: Database) throws {
        var seen: Set<String> = []
        let permissions = type.transitions.map(\.permission).filter { seen.insert($0).inserted }.map {
            FormField.Option(
                WorkflowParty.permission($0).text,
                texts("workflow.party.permission", ["name": texts.optional("permission.\($0)") ?? $0]))
        }
        let roles = try RoleStore.list(in: db).map {
            FormField.Option(
                WorkflowParty.role($0.id).text,
                texts("workflow.party.role", ["name": texts.optional("role.\($0.name)") ?? $0.name]))
        }
        let bodies = try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT body FROM core_accounts WHERE body <> '' AND state = 'active' ORDER BY body LIMIT 200
                """
        ).map { FormField.Option(WorkflowParty.body($0).text, texts("workflow.party.body", ["name": $0])) }
        let people = try AccountNames.active(in: db).map {
            FormField.Option(WorkflowParty.account($0.id).text, $0.name)
        }
        let outside = FormField.Option(WorkflowParty.outside.text, texts("workflow.party.outside"))
        options = permissions + roles + [outside] + bodies + people
    }

    /// The choices of a field; what was chosen and is gone since stays one, so that it is not lost unseen.
    func options(keeping chosen: WorkflowParty?, empty: String) -> [FormField.Option] {
        var all = [FormField.Option("", empty)] + options
        if let chosen, !options.contains(where: { $0.value == chosen.text }) {
            all.append(FormField.Option(chosen.text, chosen.text))
        }
        return all
    }
}
