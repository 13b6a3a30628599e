import Foundation
import PortalKit

/// A dossier on the desk: what it holds, what happened to it, what can be done with it.
enum DossierScreen {
    static func show(_ request: Request) async throws -> Response {
        try await screen(try await request.dossier(), failed: nil, request)
    }

    static func act(_ request: Request) async throws -> Response {
        let dossier = try await request.dossier()
        if request.parameters["action"] == "xem" { return try await reveal(dossier, request) }
        let action: DossierAction = try request.recordAction()
        let place = try await place(dossier, request)
        guard action.isOffered(place) else { throw PortalError.conflict(reason: "error.409") }
        let (blank, files) = action.form(place, request)
        var form = blank
        form.accept(request)
        files?.restore(in: &form)
        if let fault = files?.faults.first { form.fail("files", fault) }
        guard form.isValid else {
            if let files { try await request.module.storage.write(as: request.actor) { try files.register(in: $0) } }
            return try await screen(dossier, failed: (action, form), request)
        }
        let (desk, filled) = (DossierDesk(request.module), form)
        do {
            try await request.module.storage.write(as: request.actor) { change in
                try action.perform(filled, files?.files ?? [], place, desk, in: change)
            }
        } catch is DossierChanged {
            throw PortalError.conflict(reason: "error.409")
        }
        return .redirect(
            to: request.module.adminURL(EServicesScreen.dossier(dossier.id)),
            message: FlashMessage(.success, action.done(request.texts)))
    }

    /// Shows what is personal, and writes down to whom.
    private static func reveal(_ dossier: Dossier, _ request: Request) async throws -> Response {
        try await request.module.storage.write(as: request.actor) { try DossierViews.record(dossier, in: $0) }
        return .redirect(to: request.module.adminURL(EServicesScreen.dossier(dossier.id)))
    }

    /// A file, always to be saved, to whoever has said that they look at the dossier.
    static func file(_ request: Request) async throws -> Response {
        let dossier = try await request.dossier()
        let (id, actor, now) = (try request.id("file"), request.actor, request.now)
        let (file, isOpen) = try await request.module.storage.read { database in
            (
                try DossierRows.file(id, of: dossier.id, in: database),
                try DossierViews.isOpen(dossier.id, to: actor, at: now, in: database)
            )
        }
        guard let file, file.scan.isGivenOut else { throw PortalError.notFound }
        guard isOpen else { throw PortalError.forbidden }
        return .download(file.file)
    }

    static func slip(_ request: Request) async throws -> Response {
        let dossier = try await request.dossier()
        guard try await isOpen(dossier, request) else { return askToLook(dossier, request) }
        let pdf = request.module.adminURL(EServicesScreen.slipFile(dossier.id))
        let model = try await SlipModel(dossier, officer: request.actor.name, pdf: pdf, request)
        return try request.page("slip", model, PageInfo(title: model.title, isIndexed: false))
    }

    /// The slip as a file.
    static func slipFile(_ request: Request) async throws -> Response {
        let dossier = try await request.dossier()
        guard try await isOpen(dossier, request) else { return askToLook(dossier, request) }
        return try await SlipModel(dossier, officer: request.actor.name, pdf: "", request).download(
            request, back: request.module.adminURL(EServicesScreen.slip(dossier.id)))
    }

    /// Whether this officer has said that they look at its personal data.
    private static func isOpen(_ dossier: Dossier, _ request: Request) async throws -> Bool {
        let (actor, now) = (request.actor, request.now)
        return try await request.module.storage.read {
            try DossierViews.isOpen(dossier.id, to: actor, at: now, in: $0)
        }
    }

    /// Back to the dossier, with what to press first.
    private static func askToLook(_ dossier: Dossier, _ request: Request) -> Response {
        .redirect(
            to: request.module.adminURL(EServicesScreen.dossier(dossier.id)),
            message: FlashMessage(.warning, request.texts("desk.look_first")))
    }

    // MARK: - The screen

    static func place(_ dossier: Dossier, _ request: Request) async throws -> DossierAction.Place {
        let officers = try await request.module.storage.read { database in
            var seen: Set<Int64> = []
            return try EServicesPermission.dossiers.flatMap { try AccountStore.holders(of: $0, in: database) }
                .filter { seen.insert($0.id).inserted }
        }
        return DossierAction.Place(
            dossier: dossier, access: request.dossierAccess, bodies: try await request.bodies(), officers: officers)
    }

    private static func screen(
        _ dossier: Dossier, failed: (action: DossierAction, form: Form)?, _ request: Request
    ) async throws -> Response {
        let place = try await place(dossier, request)
        let sheet = try await DossierSheet(dossier, request)
        let model = DossierModel(dossier, sheet, place, failed: failed, request)
        return try request.adminPage(
            "admin/dossier", model,
            PageInfo(
                title: dossier.code,
                breadcrumbs: [
                    PageInfo.Breadcrumb(request.texts("desk.title"), url: request.module.adminURL())
                ], status: failed == nil ? 200 : 422))
    }
}

/// All that a dossier's screen reads.
struct DossierSheet: Sendable {
    let isOpen: Bool
    let applicant: Applicant
    let sections: [AnswerSheet.Section]
    let files: [DossierFile]
    let events: [DossierEvent]
    let handovers: [Handover]
    let views: [DossierViews.View]
    let stoppedFor: SupplementRequest?

    init(_ dossier: Dossier, _ request: Request) async throws {
        let (context, texts, actor, now) = (request.module, request.texts, request.actor, request.now)
        let seal = DossierSeal(context)
        self = try await context.storage.read { database in
            let isOpen = try DossierViews.isOpen(dossier.id, to: actor, at: now, in: database)
            let contents = try seal.open(dossier.id, in: database)
            let version = try ProcedureRows.version(
                dossier.procedureVersion, of: dossier.procedure, in: database)
            let definition = try FormRows.definition(dossier.formVersion, of: dossier.procedure, in: database)
            let plan = FillingPlan(version?.content ?? ProcedureContent(), definition, for: .officer, texts)
            let sheet = AnswerSheet(
                plan, contents?.answers ?? Answers(), masked: !isOpen, on: VietnamTime(dossier.receivedAt), texts)
            return DossierSheet(
                isOpen: isOpen, applicant: contents?.applicant ?? Applicant(), sections: sheet.sections,
                files: try DossierRows.files(of: dossier.id, in: database),
                events: try DossierRows.events(of: dossier.id, in: database),
                handovers: try DossierRows.handovers(of: dossier.id, in: database),
                views: try DossierViews.all(of: dossier.id, in: database),
                stoppedFor: dossier.state == .supplement
                    ? try DossierRows.supplements(of: dossier.id, in: database).first : nil)
        }
    }

    private init(
        isOpen: Bool, applicant: Applicant, sections: [AnswerSheet.Section], files: [DossierFile],
        events: [DossierEvent], handovers: [Handover], views: [DossierViews.View], stoppedFor: SupplementRequest?
    ) {
        self.isOpen = isOpen
        self.applicant = applicant
        self.sections = sections
        self.files = files
        self.events = events
        self.handovers = handovers
        self.views = views
        self.stoppedFor = stoppedFor
    }
}
