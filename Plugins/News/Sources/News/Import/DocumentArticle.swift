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
        for picture in document.pictures {
            take(picture.bytes, name: picture.name, alternative: picture.alternative, context)
        }
    }

    /// Adds a picture: at the head when there is none, else to the gallery. What cannot be taken over is counted.
    mutating func take(_ bytes: [UInt8], name: String, alternative: String = "", _ context: ModuleContext) {
        guard content.gallery.count < ArticleContent.Limit.gallery else {
            lostPictures += 1
            return
        }
        do {
            var stored = try ArticlePicture.store(bytes, name: name, in: context.files)
            let alt = alternative.normalizedInput(multiline: false)
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

    /// What the writer is to do about the pictures.
    func notes(_ texts: Texts) -> [String] {
        let isUndescribed = ([content.picture].compactMap { $0 } + content.gallery).contains(where: \.alt.isEmpty)
        return [
            isUndescribed ? texts("import.describe_pictures") : nil,
            lostPictures == 0 ? nil : texts("import.lost_pictures", ["count": String(lostPictures)]),
        ].compactMap { $0 }
    }

    func create(_ desk: NewsDesk, in change: Change) throws -> Article {
        for picture in pictures { try picture.register(in: change) }
        return try desk.create(content, in: change)
    }
}
