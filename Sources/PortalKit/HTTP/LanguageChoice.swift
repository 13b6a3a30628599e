/// Remembers the language that a visitor chose, and leads back to where they were.
enum LanguageChoice {
    static let path = "/ngon-ngu"

    static func choose(_ request: Request) throws -> Response {
        guard let language = request.parameters["language"], request.module.site.languages.contains(language) else {
            throw PortalError.notFound
        }
        var response = Response.redirect(to: LocalPath.checked(request.query["ve"]) ?? "/")
        response.setsLanguage = language
        return response
    }
}

/// Paths that came with a request and may only lead within the site.
enum LocalPath {
    /// The path, or nil when it could lead elsewhere.
    static func checked(_ path: String?) -> String? {
        guard let path, path.count <= 2000, path.hasPrefix("/"), !path.hasPrefix("//"), !path.hasPrefix("/\\"),
            !path.contains(where: { $0.isNewline || $0 == "\\" })
        else { return nil }
        return path
    }
}
