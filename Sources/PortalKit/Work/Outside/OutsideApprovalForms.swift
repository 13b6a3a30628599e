/// The two forms of the page of approval: to approve, with a name for a signature, and to return with a reason.
struct OutsideApprovalForms {
    private(set) var approve: Form
    private(set) var giveBack: Form
    private(set) var files: KeptUploads
    private let demandsDocument: Bool
    private let texts: Texts

    private static let signature = "signature"
    /// Another name than the first form's: a page has each id once.
    private static let returnSignature = "return_signature"

    init(_ scene: OutsideApprovalScene, _ request: Request) {
        let texts = request.texts
        self.texts = texts
        demandsDocument = scene.demandsDocument
        files = KeptUploads(
            request, name: WorkStepForm.document, types: Set(WorkflowDocuments.types), maximum: 1)
        func signature(_ name: String) -> FormField {
            FormField(
                name, label: texts("approval.signature"), help: texts("approval.signature_help"), isRequired: true,
                maximumLength: 100, autocomplete: "name")
        }
        let paper = files.fields(
            label: texts("work.document"),
            help: texts(demandsDocument ? "work.document_help" : "approval.document_optional"),
            accept: ".pdf,image/jpeg,image/png,image/webp")
        approve = Form(
            fields: [
                FormField("decision", .hidden, label: "", value: "approve"),
                FormField(WorkStepForm.declaration, .checkbox, label: texts("work.no_secret"), isRequired: true),
            ] + paper + [signature(Self.signature)])
        giveBack = Form(fields: [
            FormField("decision", .hidden, label: "", value: "return"),
            FormField(
                WorkStepForm.reason, .textarea(rows: 4), label: texts("work.reason"), isRequired: true,
                maximumLength: WorkflowEngine.maximumReason),
            signature(Self.returnSignature),
        ])
        files.restore(in: &approve)
    }

    var isValid: Bool { approve.isValid && giveBack.isValid }

    func signature(_ outcome: OutsideApproval.Outcome) -> String {
        outcome == .returned ? giveBack[Self.returnSignature] : approve[Self.signature]
    }

    mutating func accept(_ outcome: OutsideApproval.Outcome, _ request: Request) {
        guard outcome != .returned else { return giveBack.accept(request) }
        approve.accept(request)
        files.restore(in: &approve)
        if let fault = files.faults.first {
            approve.fail(WorkStepForm.document, fault)
        } else if demandsDocument, files.files.isEmpty, request.refusedUploads.isEmpty {
            approve.fail(WorkStepForm.document, texts("workflow.error.document_required"))
        }
    }

    /// Says what keeps the answer from being taken.
    mutating func fail(_ outcome: OutsideApproval.Outcome, _ reason: String) {
        if outcome == .returned {
            giveBack.fail(Self.returnSignature, reason)
        } else {
            approve.fail(Self.signature, reason)
        }
    }

    /// Keeps a file that was sent with a form that is shown again.
    func keepFiles(_ scene: OutsideApprovalScene) async throws {
        guard !files.files.isEmpty else { return }
        let files = files
        try await scene.module.context.storage.write(as: .anonymous()) { try files.register(in: $0) }
    }
}

/// The answer of somebody outside, taken in one transaction with all that follows from it.
struct OutsideAnswer: Sendable {
    let scene: OutsideApprovalScene
    let outcome: OutsideApproval.Outcome
    let signature: String
    let reason: String
    let files: KeptUploads
    let site: Site

    func give(in change: Change) throws {
        let (record, context, approval) = (scene.approval.record, scene.module.context, scene.approval)
        if outcome == .approved {
            try change.audit("workflow.declare-no-secret", on: record)
            try files.register(in: change)
            let item = try WorkflowItem.require(record, in: change.database)
            for file in files.files {
                let upload = UploadedFile(
                    field: WorkStepForm.document, name: file.name, hash: file.hash, bytes: file.bytes,
                    mediaType: file.mediaType)
                try WorkflowDocuments.keep(upload, for: item, sentBy: signature, in: change)
            }
        }
        let done = try context.workflow.decide(approval, outcome, signature: signature, reason: reason, in: change)
        try scene.records.settle(done, change, context)
        try ReturnMails(site: site).tell(done, reason: reason, by: signature, scene.records, in: change)
        guard let asker = try approval.askedBy.flatMap({ try AccountStore.find($0, in: change.database) }),
            let url = site.assembly.workflowURL(record)
        else { return }
        let mail = OutsideApprovalMails(site: site).decided(
            approval, outcome, reason: reason, title: scene.title, url: url, to: asker)
        if let mail { try change.send(mail) }
    }
}
