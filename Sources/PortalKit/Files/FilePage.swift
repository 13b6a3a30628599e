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
        guard let entry = found else { throw PortalError.notFound }
        return try answer(
            hash, name: entry.name, mediaType: entry.mediaType,
            caching: isOfficer ? "private, no-cache" : "public, max-age=86400", request)
    }

    /// The answer that brings a stored file. Pictures are shown; everything else is only offered to be saved, and should
    /// a browser show it all the same, it can run nothing.
    static func answer(
        _ hash: ContentHash, name: String, mediaType: MediaType, caching: String, _ request: Request
    ) throws -> Response {
        guard request.site.files.store.contains(hash) else { throw PortalError.notFound }
        let isPicture = MediaType.pictures.contains(mediaType)
        return Response(
            headers: [
                "Content-Type": mediaType.contentType,
                "Content-Disposition": FileName(name, type: mediaType).contentDisposition(inline: isPicture),
                "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
                "Cache-Control": caching,
            ],
            body: .file(hash))
    }
}
