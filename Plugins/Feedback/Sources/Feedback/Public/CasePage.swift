import Foundation
import PortalKit

/// A published case with its answer.
enum CasePage {
    static func show(_ request: Request) async throws -> Response {
        guard let id = FeedbackPath.id(request.parameters["slug"] ?? "") else { throw PortalError.notFound }
        let context = request.module
        let found = try await context.storage.read { database in
            try CaseRows.fetch(id, in: database).map { ($0, try CaseFiles.list(of: id, in: database)) }
        }
        guard let (item, files) = found else { throw PortalError.notFound }
        request.depends(on: .feedbackCase(id), .settings(context.id))
        guard item.isPublic else { return try absent(item, request) }
        guard request.parameters["slug"] == String(item.path.dropFirst()) else {
            return .moved(to: context.url(item.path))
        }
        let model = try await CaseModel(item, files: files, map: map(of: item, request), request)
        return try request.page("case", model, info(item, model, request))
    }

    /// The map with the case's point, where the public may see it.
    static func map(of item: FeedbackCase, _ request: Request) async throws -> MapModel? {
        guard let point = item.publicPoint else { return nil }
        return try await MapField.read(request).map { MapModel($0, point: point, request.texts) }
    }

    static func info(_ item: FeedbackCase, _ model: CaseModel, _ request: Request) -> PageInfo {
        PageInfo(
            title: item.answer.publicTitle, description: item.answer.publicText.excerpt(length: 200),
            breadcrumbs: [request.feedbackStep], lastModified: item.changedAt,
            canonicalPath: request.module.url(item.path),
            isArticle: true, structuredData: structuredData(item, request))
    }

    /// What was hidden says when and why; what was taken up again, that it is being worked on; what was never public, nothing.
    private static func absent(_ item: FeedbackCase, _ request: Request) throws -> Response {
        guard item.publishedAt != nil else { throw PortalError.notFound }
        let texts = request.texts
        let model = AbsentCaseModel(
            title: texts(item.hiddenAt == nil ? "absent.reopened" : "absent.hidden"),
            text: item.hiddenAt.map { texts("absent.hidden_text", ["day": VietnamTime($0).dayText]) }
                ?? texts("absent.reopened_text"),
            reason: item.hiddenAt == nil ? nil : item.hiddenReason, url: request.module.url())
        return try request.page(
            "absent", model,
            PageInfo(title: model.title, breadcrumbs: [request.feedbackStep], isIndexed: false, status: 410))
    }

    private static func structuredData(_ item: FeedbackCase, _ request: Request) -> JSONValue {
        .object([
            "@context": .string("https://schema.org"), "@type": .string("QAPage"),
            "mainEntity": .object([
                "@type": .string("Question"), "name": .string(item.answer.publicTitle),
                "text": .string(item.answer.publicText), "answerCount": .integer(1),
                "dateCreated": .string(VietnamTime(item.receivedAt).isoDay),
                "acceptedAnswer": .object([
                    "@type": .string("Answer"), "text": .string(item.answer.publicAnswer),
                    "dateCreated": .string(VietnamTime(item.answeredAt ?? item.receivedAt).isoDay),
                    "author": .object([
                        "@type": .string("GovernmentOrganization"), "name": .string(request.module.site.authority),
                    ]),
                ]),
            ]),
        ])
    }
}

/// An answer as it will go out, before it is approved: to the public, or to its sender alone.
enum AnswerPreview {
    static func view(_ id: Int64, _ request: Request) async throws -> PublicView {
        let (item, files) = try await request.module.storage.read { database in
            (try CaseRows.require(id, in: database), try CaseFiles.list(of: id, in: database))
        }
        if item.answer.isForPublic {
            let model = try await CaseModel(item, files: files, map: CasePage.map(of: item, request), request)
            return PublicView(try request.fragment("case", model), CasePage.info(item, model, request))
        }
        let texts = request.texts
        let model = LetterModel(
            title: item.title, notice: texts("preview.letter"), text: item.answer.text,
            outcome: item.answer.outcomeCase.map { texts("outcome.\($0.rawValue)") } ?? "")
        return PublicView(try request.fragment("letter", model), PageInfo(title: item.title, isIndexed: false))
    }
}

/// What the template `case` shows.
struct CaseModel: TemplateModel {
    /// With links to the documents that it names.
    struct Paragraph: Sendable {
        let textHTML: SafeHTML
    }

