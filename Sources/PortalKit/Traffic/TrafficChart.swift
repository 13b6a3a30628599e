/// Views by day as bars, drawn as SVG without style or script. The table beside it says the same in words, so for screen
/// readers the chart is one picture with a name.
struct TrafficChart {
    let days: [(day: VietnamTime, views: Int)]

    private static let barWidth = 22
    private static let height = 160

    /// - Parameter title: its name for screen readers.
    func html(title: String, language: String) -> SafeHTML {
        let greatest = max(1, days.map(\.views).max() ?? 1)
        let width = days.count * Self.barWidth
        let bars = days.enumerated().map { index, entry in
            let height = entry.views == 0 ? 0 : max(2, entry.views * Self.height / greatest)
            return """
                <rect x="\(index * Self.barWidth + 3)" y="\(20 + Self.height - height)" width="\(Self.barWidth - 6)" \
                height="\(height)"/>
                """
        }
        let ends = [(0, "start", days.first), (width, "end", days.last)].compactMap { x, anchor, entry in
            entry.map {
                "<text x=\"\(x)\" y=\"\(Self.height + 38)\" text-anchor=\"\(anchor)\">\(Self.escaped($0.day.dayText))</text>"
            }
        }
        return SafeHTML(
            rendered: """
                <svg viewBox="0 0 \(width) \(Self.height + 46)" role="img" aria-label="\(Self.escaped(title))">\
                <g fill="currentColor" font-size="14"><text x="0" y="14">\(greatest.grouped(language))</text>\
                \(bars.joined())<rect x="0" y="\(Self.height + 20)" width="\(width)" height="1"/>\(ends.joined())</g></svg>
                """)
    }

    private static func escaped(_ text: String) -> String { SafeHTML(escaping: text).html }
}
