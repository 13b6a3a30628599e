import PortalKit

/// Publishes a report with its draft, as page and files.
struct ReportPublication: Sendable {
    let report: TreatmentReport
    let context: ModuleContext

    init(_ report: TreatmentReport, _ context: ModuleContext) {
        (self.report, self.context) = (report, context)
    }

    /// - Returns: whether there is a PDF: a computer may lack the library that sets it.
    @discardableResult
    func publish(as actor: Actor) async throws -> Bool {
        let document = report.document
        let files = try await document.files()
        var made: [(stored: StoredFile, file: KeptUpload)] = []
        for (type, bytes) in [(MediaType.odt, files.openDocument), (.pdf, files.pdf ?? [])] where !bytes.isEmpty {
            let stored = try context.files.store.store(bytes)
            made.append(
                (
                    stored,
                    KeptUpload(
                        hash: stored.hash, name: "bao-cao-tiep-thu-giai-trinh\(type.fileExtension)", mediaType: type,
                        bytes: stored.size)
                ))
        }
        let (desk, draft, content, kept) = (DraftDesk(context), report.draft, report.content, made)
        try await context.storage.write(as: actor) { change in
            for (stored, file) in kept {
                try change.register(stored, name: file.name, mediaType: file.mediaType)
            }
            try ReportRows.save(content, of: draft.id, in: change)
            try ReportRows.publish(document, files: kept.map(\.file), of: draft.id, in: change)
            try desk.setReported(draft.id, in: change)
            try change.audit("draft-consultation.report-published", on: draft.reference)
            change.touch(.consultationComments(draft.id))
        }
        return files.pdf != nil
    }
}
