import Foundation

/// A form of the administration that keeps by itself what is being typed into it, for the person who types alone, and that
/// tells colleagues of one another.
///
/// ```swift
/// let editing = try await request.editing(.record(entry.reference))
/// form.resume(editing)                                    // goes on with what was typed, when the person asked to
/// return try request.adminForm(form, …, editing: editing)
/// …
/// try change.dropDraft(.record(entry.reference), sentWith: request)      // where the form is saved
/// ```
///
/// The form's hidden field `revision` says from which revision it was made, 0 for a new record.
public struct Editing: Sendable {
    /// Names of fields that travel with the form.
    enum Name {
        static let form = "keep_form"
        static let session = "keep_session"
        static let token = "keep_token"
        static let back = "keep_back"
        /// Set for a sign of life without content.
        static let presence = "keep_presence"
    }

    /// In the query of a form's address: which draft to go on with.
    static let resumeQuery = "go-tiep"

    let form: EditKey
    let session: String
    /// What was typed and not saved, the latest first, when the form is opened; nothing when it comes back with errors.
    let drafts: [FormDraft]
    let resumed: FormDraft?
    let others: [EditPresence.Visitor]
    /// The record's newest revision.
    let newest: Revision?
    private let request: Request

    /// What was typed, when the person goes on with it; for forms whose fields depend on it.
    public var typed: FormValues? { resumed?.sent }

    fileprivate init(_ form: EditKey, _ request: Request) async throws {
        let (person, now) = (request.actor.personId, request.now)
        let isOpened = request.method == .get
        let (drafts, newest) = try await request.site.database.read { database in
            (
                isOpened ? try FormDrafts.list(form, of: person, in: database) : [],
                try form.record.flatMap { try Revisions.list(of: $0, limit: 1, in: database).first }
            )
        }
        self.form = form
        self.request = request
        self.newest = newest
        self.drafts = drafts
        resumed = drafts.first { $0.session == request.query[Self.resumeQuery] }
        session = resumed?.session ?? request.form[Name.session].flatMap(Self.session) ?? Self.newSession()
        others = form.record == nil ? [] : request.site.presence.others(form, than: person, at: now)
    }

    static func session(_ text: String) -> String? { FormToken.isAnonymousID(text) ? text : nil }

    private static func newSession() -> String { FormToken.makeAnonymousID() }

    // MARK: - What the form shows

    func model(_ shown: Form) -> EditingModel? {
        guard request.actor.personId != nil else { return nil }
        let texts = request.coreTexts
        let pending = drafts.filter { draft in
            draft.session != resumed?.session && shown.wouldChange(draft.sent, texts: texts)
        }
        return EditingModel(
            key: form.text, session: session, token: request.editToken(form), url: EditingScreen.path,
            script: request.assembly.assets.url("core/js/keep.js") ?? "", csrf: request.formToken(),
            discardUrl: EditingScreen.discardPath, back: request.path, hasPending: !pending.isEmpty,
            pending: pending.map { draft in
                .init(
                    session: draft.session, text: texts("draft.notice", ["time": VietnamTime(draft.at).timeText]),
                    overtaken: overtaken(draft, texts), resumeUrl: request.path, resumeName: Self.resumeQuery)
            },
            resumed: resumed.map { texts("draft.resumed", ["time": VietnamTime($0.at).timeText]) },
            resumedOvertaken: resumed.flatMap { overtaken($0, texts) },
            presence: EditingScreen.presence(others, texts),
            explained: texts("draft.explained", ["days": String(FormDrafts.days)]))
    }

    /// That the record was saved since, if it was.
    private func overtaken(_ draft: FormDraft, _ texts: Texts) -> String? {
        guard let newest, newest.number > draft.revision else { return nil }
        return texts(
            "draft.overtaken",
            [
                "number": String(newest.number), "name": newest.person(texts),
                "time": VietnamTime(newest.at).timeText,
            ])
    }
}

extension Request {
    /// Lets a form of the administration keep what is being typed into it.
    public func editing(_ form: EditKey) async throws -> Editing { try await Editing(form, self) }

    /// Proves that the server has shown this person the form.
    func editToken(_ form: EditKey) -> String {
        site.formTokens.make(for: client.formHolder(session: session), purpose: "edit \(form.text)", now: now)
    }
}

extension Form {
    /// Goes on with what was being typed, when the person asked to. What is wrong with it is said when it is sent.
    public mutating func resume(_ editing: Editing) {
        guard let draft = editing.resumed else { return }
        self = with(draft.sent, texts: editing.texts)
    }

    /// Whether what was typed differs from what stands in the form.
    func wouldChange(_ typed: FormValues, texts: Texts) -> Bool {
        let other = with(typed, texts: texts)
        return zip(fields, other.fields).contains { $0.name != "revision" && $0.values != $1.values }
    }

    private func with(_ typed: FormValues, texts: Texts) -> Form {
        var form = self
        form.accept(typed, texts: texts)
        for field in form.fields { form.pass(field.name) }
        return form
    }
}

extension Editing {
    fileprivate var texts: Texts { request.coreTexts }
}

/// What the partial `partials/form` shows of a form that keeps what is typed.
struct EditingModel: Sendable {
    struct Pending: Sendable {
        let session: String
        let text: String
        let overtaken: String?
        let resumeUrl: String
        let resumeName: String
    }

    let key: String
    let session: String
    let token: String
    let url: String
    let script: String
    let csrf: String
    let discardUrl: String
    let back: String
    let hasPending: Bool
    let pending: [Pending]
    let resumed: String?
    let resumedOvertaken: String?
    let presence: String?
    let explained: String

    static let example = EditingModel(
        key: "news.article/17", session: "…", token: "…", url: "/quan-tri/dang-soan", script: "/assets/keep.js",
        csrf: "…",
        discardUrl: "/quan-tri/dang-soan/bo", back: "/quan-tri/news/17", hasPending: true,
        pending: [
            Pending(
                session: "…", text: "Có bản đang gõ dở lúc 10:32", overtaken: "Sau đó đã có phiên bản 5",
                resumeUrl: "/quan-tri/news/17", resumeName: "go-tiep")
        ],
        resumed: "Đang viết tiếp bản gõ dở lúc 10:32", resumedOvertaken: "Sau đó đã có phiên bản 5",
        presence: "Lê Thị Hoa đang mở mục này từ 10:31.", explained: "Tự mất sau 30 ngày")
}
