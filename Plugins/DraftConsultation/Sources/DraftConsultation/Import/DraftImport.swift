import PortalKit

/// How a file or a pasted text becomes a draft: its text, with what it says of itself.
enum DraftImport {
    static let importer = DocumentImporter(
        path: ConsultationScreen.importing, permission: ConsultationPermission.write,
        reading: { place in
            var reading = DocumentImport.Reading()
            reading.titleLabel = place.texts("field.title")
            reading.maximumTitle = DraftContent.Limit.title
            reading.title = { title(LegalMetadata(LegalText(lines: $0.lines))) }
            reading.preview = { $0.lines.previewHTML }
            return reading
        }, fields: { _ in [] }, draft: draft)

    /// `Quyết định ban hành Quy chế …`.
    static func title(_ read: LegalMetadata) -> String {
        guard let type = read.type, let summary = read.summary else { return read.summary ?? "" }
        let first = summary.prefix(1).lowercased() + summary.dropFirst()
        return String("\(type) \(first)".prefix(DraftContent.Limit.title))
    }

    private static func draft(_ read: DocumentImport, _ place: DocumentImportPlace) throws -> DocumentDraft {
        let (module, permission) = (place.module, ConsultationPermission.write)
        guard read.document.lines.count <= DraftContent.Limit.lines else { throw DocumentError.tooComplex }
        var content = DraftContent()
        content.title = read.title.normalizedInput()
        content.type = String((LegalMetadata(LegalText(lines: read.document.lines)).type ?? "").prefix(80))
        content.lines = read.document.lines
        content.contactPhone = module.site.phone ?? ""
        content.contactMail = module.site.email ?? ""
        content.contactAddress = module.site.address ?? ""
        // Who writes for some bodies only begins with one of these; its name is entered in the form.
        var body: Int64?
        if let scopes = place.actor.permissions.scopes(of: permission) {
            body = scopes.sorted().lazy.compactMap { Int64($0.trimmingPrefix("body:")) }.first
            guard body != nil else { throw PortalError.forbidden }
        } else {
            content.body = module.site.authority
        }
        if let file = read.source, DraftForm.paperTypes.contains(file.mediaType) { content.papers = [file] }
        let (made, owner) = (content, body)
        return DocumentDraft(
            notes: [LegalStructureSummary(content.lines).text(place.texts), place.texts("import.check")]
        ) { change in
            let draft = try DraftDesk(module).create(made, bodyId: owner, in: change)
            return (draft.reference, ConsultationScreen.edit(draft.id))
        }
    }
}
