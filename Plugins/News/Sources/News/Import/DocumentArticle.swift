import Logging
import PortalKit

/// The draft that a document becomes: its text, its first picture at the head, the others in the gallery.
struct DocumentArticle: Sendable {
    var content: ArticleContent
    /// Pictures that could not be taken over.
    private(set) var lostPictures = 0
    private var pictures: [ArticlePicture.Stored] = []

    /// Prepares the draft before the transaction that makes it: pictures are re-encoded. Takes time.
    ///
    /// - Throws: `DocumentError.tooComplex` for a text longer than an article's.
    init(
        _ document: ImportedDocument, title: String, into content: ArticleContent, _ context: ModuleContext
    ) throws(DocumentError) {
        self.content = content
        self.content.title = title
        self.content.body = RichText.text(of: document.body)
        guard self.content.body.count <= ArticleContent.Limit.body else { throw .tooComplex }
        for picture in document.pictures { take(picture, context) }
    }

    private mutating func take(_ picture: ImportedDocument.Picture, _ context: ModuleContext) {
        guard content.gallery.count < ArticleContent.Limit.gallery else {
            lostPictures += 1
            return
        }
        do {
            var stored = try ArticlePicture.store(picture.bytes, name: picture.name, in: context.files)
            let alt = picture.alternative.normalizedInput(multiline: false)
            stored.picture.alt = alt.count <= ArticleContent.Limit.caption ? alt : ""
            pictures.append(stored)
            if content.picture == nil {
                content.picture = stored.picture
            } else {
                content.gallery.append(stored.picture)
            }
        } catch {
            context.logger.notice("a picture of a document could not be taken over: \(error)")
            lostPictures += 1
        }
    }

    func create(_ desk: NewsDesk, in change: Change) throws -> Article {
        for picture in pictures { try picture.register(in: change) }
        return try desk.create(content, in: change)
    }
}
