import PortalKit

/// A draft as the public sees it, or will see it.
enum DraftPreview {
    static func show(_ request: Request) async throws -> Response {
        let draft = try await request.consultedDraft()
        return try await show(draft, notice: draft.isPublic ? "preview.public" : "preview.not_public", request)
    }

    /// An older revision of a draft (Art. 10.2: everything is kept).
    static func revision(_ request: Request) async throws -> Response {
        let draft = try await request.consultedDraft()
        let number = Int(try request.id("number"))
        let revision = try await request.module.storage.read { database in
            try Revisions.fetch(of: draft.reference, number: number, in: database)
        }
        guard let revision else { throw PortalError.notFound }
        let old = draft.with(try revision.decode(DraftContent.self), revision: number)
        return try await show(
            old, state: request.texts("history.revision", ["number": String(number)]), notice: "preview.revision",
            request)
    }

    private static func show(
        _ draft: Draft, state: String? = nil, notice: String, _ request: Request
    ) async throws -> Response {
        let texts = request.texts
        let names = try await request.module.storage.read {
            try WorkflowNames(DraftWorkflow.type.id, texts: texts, in: $0)
        }
        let (model, info) = try await DraftPage.model(
            draft, lines: draft.content.lines, version: draft.version, request)
        return try request.previewPage(
            "draft", model, info, state: state ?? names.step(draft.step), notice: texts(notice),
            editURL: request.module.adminURL(ConsultationScreen.edit(draft.id)))
    }

    /// Without its frame, for the screen of its steps.
    static func view(_ id: Int64, _ request: Request) async throws -> PublicView {
        let found = try await request.module.storage.read { try DraftRows.fetch(id, in: $0) }
        guard let draft = found else { throw PortalError.notFound }
        let (model, info) = try await DraftPage.model(
            draft, lines: draft.content.lines, version: draft.version, request)
        return PublicView(try request.fragment("draft", model), info)
    }
}

/// What is kept of a draft each time it is saved.
enum DraftRevisions {
    static let records = RevisedRecords(
        type: ConsultationNames.draftType, screen: "/:id", permissions: ConsultationPermission.drafts,
        view: { ConsultationScreen.revision($0.reference.id, $1) },
        find: { request in
            let draft = try await request.consultedDraft()
            return RevisedRecord(
                draft.reference, title: draft.content.title, screen: ConsultationScreen.edit(draft.id),
                mayEdit: request.consultation.mayEdit(draft) && !draft.wasPublic)
        },
        fields: { revision, _, texts in fields(try revision.decode(DraftContent.self), texts) },
        restore: { revision, newest, change, context in
            guard let now = try DraftRows.fetch(revision.record.id, in: change.database) else {
                throw PortalError.notFound
            }
            // What the public has seen stays as it was said; a text is brought back as a new version, by hand.
            guard !now.wasPublic else { throw RestoreRefusal("revision.public") }
            try DraftDesk(context).save(
                now.id, revision.decode(DraftContent.self), bodyId: now.bodyId, from: newest, in: change)
        })

    static func fields(_ content: DraftContent, _ texts: Texts) -> [RevisionField] {
        func text(_ name: String, _ value: String) -> RevisionField {
            RevisionField(name, texts("field.\(name)"), text: value)
        }
        return [
            text("title", content.title), text("type", content.type), text("summary", content.summary),
            text("body", content.body), text("contact_name", content.contactName),
            text("contact_phone", content.contactPhone), text("contact_mail", content.contactMail),
            text("contact_address", content.contactAddress), text("starts_on", content.startsOn.dayText),
            text("ends_on", content.endsOn.dayText),
            RevisionField("questions", texts("field.questions"), items: content.questions),
            RevisionField("papers", texts("field.papers"), items: content.papers.map(\.name)),
            text("version_note", content.versionNote),
            text("text", LegalTextField.text(of: content.lines)),
        ]
    }
}
