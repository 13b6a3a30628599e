import Foundation

/// Asking somebody without an account to approve a record, on the screen of its steps.
enum OutsideApprovalDesk {
    /// Below the steps.
    static let path = "/phe-duyet-ngoai"
    static let withdrawPath = path + "/rut"
    static let renewPath = path + "/gui-lai"

    static func ask(_ scene: WorkItemScene, _ request: Request) async throws -> Response {
        var form = form(request.texts)
        form.accept(request)
        if form.isValid, MailAddress(form["mail"]) == nil {
            form.fail("mail", request.texts("form.no_mail_address"))
        }
        guard form.isValid else { return try await WorkItemScreen.show(scene, failedRequest: form, request) }
        let person = OutsideApproval.Person(name: form["name"], office: form["office"], mail: form["mail"])
        let (message, days) = (form["message"], Int(form["days"]) ?? defaultDays)
        return try await perform(scene, form, request, done: "approval.asked") { change in
            try send(person, message: message, days: days, scene, request.site, in: change)
        }
    }

    /// Ends the link and sends another to the same person, as when the mail was lost or the content was corrected.
    static func renew(_ scene: WorkItemScene, _ request: Request) async throws -> Response {
        let calendar = request.assembly.workingDays
        return try await perform(scene, nil, request, done: "approval.asked") { change in
            let last = try last(of: scene, in: change)
            try OutsideApprovals.withdraw(last, in: change)
            let days = calendar.count(from: last.askedAt, to: last.expiresAt)
            try send(last.person, message: last.message, days: days, scene, request.site, in: change)
        }
    }

    static func withdraw(_ scene: WorkItemScene, _ request: Request) async throws -> Response {
        let mails = OutsideApprovalMails(site: request.site)
        return try await perform(scene, nil, request, done: "approval.withdrawn") { change in
            let place = try WorkflowPlace(scene.record, for: change.actor, now: change.now, in: change.database)
            let approval = try last(of: scene, in: change)
            guard place.mayAskOutside || approval.askedBy == change.actor.personId else { throw PortalError.forbidden }
            try OutsideApprovals.withdraw(approval, in: change)
            if let mail = mails.withdrawn(approval, title: try title(of: scene, in: change)) { try change.send(mail) }
        }
    }

    // MARK: - Parts

    static let defaultDays = 5

    static func form(_ texts: Texts) -> Form {
        Form(fields: [
            FormField("name", label: texts("approval.name"), isRequired: true, maximumLength: 100),
            FormField(
                "office", label: texts("approval.office"), help: texts("approval.office_help"), isRequired: true,
                maximumLength: 150),
            FormField(
                "mail", .input(type: "email"), label: texts("approval.mail"), help: texts("approval.mail_help"),
                isRequired: true, maximumLength: 254),
            FormField("message", .textarea(rows: 3), label: texts("approval.message"), maximumLength: 1000),
            FormField(
                "days", .input(type: "number"), label: texts("approval.days"), isRequired: true,
                bounds: OutsideApprovals.days, value: String(defaultDays)),
        ])
    }

    /// The request that was made last in the step in which the record is now, and that nobody has answered.
    private static func last(of scene: WorkItemScene, in change: Change) throws -> OutsideApproval {
        let item = try WorkflowItem.require(scene.record, in: change.database)
        guard let last = try OutsideApprovals.list(of: scene.record, in: change.database).first,
            last.outcome == nil, last.step == item.step, last.since == item.since
        else { throw OutsideApprovalError.ended }
        return last
    }

    private static func send(
        _ person: OutsideApproval.Person, message: String, days: Int, _ scene: WorkItemScene, _ site: Site,
        in change: Change
    ) throws {
        let token = try OutsideApprovals.ask(
            person, about: scene.record, message: message, days: days, engine: site.workflow, in: change)
        guard let approval = try OutsideApprovals.find(token, in: change.database),
            let mail = OutsideApprovalMails(site: site).asked(
                approval, title: try title(of: scene, in: change), token: token)
        else { throw NoMail() }
        try change.send(mail)
    }

    static func title(of scene: WorkItemScene, in change: Change) throws -> String {
        try scene.records.titles(change.database, [scene.record.id])[scene.record.id] ?? scene.record.description
    }

    /// The site sends no mail, and whoever asks must not see the link.
    private struct NoMail: Error {}

    private static func perform(
        _ scene: WorkItemScene, _ typed: Form?, _ request: Request, done: String,
        _ work: @escaping @Sendable (Change) throws -> Void
    ) async throws -> Response {
        let texts = request.texts
        let refusal: String
        var keepsForm = true
        do {
            try await request.module.storage.write(as: request.actor, work)
            return .redirect(to: scene.url, message: FlashMessage(.success, texts(done)))
        } catch let error as OutsideApprovalError {
            refusal = texts(error.messageKey)
            // Somebody else was faster: the form is not there any more.
            keepsForm = error != .alreadyAsked
        } catch is NoMail {
            refusal = texts("approval.error.no_mail")
        } catch WorkflowError.gatesFailed(let failures) {
            refusal = texts("work.refused", ["reasons": failures.map { $0.text(texts) }.joined(separator: " ")])
        } catch let error as WorkflowError {
            refusal = texts(error.messageKey)
        }
        guard keepsForm, var form = typed else {
            return .redirect(to: scene.url, message: FlashMessage(.error, refusal))
        }
        form.fail("mail", refusal)
        return try await WorkItemScreen.show(scene, failedRequest: form, request)
    }
}

extension WorkingDays {
    /// How many working days a term has, counted as ``due(after:days:)`` does.
    func count(from moment: Date, to end: Date) -> Int {
        OutsideApprovals.days.first { due(after: moment, days: $0) >= end } ?? OutsideApprovals.days.upperBound
    }
}
