/// Work that a transaction found undone and must not do itself, such as reading a large file.
///
/// Thrown inside a transaction, it undoes it. ``SiteDatabase`` then does the work while no transaction is open, and runs
/// the transaction again.
struct PendingWork: Error {
    /// Does it; blocks the thread.
    let perform: @Sendable () throws -> Void

    /// How often a transaction is run again: each time it may find something else that others have brought in since.
    static let maximumRepetitions = 5
}
