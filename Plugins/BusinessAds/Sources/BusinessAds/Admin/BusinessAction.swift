import PortalKit

/// What the office can do with a business besides the steps of its workflow.
enum BusinessAction: String, RecordAction {
    case refuse = "tu-choi"
    case contact = "nguoi-lien-he"
    case complaint = "khieu-nai"
    case note = "ghi-chu"
    case reopen = "mo-lai"
    case spam = "rac"
    case erase = "xoa-thong-tin"

    static let texts = "business.action"
    var isPlain: Bool { self == .reopen || self == .spam }

    private var permission: String {
        switch self {
        case .contact, .note: AdsPermission.write
        case .refuse, .complaint, .reopen, .spam, .erase: AdsPermission.moderate
        }
    }

    func isOffered(_ business: Business, _ actor: Actor) -> Bool {
        guard actor.may(permission) || self == .note && AdsAccess.maySee(actor) else { return false }
        switch self {
        case .refuse, .spam: return !business.isClosed && !business.isPublic
        case .reopen: return business.isClosed
        case .complaint: return business.wasPublic
        case .erase: return business.erasedAt == nil
        case .contact, .note: return true
        }
    }

    func form(_ business: Business, _ texts: Texts) -> Form {
        func text(_ name: String, _ key: String) -> FormField {
            FormField(
                name, .textarea(rows: 4), label: texts("business.action.\(key)"),
                help: texts.optional("business.action.\(key)_help"), isRequired: true, maximumLength: AdOrder.Limit.note
            )
        }
        switch self {
        case .reopen, .spam: return Form(fields: [])
        case .refuse: return Form(fields: [text("reason", "reason")])
        case .note: return Form(fields: [text("note", "note")])
        case .contact:
            return Form(fields: Array(BusinessForm.applicant(.edit, texts, business.applicant).dropFirst()))
        case .complaint:
            return Form(fields: [
                FormField(
                    "text", .textarea(rows: 5), label: texts("complaint.text"), isRequired: true,
                    maximumLength: Complaint.Limit.text),
                FormField(
                    "name", label: texts("complaint.name"), isRequired: true,
                    maximumLength: BusinessContent.Limit.contact),
                FormField(
                    "mail", .input(type: "email"), label: texts("field.mail"),
                    maximumLength: BusinessContent.Limit.contact),
                FormField("phone", .input(type: "tel"), label: texts("field.phone"), maximumLength: 40),
            ])
        case .erase:
            return Form(fields: [
                FormField(
                    "sure", .checkbox, label: texts("erase_sure"), help: texts("erase_help"), isRequired: true)
            ])
        }
    }

    /// Does it, within a transaction.
    ///
    /// - Throws: ``StateChanged`` when the business's state does not allow it any more.
    func perform(_ form: Form, _ business: Business, _ context: ModuleContext, in change: Change) throws {
        let desk = BusinessDesk(context)
        switch self {
        case .refuse: try desk.refuse(business.id, reason: form["reason"].normalizedInput(multiline: true), in: change)
        case .spam: try desk.refuse(business.id, reason: "", isSpam: true, in: change)
        case .reopen: try desk.reopen(business.id, in: change)
        case .note: try desk.addNote(business.id, form["note"].normalizedInput(multiline: true), in: change)
        case .erase: try desk.erase(business.id, in: change)
        case .contact:
            try desk.setApplicant(
                business.id,
                Business.Applicant(
                    name: form[BusinessForm.Name.applicant], mail: form[BusinessForm.Name.applicantMail],
                    phone: form[BusinessForm.Name.applicantPhone]), in: change)
        case .complaint:
            var draft = ComplaintDraft(business: business.id, channel: .office)
            draft.sender = Business.Applicant(name: form["name"], mail: form["mail"], phone: form["phone"])
            draft.text = form["text"].normalizedInput(multiline: true)
            try ComplaintDesk(context).receive(draft, in: change)
        }
    }
}
