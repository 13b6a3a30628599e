import PortalKit

/// The public addresses of submissions, below the module's mount path.
enum SubmissionPath {
    static let form = "/gui-bai"
    static let supplement = "/gui-bai/bo-sung"

    static func receipt(_ code: String) -> String { "/gui-bai/da-nhan/\(code)" }

    /// The token stands in the query, which no log keeps.
    static func supplement(_ token: String) -> String { "\(supplement)?ma=\(token)" }
}

/// The screens of submissions, below the module's place in the administration.
enum SubmissionScreenPath {
    static let list = "/ban-gui"
    static let register = "/ban-gui/ghi-nhan"
    static let statistics = "/ban-gui/thong-ke"
    static let statisticsCSV = "/ban-gui/thong-ke/tai-ve"
    static let own = "/bai-gui"
    static let send = "/bai-gui/moi"

    static func submission(_ id: Int64) -> String { "\(list)/\(id)" }

    /// - Parameter id: digits, or a route's `:id`.
    static func article(_ id: String) -> String { "\(list)/\(id)/tao-bai" }

    static func action(_ id: Int64, _ action: String) -> String { "\(list)/\(id)/\(action)" }

    static func file(_ id: Int64, _ position: Int) -> String { "\(list)/\(id)/tep/\(position)" }

    static func own(_ id: Int64) -> String { "\(own)/\(id)" }

    static func ownFile(_ id: Int64, _ position: Int) -> String { "\(own)/\(id)/tep/\(position)" }
}
