import GRDB

/// A module that a site lists, and what became of it.
struct ModuleRecord: Sendable {
    enum State: Sendable, Equatable {
        case enabled
        case disabled
        /// Its data was exported and dropped; it can be restored.
        case removed
        /// It may not be served: no library, another ABI, a missing need, a faulty manifest.
        case refused(ModuleRefusal)
    }

    let id: String
    var state: State
    let listing: SiteConfiguration.Module
    let folder: ModuleFolder?
    let library: ModuleLibrary?
    var settings: ModuleSettings

    var version: String { library?.manifest.version ?? "" }

    var mountPath: String { listing.mount ?? library?.manifest.mountPath ?? "/" + id }

    /// Whether another library than the one that is served lies ready: only a new start of the process takes it up.
    var awaitsRestart: Bool { library?.hasChanged ?? false }

    var stateName: String {
        switch state {
        case .enabled: "enabled"
        case .disabled: "disabled"
        case .removed: "removed"
        case .refused: "refused"
        }
    }

    var refusal: ModuleRefusal? {
        if case .refused(let refusal) = state { refusal } else { nil }
    }
}

/// What an administrator has decided about a module; it goes before what `site.yml` says.
struct ModuleDecision: Sendable {
    enum State: String, Sendable {
        case enabled
        case disabled
        case removed
    }

    var state: State?
    /// Settings changed in the administration, over those of `site.yml`.
    var settings: [String: SettingValue] = [:]

    static func all(_ database: Database) throws -> [String: ModuleDecision] {
        var decisions: [String: ModuleDecision] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT id, state, settings FROM core_modules") {
            let json: String = row["settings"] ?? "{}"
            let state: String = row["state"] ?? ""
            decisions[row["id"]] = ModuleDecision(
                state: State(rawValue: state), settings: try JSONText.decode([String: SettingValue].self, from: json))
        }
        return decisions
    }

    /// The version that a module had when something was decided about it last; empty when nothing was.
    static func version(of id: String, in database: Database) throws -> String {
        try String.fetchOne(database, sql: "SELECT version FROM core_modules WHERE id = ?", arguments: [id]) ?? ""
    }

    static func save(
        _ id: String, state: State, version: String, settings: [String: SettingValue], in change: Change
    ) throws {
        try change.database.execute(
            sql: """
                INSERT INTO core_modules (id, state, version, settings, changed_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET
                    state = excluded.state, version = excluded.version, settings = excluded.settings,
                    changed_at = excluded.changed_at
                """,
            arguments: [id, state.rawValue, version, try JSONText.encode(settings), change.now])
    }
}
