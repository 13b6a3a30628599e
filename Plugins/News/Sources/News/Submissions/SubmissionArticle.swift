import Foundation
import Logging
import PortalKit

extension DocumentArticle {
    /// The draft that a submission becomes: the text that the desk has chosen and seen, with its pictures, then the
    /// pictures that came by themselves; what else was sent is attached.
    ///
    /// The file that the text was taken from is kept as the article's source and not attached: the public reads its
    /// text, and what else stands in it, such as the sender's address, is not for them.
    init(
        of submission: Submission, files: [KeptUpload], read: DocumentImport, section: String, _ context: ModuleContext
    ) throws(DocumentError) {
        var content = ArticleContent()
        content.section = section
        content.author = submission.author
        content.source = submission.sender.isBody ? submission.sender.body : context.texts("submission.source")
        try self.init(read.document, title: read.title, into: content, context)
        for file in files where file.hash != read.source?.hash {
            if MediaType.pictures.contains(file.mediaType) {
                takePicture(file, context)
            } else {
                self.content.attachments.append(
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
            take(bytes, name: file.name, context)
        } catch {
            context.logger.error("a picture of a submission could not be read: \(error)")
        }
    }
}
