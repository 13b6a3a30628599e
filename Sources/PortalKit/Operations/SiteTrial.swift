import Foundation
import Logging
import Synchronization

/// Runs a site on data that is thrown away: migrations, starts, content files, and each page that needs no record.
struct SiteTrial {
    let parts: Site.Parts
    let journal: Journal

    /// - Parameter known: faults that were found already; a module that is named in one is not named again.
    func faults(besides known: [Fault]) async throws -> [Fault] {
        let site = Site(parts, assembly: try SiteLoader(parts: parts).makeAssembly(modules: []))
        try await site.loadModules()
        var faults: [Fault] = []
        for record in site.modules {
            guard let refusal = record.refusal, !known.contains(where: { $0.line == record.listing.line }),
                !isSettingsFault(refusal), !isWorkflowFault(refusal, record.id, known)
            else { continue }
            faults.append(
                Fault(
                    file: "site.yml", line: record.listing.line,
                    message: "module \"\(record.id)\" cannot be served: \(refusal)", mend: ""))
        }
        faults += await contentFaults(site)
        faults += await pageFaults(site)
        await site.stopModules()
        return faults
    }

    /// Settings were checked one by one before.
    private func isSettingsFault(_ refusal: ModuleRefusal) -> Bool {
        if case .failed(stage: "read its settings", _) = refusal { true } else { false }
    }

    /// Steps in `site.yml` were held against the module before.
    private func isWorkflowFault(_ refusal: ModuleRefusal, _ module: String, _ known: [Fault]) -> Bool {
        guard case .failed(stage: "register its workflows", _) = refusal else { return false }
        return known.contains { $0.message.hasPrefix("workflow \"\(module).") }
    }

    private func contentFaults(_ site: Site) async -> [Fault] {
        do {
            return try await site.loadContent().flatMap(\.faults)
        } catch {
            return [Fault(file: "content", message: "cannot be loaded: \(error)", mend: "see the reason")]
        }
    }

    private func pageFaults(_ site: Site) async -> [Fault] {
        var faults: [Fault] = []
        for endpoint in site.assembly.endpoints where endpoint.method == .get && endpoint.kind == .page {
            guard !endpoint.path.contains(":"), !endpoint.path.contains("*") else { continue }
            journal.clear()
            let answer = try? await DirectRequest(path: endpoint.path).send(to: site)
            let complaint = journal.complaints.first
            guard answer.map({ $0.status >= 500 }) ?? true || complaint != nil else { continue }
            faults.append(
                Fault(
                    file: endpoint.module?.id ?? "core",
                    message: "the page \(endpoint.path) cannot be made\(complaint.map { ": \($0)" } ?? "")",
                    mend: "see the reason"))
        }
        return faults
    }
}

/// A folder for data that nobody keeps.
struct TemporaryData: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "dinh-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }
}

/// A log that is read by the program: errors only.
final class Journal: Sendable {
    private let errors = Mutex<[String]>([])

    /// Errors in the order in which they came, each on one line.
    var complaints: [String] { errors.withLock { $0 } }

    func clear() { errors.withLock { $0 = [] } }

    /// A logger that writes here and nowhere else.
    var logger: Logger { Logger(label: "dinh.trial") { _ in Handler(journal: self) } }

    private func note(_ text: String) {
        errors.withLock { if $0.count < 100 { $0.append(text) } }
    }

    private struct Handler: LogHandler {
        let journal: Journal
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.error

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let details = event.metadata?.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " ") ?? ""
            let text = "\(event.message) \(details)"
            journal.note(text.split(whereSeparator: \.isNewline).joined(separator: " "))
        }
    }
}
