import Foundation

/// A file that somebody sent with a form, as it is kept until the form is complete, and then with the record.
public struct KeptUpload: Sendable, Hashable, Codable {
    /// The content.
    public let hash: ContentHash
    /// The name under which it is offered.
    public let name: String
    /// What it is, by its content.
    public let mediaType: MediaType
    /// Size in bytes.
    public let bytes: Int

    /// A file that is stored already.
    public init(hash: ContentHash, name: String, mediaType: MediaType, bytes: Int) {
        self.hash = hash
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
    }
}

/// The files of a form that anybody may send. A form that is shown again still has them: what was sent before comes back
/// in a hidden field, signed for the person who has the form, so that nobody can lay hands on another's file.
public struct KeptUploads: Sendable {
    /// The files, in the order in which they came.
    public private(set) var files: [KeptUpload] = []
    /// What was wrong with files sent now, in words.
    public private(set) var faults: [String] = []

    private let name: String
    private let holder: String
    private let secrets: SiteSecrets
    private let texts: Texts

    /// The files of a request's form: for a GET none.
    ///
    /// - Parameters:
    ///   - name: the name of the file field.
    ///   - types: what is taken, by content.
    ///   - maximum: how many files.
    ///   - present: those that the record has, for the form before it is sent.
    public init(
        _ request: Request, name: String = "files", types: Set<MediaType>, maximum: Int, present: [KeptUpload] = []
    ) {
        self.name = name
        holder = request.session?.id ?? request.client.formCookie.value
        secrets = request.site.secrets
        texts = request.coreTexts
        guard request.method == .post else {
            files = present
            return
        }
        let ticked = Set(request.form.all("\(name)_keep"))
        files = kept(in: request.form["\(name)_kept"] ?? "").filter { ticked.contains($0.hash.rawValue) }
        for upload in request.uploads where upload.field == name && upload.bytes > 0 { take(upload, types, maximum) }
    }

    private mutating func take(_ upload: UploadedFile, _ types: Set<MediaType>, _ maximum: Int) {
        guard !files.contains(where: { $0.hash == upload.hash }) else { return }
        guard types.contains(upload.mediaType) else {
            faults.append(texts(refusal(of: upload), ["name": upload.sentName]))
            return
        }
        // Where there is room for one file only, the newest is meant.
        if maximum == 1 { files = [] }
        guard files.count < maximum else {
            faults.append(texts("intake.file_count", ["maximum": String(maximum), "name": upload.name]))
            return
        }
        files.append(
            KeptUpload(
                hash: upload.hash, name: FileName(upload.name, type: upload.mediaType).text,
                mediaType: upload.mediaType, bytes: upload.bytes))
    }

    /// Why a file is not taken: what to do about an old document, or one that did not arrive whole, can be said.
    private func refusal(of upload: UploadedFile) -> String {
        let isDocument = [".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"].contains { upload.sentName.hasSuffix($0) }
        return switch upload.mediaType {
        case .oldOffice, .rtf: "intake.file_old"
        case .zip where isDocument: "intake.file_damaged"
        default: "intake.file_type"
        }
    }

    /// The form's fields for the files: those that are there already, each with its box, and the field for more. Call
    /// ``restore(in:)`` after the form has accepted a request.
    ///
    /// - Parameter accept: as HTML's `accept`.
    public func fields(label: String, help: String, accept: String) -> [FormField] {
        var file = FormField(name, .file(accept: accept, multiple: true), label: label, help: help)
        file.error = faults.isEmpty ? nil : faults.joined(separator: " ")
        guard !files.isEmpty else { return [file] }
        let boxes = FormField(
            "\(name)_keep", .checkboxes, label: texts("intake.files_kept"),
            options: files.map { FormField.Option($0.hash.rawValue, $0.name) })
        let kept = FormField("\(name)_kept", .hidden, label: texts("intake.files_kept"), maximumLength: 20_000)
        return [boxes, kept, file]
    }

    /// Carries a single file through a form that only asks about it. Call ``restore(in:)`` as for ``fields(label:help:accept:)``.
    func hiddenFields(label: String) -> [FormField] {
        [
            FormField("\(name)_keep", .hidden, label: label),
            FormField("\(name)_kept", .hidden, label: label, maximumLength: 20_000),
        ]
    }

    /// Puts the files as they are now into the form, in place of what was sent of them.
    public func restore(in form: inout Form) {
        form.set("\(name)_keep", to: files.map(\.hash.rawValue))
        form.set("\(name)_kept", to: files.isEmpty ? "" : text)
    }

    /// Makes the files known to the site: with the record that has them, or with a form that is shown again. Those that
    /// no record uses are removed after a day.
    public func register(in change: Change) throws {
        for file in files {
            try change.register(
                StoredFile(hash: file.hash, size: file.bytes), name: file.name, mediaType: file.mediaType)
        }
    }

    // MARK: - The hidden field

    private var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = (try? encoder.encode(files)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
        return signature(of: json) + json
    }

    private func kept(in text: String) -> [KeptUpload] {
        let (signature, json) = (text.prefix(43), String(text.dropFirst(43)))
        guard TokenBytes.constantTimeEqual(Array(signature.utf8), Array(self.signature(of: json).utf8)) else {
            return []
        }
        return (try? JSONDecoder().decode([KeptUpload].self, from: Data(json.utf8))) ?? []
    }

    private func signature(of json: String) -> String {
        TokenBytes.base64URL(secrets.signature(of: [holder, name, json], purpose: "kept-uploads"))
    }
}

extension Request {
    /// Makes files known that came with a form which is shown again, so that they are still there when it is sent.
    public func keep(_ uploads: KeptUploads) async throws {
        guard !uploads.files.isEmpty else { return }
        try await module.storage.write(as: actor) { try uploads.register(in: $0) }
    }
}
