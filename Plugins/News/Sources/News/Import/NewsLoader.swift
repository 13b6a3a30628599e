import Foundation
import GRDB
import PortalKit

/// Brings the articles of `content/news` in. Running it again changes only what has changed in a file since; what an
/// editor has changed in the portal is never overwritten.
struct NewsLoader: Sendable {
    let context: ModuleContext
    private let folder: ContentFolder
    private let desk: NewsDesk
    private let sections: NewsSections
    private static let actor = Actor.contentLoad

    static func load(_ url: URL, _ context: ModuleContext) async throws -> ContentReport {
        try await NewsLoader(url, context).load()
    }

    init(_ url: URL, _ context: ModuleContext) {
        self.context = context
        folder = ContentFolder(news: url)
        desk = NewsDesk(context)
        sections = NewsSettings(context.settings).sections
    }

    func load() async throws -> ContentReport {
        var report = ContentReport()
        for path in try folder.articles() {
            var faults: [Fault] = []
            if let article = read(path, faults: &faults), faults.isEmpty {
                do {
                    switch try await take(article) {
                    case .added: report.added += 1
                    case .changed: report.changed += 1
                    case .unchanged: report.unchanged += 1
                    }
                } catch {
                    faults += try self.faults(of: error, file: article.file)
                }
            }
            report.faults += faults
        }
        return report
    }

    // MARK: - Reading

    /// An article file with the bytes of all files that it names.
    private struct Read: Sendable {
        let path: String
        let article: ArticleFile
        let picture: [UInt8]?
        let gallery: [[UInt8]]
        let attachments: [[UInt8]]
        /// Changes when the file changes, or a file that it names.
        let checksum: String

        var file: String { article.file }
    }

    private func read(_ path: String, faults: inout [Fault]) -> Read? {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count == 2, let text = folder.text(of: path, faults: &faults),
            let article = ArticleFile.parse(
                text, file: ContentFolder.displayName(path), section: parts[0], name: parts[1], sections: sections,
                faults: &faults)
        else { return nil }
        let picture = article.picture.flatMap { folder.bytes(of: $0, in: article.file, faults: &faults) }
        let gallery = article.gallery.compactMap { folder.bytes(of: $0, in: article.file, faults: &faults) }
        let attachments = article.attachments.compactMap { folder.bytes(of: $0, in: article.file, faults: &faults) }
        let hashes = ([Array(text.utf8)] + [picture].compactMap { $0 } + gallery + attachments)
            .map { ContentHash(of: $0).rawValue }
        return Read(
            path: path, article: article, picture: picture, gallery: gallery, attachments: attachments,
            checksum: ContentHash(of: Array(hashes.joined().utf8)).rawValue)
    }

    // MARK: - Taking

    private enum Outcome {
        case added
        case changed
        case unchanged
    }

    private struct Known: Sendable {
        let article: Int64
        let checksum: String
        let revision: Int
    }

    private func take(_ read: Read) async throws -> Outcome {
        let known = try await context.storage.read { database in
            try Row.fetchOne(
                database, sql: "SELECT article_id, checksum, revision FROM news_content_files WHERE path = ?",
                arguments: [read.path]
            ).map { Known(article: $0["article_id"], checksum: $0["checksum"], revision: $0["revision"]) }
        }
        if let known, known.checksum == read.checksum { return .unchanged }
        let files = try store(read)
        let moment = read.article.content.publishedAt
        try await context.storage.write(as: Self.actor) { change in
            let content = try files.register(for: read.article.content, in: change)
            let article =
                if let known {
                    try desk.save(known.article, content, from: known.revision, in: change)
                } else {
                    try desk.publish(desk.create(content, changedAt: moment, in: change).id, in: change)
                }
            try change.database.execute(
                sql: """
                    INSERT INTO news_content_files (path, checksum, article_id, revision) VALUES (?, ?, ?, ?)
                    ON CONFLICT (path) DO UPDATE SET checksum = excluded.checksum, revision = excluded.revision
                    """, arguments: [read.path, read.checksum, article.id, article.revision])
        }
        return known == nil ? .added : .changed
    }

    /// Files that are on the disk, and are made known to the site in the article's transaction.
    private struct Files: Sendable {
        var picture: ArticlePicture.Stored?
        var gallery: [ArticlePicture.Stored] = []
        var attachments: [(attachment: Attachment, file: StoredFile)] = []

        func register(for content: ArticleContent, in change: Change) throws -> ArticleContent {
            var content = content
            for picture in [picture].compactMap({ $0 }) + gallery { try picture.register(in: change) }
            for (attachment, file) in attachments {
                try change.register(file, name: attachment.name, mediaType: attachment.mediaType)
            }
            content.picture = picture?.picture
            content.gallery = gallery.map(\.picture)
            content.attachments = attachments.map(\.attachment)
            return content
        }
    }

    private func store(_ read: Read) throws -> Files {
        var files = Files()
        if let bytes = read.picture, let reference = read.article.picture {
            files.picture = try store(bytes, reference, read)
        }
        for (bytes, reference) in zip(read.gallery, read.article.gallery) {
            files.gallery.append(try store(bytes, reference, read))
        }
        for (bytes, reference) in zip(read.attachments, read.article.attachments) {
            let type = MediaType(content: bytes)
            guard MediaType.allowed.contains(type) else {
                throw Fault(
                    file: read.file, line: reference.line,
                    message: "\"\(reference.path)\" is of a type that is not accepted",
                    mend: "give it as PDF, DOCX, ODT or text")
            }
            let file = try context.files.store.store(bytes)
            files.attachments.append(
                (
                    Attachment(
                        hash: file.hash, name: FileName(reference.path, type: type).text, title: reference.text,
                        mediaType: type, bytes: file.size), file
                ))
        }
        return files
    }

    private func store(
        _ bytes: [UInt8], _ reference: ArticleFile.Reference, _ read: Read
    ) throws -> ArticlePicture.Stored {
        do {
            var stored = try ArticlePicture.store(bytes, name: reference.path, in: context.files)
            stored.picture.alt = reference.text
            stored.picture.caption = reference.caption
            return stored
        } catch PictureError.notAPicture, PictureError.damaged, PictureError.tooManyPixels {
            throw Fault(
                file: read.file, line: reference.line,
                message: "\"\(reference.path)\" is not a picture that can be shown",
                mend: "give it as JPEG, PNG or WebP")
        }
    }

    // MARK: - Faults

    /// What a refusal means for whoever wrote the file; other errors end the run.
    private func faults(of error: any Error, file: String) throws -> [Fault] {
        switch error {
        case let fault as Fault:
            return [fault]
        case is EditConflict:
            return [
                Fault(
                    file: file, message: "was changed, but so was its article in the portal, which is kept",
                    mend: "bring the change in by hand")
            ]
        case WorkflowError.gatesFailed(let failures):
            return failures.map {
                Fault(file: file, line: 1, message: "is refused: \($0.text(context.texts))", mend: "mend it")
            }
        case is HTMLSanitizerError:
            return [Fault(file: file, message: "has a text that is too long or nested too deep", mend: "split it")]
        default:
            throw error
        }
    }
}

extension NewsDesk {
    /// The desk of a site.
    init(_ context: ModuleContext) {
        self.init(workflow: context.workflow, mountPath: context.mountPath)
    }
}
