import Foundation
import GRDB
import PortalKit

/// Drafts and the comments that the public sees, for programs (Art. 5.3). Who wrote a comment is never in it.
enum DraftsAPI {
    private static let maximumSize = 100

    // MARK: - Drafts

    static let listOperation = APIOperation(
        summary: "Public drafts of legal documents; those that can be commented on come first",
        parameters: [
            APIParameter("q", in: .query, .string, summary: "Words of title and body"),
            APIParameter(
                "phase", in: .query, .string,
                summary: "sap-lay-y-kien, dang-lay-y-kien, da-ket-thuc, dang-tiep-thu or da-co-ket-qua"),
            APIParameter("page", in: .query, .integer, summary: "Page number, starting at 1"),
            APIParameter("size", in: .query, .integer, summary: "Drafts on a page, 1 to 100; 20 by default"),
        ],
        response: .object([
            "total": .integer, "page": .integer, "pages": .integer,
            "drafts": .array(.object(summaryFields, optional: optional)),
        ]))

    static func list(_ request: Request) async throws -> Response {
        let page = try request.number("page", in: 1...1_000_000, default: 1)
        let size = try request.number("size", in: 1...maximumSize, default: 20)
        var list = DraftList(now: request.now)
        list.text = String((request.query["q"] ?? "").normalizedInput().prefix(100))
        list.phase = request.query["phase"].flatMap(DraftPhase.init(rawValue:))
        let (asked, now) = (list, request.now)
        request.depends(on: .consultationDrafts, .settings(request.module.id))
        let (paging, drafts, next) = try await request.module.storage.read { database in
            let paging = try Paging(number: page, size: size, total: asked.count(in: database))
            return (
                paging, try asked.rows(limit: size, offset: paging.offset, in: database),
                try DraftList.nextChange(after: now, in: database)
            )
        }
        if let next { request.expires(at: next) }
        return try .json(
            ListAnswer(
                total: paging.total, page: page, pages: paging.pages,
                drafts: drafts.map { Summary($0, now: now, request.module) }))
    }

    static let draftOperation = APIOperation(
        summary: "One public draft with its text",
        parameters: [APIParameter("id", in: .path, .integer, summary: "The draft's number")],
        response: .object(
            summaryFields.merging([
                "summary": .string, "contact": .array(.string), "questions": .array(.string), "version": .integer,
                "papers": .array(.object(["name": .string, "url": .string, "bytes": .integer])),
                "text": .array(.object(["anchor": .string, "kind": .string, "text": .string])),
            ]) { first, _ in first }, optional: optional))

    static func draft(_ request: Request) async throws -> Response {
        let draft = try await publicDraft(request)
        let context = request.module
        return try .json(
            DraftAnswer(
                draft: Summary(draft, now: request.now, context), summary: draft.content.summary,
                contact: draft.content.contacts, questions: draft.content.questions, version: draft.version,
                papers: draft.content.papers.map {
                    File(
                        name: $0.name, url: context.site.canonicalURL + FileLibrary.url($0.hash, name: $0.name),
                        bytes: $0.bytes)
                },
                text: LegalText(lines: draft.content.lines).flattened.map { node in
                    var own = node
                    own.children = []
                    return Piece(anchor: node.anchor, kind: node.role.rawValue, text: own.plainText)
                }))
    }

    // MARK: - Comments

    static let commentsOperation = APIOperation(
        summary: "The comments on a draft that the public sees, in the order of its text",
        parameters: [
            APIParameter("id", in: .path, .integer, summary: "The draft's number"),
            APIParameter("version", in: .query, .integer, summary: "Version of the text; the present one by default"),
            APIParameter("page", in: .query, .integer, summary: "Page number, starting at 1"),
        ],
        response: .object([
            "total": .integer, "page": .integer, "pages": .integer,
            "comments": .array(
                .object(
                    [
                        "code": .string, "version": .integer, "place": .string, "anchor": .string, "text": .string,
                        "body": .string, "received": .dateTime, "treatment": .string, "reason": .string,
                    ], optional: ["body", "treatment", "reason"])),
        ]))

