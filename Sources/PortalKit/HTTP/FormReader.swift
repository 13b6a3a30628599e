import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

extension FormLimits {
    /// These limits, where the site's own are not narrower.
    func within(_ site: SiteConfiguration.Limits) -> FormLimits {
        let fileBytes = min(fileBytes, site.uploadMegabytes << 20)
        let files = min(files, site.uploadsPerForm)
        let room = files == 0 ? site.formKilobytes << 10 : (site.formKilobytes << 10) + files * fileBytes
        return FormLimits(
            bodyBytes: min(bodyBytes, room), fileBytes: fileBytes, files: files, sealsFiles: sealsFiles)
    }
}

/// What a form brought.
struct SubmittedForm: Sendable {
    var values = FormValues()
    var files: [UploadedFile] = []
    /// The fields whose files were not taken, because the site has no more room for them.
    var refusedFields: Set<String> = []
}

/// Reads the body of a POST within its limits; files go to the disk as they arrive.
struct FormReader: Sendable {
    let http: Hummingbird.Request
    let limits: FormLimits
    let files: FileLibrary

    private static let fieldBytes = 1 << 20
    private static let fields = 500

    /// - Throws: ``PortalError/tooLarge(limitBytes:)`` or ``PortalError/badRequest(reason:)``.
    func read() async throws -> SubmittedForm {
        if let length = http.headers[.contentLength].flatMap(Int.init), length > limits.bodyBytes {
            throw PortalError.tooLarge(limitBytes: limits.bodyBytes)
        }
        let contentType = http.headers[.contentType] ?? ""
        let name = contentType.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
        switch name {
        case "application/x-www-form-urlencoded": return try await readURLEncoded()
        case "multipart/form-data": return try await readMultipart(contentType)
        default: throw PortalError.badRequest(reason: "error.form_unreadable")
        }
    }

    private func readURLEncoded() async throws -> SubmittedForm {
        var bytes: [UInt8] = []
        for try await buffer in http.body {
            guard bytes.count + buffer.readableBytes <= limits.bodyBytes else {
                throw PortalError.tooLarge(limitBytes: limits.bodyBytes)
            }
            bytes.append(contentsOf: buffer.readableBytesView)
        }
        do {
            return SubmittedForm(values: FormValues(try FormURLEncoded.decode(bytes)))
        } catch {
            throw PortalError.badRequest(reason: "error.form_unreadable")
        }
    }

    private func readMultipart(_ contentType: String) async throws -> SubmittedForm {
        var assembler = PartAssembler(limits: limits, files: files)
        do {
            var parser = try MultipartParser(
                contentType: contentType,
                limits: MultipartLimits(
                    parts: Self.fields + limits.files, fieldBytes: Self.fieldBytes, totalBytes: limits.bodyBytes))
            for try await buffer in http.body {
                for event in try parser.parse(buffer.readableBytesView) { try assembler.take(event) }
            }
            try parser.finish()
        } catch let error as MultipartError {
            switch error {
            case .tooManyParts, .fieldTooLarge, .bodyTooLarge:
                throw PortalError.tooLarge(limitBytes: limits.bodyBytes)
            default:
                throw PortalError.badRequest(reason: "error.form_unreadable")
            }
        }
        return try await assembler.finish()
    }
}

/// Puts the parts of a multipart form together again.
private struct PartAssembler {
    let limits: FormLimits
    let files: FileLibrary
    private var pairs: [(String, String)] = []
    private var stored: [(field: String, name: String, file: StoredFile)] = []
    private var part: MultipartPart?
    private var text: [UInt8] = []
    private var writer: FileWriter?

    init(limits: FormLimits, files: FileLibrary) {
        self.limits = limits
        self.files = files
    }

    mutating func take(_ event: MultipartEvent) throws {
        switch event {
        case .partBegin(let part):
            self.part = part
            text = []
            writer = nil
        case .partData(let bytes):
            guard let part else { return }
            if part.fileName == nil {
                text.append(contentsOf: bytes)
            } else if !bytes.isEmpty {
                try write(bytes)
            }
        case .partEnd:
            try endPart()
        case .end:
            break
        }
    }

    private mutating func write(_ bytes: some Collection<UInt8>) throws {
        guard stored.count < limits.files, limits.fileBytes > 0 else {
            throw PortalError.badRequest(reason: "error.too_many_files")
        }
        do {
            let open = try writer ?? files.store.writer(limit: limits.fileBytes, isSealed: limits.sealsFiles)
            writer = open
            try open.write(bytes)
        } catch FileStoreError.tooLarge {
            throw PortalError.tooLarge(limitBytes: limits.fileBytes)
        }
    }

    private mutating func endPart() throws {
        guard let part else { return }
        if let writer {
            stored.append((part.name, part.fileName ?? "", try writer.finish()))
        } else if part.fileName == nil {
            guard let value = String(validating: text, as: UTF8.self) else {
                throw PortalError.badRequest(reason: "error.form_unreadable")
            }
            pairs.append((part.name, value))
        }
        self.part = nil
        writer = nil
    }

    func finish() async throws -> SubmittedForm {
        var uploads: [UploadedFile] = []
        for (field, name, file) in stored {
            let type = try files.store.mediaType(of: file.hash)
            uploads.append(
                UploadedFile(
                    field: field, name: name, hash: file.hash, bytes: file.size,
                    mediaType: type))
        }
        return SubmittedForm(values: FormValues(pairs), files: uploads)
    }
}
