/// How a module makes drafts of documents that people bring in. Nothing that it makes is public.
///
/// ```swift
/// registration.documentImport(
///     DocumentImporter(
///         path: "/nhap", permission: "events.write", fields: { [hallField($0)] },
///         draft: { read, place in
///             let entry = Entry(title: read.title, html: read.document.body, hall: read.form["hall"])
///             return DocumentDraft { change in
///                 let id = try EntryDesk(place.module).create(entry, in: change)
///                 return (RecordReference(type: "events.entry", id: id), "/\(id)")
///             }
///         }))
/// ```
public struct DocumentImporter: Sendable {
    let path: String
    let permission: String
    let reading: @Sendable (DocumentImportPlace) -> DocumentImport.Reading
    let fields: @Sendable (DocumentImportPlace) throws -> [FormField]
    let draft: @Sendable (DocumentImport, DocumentImportPlace) throws -> DocumentDraft

    /// - Parameters:
    ///   - path: the screen's, below the module's place in the administration.
    ///   - permission: who may bring documents in, be it only in one scope.
    ///   - reading: what is taken, and how it is shown.
    ///   - fields: what the module asks besides; on the command line `--set NAME=VALUE`.
    ///   - draft: prepares the record, on a thread of its own and before the transaction: it may take long. What it throws
    ///     as a ``DocumentError`` is shown, and nothing is lost.
    public init(
        path: String, permission: String,
        reading: @escaping @Sendable (DocumentImportPlace) -> DocumentImport.Reading = { _ in .init() },
        fields: @escaping @Sendable (DocumentImportPlace) throws -> [FormField],
        draft: @escaping @Sendable (DocumentImport, DocumentImportPlace) throws -> DocumentDraft
    ) {
        self.path = path
        self.permission = permission
        self.reading = reading
        self.fields = fields
        self.draft = draft
    }
}

/// Who brings a document in, and where.
public struct DocumentImportPlace: Sendable {
    /// Who does it: whose draft it will be.
    public let actor: Actor
    /// The module.
    public let module: ModuleContext
    /// The module's texts in the language of whoever does it.
    public let texts: Texts
}

/// A record that is ready to be made from a document.
public struct DocumentDraft: Sendable {
    let notes: [String]
    let create: @Sendable (Change) throws -> (record: RecordReference, screen: String)

    /// - Parameters:
    ///   - notes: what the person is to do or to know, as of pictures that could not be taken over.
    ///   - create: makes it, and says which record it is and where its screen is, below the module's place in the
    ///     administration. The portal keeps the document's file with it.
    public init(
        notes: [String] = [], create: @escaping @Sendable (Change) throws -> (record: RecordReference, screen: String)
    ) {
        self.notes = notes
        self.create = create
    }

    /// Makes the record and keeps the file that it came from.
    func made(from source: KeptUpload?, in change: Change) throws -> (record: RecordReference, screen: String) {
        let made = try create(change)
        if let source { try change.keepSource(source, of: made.record) }
        return made
    }
}
