import Foundation
import GRDB
import PortalKit

/// A case in the administration: all that it holds, what happened to it, and what can be done with it.
enum CaseScreen {
    static func show(_ request: Request) async throws -> Response {
        try await screen(try await request.feedbackCase(), failed: nil, request)
    }

    static func act(_ request: Request) async throws -> Response {
        let item = try await request.feedbackCase()
        let action: CaseAction = try request.recordAction()
        let place = try await place(item, request)
        guard action.isOffered(place) else { throw PortalError.conflict(reason: "error.409") }
        var form = action.form(place, request)
        form.accept(request)
        let target = try await action.target(&form, place, request)
        guard form.isValid else { return try await screen(item, failed: (action, form), request) }
        let (desk, filled) = (CaseDesk(request.module), form)
        do {
            try await request.module.storage.write(as: request.actor) { change in
                try action.perform(filled, place, target, desk, in: change)
            }
        } catch is CaseChanged {
            throw PortalError.conflict(reason: "error.409")
        }
        let (id, actor) = (item.id, request.actor)
        let after = try await request.module.storage.read { try CaseRows.require(id, in: $0) }
        let isSeen = CaseAccess(actor: actor).maySee(after)
        return .redirect(
            to: request.module.adminURL(isSeen ? FeedbackScreen.detail(id) : FeedbackScreen.list),
            message: FlashMessage(.success, action.done(request.texts)))
    }

    /// Takes a link to somebody outside back.
    static func recall(_ request: Request) async throws -> Response {
        let item = try await request.feedbackCase()
        guard CaseAccess(actor: request.actor).mayHandle(item) else { throw PortalError.forbidden }
        let (id, desk) = (try request.id("opinion"), CaseDesk(request.module))
        do {
            try await request.module.storage.write(as: request.actor) { change in
                try desk.recallOpinion(id, of: item.id, in: change)
            }
        } catch is CaseChanged {
            throw PortalError.conflict(reason: "error.409")
        }
        return .redirect(
            to: request.module.adminURL(FeedbackScreen.detail(item.id)),
            message: FlashMessage(.success, request.texts("opinion.recalled")))
    }

    /// A paper, always as a download: nothing that came from outside is shown in the portal's own name.
    static func file(_ request: Request) async throws -> Response {
        let item = try await request.feedbackCase()
        let position = request.parameters["position"].flatMap { Int($0) } ?? 0
        let files = try await request.module.storage.read { try CaseFiles.list(of: item.id, in: $0) }
        guard let file = files.first(where: { $0.position == position }) else { throw PortalError.notFound }
        return .download(
            KeptUpload(hash: file.hash, name: file.name, mediaType: file.mediaType, bytes: file.bytes))
    }

    // MARK: - The screen

    static func place(_ item: FeedbackCase, _ request: Request) async throws -> CaseAction.Place {
        let bodies = try await request.bodies()
        let (officers, similar) = try await request.module.storage.read { database in
            let handlers = try AccountStore.holders(of: FeedbackPermission.handle, in: database)
            let desk = try AccountStore.holders(of: FeedbackPermission.receive, in: database)
            let known = Set(handlers.map(\.id))
            return (
                handlers + desk.filter { !known.contains($0.id) },
                item.state.isWorkable ? try SimilarCases.find(to: item, in: database) : []
            )
        }
        return CaseAction.Place(
            item: item, access: CaseAccess(actor: request.actor),
            settings: FeedbackSettings(request.module.settings, language: request.texts.language), officers: officers,
            bodies: bodies, similar: similar, now: request.now)
    }

    private static func screen(
        _ item: FeedbackCase, failed: (action: CaseAction, form: Form)?, _ request: Request
    ) async throws -> Response {
        let place = try await place(item, request)
        let record = item.reference
        let engine = request.module.workflow
        let parts = try await request.module.storage.read { database in
            CaseScreenParts(
                files: try CaseFiles.list(of: item.id, in: database),
                events: try CaseRows.events(of: item.id, in: database),
                opinions: try Opinion.list(of: item.id, in: database),
                joined: try CaseRows.merged(into: item.id, in: database),
                target: try item.mergedInto.flatMap { try CaseRows.fetch($0, in: database) },
                hasSteps: try engine.item(record, in: database) != nil)
        }
        let map = try await MapField.read(request)
        let model = CaseScreenModel(place, parts, map: map, failed: failed, request)
        return try request.adminPage(
            "admin/case", model,
            PageInfo(
                title: item.title,
                breadcrumbs: [.init(request.texts("admin.list"), url: request.module.adminURL())],
                status: failed == nil ? 200 : 422))
    }
}

/// What the screen of a case shows besides the case.
struct CaseScreenParts: Sendable {
    let files: [CaseFile]
    let events: [CaseEvent]
    let opinions: [Opinion]
    /// Cases that were joined to this one.
    let joined: [FeedbackCase]
    /// The case that this one was joined to.
    let target: FeedbackCase?
    let hasSteps: Bool
}

/// Open cases that may be about the same: of the same topic, with words of the title or place in common.
enum SimilarCases {
    static func find(to item: FeedbackCase, limit: Int = 5, in database: Database) throws -> [FeedbackCase] {
        let words = Set(CaseWords.words(of: item.title + " " + item.place.text).filter { $0.count >= 3 }).sorted()
            .prefix(12)
        guard words.count >= 2 else { return [] }
        let marks = words.map { _ in "?" }.joined(separator: ", ")
        // The newest open cases of the topic only: what lies further back is not the same hole in the road.
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT c.*, (SELECT count(*) FROM feedback_words w WHERE w.case_id = c.id AND w.word IN (\(marks))) AS hits
                FROM (
                    SELECT * FROM feedback_cases WHERE topic = ? AND id <> ? AND received_at > ?
                    ORDER BY received_at DESC LIMIT 200
                ) AS c
                WHERE c.state IN ('new', 'work', 'asked', 'review', 'answered') AND hits >= ?
                ORDER BY hits DESC, c.received_at DESC LIMIT ?
                """,
            arguments: StatementArguments(Array(words)) + [
                item.topic, item.id, item.receivedAt.addingTimeInterval(-60 * 86_400), max(2, words.count / 2), limit,
            ])
        return rows.map(FeedbackCase.init(row:))
    }
}
