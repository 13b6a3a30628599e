import PortalKit

/// The public addresses, below the module's mount path.
enum FeedbackPath {
    static let front = "/"
    static let form = "/gui"
    static let tracking = "/tra-cuu"
    static let caseFile = "/tra-cuu/ho-so"
    static let photo = "/tra-cuu/anh"
    static let figures = "/so-lieu"
    static let feed = "/feed.xml"
    static let opinion = "/y-kien"
    static let opinionFile = "/y-kien/tep"

    /// A published case. Its number stands first, so that the address survives a new title.
    static func published(_ id: Int64, title: String) -> String { "/\(id)-\(Slug.make(from: title, maxLength: 60))" }

    /// The number in such an address.
    static func id(_ slug: String) -> Int64? {
        let digits = slug.prefix { $0 != "-" }
        guard digits.utf8.count <= 15, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(digits).flatMap { $0 > 0 ? $0 : nil }
    }

    /// The token stands in the query, which no log keeps.
    static func caseFile(_ token: String) -> String { "\(caseFile)?ma=\(token)" }

    static func photo(_ token: String, _ position: Int) -> String { "\(photo)?ma=\(token)&so=\(position)" }

    static func opinion(_ token: String) -> String { "\(opinion)?ma=\(token)" }

    static func opinionFile(_ token: String, _ position: Int) -> String { "\(opinionFile)?ma=\(token)&so=\(position)" }
}

/// The screens, below the module's place in the administration.
enum FeedbackScreen {
    static let list = "/"
    static let csv = "/tai-ve"
    static let register = "/ghi-nhan"
    static let statistics = "/thong-ke"
    static let statisticsCSV = "/thong-ke/tai-ve"
    static let templates = "/mau-tra-loi"
    static let newTemplate = "/mau-tra-loi/moi"

    static func detail(_ id: Int64) -> String { "/\(id)" }

    static func action(_ id: Int64, _ action: String) -> String { "/\(id)/xu-ly/\(action)" }

    static func answer(_ id: Int64) -> String { "/\(id)/tra-loi" }

    static func slip(_ id: Int64) -> String { "/\(id)/phieu" }

    static func file(_ id: Int64, _ position: Int) -> String { "/\(id)/tep/\(position)" }

    static func template(_ id: Int64) -> String { "\(templates)/\(id)" }

    static func deletion(ofTemplate id: Int64) -> String { "\(templates)/\(id)/xoa" }
}
