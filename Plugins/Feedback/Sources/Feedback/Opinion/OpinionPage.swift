import Foundation
import PortalKit

/// The page behind a link that was sent to a body without an account: what the case is about, and a form for what the body
/// says to it. It never says who sent the case when they wished not to be named.
enum OpinionPage {
    static func show(_ request: Request) async throws -> Response {
        guard let scene = try await OpinionScene.read(request) else { return try ended("missing", 404, request) }
        guard scene.opinion.isOpen(at: request.now) else { return try ended(scene, request) }
        return try page(scene, OpinionForm(request), request)
    }

    static func send(_ request: Request) async throws -> Response {
        guard let scene = try await OpinionScene.read(request) else { return try ended("missing", 404, request) }
        guard scene.opinion.isOpen(at: request.now) else { return try ended(scene, request) }
        var form = OpinionForm(request)
        guard form.form.isValid else { return try await again(scene, form, request) }
        let files = try form.newFiles(in: request.module.files)
        guard form.form.isValid else { return try await again(scene, form, request) }
        let (desk, filled) = (CaseDesk(request.module), form.form)
        let actor = Actor(.guest(filled["signature"]), permissions: PermissionSet(), address: request.actor.address)
        do {
            try await request.module.storage.write(as: actor) { change in
                try desk.takeOpinion(
                    scene.opinion, signature: filled["signature"], text: filled["answer"], files: files, in: change)
            }
        } catch is CaseChanged {
            // A double click: the first has used the link up.
        }
        return .redirect(to: request.module.url(FeedbackPath.opinion(scene.token)))
    }

    /// A photo of the case, for whoever holds the link.
    static func file(_ request: Request) async throws -> Response {
        guard let scene = try await OpinionScene.read(request), scene.opinion.isOpen(at: request.now),
            let photo = scene.photos.first(where: { $0.position == request.query.integer("so") })
        else { throw PortalError.notFound }
        return Response(
            headers: [
                "Content-Type": photo.mediaType.contentType, "Cache-Control": "private, no-store",
                "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
            ], body: .file(photo.hash))
    }

    // MARK: - Pages

    private static func again(_ scene: OpinionScene, _ form: OpinionForm, _ request: Request) async throws -> Response {
        try await request.keep(form.uploads)
        return try page(scene, form, request)
    }

    private static func page(_ scene: OpinionScene, _ form: OpinionForm, _ request: Request) throws -> Response {
        let (texts, context, item) = (request.texts, request.module, scene.item)
        let settings = FeedbackSettings(context.settings, language: texts.language)
        let sender = item.sender.isAnonymous ? texts("opinion.anonymous") : item.sender.name
        let facts = [
            ("kind", texts("case.kind.\(item.kind.rawValue)")), ("topic", settings.title(of: item.topic)),
            ("demand", item.demand), ("place", item.place.line), ("name", sender),
            ("received", VietnamTime(item.receivedAt).dayText),
        ].filter { !$0.1.isEmpty }.map { FactModel(texts("case.\($0.0)"), $0.1) }
        let model = OpinionModel(
            title: texts("opinion.title"),
            intro: texts(
                "opinion.intro",
                [
                    "authority": context.site.authority, "name": scene.opinion.person.name,
                    "office": scene.opinion.person.office, "day": VietnamTime(scene.opinion.expiresAt).dayText,
                ]), message: scene.opinion.message, subject: item.title, text: item.text, facts: facts,
            hasPhotos: !scene.photos.isEmpty,
            photos: scene.photos.enumerated().map { index, photo in
                .init(
                    src: context.url(FeedbackPath.opinionFile(scene.token, photo.position)),
                    alt: texts("case_file.photo", ["number": String(index + 1)]))
            },
            form: request.formModel(
                form.form, action: context.url(FeedbackPath.opinion(scene.token)), submit: texts("opinion.send")))
        return try request.page(
            "opinion", model,
            PageInfo(title: model.title, isIndexed: false, status: form.form.isValid ? 200 : 422))
    }

    private static func ended(_ scene: OpinionScene, _ request: Request) throws -> Response {
        switch scene.opinion.outcome {
        case "answered": try ended("answered", 200, request)
        case "recalled": try ended("recalled", 410, request)
        default: try ended("expired", 410, request)
        }
    }

    private static func ended(_ key: String, _ status: Int, _ request: Request) throws -> Response {
        // Nobody keeps this page.
        _ = request.formToken()
        let texts = request.texts
        let model = AbsentCaseModel(
            title: texts("opinion.ended.\(key)"), text: texts("opinion.ended.\(key)_text"), reason: nil,
            url: request.module.url())
        return try request.page(
            "absent", model, PageInfo(title: model.title, isIndexed: false, status: status))
    }
}

/// What a link names.
struct OpinionScene: Sendable {
    let token: String
    let opinion: Opinion
    let item: FeedbackCase
    let photos: [CaseFile]

    /// Nil when there is no such link.
    static func read(_ request: Request) async throws -> OpinionScene? {
        let token = request.query["ma"] ?? ""
        return try await request.module.storage.read { database in
            guard let opinion = try Opinion.find(token, in: database),
                let item = try CaseRows.fetch(opinion.caseID, in: database)
            else { return nil }
            let files = try CaseFiles.list(of: item.id, in: database)
            return OpinionScene(
                token: token, opinion: opinion, item: item,
                photos: files.filter { $0.isPhoto && $0.role == .sender })
        }
    }
}

/// What somebody outside is asked for.
struct OpinionForm: Sendable {
    var form: Form
    let uploads: KeptUploads
    private let texts: Texts

    init(_ request: Request) {
        texts = request.texts
        uploads = KeptUploads(request, types: FeedbackLimit.photos, maximum: FeedbackLimit.files)
        form = Form(
            fields: [
                FormField(
                    "answer", .textarea(rows: 8), label: request.texts("opinion.answer"),
                    help: request.texts("opinion.answer_help"), isRequired: true, maximumLength: FeedbackLimit.answer)
            ]
                + uploads.fields(
                    label: request.texts("form.photo_files"), help: request.texts("form.photo_help"),
                    accept: FeedbackLimit.photosAccept)
                + [
                    FormField(
                        "signature", label: request.texts("opinion.signature"),
                        help: request.texts("opinion.signature_help"), isRequired: true,
                        maximumLength: FeedbackLimit.name, autocomplete: "name")
                ])
        guard request.method == .post else { return }
        form.accept(request)
        uploads.restore(in: &form)
    }

    mutating func newFiles(in library: FileLibrary) throws -> NewFiles {
        var unreadable: [String] = []
        let files = try NewFiles(uploads, role: .opinion, in: library, unreadable: &unreadable)
        if !unreadable.isEmpty {
            form.fail("files", texts("form.error.photo", ["name": unreadable.joined(separator: ", ")]))
        }
        return files
    }
}

/// What the template `opinion` shows.
struct OpinionModel: TemplateModel {
    struct Photo: Sendable {
        let src: String
        let alt: String
    }

    let title: String
    let intro: String
    let message: String
    let subject: String
    let text: String
    let facts: [FactModel]
    let hasPhotos: Bool
    let photos: [Photo]
    let form: FormModel

    static var example: OpinionModel {
        OpinionModel(
            title: "Đề nghị cho ý kiến", intro: "UBND xã đề nghị", message: "Xin kiểm tra", subject: "Đường hỏng",
            text: "Nội dung", facts: [.example], hasPhotos: true,
            photos: [Photo(src: "/phan-anh/y-kien/tep", alt: "Ảnh 1")], form: .example)
    }
}
