import ArgumentParser
import Foundation
import PortalKit

/// `dinh backup …`
struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Backups of a site: one archive with everything that its data folder holds.",
        subcommands: [BackupCreate.self, BackupVerify.self, BackupRestore.self, BackupList.self])
}

struct BackupCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a backup, also while the site is served, and check it.")

    @OptionGroup var site: SiteOptions

    func run() async throws {
        let progress = ProgressLine()
        if case .done(let sentence) = try await site.perform(.backup, report: progress.show) {
            progress.end()
            print(sentence)
        }
    }
}

/// The backups of one site.
struct BackupOptions: ParsableArguments {
    @Argument(help: "The site's folder, or its name below sites/.") var site: String
    @OptionGroup var place: DataOption

    func backups(_ installation: Installation) throws -> SiteBackups {
        let folder = try SiteFolders.find(site, installation: installation)
        do {
            return try SiteBackups(of: folder, data: place.folder(of: folder))
        } catch let error as FaultyConfiguration {
            throw Failure(faulty: folder, error)
        }
    }
}

struct BackupVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Read a backup to its last byte: all hashes, the database inside, its audit log.")

    @OptionGroup var options: BackupOptions
    @Argument(help: "The backup's name, or the path of its file; else the newest.") var backup: String?
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let file = try options.backups(try Installation.locate()).find(backup)
        let progress = ProgressLine()
        let report = try await SiteBackups.verify(file, report: progress.show)
        progress.end()
        if json { try Console.print(json: report) }
        for fault in report.faults { Console.note(fault) }
        guard report.faults.isEmpty, let manifest = report.manifest else {
            throw Failure("\(file.lastPathComponent) is damaged; use another backup")
        }
        if !json { print("\(file.lastPathComponent) is as it was written: \(Self.words(manifest))") }
    }

    static func words(_ manifest: BackupManifest) -> String {
        let modules = manifest.modules.map { "\($0.id) \($0.version)" }.joined(separator: ", ")
        return "\(manifest.name), \(manifest.madeAt.formatted(.iso8601)), Đình \(manifest.portal)"
            + (modules.isEmpty ? "" : " with \(modules)") + ", \(manifest.files) files"
            + (manifest.missing.isEmpty ? "" : " (\(manifest.missing.count) were missing)")
            + ", \(manifest.audit?.id ?? 0) entries in the audit log"
    }
}

struct BackupRestore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of the site's data; the site must not be served.")

    @OptionGroup var options: BackupOptions
    @Argument(help: "The backup's name, or the path of its file.") var backup: String
    @Flag(help: "Put it in the place of data that is there; that is kept beside it.") var replace = false
    @Flag(help: "Take a backup that was made of another site.") var otherSite = false

    func run() async throws {
        PortalLog.begin(level: "error")
        let installation = try Installation.locate()
        let backups = try options.backups(installation)
        var restoring = backups.restoring(try backups.find(backup), installation: installation)
        restoring.replaces = replace
        restoring.takesOtherSite = otherSite
        let progress = ProgressLine()
        let outcome = try await restoring.run(progress.show)
        progress.end()
        print("restored: \(BackupVerify.words(outcome.manifest))")
        if let old = outcome.keptOld { print("the data that was there is in \(old.path); remove it once all is well") }
    }
}

struct BackupList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List a site's backups, the newest first.")

    @OptionGroup var options: BackupOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let folder = try options.backups(try Installation.locate()).folder
        let files = folder.files()
        if json { return try Console.print(json: files) }
        Console.note("in \(folder.url.path)")
        Console.print(
            ["BACKUP", "AGE", "SIZE"],
            files.map { [$0.name, Self.age(Date().timeIntervalSince($0.madeAt)), $0.sizeText] },
            empty: "no backups yet; make one with dinh backup create")
    }

    private static func age(_ seconds: TimeInterval) -> String {
        let hours = Int(max(0, seconds)) / 3600
        return hours < 48 ? "\(hours) h" : "\(hours / 24) days"
    }
}
