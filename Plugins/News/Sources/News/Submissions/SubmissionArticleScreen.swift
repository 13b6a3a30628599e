import PortalKit

/// The page on which the desk makes an article of a submission: from its soft copy, or from its message.
enum SubmissionArticleScreen {
    /// The way here from a submission's own screen; none when no article can be made of it now.
    static func link(_ place: SubmissionAction.Place, _ texts: Texts, _ context: ModuleContext) -> [AdminAction] {
        guard mayUse(place) else { return [] }
        let path = SubmissionScreenPath.article(String(place.submission.id))
        return [AdminAction(texts("submission.action.tao-bai"), url: context.adminURL(path), isPrimary: true)]
    }

    static func answer(_ request: Request) async throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let place = try await SubmissionScreen.place(try await request.submission(), request)
        guard mayUse(place) else { throw PortalError.conflict(reason: "error.409") }
        let submission = place.submission
        let files = try await context.storage.read { try SubmissionRows.files(of: submission.id, in: $0) }
        let url = context.adminURL(SubmissionScreenPath.submission(submission.id))
        return try await request.documentChoice(
            PageInfo(
                title: texts("submission.make_article"),
                breadcrumbs: [
                    .init(texts("submission.list"), url: context.adminURL(SubmissionScreenPath.list)),
                    .init(submission.title, url: url),
                ]),
            offers: offers(submission, files, texts), title: submission.title,
            fields: [ArticleImport.sectionField(place.sections, texts)],
            submit: texts("import.submit"), cancelURL: url
        ) { try await create($0, submission, files, request) }
    }

    private static func mayUse(_ place: SubmissionAction.Place) -> Bool {
        place.submission.state.isOpen && !place.sections.isEmpty
    }

    /// The soft copies in the order in which they came, then the message.
    private static func offers(_ submission: Submission, _ files: [KeptUpload], _ texts: Texts) -> [DocumentOffer] {
        files.filter { ImportedDocument.importable.contains($0.mediaType) }.map { .file($0) }
            + [.text(submission.message, title: texts("submission.use_message"))]
    }

    private static func create(
        _ read: DocumentImport, _ submission: Submission, _ files: [KeptUpload], _ request: Request
    ) async throws -> Response {
        let (context, texts) = (request.module, request.texts)
        let draft = try DocumentArticle(
            of: submission, files: files, read: read, section: read.form[ArticleForm.Name.section], context)
        let (news, desk) = (NewsDesk(context), SubmissionDesk(context))
        do {
            let article = try await context.storage.write(as: request.actor) { change in
                let article = try draft.create(news, in: change)
                if let source = read.source { try change.keepSource(source, of: article.reference) }
                try desk.use(submission.id, for: article, in: change)
                return article
            }
            let message = [texts("submission.action.tao-bai_done")] + draft.notes(texts)
            return .redirect(
                to: context.adminURL(NewsScreen.edit(article.id)),
                message: FlashMessage(message.count == 1 ? .success : .warning, message.joined(separator: " ")))
        } catch is SubmissionChanged {
            throw PortalError.conflict(reason: "error.409")
        }
    }
}
