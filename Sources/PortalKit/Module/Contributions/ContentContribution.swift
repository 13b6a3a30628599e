public import Foundation

/// Brings the files of one content folder in; running it again changes nothing that has not changed.
public typealias ContentLoader = @Sendable (URL, ModuleContext) async throws -> ContentReport

/// What a content loader did.
public struct ContentReport: Sendable {
    /// Records made new.
    public var added = 0
    /// Records that differed from their file.
    public var changed = 0
    /// Records that were as their file says.
    public var unchanged = 0
    /// Files that could not be taken, each with its reason.
    public var faults: [Fault] = []

    /// An empty report.
    public init() {}
}

struct ContentContribution: Sendable {
    let folder: String
    let load: ContentLoader
}
