import Foundation
import GRDB
import PortalKit

/// The minutes of a meeting of the board.
struct Minutes: BoardContent {
    enum State: String, Sendable, CaseIterable, Codable {
        case draft
        /// Signed: nothing of it changes any more.
        case final
    }

    static let name = "minutes"
    static let table = "board_minutes"
    static let path = BoardScreen.minutes
    static let permission = BoardPermission.plan

    var title = ""
    var heldAt = Date(timeIntervalSince1970: 0)
    var place = ""
    var chair = ""
    var secretary = ""
    /// Those who were there, one a line.
    var present = ""
    var absent = ""
    /// Text as the editor writes it.
    var content = ""
    var conclusions = ""
    var state = State.draft

    init() {}

    init(row: Row) {
        title = row["title"]
        heldAt = row["held_at"]
        place = row["place"]
        chair = row["chair"]
        secretary = row["secretary"]
        present = row["present"]
        absent = row["absent"]
        content = row["content"]
        conclusions = row["conclusions"]
        state = State(rawValue: row["state"]) ?? .draft
    }

    var columns: [(name: String, value: (any DatabaseValueConvertible)?)] {
        [
            ("title", title), ("held_at", heldAt), ("place", place), ("chair", chair), ("secretary", secretary),
            ("present", present), ("absent", absent), ("content", content), ("conclusions", conclusions),
            ("state", state.rawValue),
        ]
    }

    var trace: [String: String] {
        ["title": title, "held_at": VietnamTime(heldAt).isoMinute, "state": state.rawValue]
    }
}
