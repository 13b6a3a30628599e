/// Draws a chart of a report as vectors, its words as text that can be searched; it stands on one page.
struct PDFChartSetter {
    private static let dark = 0.25
    private static let pale = 0.65

    let canvas: PDFCanvas

    func put(_ chart: ReportChart) {
        let drawing = ReportChart.Drawing(chart, width: canvas.width, fontSize: 10)
        let caption = PDFCanvas.Style(size: 11, isItalic: true, alignment: .center)
        if canvas.y + drawing.height + 24 > canvas.bottom { canvas.newPage() }
        let (left, top) = (PDFCanvas.margin.left, canvas.y)
        canvas.tagged("Figure") {
            for bar in drawing.rectangles {
                canvas.fill(
                    x: left + bar.x, y: top + bar.y, width: bar.width, height: bar.height,
                    grey: bar.isPale ? Self.pale : Self.dark)
            }
            for words in drawing.words { put(words, drawing, left: left, top: top) }
        }
        canvas.y = top + drawing.height
        if !chart.legend.isEmpty { canvas.put(chart.legend, caption, above: 2, tag: "Caption") }
    }

    private func put(_ words: ReportChart.Drawing.Words, _ drawing: ReportChart.Drawing, left: Double, top: Double) {
        let style = PDFCanvas.Style(size: drawing.fontSize, alignment: words.isLabel ? .right : .left)
        let width = words.isLabel ? words.x : drawing.width - words.x
        guard let lines = canvas.set(words.text, style, width: width, isOneLine: true) else { return }
        let x = words.isLabel ? left : left + words.x
        canvas.draw(lines, line: 0, x: x, y: top + words.baseline - lines.ascent)
    }
}
