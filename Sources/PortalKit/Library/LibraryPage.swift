import GRDB

/// Serves items of the library at their lasting addresses, to whom ``FileAccess`` lets have them.
enum LibraryPage {
    static let path = "\(FileLibrary.path)/:item"

    static func show(_ request: Request) async throws -> Response {
        guard let name = request.parameters["item"], let id = LibraryItem.id(inAddress: name) else {
            throw PortalError.notFound
        }
        let access = FileAccess(request)
        let found = try await request.site.database.read { database -> LibraryItem? in
            guard let item = try LibraryItem.find(id, in: database) else { return nil }
            return try access.mayRead(item, in: database) ? item : nil
        }
        guard let item = found else { throw PortalError.notFound }
        guard item.url == request.path else { return .moved(to: item.url) }
        let width = request.query.integer(LibraryItem.widthParameter)
        let file = width.map { item.content.file(width: $0) } ?? item.content.original
        // A replaced content must show at once; asking again costs a 304.
        return try FilePage.answer(
            file.hash, name: item.content.name, mediaType: file.mediaType,
            caching: access.isPersonal ? "private, no-cache" : "public, no-cache", request)
    }
}
