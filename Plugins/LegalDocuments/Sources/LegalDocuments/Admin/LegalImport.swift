import PortalKit

/// How a file or a pasted text becomes a draft: what the text says of itself fills the form.
enum LegalImport {
    static let importer = DocumentImporter(
        path: LegalScreen.importing, permission: LegalPermission.write, reading: { reading($0.texts) },
        fields: { place in
            guard LegalAccess(actor: place.actor).writes else { throw PortalError.forbidden }
            return []
        }, draft: draft)

    private static func reading(_ texts: Texts) -> DocumentImport.Reading {
        var reading = DocumentImport.Reading()
        reading.types.formUnion([.pdf, .xml])
        reading.accept = ".docx,.odt,.pdf,.html,.htm,.txt,.xml"
        reading.fileHelp = texts("import.file_help")
        reading.titleLabel = texts("field.summary")
        reading.maximumTitle = LegalContent.Limit.summary
        reading.title = {
            String((LegalMetadata(LegalText(lines: $0.lines)).summary ?? "").prefix(LegalContent.Limit.summary))
        }
        reading.findings = { findings(LegalContent($0), texts) }
        reading.preview = { $0.lines.previewHTML }
        return reading
    }

    /// What the text says of the document, and what it does not say.
    private static func findings(_ content: LegalContent, _ texts: Texts) -> [String] {
        let signer = [content.signer, content.signerOffice].filter { !$0.isEmpty }.joined(separator: ", ")
        let facts = [
            ("field.number", content.number), ("field.type", content.type),
            ("field.issuing_body", content.issuingBody), ("fact.signer", signer),
            ("fact.issued", content.issuedOn.isEmpty ? "" : content.issuedOn.dayText),
            ("fact.effective", content.effectiveOn.isEmpty ? "" : content.effectiveOn.dayText),
        ].map { key, value in "\(texts(key)): \(value.isEmpty ? texts("import.not_found") : value)" }
        return facts + [LegalStructureSummary(content.lines).text(texts), texts("import.check")]
    }

    private static func draft(_ read: DocumentImport, _ place: DocumentImportPlace) throws -> DocumentDraft {
        let (access, module) = (LegalAccess(actor: place.actor), place.module)
        var content = LegalContent(read.document)
        content.summary = read.title.normalizedInput()
        guard content.lines.count <= LegalContent.Limit.lines else { throw DocumentError.tooComplex }
        let bodies = LegalSettings(module.settings).bodies(of: module.site)
        if !access.mayWrite(for: content.issuingBody) {
            guard let own = bodies.first(where: access.mayWrite) else { throw PortalError.forbidden }
            content.issuingBody = own
        }
        if let file = read.source, LegalForm.fileTypes.contains(file.mediaType) { content.files = [file] }
        let draft = content
        let warnings = try module.storage.readBlocking {
            try NumberCheck.warnings(draft, id: nil, texts: place.texts, in: $0)
        }
        return DocumentDraft(notes: warnings) { change in
            let document = try LegalDesk(module).create(draft, in: change)
            return (document.reference, LegalScreen.edit(document.id))
        }
    }
}

extension LegalContent {
    /// What a document that somebody brought says of itself, within the bounds of the fields.
    init(_ document: ImportedDocument) {
        self.init(LegalMetadata(LegalText(lines: document.lines)), lines: document.lines)
        number = String(number.prefix(Limit.number))
        type = String(type.prefix(Limit.name))
        summary = String(summary.prefix(Limit.summary))
        issuingBody = String(issuingBody.prefix(Limit.name))
        signer = String(signer.prefix(Limit.name))
        signerOffice = String(signerOffice.prefix(Limit.name))
    }
}
