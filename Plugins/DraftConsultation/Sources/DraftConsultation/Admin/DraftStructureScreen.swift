import PortalKit

/// The screen of the structure of a draft's text. Corrected after publication the text stays the same version, since no
/// word of it changes; what somebody has commented on keeps its name.
enum DraftStructureScreen {
    static func show(_ request: Request) async throws -> Response {
        try request.structureScreen(of: text(of: try await request.consultedDraft(), request))
    }

    static func save(_ request: Request) async throws -> Response {
        let (draft, desk) = (try await request.consultedDraft(), DraftDesk(request.module))
        return try await request.saveStructure(of: text(of: draft, request)) { lines, revision in
            let lost = try await lostPlaces(of: draft, in: lines, request)
            guard lost.isEmpty else {
                throw StructureRefusal(
                    request.texts("structure.comments_lost", ["places": lost.joined(separator: "; ")]))
            }
            try await request.module.storage.write(as: request.actor) {
                _ = try desk.correctStructure(of: draft.id, lines, from: revision, in: $0)
            }
        }
    }

    /// The places with comments that the corrected text would not have any more under their name.
    private static func lostPlaces(
        of draft: Draft, in lines: [LegalLine], _ request: Request
    ) async throws -> [String] {
        let (before, after) = (
            DraftPlaces(LegalText(lines: draft.content.lines), request.texts),
            DraftPlaces(LegalText(lines: lines), request.texts)
        )
        let anchors = try await request.module.storage.read {
            try CommentRows.anchors(of: draft.id, version: draft.version, in: $0)
        }
        return anchors.compactMap { anchor in
            let label = before[anchor]?.label
            return label == after[anchor]?.label ? nil : label ?? anchor
        }
    }

    private static func text(of draft: Draft, _ request: Request) -> StructuredText {
        let (texts, context) = (request.texts, request.module)
        return StructuredText(
            record: draft.reference, revision: draft.revision, lines: draft.content.lines,
            title: texts("legal.structure.title"), url: context.adminURL(ConsultationScreen.structure(draft.id)),
            actions: [
                AdminAction(texts("structure.back"), url: context.adminURL(ConsultationScreen.edit(draft.id))),
                AdminAction(
                    texts("admin.preview"), url: context.adminURL(ConsultationScreen.preview(draft.id)), icon: "eye"),
            ],
            breadcrumbs: [DraftEditScreen.listStep(request), DraftEditScreen.draftStep(draft, request)],
            lockedNotice: request.consultation.mayEdit(draft) ? nil : texts("admin.locked"))
    }
}
