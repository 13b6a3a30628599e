import Foundation
import PortalKit

/// The form of an answer.
struct AnswerForm: Sendable {
    enum Name {
        static let revision = "revision"
        static let outcome = "outcome"
        static let text = "text"
        static let forPublic = "for_public"
        static let publicTitle = "public_title"
        static let publicText = "public_text"
        static let publicAnswer = "public_answer"
        static let publicPlace = "public_place"
        static let publicPoint = "public_point"
        static let photos = "photos"
    }

    var form: Form
    let uploads: KeptUploads
    /// What the proposal masked, in words; empty while none was made.
    private(set) var found = ""
    private let texts: Texts
    private let photos: [CaseFile]

    init(_ scene: AnswerScene, _ request: Request) {
        texts = request.texts
        photos = scene.files.filter(\.isPhoto)
        uploads = KeptUploads(request, types: FeedbackLimit.photos, maximum: FeedbackLimit.answerFiles)
        form = Form(fields: Self.fields(scene, uploads, request.texts))
        guard request.method == .post else {
            fill(scene)
            return
        }
        form.accept(request)
        uploads.restore(in: &form)
    }

    /// The revision that the draft was made from.
    var revision: Int { Int(form[Name.revision]) ?? -1 }

    var answer: Answer {
        Answer(
            outcome: form[Name.outcome], text: form[Name.text], isForPublic: form.isChecked(Name.forPublic),
            publicTitle: form[Name.publicTitle], publicText: form[Name.publicText],
            publicAnswer: form[Name.publicAnswer], publicPlace: form[Name.publicPlace],
            showsPoint: form.isChecked(Name.publicPoint))
    }

    /// The places of the photos that are to be published.
    var published: Set<Int> { Set(form.all(Name.photos).compactMap { Int($0) }) }

    /// Photos sent with the answer; they are published with it, since they show what was done.
    mutating func newFiles(in library: FileLibrary) throws -> NewFiles {
        var unreadable: [String] = []
        var files = try NewFiles(uploads, role: .answer, in: library, unreadable: &unreadable)
        if !unreadable.isEmpty {
            form.fail("files", texts("form.error.photo", ["name": unreadable.joined(separator: ", ")]))
        }
        files.describe("", isForPublic: true)
        return files
    }

    // MARK: - Proposals

    private mutating func fill(_ scene: AnswerScene) {
        let (item, answer) = (scene.item, scene.item.answer)
        form.set(Name.revision, to: String(item.revision))
        form.set(Name.outcome, to: answer.outcome)
        form.set(Name.text, to: answer.text)
        guard item.revision > 0 else {
            form.set(Name.forPublic, to: item.mayPublish ? "1" : "")
            // The point of somebody who wishes not to be named may be their house.
            form.set(Name.publicPoint, to: item.mayPublish && !item.sender.isAnonymous ? "1" : "")
            propose(scene)
            return
        }
        form.set(Name.forPublic, to: answer.isForPublic ? "1" : "")
        form.set(Name.publicTitle, to: answer.publicTitle)
        form.set(Name.publicText, to: answer.publicText)
        form.set(Name.publicAnswer, to: answer.publicAnswer)
        form.set(Name.publicPlace, to: answer.publicPlace)
        form.set(Name.publicPoint, to: answer.showsPoint ? "1" : "")
        form.set(Name.photos, to: photos.filter(\.isForPublic).map { String($0.position) })
    }

    /// Writes the public's texts anew from what the sender wrote and what is answered, with personal data masked.
    mutating func propose(_ scene: AnswerScene) {
        let (item, masking) = (scene.item, Masking(of: scene.item))
        let texts = [
            (Name.publicTitle, item.title), (Name.publicText, item.text), (Name.publicAnswer, form[Name.text]),
            // The exact place of somebody who wishes not to be named tells who they are.
            (Name.publicPlace, item.sender.isAnonymous ? item.place.area : item.place.line),
        ]
        var counts: [Masking.Kind: Int] = [:]
        for (name, text) in texts {
            for finding in masking.findings(in: text) { counts[finding.kind, default: 0] += 1 }
            form.set(name, to: masking.masked(text))
        }
        let words = Masking.Kind.allCases.compactMap { kind in
            counts[kind].map { self.texts("mask.\(kind.rawValue)", ["count": String($0)]) }
        }
        found =
            words.isEmpty
            ? self.texts("mask.nothing") : self.texts("mask.found", ["what": words.joined(separator: ", ")])
    }

    /// Puts a template's text into the answer, after what stands there already.
    mutating func insert(_ template: AnswerTemplate, _ scene: AnswerScene, _ request: Request) {
        let item = scene.item
        let settings = FeedbackSettings(request.module.settings)
        let text = template.filled([
            "ten": item.sender.isAnonymous || item.sender.name.isEmpty ? texts("answer.you") : item.sender.name,
            "ma": item.code.text, "tieu-de": item.title, "linh-vuc": settings.title(of: item.topic),
            "ngay-nhan": VietnamTime(item.receivedAt).dayText, "co-quan": request.module.site.authority,
        ])
        let before = form[Name.text]
        form.set(Name.text, to: before.isEmpty ? text : before + "\n\n" + text)
    }

    // MARK: - The fields

    private static func fields(_ scene: AnswerScene, _ uploads: KeptUploads, _ texts: Texts) -> [FormField] {
        let photos = scene.files.filter(\.isPhoto)
        func area(_ name: String, rows: Int, limit: Int) -> FormField {
            FormField(
                name, .textarea(rows: rows), label: texts("answer.\(name)"), help: texts("answer.\(name)_help"),
                maximumLength: limit)
        }
        let point =
            scene.item.place.point == nil
            ? [] : [FormField(Name.publicPoint, .checkbox, label: texts("answer.public_point"))]
        let choice =
            photos.isEmpty
            ? []
            : [
                FormField(
                    Name.photos, .checkboxes, label: texts("answer.photos"), help: texts("answer.photos_help"),
                    options: photos.enumerated().map { index, photo in
                        FormField.Option(
                            String(photo.position),
                            texts("answer.photo", ["number": String(index + 1), "name": photo.name]))
                    })
            ]
        return [
            FormField(Name.revision, .hidden, label: texts("answer.revision")),
            FormField(
                Name.outcome, .radio, label: texts("case.outcome"),
                options: FeedbackCase.Outcome.allCases.map {
                    FormField.Option($0.rawValue, texts("outcome.\($0.rawValue)"))
                }),
            area(Name.text, rows: 12, limit: FeedbackLimit.answer),
        ]
            + uploads.fields(
                label: texts("answer.files"), help: texts("answer.files_help"), accept: FeedbackLimit.photosAccept) + [
                FormField("public_heading", .heading, label: texts("answer.public")),
                FormField(Name.forPublic, .checkbox, label: texts("answer.for_public")),
                FormField(
                    Name.publicTitle, label: texts("answer.public_title"), maximumLength: FeedbackLimit.title),
                area(Name.publicText, rows: 6, limit: FeedbackLimit.text),
                area(Name.publicAnswer, rows: 10, limit: FeedbackLimit.answer),
                FormField(
                    Name.publicPlace, label: texts("answer.public_place"), help: texts("answer.public_place_help"),
                    maximumLength: FeedbackLimit.title),
            ] + point + choice
    }
}
