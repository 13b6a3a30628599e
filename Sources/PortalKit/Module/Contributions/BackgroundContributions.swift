public import Foundation

/// Work done on a schedule.
public struct JobDefinition: Sendable {
    let id: String
    let schedule: Schedule
    private(set) var moment: (@Sendable (ModuleContext, Date) async throws -> Date?)?
    let run: @Sendable (ModuleContext) async throws -> Void

    /// - Parameter id: unique in the module.
    public init(
        id: String, schedule: Schedule, run: @escaping @Sendable (ModuleContext) async throws -> Void
    ) {
        self.id = id
        self.schedule = schedule
        self.run = run
    }

    /// The job, due besides at moments that records name, as at the end of an article: to the second for what was known a
    /// minute before, with the schedule for the rest.
    ///
    /// - Parameter moment: the first such moment after another, nil when there is none; a range of an index, since it is
    ///   asked each minute.
    public func also(
        at moment: @escaping @Sendable (ModuleContext, _ after: Date) async throws -> Date?
    ) -> JobDefinition {
        var job = self
        job.moment = moment
        return job
    }
}

struct EventHandler: Sendable {
    let event: String
    let id: String
    let handle: @Sendable (Event, ModuleContext) async throws -> Void
}

/// A mail that a module sends.
public struct MailTemplate: Sendable {
    let id: String
    let placeholders: [String]

    /// - Parameters:
    ///   - id: the texts `mail.<id>.subject` and `mail.<id>.body` are its words.
    ///   - placeholders: what the words may name in braces, besides `{site}` and `{site_title}` (``SiteIdentity/mailValues``).
    public init(id: String, placeholders: [String]) {
        self.id = id
        self.placeholders = placeholders + SiteIdentity.mailPlaceholders
    }
}
