import Foundation
import PortalKit

/// A calendar as RFC 5545 writes it: lines of at most 75 octets, ended by CR LF, with texts escaped.
struct ICalendar {
    /// When something is.
    enum Time: Sendable, Equatable {
        /// From one moment to another.
        case moments(Date, Date)
        /// A day: `2026-11-24`.
        case day(String)
    }

    /// One entry.
    struct Event: Sendable {
        /// Stays the same as long as the entry is known, so that programs replace it.
        let uid: String
        /// Grows with each change.
        let sequence: Int
        let time: Time
        let summary: String
        var place = ""
        var description = ""
        var url = ""
        var isCancelled = false
    }

    private var lines: [String]

    /// - Parameter name: what programs call the calendar.
    init(name: String) {
        lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dinh//Editorial board//VI", "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH", "NAME:" + Self.escaped(name), "X-WR-CALNAME:" + Self.escaped(name),
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
        ]
    }

    /// - Parameter stamp: when the calendar was made.
    mutating func add(_ event: Event, stamp: Date) {
        lines += ["BEGIN:VEVENT", "UID:" + Self.escaped(event.uid), "DTSTAMP:" + Self.utc(stamp)]
        switch event.time {
        case .moments(let start, let end):
            lines += ["DTSTART:" + Self.utc(start), "DTEND:" + Self.utc(end)]
        case .day(let day):
            lines.append("DTSTART;VALUE=DATE:" + day.filter { $0 != "-" })
        }
        lines += ["SEQUENCE:\(event.sequence)", "SUMMARY:" + Self.escaped(event.summary)]
        for (name, text) in [("LOCATION", event.place), ("DESCRIPTION", event.description)] where !text.isEmpty {
            lines.append("\(name):" + Self.escaped(text))
        }
        // An address is a value of its own kind: it is written as it is, without anything that would end the line.
        if !event.url.isEmpty { lines.append("URL:" + event.url.filter { !$0.isNewline }) }
        lines += ["STATUS:" + (event.isCancelled ? "CANCELLED" : "CONFIRMED"), "END:VEVENT"]
    }

    /// The whole calendar.
    var text: String { (lines + ["END:VCALENDAR"]).map { Self.folded($0) + "\r\n" }.joined() }

    /// A text value (RFC 5545, 3.3.11). Control characters, which no value may hold, are left out.
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": result += ["\\", scalar]
            case "\n" where previous == "\r": break
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": result += ["\\", "n"]
            case "\t": result.append(scalar)
            case _ where scalar.properties.generalCategory == .control: break
            default: result.append(scalar)
            }
            previous = scalar
        }
        return String(result)
    }

    /// A content line in pieces of at most 75 octets (RFC 5545, 3.1), never within a character's bytes.
    static func folded(_ line: String) -> String {
        var (result, length) = ("", 0)
        for scalar in line.unicodeScalars {
            let size = UTF8.width(scalar)
            if length + size > 75 {
                result += "\r\n "
                length = 1
            }
            result.unicodeScalars.append(scalar)
            length += size
        }
        return result
    }

    /// `20261124T010000Z`.
    static func utc(_ date: Date) -> String {
        let clock = VietnamTime(date.addingTimeInterval(-Double(VietnamTime.offset)))
        let time = [clock.hour, clock.minute, clock.second].map { ($0 < 10 ? "0" : "") + String($0) }.joined()
        return clock.isoDay.filter { $0 != "-" } + "T" + time + "Z"
    }
}
