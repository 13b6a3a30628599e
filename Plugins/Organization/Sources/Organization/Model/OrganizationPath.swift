/// Addresses of the public pages below the mount path.
enum OrganizationPath {
    static let front = "/"
    static let structure = "/co-cau"
    static let directory = "/danh-ba"
    static let chart = "/so-do.svg"
    /// What no introduction page may be called.
    static let reserved: Set<String> = ["co-cau", "danh-ba"]

    static func body(_ slug: String) -> String { "\(structure)/\(slug)" }

    static func page(_ slug: String) -> String { "/\(slug)" }
}

/// Addresses of the administration's screens below the module's own.
enum OrganizationScreen {
    static let bodies = "/"
    static let newBody = "/moi"
    static let pages = "/trang"
    static let newPage = "/trang/moi"

    static func body(_ id: Int64) -> String { "/\(id)" }

    static func people(of body: Int64) -> String { "/\(body)/can-bo" }

    static func person(_ id: Int64, of body: Int64) -> String { "\(people(of: body))/\(id)" }

    static func page(_ id: Int64) -> String { "\(pages)/\(id)" }
}

/// Which way an entry is moved among its siblings.
enum MoveDirection: String {
    case up = "len"
    case down = "xuong"
}
