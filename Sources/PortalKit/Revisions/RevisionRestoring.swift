/// Brings an older revision of a record back, as its newest.
enum RevisionRestoring {
    private enum Outcome: Sendable {
        case restored(Int)
        /// The record is as that revision was.
        case same
        /// Somebody saved the record since the person looked at its revisions.
        case changed
    }

    static func restore(_ scene: RevisionScene, _ request: Request) async throws -> Response {
        guard scene.record.mayEdit else { throw PortalError.forbidden }
        let (texts, number, seen) = (request.texts, Int(try request.id("number")), Int(try request.id("newest")))
        do {
            let note = texts("revision.restored_note", ["number": String(number)])
            let (records, record, context) = (scene.records, scene.record.reference, request.module)
            let outcome = try await context.storage.write(as: request.actor) { change in
                try restore(record, number, seen: seen, note: note, records, context, in: change)
            }
            switch outcome {
            case .restored(let newest):
                let values = ["number": String(number), "newest": String(newest)]
                return .redirect(
                    to: request.module.adminURL(scene.record.screen),
                    message: FlashMessage(.success, texts("revision.restored", values)))
            case .same: return back(scene, .warning, texts("revision.same", ["number": String(number)]))
            case .changed: return back(scene, .error, texts("revision.changed_meanwhile"))
            }
        } catch WorkflowError.gatesFailed(let failures) {
            let reasons = failures.map { $0.text(texts) }.joined(separator: " ")
            return back(scene, .error, texts("revision.refused", ["reasons": reasons]))
        } catch let refusal as RestoreRefusal {
            return back(scene, .error, texts("revision.refused", ["reasons": texts(refusal.reason)]))
        }
    }

    private static func restore(
        _ record: RecordReference, _ number: Int, seen: Int, note: String, _ records: RevisedRecords,
        _ context: ModuleContext, in change: Change
    ) throws -> Outcome {
        guard let revision = try Revisions.fetch(of: record, number: number, in: change.database) else {
            throw PortalError.notFound
        }
        let newest = try Revisions.count(of: record, in: change.database)
        guard newest == seen else { return .changed }
        try records.restore(revision, newest, change, context)
        let made = try Revisions.count(of: record, in: change.database)
        guard made > newest else { return .same }
        try Revisions.annotate(record, number: made, note: note, in: change.database)
        try change.audit(
            "revision.restore", on: record, before: ["revision": newest], after: ["revision": made, "from": number])
        return .restored(made)
    }

    private static func back(_ scene: RevisionScene, _ kind: FlashMessage.Kind, _ text: String) -> Response {
        .redirect(to: scene.url, message: FlashMessage(kind, text))
    }
}
