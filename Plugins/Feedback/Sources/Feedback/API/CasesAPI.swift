import Foundation
import PortalKit

/// Published cases for programs. Only what was written for the public: no sender, no code, no exact place.
enum CasesAPI {
    static let listOperation = APIOperation(
        summary: "Published cases with their answers, newest answer first",
        parameters: [
            APIParameter("q", in: .query, .string, summary: "Words of question or answer"),
            APIParameter("topic", in: .query, .string, summary: "Only cases of the topic with this slug"),
            APIParameter(
                "outcome", in: .query, .string,
                summary: "Only cases with this outcome: resolved, planned, explained, refused, elsewhere"),
            APIParameter("year", in: .query, .integer, summary: "Only cases answered in this year"),
            APIParameter("page", in: .query, .integer, summary: "Page number, starting at 1"),
            APIParameter("size", in: .query, .integer, summary: "Cases on a page, 1 to 100; 20 by default"),
        ],
        response: .object([
            "total": .integer, "page": .integer, "pages": .integer, "cases": .array(.object(summaryFields)),
        ]))

    static func list(_ request: Request) async throws -> Response {
        let settings = FeedbackSettings(request.module.settings, language: request.texts.language)
        var wanted = PublicCases()
        wanted.text = String((request.query["q"] ?? "").normalizedInput().prefix(200))
        if let topic = request.query["topic"] {
            guard settings.topics.contains(where: { $0.slug == topic }) else { throw PortalError.notFound }
            wanted.topic = topic
        }
        if let outcome = request.query["outcome"] {
            guard let known = FeedbackCase.Outcome(rawValue: outcome) else { throw PortalError.notFound }
            wanted.outcome = known
        }
        if request.query["year"] != nil { wanted.year = try request.number("year", in: 2000...2200, default: 2000) }
        let page = try request.number("page", in: 1...1_000_000, default: 1)
        let size = try request.number("size", in: 1...100, default: 20)
        request.depends(on: .feedback, .settings(request.module.id))
        let query = wanted
        let (paging, rows) = try await request.module.storage.read { database in
            let paging = try Paging(
                number: page, size: size, total: query.count(try PublicCounts.fetch(in: database), in: database))
            return (paging, try query.rows(limit: size, offset: paging.offset, in: database))
        }
        return try .json(
            ListAnswer(
                total: paging.total, page: page, pages: paging.pages,
                cases: rows.map { row in
                    Summary(
                        id: row.id, title: row.title, url: request.module.absoluteURL(row.path), topic: row.topic,
                        outcome: row.outcome?.rawValue ?? "", received: row.receivedAt, answered: row.answeredAt)
                }))
    }

    static let caseOperation = APIOperation(
        summary: "One published case with its answer",
        parameters: [APIParameter("id", in: .path, .integer, summary: "The case's number")],
        response: .object(
            summaryFields.merging(["text": .string, "answer": .string, "place": .string, "kind": .string]) { own, _ in
                own
            }))

    static func item(_ request: Request) async throws -> Response {
        let id = try request.id()
        let found = try await request.module.storage.read { try CaseRows.fetch(id, in: $0) }
        guard let item = found, item.isPublic, let answeredAt = item.answeredAt else {
            throw found?.publishedAt != nil ? PortalError.gone : PortalError.notFound
        }
        request.depends(on: .feedbackCase(id), .settings(request.module.id))
        return try .json(
            Detail(
                id: id, title: item.answer.publicTitle, url: request.module.absoluteURL(item.path), topic: item.topic,
                outcome: item.answer.outcome, received: item.receivedAt, answered: answeredAt,
                text: item.answer.publicText, answer: item.answer.publicAnswer, place: item.answer.publicPlace,
                kind: item.kind.rawValue))
    }

    static let figuresOperation = APIOperation(
        summary: "Figures by topic for the year, as on the page of figures",
        parameters: [APIParameter("year", in: .query, .integer, summary: "The year; the current one by default")],
        response: .object([
            "year": .integer,
            "topics": .array(
                .object(
                    [
                        "topic": .string, "received": .integer, "answered": .integer, "onTime": .integer,
                        "averageMinutes": .integer, "rated": .integer, "content": .integer,
                    ], optional: ["averageMinutes"])),
        ]))

    static func figures(_ request: Request) async throws -> Response {
        let year = try request.number("year", in: 2000...2200, default: VietnamTime(request.now).year)
        request.depends(on: .feedback)
        request.expires(at: VietnamTime(request.now).dayBounds.upperBound)
        let rows = try await request.module.storage.read {
            try CaseCounts.fetch(by: .topic, from: "\(year)-01-01", to: "\(year)-12-31", in: $0)
        }
        return try .json(
            FiguresAnswer(
                year: year,
                topics: rows.map { key, counts in
                    FiguresAnswer.Topic(
                        topic: key, received: counts.received, answered: counts.answered, onTime: counts.onTime,
                        averageMinutes: counts.answered == 0 ? nil : counts.minutes / counts.answered,
                        rated: counts.rated, content: counts.satisfied + counts.accepted)
                }))
    }

    // MARK: - Answers

    private struct Summary: Encodable {
        let id: Int64
        let title: String
        let url: String
        let topic: String
        let outcome: String
        let received: Date
        let answered: Date
    }

    private struct ListAnswer: Encodable {
        let total: Int
        let page: Int
        let pages: Int
        let cases: [Summary]
    }

    private struct Detail: Encodable {
        let id: Int64
        let title: String
        let url: String
        let topic: String
        let outcome: String
        let received: Date
        let answered: Date
        let text: String
        let answer: String
        let place: String
        let kind: String
    }

    private struct FiguresAnswer: Encodable {
        struct Topic: Encodable {
            let topic: String
            let received: Int
            let answered: Int
            let onTime: Int
            let averageMinutes: Int?
            let rated: Int
            let content: Int
        }

        let year: Int
        let topics: [Topic]
    }

    private static let summaryFields: [String: JSONSchema] = [
        "id": .integer, "title": .string, "url": .string, "topic": .string, "outcome": .string,
        "received": .dateTime, "answered": .dateTime,
    ]
}
