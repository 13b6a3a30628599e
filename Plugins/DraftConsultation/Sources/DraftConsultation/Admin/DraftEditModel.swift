import PortalKit

/// What the template `admin/edit` shows: the form, and beside it what belongs to the draft.
struct DraftEditModel: TemplateModel {
    struct Link: Sendable {
        let title: String
        let url: String
        let count: String?
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    /// Nil for whoever may see the draft but not change it in its step.
    let form: FormModel?
    let lockedNotice: String?
    let workflow: WorkflowPanel
    let structure: String
    let structureUrl: String
    let phase: String
    let phaseBadge: String
    let links: [Link]
    let hasLinks: Bool
    let previewUrl: String
    let revisionsUrl: String
    let publicUrl: String?

    static var example: DraftEditModel {
        DraftEditModel(
            title: "Quy chế quản lý nghĩa trang", intro: "Phiên bản 4", hasActions: true,
            actions: [AdminAction("Danh sách", url: "/quan-tri/draft-consultation", isPrimary: true, icon: "list")],
            form: .example, lockedNotice: "Đang chờ kiểm tra", workflow: .example, structure: "12 điều",
            structureUrl: "/quan-tri/draft-consultation/1/cau-truc", phase: "Đang lấy ý kiến", phaseBadge: "success",
            links: [Link(title: "Ý kiến", url: "/quan-tri/draft-consultation/1/y-kien", count: "12")], hasLinks: true,
            previewUrl: "/quan-tri/draft-consultation/1/xem",
            revisionsUrl: "/quan-tri/draft-consultation/1/phien-ban", publicUrl: "/du-thao/quy-che")
    }

    static func make(
        _ draft: Draft, form: DraftForm, _ editing: Editing, merge: EditMergeNotice?, _ request: Request
    ) async throws -> DraftEditModel {
        let (texts, context, access) = (request.texts, request.module, request.consultation)
        let mayEdit = access.mayEdit(draft)
        let workflow = try await request.workflowPanel(of: draft.reference) {
            context.adminURL(ConsultationScreen.revision(draft.id, $0))
        }
        let count = try await context.storage.read { try CommentSearch.total(of: draft.id, in: $0) }
        let phase = draft.phase(at: request.now)
        let result = Link(
            title: texts("result.title"), url: context.adminURL(ConsultationScreen.result(draft.id)), count: nil)
        let desk = [
            Link(
                title: texts("comments.list"), url: context.adminURL(ConsultationScreen.comments(draft.id)),
                count: String(count)),
            Link(title: texts("heat.title"), url: context.adminURL(ConsultationScreen.heat(draft.id)), count: nil),
        ]
        let links = (access.mayTreat(draft) ? desk : []) + (access.mayReport(draft) ? [result] : [])
        return DraftEditModel(
            title: draft.content.title,
            intro: texts(
                "admin.edit_intro",
                ["number": String(draft.revision), "time": VietnamTime(draft.changedAt).timeText]),
            hasActions: false, actions: [],
            form: mayEdit
                ? request.formModel(
                    form.form, action: context.adminURL(ConsultationScreen.edit(draft.id)), submit: texts("admin.save"),
                    buttons: DraftEditScreen.buttons(request), cancelURL: context.adminURL(), editing: editing,
                    merge: merge)
                : nil,
            lockedNotice: mayEdit ? nil : texts("admin.locked"), workflow: workflow,
            structure: LegalStructureSummary(draft.content.lines).text(texts),
            structureUrl: context.adminURL(ConsultationScreen.structure(draft.id)), phase: texts(phase.key),
            phaseBadge: phase.badge.rawValue, links: links, hasLinks: draft.wasPublic && !links.isEmpty,
            previewUrl: context.adminURL(ConsultationScreen.preview(draft.id)),
            revisionsUrl: context.revisionsURL(ConsultationScreen.edit(draft.id)),
            publicUrl: draft.isPublic ? context.url(draft.path) : nil)
    }
}
