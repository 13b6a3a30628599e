import Foundation

/// The page behind a one-time link: somebody without an account sees what they are asked to approve, as the public would
/// see it, and approves or returns it. It asks for no login, no scripts and no further page.
enum OutsideApprovalPage {
    static let path = "/phe-duyet"

    /// The token stands in the query, which no log keeps.
    static func url(_ token: String) -> String { "\(path)?ma=\(token)" }

    static func show(_ request: Request) async throws -> Response {
        guard let scene = try await OutsideApprovalScene.read(request) else { return try missing(request) }
        guard scene.state == .open else { return try ended(scene, request) }
        return try await page(OutsideApprovalForms(scene, request), scene, request)
    }

    static func decide(_ request: Request) async throws -> Response {
        guard let scene = try await OutsideApprovalScene.read(request) else { return try missing(request) }
        guard scene.state == .open else { return try ended(scene, request) }
        var forms = OutsideApprovalForms(scene, request)
        let outcome: OutsideApproval.Outcome = request.form["decision"] == "return" ? .returned : .approved
        forms.accept(outcome, request)
        guard forms.isValid else {
            try await forms.keepFiles(scene)
            return try await page(forms, scene, request)
        }
        let (signature, reason) = (forms.signature(outcome), outcome == .returned ? forms.giveBack["reason"] : "")
        let answer = OutsideAnswer(
            scene: scene, outcome: outcome, signature: signature, reason: reason, files: forms.files,
            site: request.site)
        let actor = Actor(.guest(signature), permissions: PermissionSet(), address: request.client.address)
        do {
            try await scene.module.use.during {
                try await scene.module.context.storage.write(as: actor) { try answer.give(in: $0) }
            }
        } catch WorkflowError.gatesFailed(let failures) {
            let texts = request.in(scene.module).texts
            forms.fail(outcome, failures.map { $0.text(texts) }.joined(separator: " "))
            return try await page(forms, scene, request)
        } catch let error as WorkflowError {
            forms.fail(outcome, request.texts(error.messageKey))
            return try await page(forms, scene, request)
        } catch let error as OutsideApprovalError where error != .ended {
            forms.fail(outcome, request.texts(error.messageKey))
            return try await page(forms, scene, request)
        } catch is OutsideApprovalError {
            // A double click: the first has used the link up, and the page says what it did.
        }
        return .redirect(to: url(scene.token))
    }

    // MARK: - Pages

    private static func page(
        _ forms: OutsideApprovalForms, _ scene: OutsideApprovalScene, _ request: Request
    ) async throws -> Response {
        let (texts, approval) = (request.texts, scene.approval)
        let inner = request.in(scene.module)
        let view = try await scene.module.use.during { try await scene.records.publicView(inner, approval.record.id) }
        let action = url(scene.token)
        var decisions = [
            OutsideApprovalModel.Decision(
                title: texts("approval.approve"), text: texts("approval.approve_text"),
                form: request.formModel(forms.approve, action: action, submit: texts("approval.approve_submit")))
        ]
        if scene.mayReturn {
            decisions.append(
                OutsideApprovalModel.Decision(
                    title: texts("approval.return"), text: texts("approval.return_text"),
                    form: request.formModel(forms.giveBack, action: action, submit: texts("approval.return_submit"))))
        }
        let model = OutsideApprovalModel(
            intro: texts(
                "approval.intro",
                [
                    "authority": request.module.site.authority, "name": approval.person.name,
                    "office": approval.person.office, "asker": approval.askedByName,
                    "until": VietnamTime(approval.expiresAt).dayText,
                ]),
            message: approval.message.isEmpty ? nil : approval.message, contentHTML: view.content,
            decisions: decisions)
        request.trace.markPersonal()
        let info = PageInfo(
            title: texts("approval.title", ["title": scene.title]), isIndexed: false, status: forms.isValid ? 200 : 422)
        var response = try request.corePage("approval", model, info)
        ApprovalFiles.grant(scene.token, until: approval.expiresAt, on: request, in: &response)
        return response
    }

