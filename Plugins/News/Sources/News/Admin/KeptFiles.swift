import Foundation
import GRDB
import PortalKit

/// The files of an article while its form is being filled in. They travel with the form as a hidden field, so that what
/// was uploaded survives when the form is refused for something else.
struct KeptFiles: Codable, Sendable, Equatable {
    var picture: ArticlePicture?
    var gallery: [ArticlePicture]
    var attachments: [Attachment]

    init(picture: ArticlePicture? = nil, gallery: [ArticlePicture] = [], attachments: [Attachment] = []) {
        self.picture = picture
        self.gallery = gallery
        self.attachments = attachments
    }

    init(_ content: ArticleContent) {
        self.init(picture: content.picture, gallery: content.gallery, attachments: content.attachments)
    }

    /// Reads what came back; empty when it is not what was sent out.
    init(text: String) {
        self = (try? JSONDecoder().decode(KeptFiles.self, from: Data(text.utf8))) ?? KeptFiles()
    }

    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// The files of a form that somebody goes on with, nil when nobody does.
    static func typed(_ editing: Editing, article: Article?, _ request: Request) async throws -> KeptFiles? {
        guard let typed = editing.typed else { return nil }
        let (files, actor) = (KeptFiles(text: typed[ArticleForm.Name.kept] ?? ""), request.actor)
        return try await request.module.storage.read { try files.checked(against: article, actor: actor, in: $0) }
    }

    private var pictures: [ArticlePicture] { [picture].compactMap { $0 } + gallery }

    private var hashes: [ContentHash] { pictures.flatMap(\.hashes) + attachments.map(\.hash) }

    /// Remembers that these files may come back with this person's form; what is older than a day is forgotten.
    func remember(in change: Change) throws {
        try change.database.execute(
            sql: "DELETE FROM news_uploads WHERE uploaded_at < ?", arguments: [change.now.addingTimeInterval(-86_400)])
        for hash in Set(hashes) {
            try change.database.execute(
                sql: "INSERT OR REPLACE INTO news_uploads (person, hash, uploaded_at) VALUES (?, ?, ?)",
                arguments: [change.actor.personId ?? 0, hash.rawValue, change.now])
        }
    }

    /// Drops what the sender may not use: a file must be one of the article's own already, or one that this person
    /// has sent, or be in the library, as it is there. Else a forged field could bring a citizen's file before the public.
    func checked(against article: Article?, actor: Actor, in database: Database) throws -> KeptFiles {
        let own = Set(article?.content.files ?? [])
        let foreign = Set(hashes).subtracting(own)
        let uploaded = try foreign.filter { hash in
            try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM news_uploads WHERE person = ? AND hash = ?)",
                arguments: [actor.personId ?? 0, hash.rawValue]) ?? false
        }
        let allowed = own.union(uploaded)
        let items = try LibraryItem.find(Set(pictures.compactMap(\.item)), in: database)
        func mayStay(_ picture: ArticlePicture) -> ArticlePicture? {
            guard picture.address == nil || picture.item != nil else { return nil }
            return allowed.isSuperset(of: picture.hashes) ? picture.asIn(items) : nil
        }
        var checked = KeptFiles()
        checked.picture = picture.flatMap(mayStay)
        checked.gallery = gallery.compactMap(mayStay)
        checked.attachments = attachments.filter { allowed.contains($0.hash) }
        return checked
    }
}

extension ArticleContent {
    /// Takes over the files of a form, when there are any to take over.
    mutating func take(_ files: KeptFiles?) {
        guard let files else { return }
        (picture, gallery, attachments) = (files.picture, files.gallery, files.attachments)
    }
}
