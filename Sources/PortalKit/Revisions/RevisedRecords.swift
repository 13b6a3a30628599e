public import GRDB

/// How the revisions of a kind of record are read and brought back, so that the portal can give them their screens: the
/// list of all that was saved, two of them compared word by word, and an older one restored.
///
/// ```swift
/// registration.revisions(
///     RevisedRecords(
///         type: "events.entry", screen: "/:id", permissions: ["events.write"],
///         find: { request in
///             let entry = try await request.entry()
///             return RevisedRecord(entry.reference, title: entry.title, screen: "/\(entry.id)", mayEdit: true)
///         },
///         fields: { revision, _, texts in
///             RevisionField.fields(of: Entry.form(try revision.decode(EntryContent.self), texts), texts: texts)
///         },
///         restore: { revision, current, change, context in
///             try EntryDesk(context).save(
///                 revision.record.id, revision.decode(EntryContent.self), from: current, in: change)
///         }))
/// ```
///
/// The revisions of the record 12 are then at `/quan-tri/events/12/phien-ban` (``ModuleContext/revisionsURL(_:)``).
public struct RevisedRecords: Sendable {
    let type: String
    let screen: String
    let permissions: [String]
    let explanation: String?
    let view: (@Sendable (RevisedRecord, Int) -> String)?
    let find: @Sendable (Request) async throws -> RevisedRecord
    let fields: @Sendable (Revision, Database, Texts) throws -> [RevisionField]
    let restore: @Sendable (Revision, Int, Change, ModuleContext) throws -> Void

    /// - Parameters:
    ///   - type: the type in their references.
    ///   - screen: the screen on which a record is edited, with the names of its parameters.
    ///   - permissions: each of these opens the screens; what of it holds for a record `find` says.
    ///   - explanation: the key of what should be known before one is restored, as what stays as it is.
    ///   - view: the screen that shows one revision as the public would see it, below the module's place in the
    ///     administration.
    ///   - find: the record that the request names.
    ///   - fields: a revision's content in parts that people know by name. Also asked for what somebody is typing while
    ///     somebody else saves, as ``EditMerge`` shows it.
    ///   - restore: saves a revision's content as the newest, by all the rules that hold for editing, in the step that the
    ///     record is in. Gets the number of the newest revision; throws ``RestoreRefusal`` with the reason in words.
    public init(
        type: String, screen: String, permissions: [String], explanation: String? = nil,
        view: (@Sendable (RevisedRecord, Int) -> String)? = nil,
        find: @escaping @Sendable (Request) async throws -> RevisedRecord,
        fields: @escaping @Sendable (Revision, Database, Texts) throws -> [RevisionField],
        restore: @escaping @Sendable (Revision, Int, Change, ModuleContext) throws -> Void
    ) {
        self.type = type
        self.screen = screen
        self.permissions = permissions
        self.explanation = explanation
        self.view = view
        self.find = find
        self.fields = fields
        self.restore = restore
    }
}

/// A record whose revisions somebody looks at.
public struct RevisedRecord: Sendable {
    /// The record.
    public let reference: RecordReference
    let title: String
    let screen: String
    let mayEdit: Bool

    /// - Parameters:
    ///   - screen: the record's own screen, below the module's place in the administration: `/12`.
    ///   - mayEdit: whether whoever asks may change it now, and so restore a revision.
    public init(_ reference: RecordReference, title: String, screen: String, mayEdit: Bool) {
        self.reference = reference
        self.title = title
        self.screen = screen
        self.mayEdit = mayEdit
    }
}

/// Why a revision cannot be brought back as the record stands now.
public struct RestoreRefusal: Error {
    let reason: String

    /// - Parameter reason: the key of the words, among the module's texts.
    public init(_ reason: String) {
        self.reason = reason
    }
}

extension Assembly {
    /// What an enabled module declares of the revisions of a type of records.
    func revisedRecords(_ type: String) -> RevisedRecords? {
        for module in modules {
            if let records = module.contributions.revisions.first(where: { $0.type == type }) { return records }
        }
        return nil
    }
}

extension ModuleContext {
    /// The screen of the revisions of one of the module's records.
    ///
    /// - Parameter screen: the record's own screen: `/12`.
    public func revisionsURL(_ screen: String) -> String { adminURL(screen) + RevisionScreen.path }
}
