import Foundation
import GRDB
import PortalKit

/// The pictures that pages of the content file show: items of the library, each taken in once.
struct ContentPictures: Sendable {
    /// A picture that is new, or whose file has changed.
    private struct Taken {
        let path: String
        let details: LibraryDetails
        let checksum: String
        let content: LibraryContent
    }

    private let known: [String: Int64]
    private let taken: [Taken]

    /// Encodes those that are not in the library yet, which takes time, outside of the transaction.
    static func take(
        from pictures: [OrganizationFile.Picture], in folder: URL, _ context: ModuleContext
    ) async throws -> ContentPictures {
        let earlier = try await context.storage.read { try Self.earlier(in: $0) }
        var known: [String: Int64] = [:]
        var taken: [Taken] = []
        var seen: Set<String> = []
        for picture in pictures where seen.insert(picture.path).inserted {
            let url = folder.appending(path: picture.path)
            let bytes = Array(try Data(contentsOf: url))
            let checksum = ContentHash(of: bytes).rawValue
            if let before = earlier["picture/\(picture.path)"] {
                known[picture.path] = before.id
                if before.checksum == checksum { continue }
            }
            taken.append(
                Taken(
                    path: picture.path,
                    details: LibraryDetails(
                        title: String(picture.alt.prefix(LibraryDetails.Limit.title)), alt: picture.alt,
                        caption: picture.caption),
                    checksum: checksum, content: try context.files.takeIn(bytes, name: url.lastPathComponent)))
        }
        return ContentPictures(known: known, taken: taken)
    }

    /// What earlier loads took in, by entry, as far as the library still has it.
    private static func earlier(in database: Database) throws -> [String: (checksum: String, id: Int64)] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT entry, checksum, record_id FROM organization_content_entries WHERE entry LIKE 'picture/%'")
        let items = try LibraryItem.find(Set(rows.map { $0["record_id"] as Int64 }), in: database)
        var earlier: [String: (checksum: String, id: Int64)] = [:]
        for row in rows {
            let id: Int64 = row["record_id"]
            if items[id] != nil { earlier[row["entry"]] = (row["checksum"], id) }
        }
        return earlier
    }

    /// Puts them into the library.
    ///
    /// - Returns: their numbers there by their paths.
    func register(in change: Change) throws -> [String: Int64] {
        var ids = known
        for picture in taken {
            if let id = known[picture.path] {
                try change.replaceInLibrary(id, by: picture.content)
            } else {
                ids[picture.path] = try change.addToLibrary(picture.content, details: picture.details).id
            }
            try change.database.execute(
                sql: """
                    INSERT INTO organization_content_entries (entry, checksum, record_id, revision) VALUES (?, ?, ?, 1)
                    ON CONFLICT (entry) DO UPDATE SET checksum = excluded.checksum, record_id = excluded.record_id
                    """, arguments: ["picture/\(picture.path)", picture.checksum, ids[picture.path]])
        }
        return ids
    }
}

extension IntroductionContent {
    /// The page with the portal's numbers in place of the file's paths and names.
    func resolved(pictures: [String: Int64], contacts: [String: ContactReference]) -> IntroductionContent {
        var page = self
        for index in page.blocks.indices {
            let (picture, contact) = (blocks[index][.picture], blocks[index][.contact])
            page.blocks[index][.picture] = pictures[picture].map(String.init) ?? ""
            page.blocks[index][.contact] = contacts[contact]?.text ?? ""
            for row in page.blocks[index].rows.indices {
                page.blocks[index].rows[row][.picture] =
                    pictures[blocks[index].rows[row][.picture]].map(String.init) ?? ""
            }
        }
        return page
    }
}
