import Foundation
import GRDB
import PortalKit

/// Brings `content/organization/organization.yml` in; a file with faults is not taken at all. Running it again changes
/// only what has changed in the file since; what an editor has changed or deleted in the portal stays as it was left.
struct OrganizationLoader {
    private let bodies: BodyDesk
    private let pages: PageDesk
    private var report = ContentReport()

    private static let actor = Actor.contentLoad

    static func load(_ folder: URL, _ context: ModuleContext) async throws -> ContentReport {
        let url = folder.appending(path: OrganizationFile.name)
        guard FileManager.default.fileExists(atPath: url.path) else { return ContentReport() }
        var faults: [Fault] = []
        guard
            let file = OrganizationFile.read(
                url, introductionTitle: context.texts("menu_introduction"), faults: &faults)
        else {
            var report = ContentReport()
            report.faults = faults
            return report
        }
        let pictures = try await ContentPictures.take(
            from: file.pages.flatMap(\.pictures), in: folder.deletingLastPathComponent(), context)
        return try await context.storage.write(as: actor) { change in
            var loader = OrganizationLoader(context)
            try loader.take(file, pictures, in: change)
            return loader.report
        }
    }

    private init(_ context: ModuleContext) {
        bodies = BodyDesk(context)
        pages = PageDesk(context)
    }

    /// Bodies and people come first, since pages lead to them.
    private mutating func take(
        _ file: OrganizationFile, _ pictures: ContentPictures, in change: Change
    ) throws {
        let pages = pages
        let contacts = try takeBodies(file, in: change)
        let ids = try pictures.register(in: change)
        for page in file.pages {
            let content = page.content.resolved(pictures: ids, contacts: contacts)
            _ = try take(
                "page/\(content.slug)", content, in: change,
                make: {
                    let page = try pages.create($0, in: change); return (page.id, page.revision)
                },
                save: { id, content, revision in try pages.save(id, content, from: revision, in: change).revision })
        }
    }

    /// - Returns: what each body and person of the file has become, by `van-phong` and `van-phong/pham-van-luc`.
    private mutating func takeBodies(
        _ file: OrganizationFile, in change: Change
    ) throws -> [String: ContactReference] {
        let bodies = bodies
        var contacts: [String: ContactReference] = [:]
        var ids: [String: Int64] = [:]
        for entry in file.bodies {
            var content = entry.content
            content.parent = entry.parent.flatMap { ids[$0] }
            content.successor = entry.successor.flatMap { ids[$0] }
            let id = try take(
                "body/\(entry.id)", content, in: change,
                make: {
                    let body = try bodies.create($0, in: change); return (body.id, body.revision)
                },
                save: { id, content, revision in try bodies.save(id, content, from: revision, in: change).revision })
            guard let id else { continue }
            ids[entry.id] = id
            contacts[entry.id] = .body(id)
            let people = try take(entry.people, of: entry.id, body: id, in: change)
            contacts.merge(people) { first, _ in first }
        }
        return contacts
    }

    private mutating func take(
        _ people: [PersonContent], of body: String, body id: Int64, in change: Change
    ) throws -> [String: ContactReference] {
        var contacts: [String: ContactReference] = [:]
        var names: [String: Int] = [:]
        for person in people {
            var content = person
            content.body = id
            let name = Slug.make(from: person.name)
            let number = names[name, default: 0] + 1
            names[name] = number
            let key = "\(body)/\(name)" + (number > 1 ? "-\(number)" : "")
            let taken = try take(
                "person/\(key)", content, in: change,
                make: {
                    let person = try PersonDesk.create($0, in: change); return (person.id, person.revision)
                },
                save: { id, content, revision in try PersonDesk.save(id, content, from: revision, in: change).revision }
            )
            contacts[key] = taken.map { .person($0) }
        }
        return contacts
    }

    // MARK: - One entry

    private struct Known {
        let checksum: String
        let record: Int64
        let revision: Int
    }

    /// Takes one entry of the file.
    ///
    /// - Parameter entry: names it in the file, for good.
    /// - Returns: its record's id, also of one that an editor has deleted since; nil when it could not be taken.
    private mutating func take<Content: Encodable>(
        _ entry: String, _ content: Content, in change: Change, make: (Content) throws -> (id: Int64, revision: Int),
        save: (Int64, Content, Int) throws -> Int
    ) throws -> Int64? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let checksum = ContentHash(of: Array(try encoder.encode(content))).rawValue
        do {
            guard let known = try known(entry, in: change.database) else {
                let made = try make(content)
                try keep(entry, Known(checksum: checksum, record: made.id, revision: made.revision), in: change)
                report.added += 1
                return made.id
            }
            if known.checksum == checksum {
                report.unchanged += 1
            } else {
                let revision = try save(known.record, content, known.revision)
                try keep(entry, Known(checksum: checksum, record: known.record, revision: revision), in: change)
                report.changed += 1
            }
            return known.record
        } catch is EditConflict {
            add("was changed in the file, but also in the portal, where it stays", "bring the change in by hand", entry)
            return try known(entry, in: change.database)?.record
        } catch PortalError.notFound {
            add("was changed in the file, but deleted in the portal", "take it out of the file", entry)
        } catch is HTMLSanitizerError {
            add("has a text that is too long or nested too deep", "shorten it", entry)
        } catch BodyRefusal.endBeforeBeginning {
            add("ends before it begins", "mend one of the days", entry)
        } catch BodyRefusal.parentImpossible {
            add("cannot stand below its parent as the portal has it", "mend the structure in the portal", entry)
        }
        return nil
    }

    private mutating func add(_ message: String, _ mend: String, _ entry: String) {
        report.faults.append(Fault(file: OrganizationFile.displayName, message: "\(entry) \(message)", mend: mend))
    }

    private func known(_ entry: String, in database: Database) throws -> Known? {
        try Row.fetchOne(
            database,
            sql: "SELECT checksum, record_id, revision FROM organization_content_entries WHERE entry = ?",
            arguments: [entry]
        ).map { Known(checksum: $0["checksum"], record: $0["record_id"], revision: $0["revision"]) }
    }

    private func keep(_ entry: String, _ known: Known, in change: Change) throws {
        try change.database.execute(
            sql: """
                INSERT INTO organization_content_entries (entry, checksum, record_id, revision) VALUES (?, ?, ?, ?)
                ON CONFLICT (entry) DO UPDATE SET checksum = excluded.checksum, revision = excluded.revision
                """, arguments: [entry, known.checksum, known.record, known.revision])
    }
}