    /// What became of a link that is not open any more; 410, but for its own answer, which is shown again at any time.
    private static func ended(_ scene: OutsideApprovalScene, _ request: Request) throws -> Response {
        let texts = request.texts
        let values = [
            "title": scene.title, "name": scene.approval.signature,
            "time": scene.approval.endedAt.map { VietnamTime($0).timeText } ?? "",
            "until": VietnamTime(scene.approval.expiresAt).dayText,
        ]
        let (key, status) =
            switch scene.state {
            case .ended(.approved): ("approved", 200)
            case .ended(.returned): ("returned", 200)
            case .ended(.withdrawn): ("withdrawn", 410)
            case .expired: ("expired", 410)
            case .overtaken, .open: ("overtaken", 410)
            }
        return try notice(
            texts("approval.ended.\(key).title"), texts("approval.ended.\(key).text", values), status, request)
    }

    private static func missing(_ request: Request) throws -> Response {
        try notice(
            request.texts("approval.ended.missing.title"), request.texts("approval.ended.missing.text"), 404, request)
    }

    private static func notice(_ title: String, _ text: String, _ status: Int, _ request: Request) throws -> Response {
        request.trace.markPersonal()
        return try request.corePage(
            "approval-ended", OutsideApprovalEndedModel(title: title, text: text),
            PageInfo(title: title, isIndexed: false, status: status))
    }
}

/// A request for approval as its link names it, with the module of its record.
struct OutsideApprovalScene: Sendable {
    let token: String
    let approval: OutsideApproval
    let state: OutsideApproval.State
    let title: String
    let module: ActiveModule
    let records: WorkflowRecords
    let demandsDocument: Bool
    let mayReturn: Bool

    /// Nil when there is no such link, or its module is not served.
    static func read(_ request: Request) async throws -> OutsideApprovalScene? {
        let (token, now, actor) = (request.query["ma"] ?? "", request.now, request.actor)
        let assembly = request.assembly
        return try await request.site.database.read { database in
            guard let approval = try OutsideApprovals.find(token, in: database),
                let found = assembly.workflowRecords(approval.record.type)
            else { return nil }
            let state = try OutsideApprovals.state(approval, now: now, in: database)
            let id = approval.record.id
            let place =
                state == .open ? try WorkflowPlace(approval.record, for: actor, now: now, in: database) : nil
            let isUnproved =
                try place.map { place in
                    try place.type.step(place.item.step)?.demandsDocument == true
                        && !WorkflowDocuments.isThere(for: place.item, in: database)
                } ?? false
            return OutsideApprovalScene(
                token: token, approval: approval, state: state,
                title: try found.records.titles(database, [id])[id] ?? approval.record.description,
                module: found.module, records: found.records, demandsDocument: isUnproved,
                mayReturn: place?.outsideWayBack != nil)
        }
    }
}

/// What the template `approval` shows.
struct OutsideApprovalModel: TemplateModel {
    struct Decision: Sendable {
        let title: String
        let text: String
        let form: FormModel
    }

    let intro: String
    let message: String?
    let contentHTML: SafeHTML
    let decisions: [Decision]

    static var example: OutsideApprovalModel {
        OutsideApprovalModel(
            intro: "UBND xã đề nghị ông Bình phê duyệt nội dung dưới đây.", message: "Mong ông xem sớm.",
            contentHTML: SafeHTML(escaping: "Lịch tiêm"),
            decisions: [Decision(title: "Phê duyệt", text: "Ký tên để phê duyệt", form: .example)])
    }
}

/// What the template `approval-ended` shows.
struct OutsideApprovalEndedModel: TemplateModel {
    let title: String
    let text: String

    static var example: OutsideApprovalEndedModel {
        OutsideApprovalEndedModel(title: "Đã ghi nhận", text: "Ông đã phê duyệt nội dung này.")
    }
}
