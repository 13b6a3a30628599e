/// What became of a form that was sent to change a record.
public enum FormSaving<Record: Sendable>: Sendable {
    /// It was saved; the record is as this says.
    case saved(Record)
    /// Somebody else has saved the record meanwhile: show both, with ``Request/merge(_:into:since:)``.
    case conflict
    /// Something is wrong with it; the form says what, and its files are kept for the next try.
    case refused
}

extension Request {
    /// Saves what a form changes of a record in one transaction, with its files, and drops the draft of what was typed.
    ///
    /// - Parameters:
    ///   - form: as it was sent and checked; what keeps the record from the public is said at its fields.
    ///   - files: those that came with it.
    ///   - revision: the field that carries the revision that the form was made from.
    ///   - field: the field that a gate's failure belongs to.
    ///   - save: throws ``EditConflict`` and `WorkflowError.gatesFailed`.
    public func save<Record: Sendable>(
        _ form: inout Form, of record: RecordReference, files: KeptUploads, revision: String,
        field: (GateFailure) -> String, _ save: @escaping @Sendable (Change) throws -> Record
    ) async throws -> FormSaving<Record> {
        let seen = self.form[revision] ?? ""
        do {
            if form.isValid {
                return .saved(
                    try await module.storage.write(as: actor) { change in
                        try files.register(in: change)
                        try change.dropDraft(.record(record), sentWith: self)
                        return try save(change)
                    })
            }
        } catch is EditConflict {
            try await module.storage.write(as: actor) { try files.register(in: $0) }
            return .conflict
        } catch WorkflowError.gatesFailed(let failures) {
            for failure in failures { form.fail(field(failure), failure.text(texts)) }
        }
        form.set(revision, to: seen)
        try await module.storage.write(as: actor) { try files.register(in: $0) }
        return .refused
    }
}
