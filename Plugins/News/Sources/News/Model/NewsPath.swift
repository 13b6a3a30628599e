import Foundation
import PortalKit

/// The public addresses of the module, below its mount path.
enum NewsPath {
    static let front = "/"
    static let archive = "/luu-tru"
    static let feed = "/feed.xml"

    static func section(_ slug: String) -> String { "/\(slug)" }

    static func sectionFeed(_ slug: String) -> String { "/\(slug)/feed.xml" }

    static func article(section: String, slug: String) -> String { "/\(section)/\(slug)" }

    static func tag(_ slug: String) -> String { "/the/\(slug)" }
}

/// The screens of the module, below its place in the administration.
enum NewsScreen {
    static let list = "/"
    static let new = "/moi"
    static let importing = "/nhap"

    static func edit(_ id: Int64) -> String { "/\(id)" }

    static func preview(_ id: Int64) -> String { "/\(id)/xem" }

    static func source(_ id: Int64) -> String { "/\(id)/tep-goc" }

    static func revision(_ id: Int64, _ number: Int) -> String { "/\(id)/phien-ban/\(number)" }
}
