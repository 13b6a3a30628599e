import PortalKit

/// All comments on a draft that count, as a table for a spreadsheet; who sent them only for who may see it.
enum CommentExport {
    static func download(_ request: Request) async throws -> Response {
        let draft = try await request.treatedDraft()
        let (comments, tags, groups) = try await request.module.storage.read { database in
            let comments = try CommentRows.counted(of: draft.id, in: database)
            return (
                comments, try CommentRows.tags(of: comments.map(\.id), in: database),
                try CommentRows.groups(of: draft.id, in: database)
            )
        }
        let maySee = request.consultation.maySeeSenders(draft)
        let texts = request.texts
        let codes = Dictionary(comments.map { ($0.id, $0.code) }, uniquingKeysWith: { first, _ in first })
        var csv = CSV()
        let columns = [
            "export.code", "comment.received", "comment.version", "comment.place", "comment.text",
            "comment.sender_kind",
            "comment.body", "comment.channel", "comments.state", "action.group", "action.tags", "action.duplicate_of",
            "action.treatment", "action.reason",
        ]
        csv.append(
            (columns + (maySee ? ["comment.name", "comment.mail", "field.contact_phone"] : [])).map { texts($0) })
        for comment in comments {
            let own = [
                comment.code, VietnamTime(comment.receivedAt).timeText, String(comment.version), comment.place.label,
                comment.text, texts("sender.\(comment.sender.rawValue)"), comment.body,
                texts("channel.\(comment.channel.rawValue)"), texts("state.\(comment.state.rawValue)"),
                groups.first { $0.id == comment.group }?.title ?? "", (tags[comment.id] ?? []).joined(separator: ", "),
                comment.duplicateOf.flatMap { codes[$0] } ?? "",
                comment.treatment.map { texts("treatment.\($0.rawValue)") } ?? "", comment.reason,
            ]
            csv.append(own + (maySee ? [comment.name, comment.mail, comment.phone] : []))
        }
        try await request.module.storage.write(as: request.actor) { change in
            try change.audit(
                "draft-consultation.export", on: draft.reference, after: ["count": comments.count])
        }
        var response = Response.text(csv.text, mediaType: CSV.mediaType)
        response.headers["Content-Disposition"] = "attachment; filename=\"y-kien-\(draft.slug).csv\""
        response.headers["Cache-Control"] = "private, no-store"
        return response
    }
}
