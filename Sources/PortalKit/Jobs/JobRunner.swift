import Foundation
public import GRDB
import Logging

/// Runs jobs when they are due.
///
/// A job whose time passed while the server was down runs once, as soon as the server is up; so does one that was
/// running when the server ended. Jobs run beside each other: one that throws or hangs takes nothing from the others.
/// No job runs twice at once.
public actor JobRunner {
    private let database: SiteDatabase
    private let now: @Sendable () -> Date
    private let timeLimit: TimeLimit
    private let wakeUp = WakeUp()
    private let logger: Logger
    private var running: Set<String> = []
    private var tasks: [String: Task<Void, Never>] = [:]
    private var alarm: Task<Void, Never>?

    static let migration = Migration(
        id: "jobs",
        sql: """
            CREATE TABLE core_jobs (
                module TEXT NOT NULL,
                id TEXT NOT NULL,
                known_since TEXT NOT NULL,
                state TEXT NOT NULL DEFAULT 'never',
                started_at TEXT,
                ended_at TEXT,
                message TEXT,
                PRIMARY KEY (module, id)
            ) WITHOUT ROWID
            """)

    /// Makes the runner of one site.
    init(
        database: SiteDatabase, logger: Logger = Logger(label: "jobs"),
        now: @escaping @Sendable () -> Date = { Date() }, timeLimit: TimeLimit = TimeLimit()
    ) {
        self.database = database
        self.logger = logger
        self.now = now
        self.timeLimit = timeLimit
    }

    /// Begins what is due once a minute, until the task is cancelled; then cancels what runs and waits for its end.
    ///
    /// - Parameter jobs: asked each time, so that only those of modules enabled then run.
    public nonisolated func run(jobs: @escaping @Sendable () async -> [Job]) async {
        await wakeUp.run(every: .seconds(60)) {
            do {
                let jobs = await jobs()
                try await self.beginDue(jobs)
                await self.wakeForNextMoment(of: jobs)
            } catch is CancellationError {
                return
            } catch {
                self.logger.error("jobs were not run: \(error)")
            }
        }
        await endAll()
    }

    /// Runs the jobs that are due to their end, and returns their names, `module/id`.
    ///
    /// - Throws: only when the database cannot be read or written.
    @discardableResult
    public func runDue(_ jobs: [Job]) async throws -> [String] {
        let due = try await due(jobs)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for job in due { group.addTask { try await self.run(job) } }
            try await group.waitForAll()
        }
        return due.map(\.name)
    }

    /// Runs a job now, due or not; does nothing while it is running.
    public func run(_ job: Job) async throws {
        guard running.insert(job.name).inserted else { return }
        let began = now()
        do {
            try await save(job, state: .running, began: began, ended: nil, message: nil)
        } catch {
            running.remove(job.name)
            throw error
        }
        let outcome: (state: JobRecord.State, message: String?)
        do {
            outcome = (.succeeded, try await timeLimit.run(job.timeLimit) { try await self.perform(job) })
        } catch {
            // A run that the server's end cut short stays 'running', and so is done again after the next start.
            try Task.checkCancellation()
            logger.error("job \(job.name) failed: \(error)")
            outcome = (.failed, String("\(error)".prefix(500)))
        }
        try await save(job, state: outcome.state, began: began, ended: now(), message: outcome.message)
    }

    private func due(_ jobs: [Job]) async throws -> [Job] {
        let moment = now()
        let names = jobs.map { ($0.module, $0.id) }
        let lastRuns = try await database.write { database in
            try names.map { try Self.lastRun($0.0, $0.1, orKnownSince: moment, in: database) }
        }
        var due: [Job] = []
        for (job, last) in zip(jobs, lastRuns) where !running.contains(job.name) {
            let isDue = await isDue(job, since: last, at: moment)
            if isDue, !running.contains(job.name) { due.append(job) }
        }
        return due
    }

    private func isDue(_ job: Job, since last: Date, at moment: Date) async -> Bool {
        if job.schedule.latest(at: moment) > last { return true }
        return await nextMoment(of: job, after: last).map { $0 <= moment } ?? false
    }

    private func nextMoment(of job: Job, after moment: Date) async -> Date? {
        do {
            return try await job.moment?(moment)
        } catch {
            logger.error("job \(job.name) could not say when it is due: \(error)")
            return nil
        }
    }

    /// Looks again when the first of the moments comes that jobs name, if it is before the minute is over.
    private func wakeForNextMoment(of jobs: [Job]) async {
        alarm?.cancel()
        alarm = nil
        let moment = now()
        var first: Date?
        for job in jobs {
            guard let next = await nextMoment(of: job, after: moment) else { continue }
            first = min(first ?? next, next)
        }
        guard let first, first.timeIntervalSince(moment) < 60 else { return }
        alarm = Task { [wakeUp] in
            // A moment too early would find nothing.
            let pause = Duration.seconds(max(0, first.timeIntervalSince(moment))) + .milliseconds(20)
            if (try? await Task.sleep(for: pause)) != nil { wakeUp.signal() }
        }
    }

    /// Begins jobs without waiting for them: one that takes long must not keep the others from their times.
    private func beginDue(_ jobs: [Job]) async throws {
        for job in try await due(jobs) {
            tasks[job.name] = Task {
                do {
                    try await run(job)
                } catch {
                    logger.error("job \(job.name) was cut short: \(error)")
                }
                tasks[job.name] = nil
            }
        }
    }

    private func endAll() async {
        alarm?.cancel()
        for task in tasks.values { task.cancel() }
        for task in tasks.values { await task.value }
    }

    /// A job past its time limit may go on for a while; it counts as running until it has really ended.
    private func perform(_ job: Job) async throws -> String? {
        defer { running.remove(job.name) }
        return try await job.run()
    }

    // MARK: - What is remembered

    /// What is remembered of all jobs, by module and id.
    public static func records(_ database: Database) throws -> [JobRecord] {
        try Row.fetchAll(database, sql: "SELECT * FROM core_jobs ORDER BY module, id").map { row in
            JobRecord(
                module: row["module"], id: row["id"], state: JobRecord.State(rawValue: row["state"]) ?? .never,
                startedAt: row["started_at"], endedAt: row["ended_at"], message: row["message"])
        }
    }

    /// When the job last began, or when it became known. A run that never ended does not count.
    private static func lastRun(
        _ module: String, _ id: String, orKnownSince moment: Date, in database: Database
    ) throws -> Date {
        try database.execute(
            sql: "INSERT OR IGNORE INTO core_jobs (module, id, known_since) VALUES (?, ?, ?)",
            arguments: [module, id, moment])
        return try Date.fetchOne(
            database,
            sql: """
                SELECT CASE state WHEN 'never' THEN known_since WHEN 'running' THEN '1970-01-01 00:00:00.000'
                    ELSE started_at END
                FROM core_jobs WHERE module = ? AND id = ?
                """, arguments: [module, id]) ?? moment
    }

    private func save(
        _ job: Job, state: JobRecord.State, began: Date, ended: Date?, message: String?
    ) async throws {
        let (module, id) = (job.module, job.id)
        try await database.write { database in
            try database.execute(
                sql: """
                    INSERT INTO core_jobs (module, id, known_since, state, started_at, ended_at, message)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (module, id) DO UPDATE SET state = excluded.state,
                        started_at = excluded.started_at, ended_at = excluded.ended_at, message = excluded.message
                    """, arguments: [module, id, began, state.rawValue, began, ended, message])
        }
    }
}

extension Job {
    var name: String { "\(module)/\(id)" }
}
