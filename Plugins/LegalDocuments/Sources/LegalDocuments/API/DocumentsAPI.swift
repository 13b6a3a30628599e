import Foundation
import GRDB
import PortalKit

/// Documents for programs, such as the superior's common database (Art. 5.3).
enum DocumentsAPI {
    private static let maximumSize = 100

    // MARK: - The list

    static let listOperation = APIOperation(
        summary: "Published documents, newest first",
        parameters: [
            APIParameter("q", in: .query, .string, summary: "Number in any writing, or words of summary and text"),
            APIParameter("type", in: .query, .string, summary: "Type as a slug: quyet-dinh"),
            APIParameter("body", in: .query, .string, summary: "Issuing body as a slug"),
            APIParameter("field", in: .query, .string, summary: "Field as a slug"),
            APIParameter("year", in: .query, .integer, summary: "Year of issue"),
            APIParameter(
                "status", in: .query, .string, summary: "chua-hieu-luc, con-hieu-luc or het-hieu-luc, today"),
            APIParameter("page", in: .query, .integer, summary: "Page number, starting at 1"),
            APIParameter("size", in: .query, .integer, summary: "Documents on a page, 1 to 100; 20 by default"),
        ],
        response: .object([
            "total": .integer, "page": .integer, "pages": .integer, "documents": .array(summarySchema),
        ]))

    static func list(_ request: Request) async throws -> Response {
        let filter = DocumentFilter(api: request.query)
        let page = try request.number("page", in: 1...1_000_000, default: 1)
        let size = try request.number("size", in: 1...maximumSize, default: 20)
        request.depends(on: .legalDocuments, .settings(request.module.id))
        request.expires(at: VietnamTime(request.now).dayBounds.upperBound)
        let today = VietnamTime(request.now).isoDay
        let found = try await request.module.storage.read { database in
            try filter.page(
                limit: size, offset: (page - 1) * size, counts: LegalCounts.fetch(in: database), today: today,
                in: database)
        }
        let paging = try Paging(number: page, size: size, total: found.total)
        return try .json(
            ListAnswer(
                total: paging.total, page: page, pages: paging.pages,
                documents: found.rows.map { Summary($0, today: today, request.module) }))
    }

    // MARK: - One document

    static let documentOperation = APIOperation(
        summary: "One published document with its text as structure",
        parameters: [APIParameter("id", in: .path, .integer, summary: "The document's number")],
        response: .object(
            summaryFields.merging([
                "signer": .string, "signerOffice": .string, "fields": .array(.string), "akomaNtoso": .string,
                "changed": .dateTime, "files": .array(.object(["name": .string, "url": .string, "bytes": .integer])),
                "relations": .array(.object(["kind": .string, "number": .string, "url": .string], optional: ["url"])),
                "text": .array(nodeSchema),
            ]) { first, _ in first }, optional: optionalFields))

    static func document(_ request: Request) async throws -> Response {
        let id = try request.id()
        let (found, outgoing) = try await request.module.storage.read {
            (try DocumentRows.fetch(id, in: $0), try RelatedDocument.outgoing(of: id, in: $0))
        }
        guard let document = found, document.isPublic else {
            throw found?.wasPublic == true ? PortalError.gone : PortalError.notFound
        }
        request.depends(on: .legalDocument(id), .settings(request.module.id))
        request.expires(at: VietnamTime(request.now).dayBounds.upperBound)
        let (context, content) = (request.module, document.content)
        return try .json(
            DocumentAnswer(
                summary: Summary(document, today: VietnamTime(request.now).isoDay, context), signer: content.signer,
                signerOffice: content.signerOffice, fields: content.fields,
                akomaNtoso: context.absoluteURL(LegalPath.akomaNtoso(document.slug)), changed: document.changedAt,
                files: content.files.map {
                    File(
                        name: $0.name,
                        url: context.site.canonicalURL + FileLibrary.url($0.hash, name: $0.name), bytes: $0.bytes)
                },
                relations: outgoing.map { other in
                    Relation(
                        kind: other.kind.rawValue, number: other.number,
                        url: other.slug.map { context.absoluteURL(LegalPath.document($0)) })
                }, text: LegalText(lines: content.lines).nodes.map(Node.init)))
    }

