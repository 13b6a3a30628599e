import Foundation

/// What `dinh import` asks for one file.
public struct DocumentImportOrder: Codable, Sendable, Equatable {
    /// The module whose draft it becomes.
    public let module: String
    /// The file, an absolute path that the server can read.
    public let path: String
    /// The character set, where the guess would be wrong.
    public let charset: String?
    /// The login of the person whose draft it becomes; nil for nobody's.
    public let login: String?
    /// What the module asks besides, by the names of its fields.
    public let values: [String: String]
    /// Whether a file that was imported before is imported once more.
    public let again: Bool

    /// An order for one file.
    public init(
        module: String, path: String, charset: String?, login: String?, values: [String: String], again: Bool
    ) {
        self.module = module
        self.path = path
        self.charset = charset
        self.login = login
        self.values = values
        self.again = again
    }
}

/// What became of one file.
public struct ImportSummary: Codable, Sendable, Equatable {
    /// `DOCX`, `TXT`: what the content is.
    public let kind: String
    /// The draft's title.
    public let title: String
    /// What was recognised, changed and left out, and what is to be done, a sentence each.
    public let notes: [String]
    /// Where the draft is in the administration.
    public let url: String
    /// True when the same file had been imported before, and nothing was made.
    public let isKnown: Bool
}

extension Site {
    /// Makes a draft of a file, through the module's ``DocumentImporter``. Never publishes.
    ///
    /// - Throws: ``SiteCommandFailure`` in words for the person.
    func importDocument(_ order: DocumentImportOrder) async throws -> ImportSummary {
        guard let module = assembly.module(order.module), let importer = module.contributions.documentImporter else {
            let able = assembly.modules.filter { $0.contributions.documentImporter != nil }.map(\.id)
            throw SiteCommandFailure(
                description: "module '\(order.module)' takes no documents; those that do: "
                    + (able.isEmpty ? "none" : able.joined(separator: ", ")))
        }
        return try await module.use.during {
            let library = TextLibrary(
                core: installation.coreResources, modules: [(module.id, module.folder.resources)], languages: ["en"])
            let place = DocumentImportPlace(
                actor: try await actor(order, importer), module: module.context,
                texts: library.texts(module: module.id, language: "en"))
            do {
                return try await importDocument(order, importer, place)
            } catch let error as DocumentError {
                throw SiteCommandFailure(description: place.texts(error.textKey))
            }
        }
    }

    private func actor(_ order: DocumentImportOrder, _ importer: DocumentImporter) async throws -> Actor {
        guard let login = order.login else { return .command("dinh import") }
        return try await database.read { database in
            guard let account = try AccountStore.find(login: login, in: database), account.state == .active else {
                throw SiteCommandFailure(description: "there is no active account '\(login)'; see dinh user list")
            }
            let permissions = try RoleStore.permissions(of: account.id, in: database)
            guard permissions.allowsSomewhere(importer.permission) else {
                throw SiteCommandFailure(
                    description: "the account '\(login)' lacks the permission '\(importer.permission)'; give it a role")
            }
            return Actor(.person(id: account.id, name: account.fullName), permissions: permissions)
        }
    }

    private func importDocument(
        _ order: DocumentImportOrder, _ importer: DocumentImporter, _ place: DocumentImportPlace
    ) async throws -> ImportSummary {
        let (url, context) = (URL(fileURLWithPath: order.path), place.module)
        let charset = try order.charset.map { name in
            guard let charset = VietnameseCharset(rawValue: name) else {
                let known = VietnameseCharset.allCases.map(\.rawValue).joined(separator: ", ")
                throw SiteCommandFailure(description: "there is no character set '\(name)'; choose one of \(known)")
            }
            return charset
        }
        let bytes = try await BlockingWork.run { try Self.read(url) }
        let (hash, type) = (ContentHash(of: bytes), MediaType(content: bytes))
        let kind = type == .unknown ? "TXT" : String(type.fileExtension.dropFirst()).uppercased()
        let known = try await database.read { database in
            try SourceFile.records(madeFrom: hash, module: context.id, in: database).first.map {
                ($0, try RecordTitle.find($0, in: database))
            }
        }
        if let (record, title) = known, !order.again {
            // By convention a record's screen is below its module's, under its id.
            return ImportSummary(
                kind: kind, title: title ?? record.description, notes: [], url: context.adminURL("/\(record.id)"),
                isKnown: true)
        }
        guard try await FileQuota.hasRoom(for: bytes.count, self) else {
            throw SiteCommandFailure(
                description: "the site has no more room for files; remove some or raise files_total_mb in site.yml")
        }
        let form = try self.form(order, importer, place)
        let reading = importer.reading(place)
        guard reading.types.contains(type) else { throw DocumentError.unsupported(type) }
        let (draft, source, read) = try await BlockingWork.run {
            let document = try ImportedDocument(of: bytes, as: type, charset: charset)
            let name = FileName(url.lastPathComponent, type: type == .unknown ? .text : type)
            guard !document.title.isEmpty || !document.body.isEmpty || !document.pictures.isEmpty else {
                throw SiteCommandFailure(description: "the file holds no text; nothing was made of it")
            }
            let stored = try context.files.store.store(bytes)
            let source = KeptUpload(hash: stored.hash, name: name.text, mediaType: type, bytes: stored.size)
            let found = reading.title(document)
            let title = found.isEmpty ? url.deletingPathExtension().lastPathComponent : found
            let read = DocumentImport(
                document: document, source: source, title: String(title.nfc.prefix(reading.maximumTitle)), form: form
            )
            return (try importer.draft(read, place), source, read)
        }
        let made = try await context.storage.write(as: place.actor) { try draft.made(from: source, in: $0) }
        return ImportSummary(
            kind: kind, title: read.title, notes: read.document.changes.map { $0.text(in: place.texts) } + draft.notes,
            url: context.adminURL(made.screen), isKnown: false)
    }

    private static func read(_ url: URL) throws -> [UInt8] {
        guard let file = try? url.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey]) else {
            throw SiteCommandFailure(description: "the server cannot find it; check the path and who may read it")
        }
        guard file.isRegularFile == true, let size = file.fileSize else {
            throw SiteCommandFailure(description: "this is no file; name files, or folders of files")
        }
        guard size <= DocumentText.maxBytes else {
            throw DocumentError.tooLarge(limit: DocumentText.maxBytes)
        }
        guard let data = FileManager.default.contents(atPath: url.path) else {
            throw SiteCommandFailure(description: "the server may not read it; let its user read the file")
        }
        return Array(data)
    }

    /// What the module asks besides, as given or as the screen would suggest it.
    private func form(
        _ order: DocumentImportOrder, _ importer: DocumentImporter, _ place: DocumentImportPlace
    ) throws -> Form {
        let fields = try importer.fields(place)
        let names = fields.map { $0.name }
        if let unknown = order.values.keys.sorted().first(where: { !names.contains($0) }) {
            let list = names.isEmpty ? "nothing" : names.joined(separator: ", ")
            throw SiteCommandFailure(description: "--set \(unknown) is not known; the module asks for \(list)")
        }
        var form = Form(fields: fields)
        let values = fields.flatMap { field in
            (order.values[field.name].map { [$0] } ?? field.values).map { (field.name, $0) }
        }
        form.accept(FormValues(values), texts: place.texts)
        if let fault = form.errors.first {
            throw SiteCommandFailure(description: "--set \(fault.name): \(fault.reason)")
        }
        return form
    }
}
