import PortalKit

/// The screen of a document's relations: what it does to others, what others do to it, and what its text suggests.
enum RelationsScreen {
    static func show(_ request: Request) async throws -> Response {
        try await show(try await request.legalDocument(), request)
    }

    static func save(_ request: Request) async throws -> Response {
        let document = try await request.editableDocument()
        let seen = request.form.integer(LegalForm.Name.revision) ?? 0
        var content = document.content
        if let index = request.form.integer("remove") {
            guard content.relations.indices.contains(index) else { throw PortalError.notFound }
            content.relations.remove(at: index)
        } else {
            let number = (request.form["number"] ?? "").normalizedInput()
            let kind = request.form["kind"].flatMap(LegalRelation.Kind.init(rawValue:))
            guard let kind, !number.isEmpty, number.count <= LegalContent.Limit.number else {
                return try await show(document, error: request.texts("relations.number_missing"), request)
            }
            let relation = LegalRelation(kind: kind, number: number, issuedOn: day(request.form["issued_on"]))
            guard !content.relations.contains(relation) else {
                return try await show(document, error: request.texts("relations.there_already"), request)
            }
            guard content.relations.count < LegalContent.Limit.relations else {
                return try await show(document, error: request.texts("relations.too_many"), request)
            }
            content.relations.append(relation)
        }
        let (desk, changed) = (LegalDesk(request.module), content)
        do {
            try await request.module.storage.write(as: request.actor) {
                _ = try desk.save(document.id, changed, from: seen, in: $0)
            }
        } catch is EditConflict {
            let text = try await request.conflictText(of: document.reference)
            return try await show(try await request.legalDocument(), error: text, status: 409, request)
        } catch WorkflowError.gatesFailed(let failures) {
            let reasons = failures.map { $0.text(request.texts) }.joined(separator: " ")
            return try await show(document, error: reasons, request)
        }
        return .redirect(
            to: request.module.adminURL(LegalScreen.relations(document.id)),
            message: FlashMessage(.success, request.texts("relations.saved")))
    }

    private static func day(_ text: String?) -> String { text.flatMap { VietnamTime(parsing: $0)?.isoDay } ?? "" }

    private static func show(
        _ document: LegalDocument, error: String? = nil, status: Int? = nil, _ request: Request
    ) async throws -> Response {
        let query = String((request.query["q"] ?? "").normalizedInput().prefix(100))
        let scopes = LegalAccess(actor: request.actor).scopes
        let (outgoing, incoming, found, suggested) = try await request.module.storage.read { database in
            (
                try RelatedDocument.outgoing(of: document.id, in: database),
                try RelatedDocument.incoming(of: document.id, in: database),
                try RelationCandidate.search(query, except: document.id, scopes: scopes, in: database),
                try RelationSuggestion.find(document, in: database)
            )
        }
        let model = RelationsModel.make(
            document, query: query, outgoing: outgoing, incoming: incoming, found: found, suggested: suggested,
            error: error, request)
        return try request.adminPage(
            "admin/relations", model,
            PageInfo(
                title: model.title,
                breadcrumbs: [
                    LegalEditScreen.listStep(request), LegalEditScreen.documentStep(document, request),
                ], status: status ?? (error == nil ? 200 : 422)))
    }
}
