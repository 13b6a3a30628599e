import PortalKit

/// A document as the public sees it, or will see it.
enum DocumentPreview {
    static func show(_ request: Request) async throws -> Response {
        let document = try await request.legalDocument()
        return try await show(
            document, notice: document.isPublic ? "preview.public" : "preview.not_public",
            LegalScreen.edit(document.id), request)
    }

    /// - Parameter edit: the screen to which the bar above the page leads.
    fileprivate static func show(
        _ document: LegalDocument, state: String? = nil, notice: String, _ edit: String, _ request: Request
    ) async throws -> Response {
        let texts = request.texts
        let names = try await request.module.storage.read {
            try WorkflowNames(LegalWorkflow.type.id, texts: texts, in: $0)
        }
        let (model, info) = try await DocumentPage.model(document, request)
        return try request.previewPage(
            "document", model, info, state: state ?? names.step(document.step), notice: texts(notice),
            editURL: request.module.adminURL(edit))
    }

    /// Without its frame, for the screen of its steps.
    static func view(_ id: Int64, _ request: Request) async throws -> PublicView {
        let found = try await request.module.storage.read { try DocumentRows.fetch(id, in: $0) }
        guard let document = found else { throw PortalError.notFound }
        let (model, info) = try await DocumentPage.model(document, request)
        return PublicView(try request.fragment("document", model), info)
    }
}

/// An older revision of a document (Art. 10.2: everything is kept).
enum DocumentRevision {
    /// The content of a revision.
    ///
    /// - Throws: `PortalError.notFound` when there is no such one.
    static func fetch(_ document: LegalDocument, number: Int, _ request: Request) async throws -> LegalContent {
        let revision = try await request.module.storage.read { database in
            try Revisions.fetch(of: document.reference, number: number, in: database)
        }
        guard let revision else { throw PortalError.notFound }
        return try revision.decode(LegalContent.self)
    }

    static func show(_ request: Request) async throws -> Response {
        let document = try await request.legalDocument()
        let number = Int(try request.id("number"))
        let old = document.with(try await fetch(document, number: number, request), revision: number)
        return try await DocumentPreview.show(
            old, state: request.texts("history.revision", ["number": String(number)]), notice: "preview.revision",
            LegalScreen.edit(document.id), request)
    }
}
