import Foundation
import GRDB
import PortalKit

/// Brings the documents of `content/legal-documents` in. Running it again changes only what has changed in a file since;
/// what an officer has changed in the portal is never overwritten.
struct LegalLoader: Sendable {
    private let folder: URL
    private let context: ModuleContext
    private let desk: LegalDesk
    private static let actor = Actor.contentLoad

    static func load(_ folder: URL, _ context: ModuleContext) async throws -> ContentReport {
        try await LegalLoader(folder: folder, context: context, desk: LegalDesk(context)).load()
    }

    private func load() async throws -> ContentReport {
        var report = ContentReport()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        var files: [(name: String, file: LegalFile, checksum: String)] = []
        for name in names.filter({ $0.hasSuffix(".txt") && !$0.hasPrefix(".") }).sorted() {
            if let (file, checksum) = read(name, faults: &report.faults) { files.append((name, file, checksum)) }
        }
        // A consolidated text needs its document.
        for isConsolidation in [false, true] {
            for (name, file, checksum) in files where (file.consolidation != nil) == isConsolidation {
                try await take(file, name: name, checksum: checksum, &report)
            }
        }
        return report
    }

    private func take(
        _ file: LegalFile, name: String, checksum: String, _ report: inout ContentReport
    ) async throws {
        do {
            let outcome =
                if let consolidation = file.consolidation {
                    try await takeVersion(file, consolidation, name: name, checksum: checksum)
                } else {
                    try await takeDocument(file, name: name, checksum: checksum)
                }
            switch outcome {
            case .added: report.added += 1
            case .changed: report.changed += 1
            case .unchanged: report.unchanged += 1
            }
        } catch is EditConflict {
            report.faults.append(
                Fault(
                    file: file.file, message: "was changed in the file, but also in the portal, where it stays",
                    mend: "bring the change in by hand"))
        } catch WorkflowError.gatesFailed(let failures) {
            let reasons = failures.map { $0.text(context.texts) }.joined(separator: " ")
            report.faults.append(
                Fault(file: file.file, message: "cannot be published: \(reasons)", mend: "complete it"))
        } catch let error as UnknownDocument {
            report.faults.append(
                Fault(
                    file: file.file, message: "consolidates \(error.number), which the portal does not have",
                    mend: "bring the document in first"))
        }
    }

    private struct UnknownDocument: Error {
        let number: String
    }

    private func read(_ name: String, faults: inout [Fault]) -> (LegalFile, checksum: String)? {
        let shown = "content/legal-documents/\(name)"
        let url = folder.appending(path: name).resolvingSymlinksInPath()
        let size = (try? url.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? Int.max
        guard size <= LegalFile.maximumBytes, let data = try? Data(contentsOf: url),
            let text = String(validating: data, as: UTF8.self)
        else {
            faults.append(
                Fault(
                    file: shown,
                    message: "cannot be read as UTF-8, or is larger than \(LegalFile.maximumBytes >> 20) MiB",
                    mend: "save it as UTF-8, and shorten it"))
            return nil
        }
        return LegalFile.parse(text.nfc, file: shown, faults: &faults).map {
            ($0, ContentHash(of: Array(data)).rawValue)
        }
    }

    private enum Outcome {
        case added
        case changed
        case unchanged
    }

    private func takeDocument(_ file: LegalFile, name: String, checksum: String) async throws -> Outcome {
        let (desk, content) = (desk, file.content)
        return try await context.storage.write(as: Self.actor) { change in
            let known = try Row.fetchOne(
                change.database, sql: "SELECT checksum, document_id, revision FROM legal_content_files WHERE path = ?",
                arguments: [name])
            if let known, known["checksum"] == checksum { return .unchanged }
            let document =
                if let known {
                    try desk.save(known["document_id"], content, from: known["revision"], in: change)
                } else {
                    try desk.publish(desk.create(content, in: change).id, in: change)
                }
            try change.database.execute(
                sql: """
                    INSERT INTO legal_content_files (path, checksum, document_id, revision) VALUES (?, ?, ?, ?)
                    ON CONFLICT (path) DO UPDATE SET checksum = excluded.checksum, revision = excluded.revision
                    """, arguments: [name, checksum, document.id, document.revision])
            return known == nil ? .added : .changed
        }
    }

    private func takeVersion(
        _ file: LegalFile, _ consolidation: LegalFile.Consolidation, name: String, checksum: String
    ) async throws -> Outcome {
        let (desk, lines, texts) = (VersionDesk(context), file.content.lines, context.texts)
        return try await context.storage.write(as: Self.actor) { change in
            let database = change.database
            let known = try Row.fetchOne(
                database, sql: "SELECT checksum, version_id, revision FROM legal_version_files WHERE path = ?",
                arguments: [name])
            if let known, known["checksum"] == checksum { return .unchanged }
            guard let document = try DocumentRows.ids(withNumber: consolidation.number, except: nil, in: database).first
            else { throw UnknownDocument(number: consolidation.number) }
            let amender = try DocumentRows.ids(withNumber: consolidation.amender, except: document, in: database).first
                .flatMap { try DocumentRows.fetch($0, in: database) }
            let content = LegalVersionContent(
                effectiveOn: consolidation.effectiveOn,
                source: amender.map {
                    texts("document.title", ["type": $0.content.type, "number": $0.content.number])
                } ?? consolidation.amender,
                sourceId: amender?.id, lines: lines)
            let versions = try VersionRows.list(of: document, in: database)
            let kept: (id: Int64, revision: Int)
            if let known {
                let id: Int64 = known["version_id"]
                // One that an officer has removed stays removed.
                guard versions.contains(where: { $0.id == id }) else { return .unchanged }
                kept = (id, try desk.save(id, content, of: document, from: known["revision"], in: change))
            } else {
                guard !versions.contains(where: { $0.effectiveOn == content.effectiveOn }) else {
                    throw EditConflict()
                }
                kept = try desk.add(content, to: document, in: change)
            }
            try database.execute(
                sql: """
                    INSERT INTO legal_version_files (path, checksum, version_id, revision) VALUES (?, ?, ?, ?)
                    ON CONFLICT (path) DO UPDATE SET checksum = excluded.checksum, revision = excluded.revision
                    """, arguments: [name, checksum, kept.id, kept.revision])
            return known == nil ? .added : .changed
        }
    }
}