    static func comments(_ request: Request) async throws -> Response {
        let draft = try await publicDraft(request)
        request.depends(on: .consultationComments(draft.id))
        let version = try request.number("version", in: 1...10_000, default: draft.version)
        let page = try request.number("page", in: 1...1_000_000, default: 1)
        let (paging, comments) = try await request.module.storage.read { database in
            let total = try CommentRows.publicCount(of: draft.id, version: version, article: nil, in: database)
            let paging = try Paging(number: page, size: maximumSize, total: total)
            return (
                paging,
                try CommentRows.published(
                    of: draft.id, version: version, article: nil, limit: maximumSize, offset: paging.offset,
                    in: database)
            )
        }
        return try .json(
            CommentsAnswer(
                total: paging.total, page: page, pages: paging.pages,
                comments: comments.map { comment in
                    let isTold = draft.reportedAt != nil
                    return Item(
                        code: comment.code, version: comment.version, place: comment.place.label,
                        anchor: comment.place.anchor, text: comment.text, body: comment.body.present,
                        received: comment.receivedAt, treatment: isTold ? comment.treatment?.rawValue : nil,
                        reason: isTold ? comment.reason.present : nil)
                }))
    }

    private static func publicDraft(_ request: Request) async throws -> Draft {
        let id = try request.id()
        let found = try await request.module.storage.read { try DraftRows.fetch(id, in: $0) }
        guard let draft = found, draft.isPublic else {
            throw found?.wasPublic == true ? PortalError.gone : PortalError.notFound
        }
        request.depends(on: .consultationDraft(id), .settings(request.module.id))
        if let next = draft.nextPhaseChange(after: request.now) { request.expires(at: next) }
        return draft
    }

    // MARK: - Answers

    struct Summary: Encodable {
        let id: Int64
        let title: String
        let type: String
        let body: String
        let starts: String
        let ends: String
        let phase: String
        let comments: Int
        let issued: String?
        let url: String

        init(_ draft: Draft, now: Date, _ context: ModuleContext) {
            id = draft.id
            (title, type, body) = (draft.content.title, draft.content.type, draft.content.body)
            (starts, ends) = (draft.content.startsOn, draft.content.endsOn)
            phase = draft.phase(at: now).rawValue
            comments = draft.commentCount
            issued = draft.issued?.number
            url = context.absoluteURL(draft.path)
        }
    }

    private struct ListAnswer: Encodable {
        let total: Int
        let page: Int
        let pages: Int
        let drafts: [Summary]
    }

    private struct File: Encodable {
        let name: String
        let url: String
        let bytes: Int
    }

    private struct Piece: Encodable {
        let anchor: String
        let kind: String
        let text: String
    }

    private struct DraftAnswer: Encodable {
        let draft: Summary
        let summary: String
        let contact: [String]
        let questions: [String]
        let version: Int
        let papers: [File]
        let text: [Piece]

        private enum Key: String, CodingKey {
            case summary, contact, questions, version, papers, text
        }

        func encode(to encoder: any Encoder) throws {
            try draft.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(summary, forKey: .summary)
            try container.encode(contact, forKey: .contact)
            try container.encode(questions, forKey: .questions)
            try container.encode(version, forKey: .version)
            try container.encode(papers, forKey: .papers)
            try container.encode(text, forKey: .text)
        }
    }

    private struct Item: Encodable {
        let code: String
        let version: Int
        let place: String
        let anchor: String
        let text: String
        let body: String?
        let received: Date
        let treatment: String?
        let reason: String?
    }

    private struct CommentsAnswer: Encodable {
        let total: Int
        let page: Int
        let pages: Int
        let comments: [Item]
    }

    private static let optional: Set<String> = ["issued"]

    private static let summaryFields: [String: JSONSchema] = [
        "id": .integer, "title": .string, "type": .string, "body": .string, "starts": .string, "ends": .string,
        "phase": .string, "comments": .integer, "issued": .string, "url": .string,
    ]
}
