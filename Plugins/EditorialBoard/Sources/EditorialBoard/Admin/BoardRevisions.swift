import GRDB
import PortalKit

/// What is kept of each kind of records each time one is saved: looked at, compared, restored (Art. 10.2).
enum BoardRevisions {
    static let all = [
        records(Coverage.self, permissions: BoardPermission.members),
        records(Term.self, permissions: BoardPermission.members),
        records(Plan.self, permissions: BoardPermission.members),
        records(InformationRequest.self, permissions: BoardPermission.members),
        records(BoardCase.self, permissions: [BoardPermission.plan, BoardPermission.approve]),
        records(Minutes.self, permissions: BoardPermission.members),
        records(
            Member.self, permissions: [BoardPermission.manage], screen: "\(Term.path)/:id/thanh-vien/:member",
            parameter: "member", address: { BoardScreen.member($0.id, of: $0.content.term) }),
        records(
            PlanItem.self, permissions: BoardPermission.members, screen: "\(Plan.path)/:id/viec/:item",
            parameter: "item", address: { BoardScreen.item($0.id, of: $0.content.plan) }),
    ]

    /// - Parameters:
    ///   - screen: of one record, with the names of its parameters; nil for the kind's own.
    ///   - parameter: the one that holds the record's id.
    private static func records<Content: BoardForm>(
        _ type: Content.Type, permissions: [String], screen: String? = nil, parameter: String = "id",
        address: @escaping @Sendable (Stored<Content>) -> String = { Content.screen($0.id) }
    ) -> RevisedRecords {
        RevisedRecords(
            type: Content.type, screen: screen ?? (Content.path == "/" ? "" : Content.path) + "/:id",
            permissions: permissions, explanation: "revision.restore_keeps",
            find: { request in
                let record = try await request.record(Content.self, parameter)
                return RevisedRecord(
                    record.reference, title: record.content.title, screen: address(record),
                    mayEdit: record.content.isChangeable && request.actor.may(Content.permission))
            },
            fields: { revision, database, texts in
                let place = try BoardPlace(texts, at: revision.at, in: database)
                return RevisionField.fields(of: form(try revision.decode(Content.self), place), texts: texts)
            },
            restore: { revision, current, change, context in
                // Only what is entered comes back; how far the record has come since stays.
                let before = try Content.require(revision.record.id, in: change.database)
                let place = try BoardPlace(context.texts, at: change.now, in: change.database)
                var form = form(try revision.decode(Content.self), place)
                var content = before.content
                content.take(&form, place)
                guard form.isValid, before.content.isChangeable else { throw RestoreRefusal("revision.unfit") }
                try BoardDesk.save(before.id, content, from: current, in: change)
                try Content.settle(before.id, before: before.content, after: content, context, in: change)
            })
    }

    private static func form<Content: BoardForm>(_ content: Content, _ place: BoardPlace) -> Form {
        var form = Form(fields: Content.fields(content, place))
        Content.fill(&form, content)
        return form
    }
}
