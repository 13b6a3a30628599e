import Foundation
import GRDB
import PortalKit

/// The secret address of a member's calendar. Only its hash is kept: the address is shown once, and a new one ends the old.
enum FeedToken {
    /// A new token for a member.
    static func renew(_ member: Int64, in change: Change) throws -> String {
        let token = Data(systemRandomBytes(32)).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").filter { $0 != "=" }
        try change.database.execute(
            sql: """
                INSERT INTO board_feeds (member_id, token_hash, created_at) VALUES (?, ?, ?)
                ON CONFLICT (member_id) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at
                """, arguments: [member, hash(token), change.now])
        change.touch(.boardCalendar)
        try change.audit("editorial-board.renew-feed", on: Member.reference(member))
        return token
    }

    /// The member whose token this is, if they are on the board on a day and their account is in use.
    static func member(_ token: String, on day: String, in database: Database) throws -> Stored<Member>? {
        let found = try Row.fetchOne(
            database,
            sql: """
                \(Member.current) AND board_members.id = (SELECT member_id FROM board_feeds WHERE token_hash = :hash)
                """, arguments: ["day": day, "hash": hash(token)]
        ).map(Stored<Member>.init)
        guard let found else { return nil }
        guard let account = found.content.account else { return found }
        return try AccountStore.find(account, in: database)?.state == .active ? found : nil
    }

    private static func hash(_ token: String) -> String { ContentHash(of: Array(token.utf8)).rawValue }
}

/// What a member covers and has to do, as a calendar that their programs fetch.
enum CalendarFeed {
    /// How far back it reaches, in days.
    private static let past = 180

    static func show(_ request: Request) async throws -> Response {
        request.depends(on: .boardCalendar)
        // Whose account is blocked loses the calendar within a minute.
        request.expires(at: request.now.addingTimeInterval(60))
        let (token, now) = (request.query["ma"] ?? "", request.now)
        let day = VietnamTime(now).isoDay
        let found = try await request.module.storage.read { database in
            try FeedToken.member(token, on: day, in: database).map { member in
                (
                    member,
                    try Coverage.of([member.id], after: now.addingTimeInterval(-Double(past) * 86_400), in: database),
                    try PlanItem.open(of: [member.id], in: database)
                )
            }
        }
        guard !token.isEmpty, let (member, coverages, items) = found else { throw PortalError.notFound }
        let (context, texts) = (request.module, request.module.texts)
        var calendar = ICalendar(
            name: texts("calendar.name", ["name": member.content.title, "site": context.site.nameInSentence]))
        let host = context.site.canonicalURL.split(separator: "/").last.map(String.init) ?? "localhost"
        for coverage in coverages { calendar.add(event(coverage, host, context), stamp: now) }
        for item in items { calendar.add(event(item, host, context), stamp: now) }
        var response = Response.text(calendar.text, mediaType: "text/calendar")
        response.headers.add("Cache-Control", "private, no-cache")
        response.headers.add("Content-Disposition", "inline; filename=\"lich.ics\"")
        return response
    }

    private static func event(_ coverage: Stored<Coverage>, _ host: String, _ context: ModuleContext) -> ICalendar.Event
    {
        let content = coverage.content
        let lines = [content.host, content.task, content.outcome].filter { !$0.isEmpty }
        return ICalendar.Event(
            uid: "coverage-\(coverage.id)@\(host)", sequence: coverage.revision,
            time: .moments(content.startsAt, content.endsAt), summary: content.title, place: content.place,
            description: lines.joined(separator: "\n"),
            url: context.site.canonicalURL + context.adminURL(Coverage.screen(coverage.id)),
            isCancelled: content.state == .cancelled)
    }

    private static func event(_ item: Stored<PlanItem>, _ host: String, _ context: ModuleContext) -> ICalendar.Event {
        ICalendar.Event(
            uid: "item-\(item.id)@\(host)", sequence: item.revision, time: .day(item.content.dueOn),
            summary: context.texts("calendar.due", ["title": item.content.title]), description: item.content.result,
            url: context.site.canonicalURL + context.adminURL(BoardScreen.item(item.id, of: item.content.plan)))
    }
}
