public import Foundation
public import GRDB

/// One write transaction, as a module sees it.
///
/// Everything done through it happens together or not at all: rows, audit entry, revision, search entry, event, mail.
/// It is only good inside the closure that it was given to.
public struct Change {
    /// The connection, for the module's own tables.
    public let database: Database
    /// Who does it.
    public let actor: Actor
    /// When; one moment for the whole transaction.
    public let now: Date
    /// The module whose change it is.
    public let module: String

    private let effects: Effects
    /// When its traces are written; the same as `now` unless it tells of the past.
    let recordedAt: Date

    init(database: Database, actor: Actor, now: Date, module: String, effects: Effects) {
        self.init(
            database: database, actor: actor, now: now, module: module, effects: effects, recordedAt: now)
    }

    private init(
        database: Database, actor: Actor, now: Date, module: String, effects: Effects, recordedAt: Date
    ) {
        self.database = database
        self.actor = actor
        self.now = now
        self.module = module
        self.effects = effects
        self.recordedAt = recordedAt
    }

    /// The same change as if it was made at an earlier moment: for content that tells of the past, such as dossiers of
    /// last year. Only `now` differs. Audit entries, steps of workflows, revisions, events and mails bear the time at which
    /// they are written, so that nothing can be dated back in the logs.
    public func told(asOf moment: Date) -> Change {
        Change(
            database: database, actor: actor, now: min(moment, recordedAt), module: module, effects: effects,
            recordedAt: recordedAt)
    }

    // MARK: - Its traces

    /// Writes down what was done. Put no personal data of citizens in it: the log cannot be changed.
    ///
    /// - Parameters:
    ///   - action: `news.publish`.
    ///   - before: the record's state before, as far as it matters.
    ///   - after: the record's state after.
    ///   - note: what the person said about it.
    public func audit(
        _ action: String, on record: RecordReference? = nil, before: (any Encodable)? = nil,
        after: (any Encodable)? = nil, note: String? = nil
    ) throws {
        try AuditLog.append(
            action, by: actor, module: module, at: recordedAt, on: record,
            before: before.map(JSONText.encode), after: after.map(JSONText.encode), note: note, in: database)
    }

    /// Keeps the record's content as its next revision and returns the revision's number.
    ///
    /// - Parameters:
    ///   - title: what the administration calls the record, also after it is deleted. Without it, the `title` in its
    ///     content, else that of its search entry.
    ///   - note: what the person said about it.
    @discardableResult
    public func saveRevision(
        of record: RecordReference, content: some Encodable, title: String? = nil, note: String? = nil
    ) throws -> Int {
        try WorkflowWriters.note(actor, of: record, in: database)
        return try Revisions.save(
            JSONText.encode(content), title: title, of: record, by: actor, module: module, at: recordedAt, note: note,
            in: database)
    }

    /// Erases all revisions of a record: only where the law on personal data asks for it.
    public func eraseRevisions(of record: RecordReference) throws {
        try Revisions.erase(of: record, in: database)
    }

    /// Tells other parts of the portal, after the commit and also after a crash.
    public func emit(_ event: Event) throws {
        try Outbox.record(event, module: module, at: recordedAt, in: database)
        effects.hasEvents = true
    }

    /// Puts a public record into the search index, or renews its entry.
    public func index(_ entry: SearchEntry) throws {
        try SearchIndex.write(entry, module: module, in: database)
        touch(SearchIndex.dependency)
    }

    /// Takes a record out of the search index, in all languages.
    public func removeFromIndex(_ record: RecordReference) throws {
        try SearchIndex.remove(record, in: database)
        touch(SearchIndex.dependency)
    }

    /// Says what has changed, so that pages made from it are made anew. The module's part of the sitemap is among them.
    public func touch(_ dependencies: Dependency...) {
        effects.touched.formUnion(dependencies)
        effects.touched.insert(.sitemap(of: module))
    }

    /// Queues a mail; it leaves after the commit. Bringing in content files writes to nobody: what they tell of is past,
    /// and the addresses in them may be invented.
    public func send(_ mail: Mail) throws {
        guard actor != .contentLoad else { return }
        try MailQueue.enqueue(mail, module: module, at: recordedAt, in: database)
        effects.hasMail = true
    }

    /// Has the queue looked through after the commit, as when a mail is to be tried again.
    func wakeMail() { effects.hasMail = true }

    /// Collects what is to be done after the commit.
    final class Effects {
        var touched: Set<Dependency> = []
        var hasEvents = false
        var hasMail = false

        var summary: CommittedChange {
            CommittedChange(touched: touched, hasEvents: hasEvents, hasMail: hasMail)
        }
    }
}

/// What the rest of the server is told about a change once it is on the disk.
public struct CommittedChange: Sendable, Hashable {
    /// What pages may have been made from.
    public let touched: Set<Dependency>
    /// Whether the outbox holds new events.
    public let hasEvents: Bool
    /// Whether the queue holds new mails.
    public let hasMail: Bool
}
