import ArgumentParser
import Foundation
import PortalKit

/// `dinh import`
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make drafts of documents: DOCX, ODT, HTML and text in any Vietnamese character set.",
        discussion:
            "Nothing is published. Each file's report says what was recognised and changed, and where the draft "
            + "is. A file that cannot be read is named with its reason, and the others go on; the exit code is then 1. "
            + "A file that was imported before is left alone.")

    @OptionGroup var site: SiteOptions
    @Argument(help: "The module that makes the drafts: news.") var module: String
    @Argument(help: "Files, or folders of files.", completion: .file()) var files: [String]
    @Option(help: "The files' character set, where the guess is wrong: \(Self.charsets).") var charset: String?
    @Option(name: .customLong("as"), help: "The login of the person whose drafts they become.") var login: String?
    @Option(name: .customLong("set"), help: ArgumentHelp("What the module asks besides.", valueName: "name=value"))
    var values: [String] = []
    @Flag(help: "Import files once more that were imported before.") var again = false
    @Flag(help: "Print JSON.") var json = false

    private static let charsets = VietnameseCharset.allCases.map(\.rawValue).joined(separator: ", ")
    private static let endings: Set<String> = ["docx", "odt", "html", "htm", "txt"]

    /// What became of one file.
    private struct Report: Encodable {
        let file: String
        let draft: ImportSummary?
        let fault: String?
    }

    func run() async throws {
        let (orders, passed) = try orders()
        let reports = try await site.connected { connection in
            var reports: [Report] = []
            for order in orders {
                let report = await Self.report(of: order, connection)
                reports.append(report)
                if !json { Self.show(report) }
            }
            return reports
        }
        let refused = reports.filter { $0.fault != nil }.count
        if json {
            try Console.print(json: reports)
        } else {
            let known = reports.filter { $0.draft?.isKnown == true }.count
            print("\(reports.count - refused - known) drafts made, \(known) known already, \(refused) refused")
            if passed > 0 { Console.note("\(passed) files of other kinds in the folders were passed over") }
        }
        if refused > 0 { throw ExitCode.failure }
    }

    private static func report(of order: DocumentImportOrder, _ connection: SiteConnection) async -> Report {
        do {
            guard case .imported(let draft) = try await connection.perform(.importDocument(order)) else {
                return Report(file: order.path, draft: nil, fault: "the server gave another answer; update it")
            }
            return Report(file: order.path, draft: draft, fault: nil)
        } catch {
            return Report(file: order.path, draft: nil, fault: "\(error)")
        }
    }

    private static func show(_ report: Report) {
        let name = URL(fileURLWithPath: report.file).lastPathComponent
        guard let draft = report.draft else { return Console.note("\(name): \(report.fault ?? "")") }
        print("\(name) (\(draft.kind)): \(draft.isKnown ? "known already" : "draft") “\(draft.title)”, \(draft.url)")
        for note in draft.notes { print("    \(note)") }
    }

    // MARK: - What was asked for

    /// An order for each file, and how many files in folders are of no kind that can be imported.
    private func orders() throws -> (orders: [DocumentImportOrder], passed: Int) {
        var settings: [String: String] = [:]
        for text in values {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw Failure("--set needs a name and a value, as in --set section=thong-bao")
            }
            settings[parts[0]] = parts[1]
        }
        var (paths, passed): ([String], Int) = ([], 0)
        for file in files {
            let url = URL(fileURLWithPath: file)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue else {
                paths.append(url.path)
                continue
            }
            let all = Self.files(in: url)
            let fitting = all.filter { Self.endings.contains($0.pathExtension.lowercased()) }
            paths += fitting.map(\.path)
            passed += all.count - fitting.count
        }
        guard !paths.isEmpty else {
            throw Failure("the folders hold no DOCX, ODT, HTML or text file; name files of these kinds")
        }
        let orders = paths.map {
            DocumentImportOrder(
                module: module, path: $0, charset: charset, login: login, values: settings, again: again)
        }
        return (orders, passed)
    }

    /// The files of a folder and of those below it, in the order of their names; hidden ones are left out.
    private static func files(in folder: URL) -> [URL] {
        let found = FileManager.default.enumerator(
            at: folder, includingPropertiesForKeys: [.isRegularFileKey], options: [.skipsHiddenFiles])
        let urls = (found?.allObjects ?? []).compactMap { $0 as? URL }.filter { url in
            (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
        }
        return urls.sorted { $0.path < $1.path }
    }
}
