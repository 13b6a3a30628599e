public import Foundation

/// Work done on a schedule.
public struct Job: Sendable {
    /// The module whose job it is.
    public let module: String
    /// Names the job in its module, for good: the portal remembers by it when it ran.
    public let id: String
    /// When it is due.
    public let schedule: Schedule
    /// The first moment after another at which it is due besides; nil when there is none.
    let moment: (@Sendable (Date) async throws -> Date?)?
    /// It is cancelled after this time, and has failed then.
    public let timeLimit: Duration
    /// Does it, and may return one line to show about it.
    public let run: @Sendable () async throws -> String?

    /// Makes a job.
    public init(
        module: String, id: String, schedule: Schedule, timeLimit: Duration = .seconds(600),
        run: @escaping @Sendable () async throws -> String?
    ) {
        self.init(module: module, id: id, schedule: schedule, timeLimit: timeLimit, moment: nil, run: run)
    }

    init(
        module: String, id: String, schedule: Schedule, timeLimit: Duration = .seconds(600),
        moment: (@Sendable (Date) async throws -> Date?)?, run: @escaping @Sendable () async throws -> String?
    ) {
        self.module = module
        self.id = id
        self.schedule = schedule
        self.timeLimit = timeLimit
        self.moment = moment
        self.run = run
    }
}

/// What is remembered of a job.
public struct JobRecord: Sendable, Hashable {
    /// How its last run ended.
    public enum State: String, Sendable {
        /// It has not run yet.
        case never
        /// It is running, or the server ended while it ran.
        case running
        /// It ended well.
        case succeeded
        /// It threw, or took too long.
        case failed
    }

    /// The module whose job it is.
    public let module: String
    /// The job's id.
    public let id: String
    /// How its last run ended.
    public let state: State
    /// When it last began.
    public let startedAt: Date?
    /// When it last ended.
    public let endedAt: Date?
    /// What the last run said, or its error.
    public let message: String?
}
