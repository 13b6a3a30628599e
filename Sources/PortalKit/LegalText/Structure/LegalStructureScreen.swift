/// A legal text of which an officer sees what each line was taken for.
public struct StructuredText: Sendable {
    let record: RecordReference
    let revision: Int
    let lines: [LegalLine]
    let title: String
    let url: String
    let actions: [AdminAction]
    let breadcrumbs: [PageInfo.Breadcrumb]
    let lockedNotice: String?

    /// - Parameters:
    ///   - record: whose revisions keep the text.
    ///   - revision: the present one.
    ///   - title: of the screen.
    ///   - url: where the screen stands; it takes `?trang=`.
    ///   - actions: the ways back.
    ///   - lockedNotice: why the person may look only; nil for whoever may correct the structure.
    public init(
        record: RecordReference, revision: Int, lines: [LegalLine], title: String, url: String, actions: [AdminAction],
        breadcrumbs: [PageInfo.Breadcrumb], lockedNotice: String?
    ) {
        (self.record, self.revision, self.lines) = (record, revision, lines)
        (self.title, self.url, self.actions) = (title, url, actions)
        (self.breadcrumbs, self.lockedNotice) = (breadcrumbs, lockedNotice)
    }
}

/// Why corrected lines were not kept, in the reader's language; the screen shows it above what was sent.
public struct StructureRefusal: Error {
    let reason: String

    /// - Parameter reason: a sentence that says what to do.
    public init(_ reason: String) { self.reason = reason }
}

extension Request {
    /// The screen on which an officer sees what each line of a text was taken for.
    public func structureScreen(of text: StructuredText) throws -> Response {
        let paging = try Paging(
            number: try pageNumber(), size: LegalStructureScreen.pageSize, total: text.lines.count)
        return try LegalStructureScreen(text: text, paging: paging, request: self)
            .show(LegalStructureEdit(text.lines, paging))
    }

    /// Takes over what was corrected on that screen: another kind, a line split in two, two lines joined. What would lose
    /// or change a word is refused.
    ///
    /// - Parameter keep: saves the lines over the revision that they were made from; it may throw
    ///   ``EditConflict``, ``StructureRefusal`` and `WorkflowError.gatesFailed`.
    public func saveStructure(
        of text: StructuredText, keep: (_ lines: [LegalLine], _ revision: Int) async throws -> Void
    ) async throws -> Response {
        guard text.lockedNotice == nil else { throw PortalError.forbidden }
        let paging = try Paging(
            number: form.integer("page") ?? 1, size: LegalStructureScreen.pageSize, total: text.lines.count)
        return try await LegalStructureScreen(text: text, paging: paging, request: self).save(keep)
    }
}

/// The screen of a text's structure. No word can be lost or changed on it.
struct LegalStructureScreen {
    static let pageSize = 100
    private static let revisionField = "revision"

    let text: StructuredText
    let paging: Paging
    let request: Request

    func save(_ keep: ([LegalLine], Int) async throws -> Void) async throws -> Response {
        var edit = LegalStructureEdit(text.lines, paging)
        let seen = request.form.integer(Self.revisionField) ?? 0
        guard seen == text.revision else {
            return try show(edit, error: try await request.conflictText(of: text.record), status: 409)
        }
        edit.accept(request.form)
        guard edit.keepsAllWords else {
            return try show(edit, error: request.texts("legal.structure.words_changed"), status: 422)
        }
        do {
            try await keep(edit.lines, seen)
        } catch is EditConflict {
            // Between reading and writing: the text that was saved is shown.
            return .redirect(
                to: text.url + "?trang=\(paging.number)",
                message: FlashMessage(.error, try await request.conflictText(of: text.record)))
        } catch let refusal as StructureRefusal {
            return try show(edit, error: refusal.reason, status: 422)
        } catch WorkflowError.gatesFailed(let failures) {
            let reasons = failures.map { $0.text(request.texts) }.joined(separator: " ")
            return try show(edit, error: reasons, status: 422)
        }
        return .redirect(
            to: text.url + "?trang=\(paging.number)" + (edit.focus.map { "#dong-\($0)" } ?? ""),
            message: FlashMessage(.success, request.texts("legal.structure.saved")))
    }

    func show(_ edit: LegalStructureEdit, error: String? = nil, status: Int = 200) throws -> Response {
        let texts = request.texts
        let tree = LegalStructureTree(edit.lines, url: text.url)
        let model = LegalStructureModel(
            title: text.title, intro: LegalStructureSummary(edit.lines).text(texts), hasActions: !text.actions.isEmpty,
            actions: text.actions, error: error, mayEdit: text.lockedNotice == nil, lockedNotice: text.lockedNotice,
            url: text.url, csrf: request.formToken(), revision: String(text.revision), page: String(paging.number),
            hasLines: !edit.shown.isEmpty, lines: edit.rows(texts), hasTree: !tree.entries.isEmpty,
            tree: tree.entries, pager: Pager(paging, path: text.url, query: [], texts: texts))
        return try request.adminCorePage(
            "admin/legal-structure", model,
            PageInfo(title: text.title, breadcrumbs: text.breadcrumbs, status: status))
    }
}