    // MARK: - Answers

    struct Summary: Encodable {
        let id: Int64
        let number: String
        let type: String
        let summary: String
        let issuingBody: String
        let issued: String
        let effective: String?
        let ended: String?
        let status: String
        let url: String

        init(_ row: DocumentFilter.Row, today: String, _ context: ModuleContext) {
            (id, number, type, summary, issuingBody) = (row.id, row.number, row.type, row.summary, row.issuingBody)
            issued = row.issuedOn
            effective = row.effectiveOn.isEmpty ? nil : row.effectiveOn
            ended = row.endedOn.isEmpty ? nil : row.endedOn
            status = LegalStatus(effectiveOn: row.effectiveOn, endedOn: row.endedOn, day: today).rawValue
            url = context.absoluteURL(LegalPath.document(row.slug))
        }

        init(_ document: LegalDocument, today: String, _ context: ModuleContext) {
            let content = document.content
            self.init(
                DocumentFilter.Row(
                    id: document.id, slug: document.slug, number: content.number, type: content.type,
                    summary: content.summary, issuingBody: content.issuingBody, issuedOn: content.issuedOn,
                    effectiveOn: content.effectiveOn, endedOn: document.endedOn), today: today, context)
        }
    }

    struct File: Encodable {
        let name: String
        let url: String
        let bytes: Int
    }

    struct Relation: Encodable {
        let kind: String
        let number: String
        let url: String?
    }

    /// A piece of the text; what it does not have is left out.
    struct Node: Encodable {
        let kind: String
        let number: String?
        let label: String?
        let heading: String?
        /// The fragment of a link to it.
        let anchor: String?
        let paragraphs: [String]?
        let tables: [[[String]]]?
        let children: [Node]?

        init(_ node: LegalNode) {
            func present(_ text: String) -> String? { text.isEmpty ? nil : text }
            kind = node.role.rawValue
            (number, label, heading) = (present(node.number), present(node.label), present(node.heading))
            anchor = present(node.anchor)
            let paragraphs = node.content.compactMap { if case .paragraph(let text) = $0 { text } else { nil } }
            let tables = node.content.compactMap { if case .table(let rows) = $0 { rows } else { nil } }
            self.paragraphs = paragraphs.isEmpty ? nil : paragraphs
            self.tables = tables.isEmpty ? nil : tables
            children = node.children.isEmpty ? nil : node.children.map(Node.init)
        }
    }

    private struct ListAnswer: Encodable {
        let total: Int
        let page: Int
        let pages: Int
        let documents: [Summary]
    }

    private struct DocumentAnswer: Encodable {
        let summary: Summary
        let signer: String
        let signerOffice: String
        let fields: [String]
        let akomaNtoso: String
        let changed: Date
        let files: [File]
        let relations: [Relation]
        let text: [Node]

        private enum Key: String, CodingKey {
            case signer, signerOffice, fields, akomaNtoso, changed, files, relations, text
        }

        func encode(to encoder: any Encoder) throws {
            try summary.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(signer, forKey: .signer)
            try container.encode(signerOffice, forKey: .signerOffice)
            try container.encode(fields, forKey: .fields)
            try container.encode(akomaNtoso, forKey: .akomaNtoso)
            try container.encode(changed, forKey: .changed)
            try container.encode(files, forKey: .files)
            try container.encode(relations, forKey: .relations)
            try container.encode(text, forKey: .text)
        }
    }

    private static let optionalFields: Set<String> = ["effective", "ended"]

    private static let summaryFields: [String: JSONSchema] = [
        "id": .integer, "number": .string, "type": .string, "summary": .string, "issuingBody": .string,
        "issued": .string, "effective": .string, "ended": .string, "status": .string, "url": .string,
    ]

    private static let summarySchema = JSONSchema.object(summaryFields, optional: optionalFields)

    /// Children have the same fields as the node; the description says so only once.
    private static let nodeSchema = JSONSchema.object(
        [
            "kind": .string, "number": .string, "label": .string, "heading": .string, "anchor": .string,
            "paragraphs": .array(.string), "tables": .array(.array(.array(.string))), "children": .array(.object([:])),
        ], optional: ["number", "label", "heading", "anchor", "paragraphs", "tables", "children"])
}
