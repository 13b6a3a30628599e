import PortalKit

/// What the template `admin/edit` shows: the form, and beside it what belongs to the document.
struct LegalEditModel: TemplateModel {
    struct Relation: Sendable {
        let kind: String
        let title: String
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    /// Nil for whoever may see the document but not change it in its step.
    let form: FormModel?
    let lockedNotice: String?
    let workflow: WorkflowPanel
    let revisionsUrl: String
    let structure: String
    let structureUrl: String
    let hasRelations: Bool
    let relations: [Relation]
    let relationsUrl: String
    /// Where amendments are put into the text; nil when there are none.
    let versionsUrl: String?
    let previewUrl: String
    let publicUrl: String?

    static var example: LegalEditModel {
        LegalEditModel(
            title: "Quyết định 15/2024/QĐ-UBND", intro: "Phiên bản 4", hasActions: true,
            actions: [AdminAction("Danh sách", url: "/quan-tri/legal-documents", isPrimary: true, icon: "list")],
            form: .example, lockedNotice: "Văn bản đang chờ kiểm tra", workflow: .example,
            revisionsUrl: "/quan-tri/legal-documents/1/phien-ban", structure: "12 điều",
            structureUrl: "/quan-tri/legal-documents/1/cau-truc", hasRelations: true,
            relations: [Relation(kind: "Thay thế", title: "11/2021/QĐ-UBND")],
            relationsUrl: "/quan-tri/legal-documents/1/quan-he",
            versionsUrl: "/quan-tri/legal-documents/1/hop-nhat", previewUrl: "/quan-tri/legal-documents/1/xem",
            publicUrl: "/van-ban/quyet-dinh-15-2024-qd-ubnd")
    }

    static func make(
        _ document: LegalDocument, form: LegalForm, _ editing: Editing, merge: EditMergeNotice?, _ request: Request
    ) async throws -> LegalEditModel {
        let (texts, context) = (request.texts, request.module)
        let mayEdit = LegalAccess(actor: request.actor).mayEdit(document)
        let workflow = try await request.workflowPanel(of: document.reference) {
            context.adminURL(LegalScreen.revision(document.id, $0))
        }
        let incoming = try await context.storage.read { try RelatedDocument.incoming(of: document.id, in: $0) }
        let relations =
            document.content.relations.map {
                Relation(kind: texts("relation.\($0.kind.rawValue)"), title: $0.number)
            } + incoming.map { Relation(kind: texts("relation.\($0.kind.rawValue)_by"), title: $0.number) }
        return LegalEditModel(
            title: document.name.isEmpty ? texts("admin.unnumbered") : document.name,
            intro: texts(
                "admin.edit_intro",
                ["number": String(document.revision), "time": VietnamTime(document.changedAt).timeText]),
            hasActions: false, actions: [],
            form: mayEdit
                ? request.formModel(
                    form.form, action: context.adminURL(LegalScreen.edit(document.id)), submit: texts("admin.save"),
                    buttons: LegalEditScreen.buttons(request), cancelURL: context.adminURL(), editing: editing,
                    merge: merge) : nil,
            lockedNotice: mayEdit ? nil : texts("admin.locked"), workflow: workflow,
            revisionsUrl: context.revisionsURL(LegalScreen.edit(document.id)),
            structure: LegalStructureSummary(document.content.lines).text(texts),
            structureUrl: context.adminURL(LegalScreen.structure(document.id)), hasRelations: !relations.isEmpty,
            relations: relations, relationsUrl: context.adminURL(LegalScreen.relations(document.id)),
            versionsUrl: incoming.contains { $0.kind == .amends }
                ? context.adminURL(LegalScreen.versions(document.id)) : nil,
            previewUrl: context.adminURL(LegalScreen.preview(document.id)),
            publicUrl: document.isPublic ? context.url(document.path) : nil)
    }
}
