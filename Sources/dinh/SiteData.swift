import ArgumentParser
import Foundation
import PortalKit

/// `dinh content …`
struct Content: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Content files of a site.", subcommands: [ContentLoad.self])
}

struct ContentLoad: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Bring the files of content/ into the portal; again, it changes only what has changed.")

    @OptionGroup var site: SiteOptions
    @Option(help: "Only this folder below content/.") var folder: String?
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        guard case .content(let summaries) = try await site.perform(.loadContent(folder: folder)) else { return }
        let faults = summaries.flatMap(\.faults)
        if json {
            try Console.print(json: summaries)
        } else {
            Console.print(
                ["MODULE", "FOLDER", "ADDED", "CHANGED", "UNCHANGED", "FAULTS"],
                summaries.map {
                    [$0.module, $0.folder, "\($0.added)", "\($0.changed)", "\($0.unchanged)", "\($0.faults.count)"]
                }, empty: "no enabled module found files below content/")
            for fault in faults { Console.note("\(fault)") }
        }
        if !faults.isEmpty { throw ExitCode.failure }
    }
}

/// `dinh search …`
struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The search of a site.", subcommands: [SearchReindex.self])
}

struct SearchReindex: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reindex", abstract: "Write the search index anew from the records of all enabled modules.")

    @OptionGroup var site: SiteOptions

    func run() async throws {
        let progress = ProgressLine()
        if case .done(let sentence) = try await site.perform(.reindex, report: progress.show) {
            progress.end()
            print(sentence)
        }
    }
}

/// `dinh report`
struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draw the periodic report (Art. 16.1) from the data of all enabled modules.")

    @OptionGroup var site: SiteOptions
    @Option(help: ArgumentHelp("The first day.", valueName: "yyyy-mm-dd")) var from: String
    @Option(help: ArgumentHelp("The last day.", valueName: "yyyy-mm-dd")) var to: String
    @Flag(help: "Print JSON.") var json = false
    @Flag(help: "Print comma-separated values.") var csv = false

    func run() async throws {
        guard let first = VietnamTime(parsing: from), let last = VietnamTime(parsing: to), first <= last else {
            throw Failure("--from and --to must be days in their order; write them as 2026-01-01")
        }
        let command = SiteCommand.report(start: first.startOfDay.date, end: last.dayBounds.upperBound)
        guard case .report(let parts) = try await site.perform(command) else { return }
        if json { return try Console.print(json: parts) }
        print(csv ? ReportText.csv(parts) : ReportText.plain(parts), terminator: "")
    }
}

/// `dinh audit …`
struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The audit log of a site.", subcommands: [AuditVerify.self])
}

struct AuditVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check that no entry of the audit log was changed or taken out.")

    @OptionGroup var site: SiteOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let verdict = try await site.opened().verifyAudit()
        if json { try Console.print(json: verdict) }
        if let entry = verdict.broken {
            throw Failure("entry \(entry) is not as it was written; compare the database with its backups")
        }
        if !json {
            print("\(verdict.entries) entries, all as they were written; the last has the hash \(verdict.head)")
        }
    }
}
