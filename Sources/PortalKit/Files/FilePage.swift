import GRDB

/// Serves stored files: to everybody those that a public record of an enabled module uses, to officers all.
enum FilePage {
    static func show(_ request: Request) async throws -> Response {
        guard let hash = request.parameters["hash"].flatMap(ContentHash.init(rawValue:)) else {
            throw PortalError.notFound
        }
        let modules = request.assembly.moduleIds
        let isOfficer = request.session != nil
        let found = try await request.site.database.read { database -> FileLibrary.Entry? in
            guard let entry = try FileLibrary.find(hash, in: database) else { return nil }
            if isOfficer { return entry }
            let users = try String.fetchAll(
                database, sql: "SELECT module FROM core_file_uses WHERE hash = ? AND is_public = 1",
                arguments: [hash.rawValue])
            return users.contains(where: modules.contains) ? entry : nil
        }
        guard let entry = found, request.site.files.store.contains(hash) else { throw PortalError.notFound }
        let isPicture = MediaType.pictures.contains(entry.mediaType)
        let name = FileName(entry.name, type: entry.mediaType)
        return Response(
            headers: [
                "Content-Type": entry.mediaType.contentType,
                "Content-Disposition": name.contentDisposition(inline: isPicture),
                "Cache-Control": isOfficer ? "private, no-cache" : "public, max-age=86400",
            ],
            body: .file(hash))
    }
}
