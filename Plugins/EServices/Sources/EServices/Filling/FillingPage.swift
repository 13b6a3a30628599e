import Foundation
import GRDB
import PortalKit

/// Where people fill a form in, page by page; it works without scripts, and can be left and gone on with by a code.
enum FillingPage {
    private static let purpose = "e-services.apply"
    private static let save = "save"
    /// Leads to the sign-in once what was typed is kept. A form's answer may lead nowhere but to this site, so the page
    /// is shown and has the browser go on by itself.
    private static let signIn = "dang-nhap"

    // MARK: - Requests

    static func show(_ request: Request) async throws -> Response {
        let place = try await FillingPlace.read(request)
        if let dossier = place.filling?.dossier { return try sent(dossier, request) }
        let page = place.page(request)
        let citizen = CitizenFilling(request, page)
        var form = FillingForm(
            [page], citizen?.filling(place.answers) ?? place.answers, isSent: false, fixed: citizen?.fixed ?? [:],
            request)
        if request.query["loi"] != nil { form.recheck() }
        var response = try answer(place, page, form, place.filling == nil ? request.intake(purpose) : nil, request)
        if request.query[signIn] != nil, request.citizen == nil,
            let offer = CitizenOfferModel(request, page, returningTo: place.url(page, request)), let url = offer.url
        {
            response.headers["Refresh"] = "0;url=\(url)"
        }
        return response
    }

    static func send(_ request: Request) async throws -> Response {
        let place = try await FillingPlace.read(request)
        if let dossier = place.filling?.dossier { return try sent(dossier, request) }
        let page = place.page(request)
        // The Enter key presses no button by name: it goes on, or sends.
        let isLast = place.plan.asked(place.answers).last?.key == page.key
        let then = request.form["then"] ?? (place.filling != nil && isLast ? "send" : "next")
        let table = then.hasPrefix("add:") ? String(then.dropFirst(4)) : nil
        let citizen = CitizenFilling(request, page)
        let form = FillingForm(
            [page], place.answers, isSent: true, adds: table, fixed: citizen?.fixed ?? [:], request)
        let given = citizen?.confirming(form.answers) ?? form.answers
        if place.filling == nil {
            var intake = request.intake(purpose)
            let isReady = table == nil && ([save, signIn].contains(then) || form.isValid)
            guard isReady, intake.admit() else {
                try await register(form, request)
                return try answer(place, page, form, intake, status: form.isValid ? intake.status : 422, request)
            }
            var answers = given
            if intake.isSuspicious { answers.set("suspicious", "1") }
            let filling = try await begin(place.procedure, answers, request)
            return try go(place, filling, from: page, then, form, request)
        }
        guard var filling = place.filling else { throw PortalError.notFound }
        filling.answers = given
        // What was typed is kept in any case; whether it is right is asked before the next page.
        let kept = filling
        try await request.module.storage.write(as: request.actor) {
            try FillingDesk(request.module).save(kept, in: $0)
        }
        if then == "back" { return try back(place, kept, from: page, request) }
        if let aside = aside(then, place, kept, request) { return aside }
        guard table == nil, form.isValid else { return try answer(place, page, form, nil, status: 422, request) }
        return try then == "send"
            ? await submit(place, kept, request) : go(place, kept, from: page, then, form, request)
    }

    /// Tells the code of a form that was put aside.
    static func saved(_ request: Request) async throws -> Response {
        let place = try await FillingPlace.read(request)
        guard let filling = place.filling, filling.dossier == nil else { throw PortalError.notFound }
        let texts = request.texts
        let model = SavedModel(
            title: texts("filling.saved"), procedure: place.content.name, code: FillingCode.shown(filling.code),
            help: texts("filling.saved_help", ["day": VietnamTime(filling.expiresAt).dayText]),
            goOnUrl: request.module.url(
                EServicesPath.apply(place.procedure.slug, code: filling.code, page: FillingPlan.applicantKey)),
            resumeUrl: request.module.url(EServicesPath.resume))
        return try request.page(
            "filling-saved", model,
            PageInfo(
                title: model.title, breadcrumbs: [request.catalogueStep, place.step(request)], isIndexed: false))
    }

    // MARK: - Where to

    private static func go(
        _ place: FillingPlace, _ filling: Filling, from page: FillingPlan.Page, _ then: String, _ form: FillingForm,
        _ request: Request
    ) throws -> Response {
        if let aside = aside(then, place, filling, request) { return aside }
        let asked = place.plan.asked(filling.answers)
        let index = asked.firstIndex { $0.key == page.key } ?? 0
        let next = asked[min(index + 1, asked.count - 1)]
        return .redirect(
            to: request.module.url(
                EServicesPath.apply(place.procedure.slug, code: filling.code, page: next.key)))
    }

    private static func back(
        _ place: FillingPlace, _ filling: Filling, from page: FillingPlan.Page, _ request: Request
    ) throws -> Response {
        let asked = place.plan.asked(filling.answers)
        let index = asked.firstIndex { $0.key == page.key } ?? 0
        return .redirect(
            to: request.module.url(
                EServicesPath.apply(place.procedure.slug, code: filling.code, page: asked[max(index - 1, 0)].key)))
    }

