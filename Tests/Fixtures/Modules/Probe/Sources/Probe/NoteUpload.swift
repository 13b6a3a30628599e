import GRDB
import PortalKit

/// Takes files in: each becomes a note whose page everybody may see, so the file is public too.
enum NoteUpload {
    static let limits = FormLimits(bodyBytes: 3 << 20, fileBytes: 1 << 20, files: 2)

    static func take(_ request: Request) async throws -> Response {
        let uploads = request.uploads
        let entries = try await request.module.storage.write(as: request.actor) { change in
            let entries = try uploads.map { try change.register($0) }
            let id = try Note.add("Tệp", text: entries.map(\.name).joined(separator: ", "), in: change)
            try change.setFiles(
                entries.map(\.hash), of: RecordReference(type: Note.type, id: id), isPublic: true)
            return entries
        }
        return try .json(
            entries.map { [$0.url, $0.mediaType.rawValue, String($0.bytes)] })
    }
}
