import Foundation
import PortalKit

/// A moment as templates show it.
struct MomentModel: Sendable {
    let iso: String
    let text: String

    /// A day: `24/11/2026`.
    static func day(_ date: Date) -> MomentModel {
        let time = VietnamTime(date)
        return MomentModel(iso: time.isoDay, text: time.dayText)
    }

    /// A time of a day: `08:30 24/11/2026`.
    static func minute(_ date: Date) -> MomentModel {
        let time = VietnamTime(date)
        return MomentModel(iso: time.iso8601, text: time.timeText)
    }

    static let example = MomentModel(iso: "2026-11-24", text: "24/11/2026")
}

/// A link, perhaps the one to what is shown.
struct LinkModel: Sendable {
    let title: String
    let url: String
    var current = false
    var count: String?

    static let example = LinkModel(title: "Hộ tịch", url: "/dich-vu-cong?linh-vuc=ho-tich", current: true, count: "4")
}

extension Int {
    /// An amount of money: `1.250.000 đồng`.
    var dong: String {
        let digits = String(Swift.abs(self))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(".") }
            text.append(digit)
        }
        return (self < 0 ? "-" : "") + text + " đồng"
    }
}

extension Request {
    /// What is known of something, without what is empty; keys of texts, values, and where they lead.
    func facts(_ rows: [(String, String, String?)]) -> [FactModel] {
        rows.filter { !$0.1.isEmpty }.map { FactModel(texts($0.0), $0.1, url: $0.2) }
    }
}

extension Actor {
    /// The name under which something is written down; empty for what the portal or a command does by itself, since names of
    /// jobs and commands tell officers and citizens nothing.
    var signature: String {
        switch kind {
        case .person, .guest: name
        case .anonymous, .system, .command: ""
        }
    }
}
