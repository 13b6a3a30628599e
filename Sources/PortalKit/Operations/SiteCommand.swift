public import Foundation

/// What a command asks of a site, wherever the site is open: in the running server or in the command itself.
///
/// It crosses the control socket as one line of JSON.
public enum SiteCommand: Codable, Sendable, Equatable {
    /// How the site is doing.
    case status
    /// The modules that the site lists.
    case modules
    /// Serves a module.
    case enable(module: String)
    /// Takes a module out of service; its data stays.
    case disable(module: String)
    /// What removing a module would take away.
    case impact(module: String)
    /// Exports a module's data to an archive and drops it.
    case remove(module: String)
    /// Takes a removed module's data back in.
    case restore(module: String)
    /// The settings of a module.
    case settings(module: String)
    /// Changes settings of a module; each value as a person writes it.
    case set(module: String, values: [String: String])
    /// Brings content files in: of one folder below `content/`, or of all.
    case loadContent(folder: String?)
    /// Makes a draft of a file.
    case importDocument(DocumentImportOrder)
    /// Writes the search index anew.
    case reindex
    /// Makes a backup now.
    case backup
    /// Draws the periodic report over the time from `start` up to `end`.
    case report(start: Date, end: Date)

    /// The name under which the audit log knows who did it.
    var actor: Actor {
        let name =
            switch self {
            case .enable: "module enable"
            case .disable: "module disable"
            case .remove: "module remove"
            case .restore: "module restore"
            case .set: "module settings"
            case .loadContent: "content load"
            case .importDocument: "import"
            case .reindex: "search reindex"
            case .backup: "backup create"
            case .status, .modules, .impact, .settings, .report: "inspect"
            }
        return .command("dinh \(name)")
    }
}

/// What a site answers to a command.
public enum SiteAnswer: Codable, Sendable, Equatable {
    /// It is at work; the answer is still to come.
    case progress(CommandProgress)
    /// It is done; a sentence for the person.
    case done(String)
    /// It cannot be done; one line that says why and what to do.
    case failed(String)
    /// How the site is doing.
    case status(SiteStatus)
    /// The modules in the order of `site.yml`.
    case modules([ModuleSummary])
    /// What removing a module would take away.
    case impact(RemovalImpact)
    /// A module's settings.
    case settings([SettingSummary])
    /// What loading content did, an entry for each folder.
    case content([ContentSummary])
    /// What became of a file.
    case imported(ImportSummary)
    /// The sections of the report.
    case report([ReportPart])
}

/// How far a command is.
public struct CommandProgress: Codable, Sendable, Equatable {
    /// What is being done, in words for the terminal.
    public let step: String
    /// How much of this step is done, from 0 to 1; nil where nobody knows.
    public let share: Double?

    /// A step and how much of it is done.
    public init(_ step: String, share: Double? = nil) {
        self.step = step
        self.share = share
    }
}

/// How a site is doing.
public struct SiteStatus: Codable, Sendable, Equatable {
    /// The site's id.
    public let site: String
    /// The commune's name.
    public let name: String
    /// The address under which it is known.
    public let address: String
    /// The core's version and ABI number.
    public let core: String
    /// The process that has the site open.
    public let process: Int32
    /// Its modules.
    public let modules: [ModuleSummary]
}

/// A module of a site, for lists.
public struct ModuleSummary: Codable, Sendable, Equatable {
    /// The module's id.
    public let id: String
    /// `enabled`, `disabled`, `removed` or `refused`.
    public let state: String
    /// Its version; empty when its library was not read.
    public let version: String
    /// Where its pages begin.
    public let mount: String
    /// Why it is refused.
    public let reason: String?
    /// True when its library was built anew after the server had opened it: the server must be started again to use it.
    public let awaitsRestart: Bool
}

/// A setting of a module, for lists.
public struct SettingSummary: Codable, Sendable, Equatable {
    /// Its key.
    public let key: String
    /// Its value, as JSON writes it.
    public let value: SettingValue
    /// What it may hold, in words.
    public let kind: String
    /// True when the value is not the module's default.
    public let isSet: Bool
}

/// What loading one folder of content did.
public struct ContentSummary: Codable, Sendable, Equatable {
    /// The module that read it.
    public let module: String
    /// The folder below `content/`.
    public let folder: String
    /// Records made new.
    public let added: Int
    /// Records that differed from their file.
    public let changed: Int
    /// Records that were as their file says.
    public let unchanged: Int
    /// Files that could not be taken.
    public let faults: [Fault]
}
