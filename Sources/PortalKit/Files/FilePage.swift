import GRDB

/// Serves stored files by their content's hash, to whom ``FileAccess`` lets have them; for others they do not exist.
enum FilePage {
    static func show(_ request: Request) async throws -> Response {
        guard let hash = request.parameters["hash"].flatMap(ContentHash.init(rawValue:)) else {
            throw PortalError.notFound
        }
        let access = FileAccess(request)
        let found = try await request.site.database.read { database -> FileLibrary.Entry? in
            guard let entry = try FileLibrary.find(hash, in: database) else { return nil }
            return try access.mayRead(hash, in: database) ? entry : nil
        }
        guard let entry = found else { throw PortalError.notFound }
        return try answer(
            hash, name: entry.name, mediaType: entry.mediaType,
            caching: access.isPersonal ? "private, no-cache" : "public, max-age=86400", request)
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
