import Foundation

/// Dates in header fields (RFC 9110, section 5.6.7), whole seconds, without a formatter.
enum HTTPDate {
    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    /// Header fields are in UTC, ``VietnamTime`` is ahead of it.
    private static let offset = Double(VietnamTime.offset)

    static func format(_ date: Date) -> String {
        let clock = VietnamTime(date.addingTimeInterval(-offset))
        return "\(days[clock.weekday - 1]), \(pad(clock.day)) \(months[clock.month - 1]) \(clock.year) "
            + "\(pad(clock.hour)):\(pad(clock.minute)):\(pad(clock.second)) GMT"
    }

    /// Reads what ``format(_:)`` writes; other forms are treated as no date, which costs a full answer and no more.
    static func parse(_ text: String) -> Date? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
            let month = months.firstIndex(of: String(parts[2]))
        else { return nil }
        let time = parts[4].split(separator: ":").compactMap { Int($0) }
        guard time.count == 3,
            let clock = VietnamTime(
                year: year, month: month + 1, day: day, hour: time[0], minute: time[1], second: min(time[2], 59))
        else { return nil }
        return clock.date.addingTimeInterval(offset)
    }

    private static func pad(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