    /// Where somebody is led who leaves the form for a while; nil when they go on.
    private static func aside(
        _ then: String, _ place: FillingPlace, _ filling: Filling, _ request: Request
    ) -> Response? {
        let slug = place.procedure.slug
        switch then {
        case save: return .redirect(to: savedURL(place, filling, request))
        case signIn:
            let applicant = EServicesPath.apply(slug, code: filling.code, page: FillingPlan.applicantKey)
            return .redirect(to: request.module.url(applicant) + "&\(signIn)=1")
        default: return nil
        }
    }

    private static func savedURL(_ place: FillingPlace, _ filling: Filling, _ request: Request) -> String {
        request.module.url(EServicesPath.saved(place.procedure.slug, code: filling.code))
    }

    private static func sent(_ dossier: Int64, _ request: Request) throws -> Response {
        .redirect(to: request.module.url(EServicesPath.dossier(ticket: try request.dossierTicket(dossier))))
    }

    private static func submit(_ place: FillingPlace, _ filling: Filling, _ request: Request) async throws -> Response {
        // Each page once more: somebody may have jumped over one, or put it aside half filled in.
        for page in place.plan.asked(filling.answers) {
            var form = FillingForm([page], filling.answers, isSent: false, request)
            form.recheck()
            guard form.form.isValid else {
                return .redirect(
                    to: request.module.url(
                        EServicesPath.apply(place.procedure.slug, code: filling.code, page: page.key)) + "&loi=1",
                    message: FlashMessage(.warning, request.texts("filling.mend_first")))
            }
        }
        let desk = DossierDesk(request.module)
        let draft = DossierDraft(
            procedure: place.procedure, content: place.content, procedureVersion: filling.procedureVersion,
            formVersion: filling.formVersion, definition: place.definition, answers: filling.answers,
            channel: .online, isSuspicious: !filling.answers["suspicious"].isEmpty)
        do {
            let dossier = try await request.module.storage.write(as: request.actor) { change in
                let dossier = try desk.receive(draft, in: change)
                try FillingDesk(request.module).end(filling.id, as: dossier.id, in: change)
                return dossier
            }
            return .redirect(
                to: request.module.url(EServicesPath.dossier(ticket: try request.dossierTicket(dossier.id))),
                message: FlashMessage(.success, request.texts("filling.sent", ["code": dossier.code])))
        } catch is EditConflict {
            // A double click: the first has made it a dossier.
            let code = filling.code
            let first = try await request.module.storage.read { database in
                try FillingDesk(request.module).find(code, at: request.now, in: database)?.dossier
            }
            guard let first else { throw PortalError.notFound }
            return try sent(first, request)
        }
    }

    // MARK: - Parts

    private static func begin(
        _ procedure: Procedure, _ answers: Answers, _ request: Request
    ) async throws -> Filling {
        try await request.module.storage.write(as: request.actor) {
            try FillingDesk(request.module).begin(procedure, answers, in: $0)
        }
    }

    private static func register(_ form: FillingForm, _ request: Request) async throws {
        let files = Array(form.uploads.values)
        guard files.contains(where: { !$0.files.isEmpty }) else { return }
        try await request.module.storage.write(as: request.actor) { change in
            for kept in files { try kept.register(in: change) }
        }
    }

    private static func answer(
        _ place: FillingPlace, _ page: FillingPlan.Page, _ form: FillingForm, _ intake: Intake?, status: Int = 200,
        _ request: Request
    ) throws -> Response {
        let texts = request.texts
        let asked = place.plan.asked(form.answers)
        let index = asked.firstIndex { $0.key == page.key } ?? 0
        let isLast = index == asked.count - 1
        let slug = place.procedure.slug
        let review =
            isLast
            ? AnswerSheet(
                place.plan, form.answers, masked: false, on: VietnamTime(request.now), texts) : nil
        let here = place.url(page, request)
        let model = FillingModel(
            title: texts("filling.title", ["procedure": place.content.name]),
            step: texts("filling.step", ["number": String(index + 1), "total": String(asked.count)]),
            heading: page.page.title, help: page.page.help.orNil,
            steps: asked.enumerated().map { number, other in
                LinkModel(
                    title: other.page.title,
                    url: place.filling.map {
                        request.module.url(EServicesPath.apply(slug, code: $0.code, page: other.key))
                    } ?? "", current: number == index, count: number < index ? "1" : nil)
            },
            notice: form.needsAnotherLook && form.form.isValid ? texts("filling.new_questions") : nil,
            hasReview: review != nil, review: review?.sections ?? [],
            citizen: CitizenOfferModel(request, page, returningTo: here),
            form: request.formModel(
                form.form, action: here,
                submit: texts(isLast ? "filling.send" : "filling.next"), intake: intake),
            parts: form.models(texts), hidden: form.hidden, then: isLast ? "send" : "next", hasBack: index > 0)
        return try request.page(
            "filling", model,
            PageInfo(
                title: "\(page.page.title) – \(place.content.name)",
                breadcrumbs: [request.catalogueStep, place.step(request)], isIndexed: false, status: status))
    }
}
