/// What the template `admin/work-item` shows: where a record stands, and what the person can do about it.
struct WorkItemModel: TemplateModel {
    /// A way to another step, with what it asks.
    struct Step: Sendable {
        let url: String
        let label: String
        let primary: Bool
        let multipart: Bool
        let behalf: String?
        let fields: [FieldModel]
    }

    struct Paper: Sendable {
        let url: String
        let name: String
        let note: String
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let csrf: String
    let revision: String
    let workflow: WorkflowPanel
    let ownNotice: String?
    let hasNext: Bool
    let hasSteps: Bool
    let steps: [Step]
    let postActions: [PostAction]
    let hasPapers: Bool
    let papers: [Paper]
    let outside: OutsideApprovalPanel?

    static var example: WorkItemModel {
        WorkItemModel(
            title: "Lịch tiêm", intro: "Tin tức", hasActions: true,
            actions: [AdminAction("Mở", url: "/", isPrimary: true, icon: "edit")], csrf: "…", revision: "3",
            workflow: .example, ownNotice: "Bạn là người viết", hasNext: true, hasSteps: true,
            steps: [
                Step(
                    url: "/quan-tri/news/1/buoc/approve", label: "Duyệt", primary: true, multipart: true,
                    behalf: "Thay mặt bà Lan", fields: FieldModel.examples)
            ],
            postActions: [
                PostAction(
                    AdminPost("Nhận việc", url: "/", subject: "Lịch tiêm", isPrimary: true, confirm: .example),
                    csrf: "…")
            ], hasPapers: true, papers: [Paper(url: "/tep/1", name: "phe-duyet.pdf", note: "Lan, 24/11/2026")],
            outside: .example)
    }
}

extension WorkItemModel {
    /// - Parameters:
    ///   - publicURL: where the public sees the record; nil when it does not.
    ///   - failed: a step's form that was refused, shown again with its errors.
    init(
        _ facts: WorkItemFacts, _ scene: WorkItemScene, publicURL: String?,
        failed: (transition: String?, form: Form)? = nil, failedRequest: Form? = nil, _ request: Request
    ) {
        let (texts, item) = (request.texts, facts.item)
        let url = request.module.adminURL(scene.records.path(of: item.record.id))
        let mayOpen = request.actor.permissions.allowsAny(of: facts.place.type.transitions.map(\.permission))
        title = facts.title
        intro = texts("module.name")
        actions =
            (mayOpen ? [AdminAction(texts("work.open_record"), url: url, icon: "edit")] : [])
            + [AdminAction(texts("preview"), url: scene.url + "/xem", icon: "eye")]
            + (publicURL.map { [AdminAction(texts("work.see_public"), url: $0, icon: "globe")] } ?? [])
        hasActions = true
        csrf = request.formToken()
        revision = String(facts.revision)
        workflow = WorkflowPanel(
            facts, request, state: facts.outcome.map { ($0, AdminList.Cell.Badge.warning.rawValue) }
        ) { _ in nil }
        ownNotice = facts.isOwn ? texts("workflow.error.own_record") : nil
        steps = facts.ways.map { way in
            let form =
                failed.flatMap { $0.transition == way.transition ? $0.form : nil } ?? WorkStepForm.make(way, texts)
            let name = way.transition ?? WorkStepForm.publishNow
            return Step(
                url: scene.url + (way.transition.map { "/\($0)" } ?? WorkPath.publishNow),
                label: way.transition.map(facts.names.transition) ?? texts("workflow.transition.publish-now"),
                primary: way.isApproval || !way.requiresReason && way.transition != "withdraw",
                multipart: way.needsDocument, behalf: way.behalfOf.map { texts("work.behalf", ["name": $0]) },
                fields: form.fields.map { FieldModel($0, idSuffix: name) })
        }
        outside = OutsideApprovalPanel(facts, scene, failed: failedRequest, request)
        hasSteps = !steps.isEmpty
        hasNext = hasSteps || outside == nil
        postActions = Self.claims(facts, scene, request)
        papers = facts.documents.map { document in
            Paper(
                url: FileLibrary.url(document.hash, name: document.name), name: document.name,
                note: "\(facts.names.step(document.step)): \(document.sentBy), \(VietnamTime(document.at).timeText)")
        }
        hasPapers = !papers.isEmpty
    }

    /// Taking the work on, giving it back, taking it over: for whoever may pass the step.
    private static func claims(_ facts: WorkItemFacts, _ scene: WorkItemScene, _ request: Request) -> [PostAction] {
        let type = facts.place.type
        let isTheirs = facts.ways.contains { way in
            way.transition.flatMap(type.transition).map(type.leadsOn) ?? true
        }
        guard isTheirs, type.step(facts.item.step)?.isWaiting == true, let me = request.actor.personId else {
            return []
        }
        let (key, path) =
            switch facts.item.claimedBy {
            case nil: ("work.claim", WorkPath.claim)
            case me: ("work.release", WorkPath.release)
            default: ("work.take_over", WorkPath.claim)
            }
        let post = AdminPost(request.texts(key), url: scene.url + path, subject: "")
        return [PostAction(post, csrf: request.formToken())]
    }
}

/// The form of one step.
enum WorkStepForm {
    static let declaration = "no_secret"
    static let reason = "reason"
    static let document = "document"
    static let publishNow = "publish-now"
    static let limits = FormLimits(bodyBytes: 21 << 20, fileBytes: 20 << 20, files: 1)

    static func make(_ way: WorkItemFacts.Way, _ texts: Texts) -> Form {
        var fields: [FormField] = []
        if way.declaresNoSecret {
            fields.append(FormField(declaration, .checkbox, label: texts("work.no_secret"), isRequired: true))
        }
        if way.needsDocument { fields.append(documentField(texts)) }
        if way.requiresReason {
            fields.append(
                FormField(
                    reason, .textarea(rows: 3), label: texts("work.reason"), isRequired: true,
                    maximumLength: WorkflowEngine.maximumReason))
        }
        return Form(fields: fields)
    }

    static func documentField(_ texts: Texts) -> FormField {
        FormField(
            document, .file(accept: ".pdf,image/jpeg,image/png,image/webp", multiple: false),
            label: texts("work.document"), help: texts("work.document_help"), isRequired: true)
    }

    /// The written approval that came with a form, nil when none did; says in the form what is wrong with it.
    static func takeDocument(_ form: inout Form, _ request: Request) -> UploadedFile? {
        let file = request.uploads.first { $0.field == document && $0.bytes > 0 }
        guard let file else {
            form.fail(document, request.texts("workflow.error.document_required"))
            return nil
        }
        if !WorkflowDocuments.types.contains(file.mediaType) {
            form.fail(document, request.texts("work.document_type"))
            return nil
        }
        return file
    }
}

extension PermissionSet {
    fileprivate func allowsAny(of permissions: [String]) -> Bool { permissions.contains(where: allowsSomewhere) }
}
