import Foundation
import Logging
import PortalKit

/// The draft that a submission becomes.
struct SubmissionArticle: Sendable {
    private var content = ArticleContent()
    private var pictures: [ArticlePicture.Stored] = []
    private let desk: NewsDesk

    /// Prepares the draft before the transaction that makes it: pictures are re-encoded without what they say of camera
    /// and place.
    init(_ submission: Submission, files: [KeptUpload], section: String, _ context: ModuleContext) {
        desk = NewsDesk(context)
        content.title = submission.title
        content.section = section
        content.body = submission.message
        content.author = submission.author
        content.source = submission.sender.isBody ? submission.sender.body : context.texts("submission.source")
        for file in files {
            if MediaType.pictures.contains(file.mediaType) {
                takePicture(file, context)
            } else {
                content.attachments.append(
                    Attachment(
                        hash: file.hash, name: file.name,
                        title: file.name.split(separator: ".").dropLast().joined(separator: "."),
                        mediaType: file.mediaType, bytes: file.bytes))
            }
        }
    }

    /// A picture that cannot be read stays with the submission.
    private mutating func takePicture(_ file: KeptUpload, _ context: ModuleContext) {
        do {
            let bytes = try context.files.store.bytes(of: file.hash, limit: SubmissionLimit.form.fileBytes)
            let stored = try ArticlePicture.store(bytes, name: file.name, in: context.files)
            pictures.append(stored)
            if content.picture == nil {
                content.picture = stored.picture
            } else {
                content.gallery.append(stored.picture)
            }
        } catch {
            context.logger.notice("a picture of a submission could not be taken over: \(error)")
        }
    }

    func create(in change: Change) throws -> Article {
        for picture in pictures { try picture.register(in: change) }
        return try desk.create(content, in: change)
    }
}
