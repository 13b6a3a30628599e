import PortalKit

/// The screen of a document's versions: what its amending documents change is put into the text, and an officer confirms it.
enum VersionsScreen {
    private static let amenderName = "amender"

    /// `?theo=12` puts what the document 12 changes into the text and shows it to be confirmed.
    static func show(_ request: Request) async throws -> Response {
        let document = try await request.legalDocument()
        guard let amender = request.query.integer("theo") else { return try await list(document, request) }
        return try await propose(document, amender: Int64(amender), request)
    }

    static func save(_ request: Request) async throws -> Response {
        let document = try await request.editableDocument()
        guard let amender = request.form.integer(amenderName) else { throw PortalError.notFound }
        let base = try await base(document, request)
        var form = form(base, effectiveOn: "", source: "", amender: Int64(amender), request.texts)
        form.form.accept(request)
        form.check(document, taken: [], request.texts)
        guard form.form.isValid else { return try proposal(document, form.form, done: [], missed: [], request) }
        var content = form.content(before: base)
        content.sourceId = Int64(amender)
        let (desk, made) = (VersionDesk(request.module), content)
        try await request.module.storage.write(as: request.actor) { _ = try desk.add(made, to: document.id, in: $0) }
        return done("version.saved", document, request)
    }

    static func remove(_ request: Request) async throws -> Response {
        let (document, version, _) = try await request.version(of: try await request.editableDocument())
        let desk = VersionDesk(request.module)
        try await request.module.storage.write(as: request.actor) {
            try desk.remove(version, of: document.id, in: $0)
        }
        return done("version.removed", document, request)
    }

    private static func done(_ key: String, _ document: LegalDocument, _ request: Request) -> Response {
        .redirect(
            to: request.module.adminURL(LegalScreen.versions(document.id)),
            message: FlashMessage(.success, request.texts(key)))
    }

    // MARK: - The versions

    private static func list(_ document: LegalDocument, _ request: Request) async throws -> Response {
        let (texts, url) = (request.texts, request.module.adminURL(LegalScreen.versions(document.id)))
        let (versions, incoming) = try await request.module.storage.read { database in
            (
                try VersionRows.list(of: document.id, in: database),
                try RelatedDocument.incoming(of: document.id, in: database)
            )
        }
        let mayEdit = LegalAccess(actor: request.actor).mayEdit(document)
        let amending = incoming.filter { $0.kind == .amends }
        let rows =
            amending.map { other in
                AdminList.Row(
                    [
                        .init(texts("version.can_be_made"), badge: .warning), .init(other.name),
                        .init(other.effectiveOn?.dayText ?? "–"),
                    ],
                    links: mayEdit
                        ? [AdminAction(texts("version.make"), url: "\(url)?theo=\(other.id ?? 0)", isPrimary: true)]
                        : [])
            }
            + versions.reversed().map { version in
                AdminList.Row(
                    [
                        .init(texts("version.made"), badge: .success), .init(version.source),
                        .init(version.effectiveOn.dayText),
                    ], links: links(version, document, mayEdit: mayEdit, request),
                    posts: mayEdit ? [removal(version, url: url, request)] : [])
            }
        return try request.adminList(
            AdminList(
                intro: texts("version.intro"),
                actions: [
                    AdminAction(
                        texts("structure.back"), url: request.module.adminURL(LegalScreen.edit(document.id)))
                ],
                columns: [.init(texts("version.state")), .init(texts("version.source")), .init(texts("version.day"))],
                rows: rows, empty: texts("version.none"),
                pager: Pager(
                    try Paging(number: 1, size: max(1, rows.count), total: rows.count), path: url, query: [],
                    texts: texts)), info(document, request))
    }

    private static func links(
        _ version: LegalVersion, _ document: LegalDocument, mayEdit: Bool, _ request: Request
    ) -> [AdminAction] {
        let (texts, module) = (request.texts, request.module)
        let structure = AdminAction(
            texts("legal.structure.title"),
            url: module.adminURL(LegalScreen.structure(document.id, version: version.id)))
        let screen = LegalScreen.version(document.id, version.id)
        let revisions = AdminAction(texts("admin.revisions"), url: module.revisionsURL(screen))
        let edit = mayEdit ? [AdminAction(texts("version.edit"), url: module.adminURL(screen))] : []
        return edit + [structure, revisions]
    }

