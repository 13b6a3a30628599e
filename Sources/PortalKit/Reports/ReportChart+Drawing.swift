extension ReportChart {
    /// The chart as rectangles and words at their places; lengths are in the unit of its width.
    struct Drawing {
        struct Rectangle {
            let x: Double
            let y: Double
            let width: Double
            let height: Double
            /// Whether it belongs to the period before.
            let isPale: Bool
        }

        struct Words {
            let text: String
            /// Where they end, for a label before its bar; else where they begin.
            let x: Double
            let baseline: Double
            /// Whether they stand before their bar.
            let isLabel: Bool
        }

        let width: Double
        let height: Double
        let fontSize: Double
        private(set) var rectangles: [Rectangle] = []
        private(set) var words: [Words] = []

        /// - Parameters:
        ///   - fontSize: that of all words; rows, bars and gaps follow it.
        ///   - isNarrow: labels stand above their bars, so that the picture can be as wide as a phone.
        init(_ chart: ReportChart, width: Double, fontSize: Double, isNarrow: Bool = false) {
            let hasBefore = chart.bars.contains { $0.before != nil }
            let above = isNarrow ? fontSize * 1.5 : 0
            let row = fontSize * (hasBefore ? 2.6 : 2) + above + (isNarrow ? fontSize * 0.4 : 0)
            let start = isNarrow ? 0 : (fontSize * 14.6).rounded()
            let longest = Double(chart.bars.map(\.text.count).max() ?? 0)
            let room = width - start - fontSize * (isNarrow ? longest * 0.6 + 1 : 6.9)
            let greatest = chart.bars.map { max($0.value, $0.valueBefore ?? 0) }.max() ?? 1
            func length(_ value: Double) -> Double { max(fontSize / 13, (value / greatest * room).rounded(.down)) }
            for (index, bar) in chart.bars.enumerated() {
                let top = Double(index) * row + fontSize * 0.3 + above
                let baseline = top + fontSize * 1.1
                rectangles.append(
                    Rectangle(
                        x: start, y: top, width: length(bar.value), height: (fontSize * 1.4).rounded(), isPale: false))
                words.append(
                    Words(
                        text: Self.short(bar.label, isNarrow ? 40 : 25), x: isNarrow ? 0 : start - fontSize * 0.6,
                        baseline: isNarrow ? top - fontSize * 0.4 : baseline, isLabel: !isNarrow))
                words.append(
                    Words(
                        text: bar.text, x: start + length(bar.value) + fontSize * 0.6, baseline: baseline,
                        isLabel: false))
                if let before = bar.valueBefore {
                    rectangles.append(
                        Rectangle(
                            x: start, y: top + fontSize * 1.5, width: length(before),
                            height: (fontSize / 2).rounded(.down), isPale: true
                        ))
                }
            }
            self.width = width
            height = Double(chart.bars.count) * row
            self.fontSize = fontSize
        }

        private static func short(_ label: String, _ limit: Int) -> String {
            label.count > limit ? String(label.prefix(limit - 1)) + "…" : label
        }
    }

    /// The picture on a page, in the page's colours: neither style nor script, one picture with a name for screen readers.
    ///
    /// It is drawn for a desk and for a phone, where the words of the wide one would be too small to read; style sheets
    /// show one of the two.
    var html: SafeHTML {
        let wide = Drawing(self, width: 680, fontSize: 13)
        let narrow = Drawing(self, width: 320, fontSize: 14, isNarrow: true)
        return SafeHTML(rendered: picture(wide, "chart-wide") + picture(narrow, "chart-narrow"))
    }

    private func picture(_ drawing: Drawing, _ name: String) -> String {
        """
        <svg class="\(name)" \(drawing.viewBox) role="img" aria-label="\(Self.escaped(title))">\
        <g fill="currentColor" font-size="\(Int(drawing.fontSize))">\(drawing.svg)</g></svg>
        """
    }

    /// The picture as a file of its own, in points.
    func svg(_ drawing: Drawing) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" width="\(drawing.width)pt" height="\(drawing.height)pt" \
        \(drawing.viewBox)><title>\(Self.escaped(title))</title><desc>\(Self.escaped(words))</desc>\
        <g fill="#333333" font-family="'Times New Roman', 'Liberation Serif', 'Noto Serif', serif" \
        font-size="\(drawing.fontSize)">\(drawing.svg)</g></svg>
        """
    }

    fileprivate static func escaped(_ text: String) -> String { SafeHTML(escaping: text.storable).html }
}

extension ReportChart.Drawing {
    fileprivate var viewBox: String { "viewBox=\"0 0 \(Self.number(width)) \(Self.number(height))\"" }

    fileprivate var svg: String {
        rectangles.map { bar in
            """
            <rect x="\(Self.number(bar.x))" y="\(Self.number(bar.y))" width="\(Self.number(bar.width))" \
            height="\(Self.number(bar.height))"\(bar.isPale ? " fill-opacity=\"0.45\"" : "")/>
            """
        }.joined()
            + words.map { words in
                """
                <text x="\(Self.number(words.x))" y="\(Self.number(words.baseline))"\
                \(words.isLabel ? " text-anchor=\"end\"" : "")>\(ReportChart.escaped(words.text))</text>
                """
            }.joined()
    }

    /// With one digit behind the point at most: `18`, `4.5`.
    private static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(abs(tenths % 10))"
    }
}
