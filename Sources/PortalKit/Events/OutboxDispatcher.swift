import Foundation
import GRDB
import Logging

/// Delivers recorded events to their subscribers.
///
/// One subscriber that throws or hangs takes nothing from the others: its delivery is tried again, later each time,
/// and given up after ``Outbox/attempts``. A subscriber's place moves on only after its handler has returned, so a
/// crash repeats an event and never loses one.
public actor OutboxDispatcher {
    private let database: SiteDatabase
    private let now: @Sendable () -> Date
    private let timeLimit: TimeLimit
    private let wakeUp = WakeUp()
    private let logger: Logger
    private var isDelivering = false
    private var hasMore = false

    /// A handler is cancelled after this time, and tried again.
    static let handlerLimit = Duration.seconds(60)
    private static let batch = 100

    /// Makes the dispatcher of one site.
    init(
        database: SiteDatabase, logger: Logger = Logger(label: "outbox"),
        now: @escaping @Sendable () -> Date = { Date() }, timeLimit: TimeLimit = TimeLimit()
    ) {
        self.database = database
        self.logger = logger
        self.now = now
        self.timeLimit = timeLimit
    }

    /// Call after a commit that recorded events.
    public nonisolated func signal() {
        wakeUp.signal()
    }

    /// Delivers on each signal, and looks once a minute for attempts that are due, until the task is cancelled.
    ///
    /// - Parameter subscribers: asked each time, so that only those of modules enabled then are called.
    public nonisolated func run(subscribers: @escaping @Sendable () async -> [EventSubscriber]) async {
        await wakeUp.run(every: .seconds(60)) {
            do {
                try await self.deliverPending(to: await subscribers())
            } catch is CancellationError {
                return
            } catch {
                self.logger.error("events were not delivered: \(error)")
            }
        }
    }

    /// Delivers what is pending and due, and returns how many deliveries succeeded.
    ///
    /// - Throws: only when the database cannot be read or written.
    @discardableResult
    public func deliverPending(to subscribers: [EventSubscriber]) async throws -> Int {
        guard !isDelivering else {
            hasMore = true
            return 0
        }
        isDelivering = true
        defer {
            isDelivering = false
            if hasMore { wakeUp.signal() }
            hasMore = false
        }
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for subscriber in subscribers {
                group.addTask {
                    try await self.retry(subscriber) + self.serve(subscriber)
                }
            }
            var delivered = 0
            for try await count in group { delivered += count }
            return delivered
        }
    }

    // MARK: - One subscriber

    private nonisolated func serve(_ subscriber: EventSubscriber) async throws -> Int {
        var delivered = 0
        while true {
            let events = try await database.read { database in
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT * FROM core_outbox WHERE id > (
                            SELECT served FROM core_subscribers WHERE module = ? AND handler = ?
                        ) ORDER BY id LIMIT ?
                        """, arguments: [subscriber.module, subscriber.id, Self.batch]
                ).map(StoredEvent.init(row:))
            }
            guard !events.isEmpty else { return delivered }
            for stored in events {
                try Task.checkCancellation()
                let isWanted = subscriber.events.contains(stored.event.name)
                let failure = isWanted ? try await failure(of: subscriber, on: stored.event) : nil
                if isWanted || stored.id == events.last?.id {
                    try await moveOn(subscriber, past: stored, failure: failure)
                }
                if isWanted, failure == nil { delivered += 1 }
            }
        }
    }

    private nonisolated func moveOn(
        _ subscriber: EventSubscriber, past stored: StoredEvent, failure: String?
    ) async throws {
        let next = now().addingTimeInterval(Backoff.seconds(afterAttempt: 1))
        try await database.write { database in
            if let failure {
                try database.execute(
                    sql: """
                        INSERT OR REPLACE INTO core_deliveries (event_id, module, handler, attempts, next_at, error)
                        VALUES (?, ?, ?, 1, ?, ?)
                        """, arguments: [stored.id, subscriber.module, subscriber.id, next, failure])
            }
            try database.execute(
                sql: "UPDATE core_subscribers SET served = ? WHERE module = ? AND handler = ?",
                arguments: [stored.id, subscriber.module, subscriber.id])
        }
    }

    private nonisolated func retry(_ subscriber: EventSubscriber) async throws -> Int {
        let due = now()
        let open = try await database.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT core_outbox.*, attempts FROM core_deliveries JOIN core_outbox ON core_outbox.id = event_id
                    WHERE core_deliveries.module = ? AND handler = ? AND next_at <= ? ORDER BY next_at LIMIT ?
                    """, arguments: [subscriber.module, subscriber.id, due, Self.batch]
            ).map { (event: StoredEvent(row: $0), attempts: $0["attempts"] as Int) }
        }
        var delivered = 0
        for (stored, attempts) in open {
            try Task.checkCancellation()
            let failure = try await failure(of: subscriber, on: stored.event)
            let next =
                attempts + 1 < Outbox.attempts
                ? now().addingTimeInterval(Backoff.seconds(afterAttempt: attempts + 1)) : nil
            try await database.write { database in
                let key: StatementArguments = [stored.id, subscriber.module, subscriber.id]
                if let failure {
                    try database.execute(
                        sql: """
                            UPDATE core_deliveries SET attempts = attempts + 1, next_at = ?, error = ?
                            WHERE event_id = ? AND module = ? AND handler = ?
                            """, arguments: [next, failure] + key)
                } else {
                    try database.execute(
                        sql: "DELETE FROM core_deliveries WHERE event_id = ? AND module = ? AND handler = ?",
                        arguments: key)
                }
            }
            if failure == nil { delivered += 1 }
        }
        return delivered
    }

    /// What went wrong, nil when the handler returned. That the server stops is no failure of the handler.
    private nonisolated func failure(of subscriber: EventSubscriber, on event: Event) async throws -> String? {
        do {
            try await timeLimit.run(Self.handlerLimit) { try await subscriber.handle(event) }
            return nil
        } catch {
            try Task.checkCancellation()
            logger.warning("\(subscriber.module)/\(subscriber.id) failed on \(event.name): \(error)")
            return String("\(error)".prefix(500))
        }
    }
}