    private static func removal(_ version: LegalVersion, url: String, _ request: Request) -> AdminPost {
        AdminPost(
            request.texts("admin.delete"), url: "\(url)/\(version.id)/xoa", subject: version.effectiveOn.dayText,
            confirm: .init(request.texts("version.remove_question", ["day": version.effectiveOn.dayText])))
    }

    // MARK: - A new version

    /// The text that an amendment changes: the newest version.
    private static func base(_ document: LegalDocument, _ request: Request) async throws -> [LegalLine] {
        try await request.module.storage.read { database in
            guard let last = try VersionRows.list(of: document.id, in: database).last else {
                return document.content.lines
            }
            return try VersionRows.lines(of: last.id, in: database)
        }
    }

    private static func propose(
        _ document: LegalDocument, amender: Int64, _ request: Request
    ) async throws -> Response {
        guard LegalAccess(actor: request.actor).mayEdit(document) else { throw PortalError.forbidden }
        let found = try await request.module.storage.read { try DocumentRows.fetch(amender, in: $0) }
        guard let other = found, other.isPublic || LegalAccess(actor: request.actor).maySee(other) else {
            throw PortalError.notFound
        }
        let source = request.texts(
            "document.title", ["type": other.content.type, "number": other.content.number])
        let proposed = Consolidation(
            of: try await base(document, request), with: other.content.lines, source: source)
        let day = other.content.effectiveOn.isEmpty ? other.content.issuedOn : other.content.effectiveOn
        let form = form(proposed.lines, effectiveOn: day, source: source, amender: amender, request.texts)
        return try proposal(document, form.form, done: proposed.done, missed: proposed.missed, request)
    }

    private static func form(
        _ lines: [LegalLine], effectiveOn: String, source: String, amender: Int64, _ texts: Texts
    ) -> VersionForm {
        VersionForm(
            lines, effectiveOn: effectiveOn, source: source, revision: 0,
            further: [FormField(amenderName, .hidden, label: texts("version.source"), value: String(amender))], texts)
    }

    private static func proposal(
        _ document: LegalDocument, _ form: Form, done: [String], missed: [String], _ request: Request
    ) throws -> Response {
        let url = request.module.adminURL(LegalScreen.versions(document.id))
        let model = ConsolidationModel(
            title: request.texts("version.make"), intro: request.texts("version.make_intro"), hasActions: false,
            actions: [],
            form: request.formModel(form, action: url, submit: request.texts("version.confirm"), cancelURL: url),
            hasDone: !done.isEmpty, done: done, hasMissed: !missed.isEmpty, missed: missed)
        return try request.adminPage(
            "admin/consolidation", model, info(document, request, status: form.isValid ? 200 : 422))
    }

    private static func info(_ document: LegalDocument, _ request: Request, status: Int = 200) -> PageInfo {
        PageInfo(
            title: request.texts("version.title"),
            breadcrumbs: [
                LegalEditScreen.listStep(request), LegalEditScreen.documentStep(document, request),
            ], status: status)
    }
}

/// What the template `admin/consolidation` shows.
struct ConsolidationModel: TemplateModel {
    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let form: FormModel
    let hasDone: Bool
    let done: [String]
    let hasMissed: Bool
    let missed: [String]

    static var example: ConsolidationModel {
        ConsolidationModel(
            title: "Lập bản hợp nhất", intro: "Đối chiếu rồi xác nhận", hasActions: true,
            actions: [AdminAction("Về văn bản", url: "/quan-tri/legal-documents/1", isPrimary: true, icon: "list")],
            form: .example, hasDone: true, done: ["Sửa đổi khoản 3 Điều 10 như sau:"], hasMissed: true,
            missed: ["Bãi bỏ Điều 99"])
    }
}
