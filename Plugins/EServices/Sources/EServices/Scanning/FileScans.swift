import Foundation
import GRDB
import Logging
import PortalKit

/// Has the files scanned that wait for it. What cannot be scanned now goes on waiting, and is not given out.
enum FileScans {
    private static let batch = 20

    static let job = JobDefinition(id: "file-scans", schedule: .every(minutes: 5)) { try await run($0) }

    /// Right after something came, so that nobody waits for the next turn of the job.
    static func onMove(_ event: Event, _ context: ModuleContext) async throws { try await run(context) }

    static func run(_ context: ModuleContext) async throws {
        let setting = EServicesSettings(context.settings).scanner
        guard let scanner = ClamdScanner(setting) else { return }
        let waiting = try await context.storage.read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM eservices_files WHERE scan = 'waiting' ORDER BY id LIMIT ?",
                arguments: [batch]
            ).compactMap(DossierFile.init(row:))
        }
        for file in waiting {
            do {
                try await settle(file, try await verdict(of: file, scanner, context), context)
            } catch let error as ClamdScanner.Failure {
                context.logger.warning("files wait for the scanner: \(error)")
                return
            }
        }
    }

    private static func verdict(
        of file: DossierFile, _ scanner: any FileScanner, _ context: ModuleContext
    ) async throws -> ScanVerdict {
        let reader = try context.files.store.open(file.file.hash)
        // The scanner's socket blocks: not on one of the cooperative threads.
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                var offset = 0
                let chunks = AnyIterator<[UInt8]> {
                    let chunk = (try? reader.read(from: offset, upTo: 1 << 16)) ?? []
                    offset += chunk.count
                    return chunk.isEmpty ? nil : chunk
                }
                continuation.resume(with: Result { try scanner.scan(chunks) })
            }
        }
    }

    private static func settle(_ file: DossierFile, _ verdict: ScanVerdict, _ context: ModuleContext) async throws {
        let desk = DossierDesk(context)
        try await context.storage.write(as: .system("e-services.file-scans")) { change in
            guard case .infected(let finding) = verdict else {
                try change.database.execute(
                    sql: "UPDATE eservices_files SET scan = 'clean' WHERE id = ? AND scan = 'waiting'",
                    arguments: [file.id])
                return
            }
            try change.database.execute(
                sql: "UPDATE eservices_files SET scan = 'infected', finding = ? WHERE id = ?",
                arguments: [finding, file.id])
            try desk.note(.infected, file.dossier, "\(file.label): \(finding)", in: change)
            try change.audit(
                "e-services.dossier-infected", on: EServicesNames.dossier(file.dossier), after: ["finding": finding])
        }
    }
}
