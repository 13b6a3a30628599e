import PortalKit

/// The screen of a text's structure: a document's as it was issued, or that of one of its consolidated texts.
enum StructureScreen {
    static func show(_ request: Request) async throws -> Response {
        let document = try await request.legalDocument()
        guard request.parameters["version"] != nil else {
            return try request.structureScreen(of: issued(document, request))
        }
        let (_, version, lines) = try await request.version(of: document)
        return try request.structureScreen(of: consolidated(document, version, lines, request))
    }

    static func save(_ request: Request) async throws -> Response {
        let document = try await request.editableDocument()
        guard request.parameters["version"] != nil else {
            let desk = LegalDesk(request.module)
            return try await request.saveStructure(of: issued(document, request)) { lines, revision in
                var content = document.content
                content.lines = lines
                try await request.module.storage.write(as: request.actor) { [content] in
                    _ = try desk.save(document.id, content, from: revision, in: $0)
                }
            }
        }
        let (_, version, before) = try await request.version(of: document)
        let desk = VersionDesk(request.module)
        return try await request.saveStructure(of: consolidated(document, version, before, request)) {
            lines, revision in
            try await request.module.storage.write(as: request.actor) {
                _ = try desk.save(version.id, version.content(lines), of: document.id, from: revision, in: $0)
            }
        }
    }

    private static func issued(_ document: LegalDocument, _ request: Request) -> StructuredText {
        let (texts, context) = (request.texts, request.module)
        return text(
            document, of: document.reference, document.revision, document.content.lines,
            title: texts("legal.structure.title"), url: LegalScreen.structure(document.id),
            actions: [
                AdminAction(texts("structure.back"), url: context.adminURL(LegalScreen.edit(document.id))),
                AdminAction(
                    texts("admin.preview"), url: context.adminURL(LegalScreen.preview(document.id)), icon: "eye"),
            ], request)
    }

    private static func consolidated(
        _ document: LegalDocument, _ version: LegalVersion, _ lines: [LegalLine], _ request: Request
    ) -> StructuredText {
        let texts = request.texts
        return text(
            document, of: LegalNames.version(version.id), version.revision, lines,
            title: texts("structure.of_version", ["day": version.effectiveOn.dayText]),
            url: LegalScreen.structure(document.id, version: version.id),
            actions: [
                AdminAction(
                    texts("version.back"), url: request.module.adminURL(LegalScreen.versions(document.id)))
            ], request)
    }

    private static func text(
        _ document: LegalDocument, of record: RecordReference, _ revision: Int, _ lines: [LegalLine], title: String,
        url: String, actions: [AdminAction], _ request: Request
    ) -> StructuredText {
        let mayEdit = LegalAccess(actor: request.actor).mayEdit(document)
        return StructuredText(
            record: record, revision: revision, lines: lines, title: title, url: request.module.adminURL(url),
            actions: actions,
            breadcrumbs: [LegalEditScreen.listStep(request), LegalEditScreen.documentStep(document, request)],
            lockedNotice: mayEdit ? nil : request.texts("admin.locked"))
    }
}
