import PortalKit

/// What the public sees of comments.
extension CommentDesk {
    func publish(_ id: Int64, in change: Change) throws {
        let comment = try require(id, in: change.database)
        guard [.waiting, .hidden, .spam].contains(comment.state) else { throw CommentChanged() }
        try set(id, "state = 'published', hidden_reason = ''", [], in: change)
        try done("published", comment, in: change)
    }

    func hide(_ id: Int64, reason: String, in change: Change) throws {
        let comment = try require(id, in: change.database)
        guard comment.state == .waiting || comment.state == .published else { throw CommentChanged() }
        try set(id, "state = 'hidden', hidden_reason = ?", [reason], in: change)
        try done("hidden", comment, reason, in: change)
    }

    func markSpam(_ id: Int64, in change: Change) throws {
        let comment = try require(id, in: change.database)
        guard comment.state.counts || comment.state == .unconfirmed else { throw CommentChanged() }
        try set(id, "state = 'spam'", [], in: change)
        try done("spam", comment, in: change)
    }
}
