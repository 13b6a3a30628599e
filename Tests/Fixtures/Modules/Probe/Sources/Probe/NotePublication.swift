import Foundation
import GRDB
import PortalKit

/// What the notes give to feeds, sitemap and search.
enum NotePublication {
    static func feed(_ request: Request) async throws -> AtomFeed {
        request.depends(on: .list("probe.notes"))
        let context = request.module
        let notes = try await context.storage.read { try Note.all($0) }
        return AtomFeed(
            id: context.absoluteURL("/feed.xml"), title: "Tin thử nghiệm", selfLink: context.absoluteURL("/feed.xml"),
            link: context.absoluteURL(), author: context.site.authority,
            entries: notes.map {
                AtomFeed.Entry(
                    id: "urn:probe:\($0.id)", title: $0.title, link: context.absoluteURL("/\($0.id)"),
                    updated: request.now)
            })
    }

    static let sitemap = SitemapSource(
        count: { context in try await context.storage.read { try Note.all($0).count } },
        entries: { context, range in
            let notes = try await context.storage.read { try Note.all($0) }
            return notes[range.clamped(to: notes.indices)].map { SitemapEntry(path: "/\($0.id)") }
        })

    static let search = SearchSource(
        kind: "note", type: "probe.note",
        ids: { database, after, limit in
            try Int64.fetchAll(
                database, sql: "SELECT id FROM probe_notes WHERE id > ? ORDER BY id LIMIT ?", arguments: [after, limit])
        },
        entries: { database, id in
            try Note.all(database).filter { $0.id == id }.map { note in
                SearchEntry(
                    record: note.reference, kind: "note", title: note.title, text: note.text, path: "/\(note.id)")
            }
        })
}

/// Notes for programs.
enum NotesAPI {
    static let operation = APIOperation(
        summary: "All notes",
        parameters: [APIParameter("limit", in: .query, .integer, summary: "At most so many")],
        response: .array(.object(["id": .integer, "title": .string])))

    static let oneOperation = APIOperation(
        summary: "One note", parameters: [APIParameter("id", in: .path, .integer, summary: "Its number")],
        response: .object(["id": .integer, "title": .string]))

    private struct Item: Encodable {
        let id: Int64
        let title: String
    }

    static func list(_ request: Request) async throws -> Response {
        request.depends(on: .list("probe.notes"))
        if request.query["limit"] == "0" { throw PortalError.badRequest(reason: "error.400") }
        let notes = try await request.module.storage.read { try Note.all($0) }
        return try .json(notes.map { Item(id: $0.id, title: $0.title) })
    }

    static func one(_ request: Request) async throws -> Response {
        let id = try request.id()
        request.depends(on: .record(RecordReference(type: Note.type, id: id)))
        let note = try await request.module.storage.read { try Note.fetch(id, $0) }
        return try .json(Item(id: note.id, title: note.title))
    }
}

/// Notes from files: the first line is the title, the rest the text.
enum NoteContent {
    static func load(_ folder: URL, _ context: ModuleContext) async throws -> ContentReport {
        var report = ContentReport()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
        for name in names.sorted() {
            let lines = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
                .split(separator: "\n", maxSplits: 1).map(String.init)
            guard let title = lines.first else { continue }
            let isKnown = try await context.storage.read { database in
                try Note.all(database).contains { $0.title == title }
            }
            if isKnown {
                report.unchanged += 1
            } else {
                let text = lines.count > 1 ? lines[1] : ""
                _ = try await context.storage.write(as: .system("probe")) { try Note.add(title, text: text, in: $0) }
                report.added += 1
            }
        }
        return report
    }
}