    let title: String
    let topic: String
    let topicUrl: String
    let kind: String
    let outcome: String
    let outcomeBadge: String
    let place: String?
    let received: DayModel
    let answered: DayModel
    let took: String
    let body: String
    let paragraphs: [String]
    let answer: [Paragraph]
    let hasPhotos: Bool
    let photos: [PhotoModel]
    let hasAnswerPhotos: Bool
    let answerPhotos: [PhotoModel]
    let rating: String?
    let map: MapModel?
    let listUrl: String
    let formUrl: String?

    init(_ item: FeedbackCase, files: [CaseFile], map: MapModel?, _ request: Request) async throws {
        let (texts, context) = (request.texts, request.module)
        let settings = FeedbackSettings(context.settings, language: texts.language)
        title = item.answer.publicTitle
        topic = settings.title(of: item.topic)
        topicUrl = context.url() + "?" + FormURLEncoded.encode([("linh-vuc", item.topic)])
        kind = texts("case.kind.\(item.kind.rawValue)")
        outcome = item.answer.outcomeCase.map { texts("outcome.\($0.rawValue)") } ?? ""
        outcomeBadge = item.answer.outcomeCase?.badge ?? "neutral"
        place = item.answer.publicPlace.isEmpty ? nil : item.answer.publicPlace
        received = DayModel(item.receivedAt)
        let end = item.answeredAt ?? request.now
        answered = DayModel(end)
        took = CaseCard.took(from: item.receivedAt, to: end, texts)
        body = item.bodyName.isEmpty ? context.site.authority : item.bodyName
        paragraphs = item.answer.publicText.paragraphs
        let mentions = try await request.mentionLinks(in: item.answer.publicAnswer.paragraphs)
        answer = item.answer.publicAnswer.paragraphs.map { Paragraph(textHTML: mentions.linked($0)) }
        let shown = files.filter { $0.isForPublic && $0.isPhoto }
        func models(_ files: [CaseFile], _ key: String) -> [PhotoModel] {
            files.enumerated().map { index, file in
                PhotoModel(file, alt: file.alt.isEmpty ? texts(key, ["number": String(index + 1)]) : file.alt)
            }
        }
        photos = models(shown.filter { $0.role == .sender }, "public.photo")
        answerPhotos = models(shown.filter { $0.role != .sender }, "public.answer_photo")
        (hasPhotos, hasAnswerPhotos) = (!photos.isEmpty, !answerPhotos.isEmpty)
        rating = item.rating.map { texts("rating.\($0.key)") }
        self.map = map
        listUrl = context.url()
        formUrl = settings.isOpen ? context.url(FeedbackPath.form) : nil
    }

    private init() {
        (title, topic, topicUrl) = ("Đường thôn hỏng", "Giao thông", "/phan-anh?linh-vuc=giao-thong")
        (kind, outcome, outcomeBadge) = ("Phản ánh", "Đã giải quyết", "success")
        place = "Thôn Đình Cả"
        received = DayModel(Date(timeIntervalSince1970: 1_795_000_000))
        answered = DayModel(Date(timeIntervalSince1970: 1_795_500_000))
        took = "trong 5 ngày"
        body = "Phòng Kinh tế"
        paragraphs = ["Đoạn qua nhà văn hóa có ổ gà."]
        answer = [Paragraph(textHTML: SafeHTML(escaping: "Xã đã vá ngày 20/11."))]
        (hasPhotos, photos, hasAnswerPhotos, answerPhotos) = (true, [.example], true, [.example])
        rating = "Hài lòng"
        map = .example
        listUrl = "/phan-anh"
        formUrl = "/phan-anh/gui"
    }

    static var example: CaseModel { CaseModel() }
}

/// What the template `letter` shows: an answer that goes to its sender alone.
struct LetterModel: TemplateModel {
    let title: String
    let notice: String
    let text: String
    let outcome: String

    static var example: LetterModel {
        LetterModel(
            title: "Hỏi về sổ hộ nghèo", notice: "Chỉ gửi người hỏi", text: "Kính gửi…", outcome: "Đã giải thích")
    }
}

/// What the template `absent` shows.
struct AbsentCaseModel: TemplateModel {
    let title: String
    let text: String
    let reason: String?
    let url: String

    static var example: AbsentCaseModel {
        AbsentCaseModel(title: "Nội dung đã được ẩn", text: "Từ ngày 20/11/2026", reason: "Xúc phạm", url: "/phan-anh")
    }
}

extension String {
    /// The paragraphs of a plain text.
    var paragraphs: [String] { split(whereSeparator: \.isNewline).map(String.init).filter { !$0.isEmpty } }
}
