/// Sets a report into pages as official documents are set (Decree 30/2020/NĐ-CP, annex I).
struct PDFDocumentWriter {
    private static let text = PDFCanvas.Style(indent: 28)
    private let canvas: PDFCanvas

    static func write(_ document: ReportDocument) throws(ReportFileError) -> [UInt8] {
        let title = [document.title, document.subtitle].filter { !$0.isEmpty }.joined(separator: ": ")
        let canvas = try PDFCanvas(title: title, author: document.authority.joined(separator: " "))
        PDFDocumentWriter(canvas: canvas).write(document)
        return try canvas.finish()
    }

    private func write(_ document: ReportDocument) {
        head(document)
        let centred = PDFCanvas.Style(size: 14, isBold: true, alignment: .center)
        canvas.put(document.title, centred, above: 24, tag: "H1")
        canvas.put(document.subtitle, centred, below: 14)
        for (index, block) in document.blocks.enumerated() {
            let room = roomForClose(after: index, document)
            switch block {
            case .heading(let text, let level):
                canvas.outline(text)
                // A chart is not torn, and its heading stands with it.
                var below = 30.0
                if index + 1 < document.blocks.count, case .chart(let chart) = document.blocks[index + 1] {
                    below += ReportChart.Drawing(chart, width: canvas.width, fontSize: 10).height
                }
                canvas.put(
                    text, PDFCanvas.Style(isBold: true, isItalic: level > 2, alignment: .left), above: 8, below: 4,
                    keep: below + room, tag: "H\(min(level + 1, 6))")
            case .paragraph(let text):
                let paragraphs = text.split(separator: "\n").map(String.init)
                for paragraph in paragraphs.dropLast() { canvas.put(paragraph, Self.text, below: 4) }
                if let last = paragraphs.last {
                    // Its first lines are kept together anyway; with the close all of it is.
                    let whole = height(of: last)
                    let rest = whole - min(whole, 3 * Self.text.size)
                    canvas.put(last, Self.text, below: 4, keep: room > 0 ? room + rest : 0)
                }
            case .table(let table):
                canvas.y += 4
                TableSetter(canvas: canvas, table: table).put()
                canvas.y += 8
            case .code(let code, let caption): put(code, caption)
            case .chart(let chart):
                canvas.y += 4
                PDFChartSetter(canvas: canvas).put(chart)
                canvas.y += 8
            }
        }
        close(document)
    }

    // MARK: - Head and close

    private func head(_ document: ReportDocument) {
        let bold = PDFCanvas.Style(size: 12, isBold: true, alignment: .center)
        let plain = PDFCanvas.Style(size: 12, alignment: .center)
        let left =
            document.authority.dropLast().map { ($0, plain) } + document.authority.suffix(1).map { ($0, bold) }
            + (document.number.isEmpty ? [] : [(document.number, plain)])
        let right =
            ReportDocument.motto.map { ($0, bold) }
            + [(document.placeAndDay, PDFCanvas.Style(size: 13, isItalic: true, alignment: .center))]
        beside(left, right, share: 0.42)
    }

    private func close(_ document: ReportDocument) {
        guard document.hasClose else { return }
        canvas.y += 18
        if canvas.y + closeHeight(document) > canvas.bottom { canvas.newPage() }
        let (left, right) = closeColumns(document)
        beside(left, right, share: 0.5)
    }

    /// Recipients or a second signature, and the signature.
    private func closeColumns(
        _ document: ReportDocument
    ) -> (left: [(String, PDFCanvas.Style)], right: [(String, PDFCanvas.Style)]) {
        let bold = PDFCanvas.Style(isBold: true, alignment: .center)
        func signed(_ signature: ReportDocument.Signature) -> [(String, PDFCanvas.Style)] {
            signature.office.map { ($0, bold) } + [("\n\n\n", bold), (signature.name, bold)]
        }
        return (
            document.countersignature.map(signed)
                ?? document.recipients.map { ($0, PDFCanvas.Style(size: 11, alignment: .left)) },
            document.signature.map(signed) ?? []
        )
    }

    private func closeHeight(_ document: ReportDocument) -> Double {
        let (left, right) = closeColumns(document)
        return [left, right].map { column in
            column.reduce(0) { $0 + (canvas.set($1.0, $1.1, width: canvas.width / 2 - 6)?.height ?? 0) }
        }.max() ?? 0
    }

    /// A code of thirty millimetres, in the middle, on one page with its words.
    private func put(_ code: String, _ caption: String) {
        guard let drawing = QRCode.drawing(of: code) else { return }
        let module = 85.0 / Double(drawing.width)
        let margin = Double(QRCode.margin) * module
        if canvas.y + 85 + 2 * margin + 20 > canvas.bottom { canvas.newPage() }
        let left = PDFCanvas.margin.left + (canvas.width - 85) / 2
        canvas.y += margin
        canvas.tagged("Figure") {
            canvas.fill(
                drawing.runs.map { run in
                    (
                        x: left + Double(run.x) * module, y: canvas.y + Double(run.y) * module,
                        width: Double(run.length) * module, height: module
                    )
                })
        }
        canvas.y += 85 + margin
        canvas.put(caption, PDFCanvas.Style(size: 11, alignment: .center), below: 4)
    }

    /// What the last paragraph, and its heading, leave free below them: a signature never stands alone on a page.
    private func roomForClose(after index: Int, _ document: ReportDocument) -> Double {
        guard document.hasClose else { return 0 }
        let last = document.blocks.count - 1
        if index == last { return closeHeight(document) + 20 }
        guard index == last - 1, case .paragraph(let text) = document.blocks[last] else { return 0 }
        return height(of: text) + closeHeight(document) + 20
    }

    /// How high a paragraph is, so far as it can be kept together with something.
    private func height(of text: String) -> Double {
        min(canvas.set(text, Self.text, width: canvas.width)?.height ?? 0, 300)
    }

    /// Two columns without lines, on one page.
    private func beside(
        _ left: [(String, PDFCanvas.Style)], _ right: [(String, PDFCanvas.Style)], share: Double
    ) {
        let start = canvas.y
        var end = start
        let widths = [canvas.width * share, canvas.width * (1 - share)]
        var x = PDFCanvas.margin.left
        for (column, width) in zip([left, right], widths) {
            var y = start
            for (text, style) in column {
                guard let lines = canvas.set(text, style, width: width - 6) else { continue }
                canvas.tagged("P") {
                    for index in 0..<lines.count { y += canvas.draw(lines, line: index, x: x, y: y) }
                }
            }
            x += width
            end = max(end, y)
        }
        canvas.y = end
    }
}

/// Sets a table; its head is repeated on each page, and a row goes on over as many pages as it takes.
private struct TableSetter {
    let canvas: PDFCanvas
    let table: ReportDocument.Table

    private static let padding = 4.0
    private static let cell = PDFCanvas.Style(size: 12, alignment: .left)
    private static let figure = PDFCanvas.Style(size: 12, alignment: .right)
    private static let heading = PDFCanvas.Style(size: 12, isBold: true, alignment: .center)
    private static let rowHeading = PDFCanvas.Style(size: 12, isBold: true, alignment: .left)

    private var widths: [Double] {
        let total = Double(max(1, table.shares.reduce(0, +)))
        return table.shares.map { canvas.width * Double($0) / total }
    }

    func put() {
        canvas.tagged("Table") {
            // A head never stands alone at the end of a page.
            let first = table.rows.first.map { cells in
                let columns = cells.count == 1 ? [canvas.width] : widths
                return zip(cells, columns).compactMap {
                    canvas.set($0, Self.cell, width: $1 - 2 * Self.padding)?.height
                }
                .max() ?? 0
            }
            if canvas.y + 70 + min(first ?? 0, 200) > canvas.bottom { canvas.newPage() }
            canvas.tagged("TR") { head(tag: "TH") }
            for cells in table.rows {
                let isHeading = cells.count == 1 && table.columns.count > 1
                row(
                    cells, isHeading ? [canvas.width] : widths, isHeading ? Self.rowHeading : Self.cell,
                    tag: isHeading ? "TH" : "TD", isHead: isHeading)
            }
        }
    }

    private func row(_ cells: [String], _ widths: [Double], _ style: PDFCanvas.Style, tag: String, isHead: Bool) {
        let texts = zip(cells, widths).enumerated().map { index, cell in
            canvas.set(
                cell.0, ReportDocument.Table.isFigure(cell.0, column: index) && tag == "TD" ? Self.figure : style,
                width: cell.1 - 2 * Self.padding)
        }
        let height = (texts.compactMap { $0?.height }.max() ?? 0) + 2 * Self.padding
        // What fits on a page, and what heads other rows, is not torn.
        let room = canvas.bottom - canvas.y
        let fits = height <= canvas.bottom - PDFCanvas.margin.top - 60
        if height > room, fits && height < 200 || room < 60 { breakPage() }
        if isHead, canvas.y + height + 40 > canvas.bottom { breakPage() }
        var next = texts.map { _ in 0 }
        canvas.tagged("TR") {
            repeat {
                let (start, end, before) = (canvas.y, lowest(texts, next), next)
                var x = PDFCanvas.margin.left
                for (index, width) in widths.enumerated() where index < texts.count {
                    canvas.tagged(tag) { next[index] = draw(texts[index], from: next[index], x: x, to: end) }
                    canvas.rectangle(x: x, y: start, width: width, height: end - start)
                    x += width
                }
                canvas.y = end
                let isDone = zip(texts, next).allSatisfy { $1 >= ($0?.count ?? 0) }
                // A head that leaves no room for a line would go on for ever.
                if isDone || next == before { break }
                breakPage()
            } while true
        }
    }

    /// Where the part of a row ends that fits on this page.
    private func lowest(_ texts: [PDFCanvas.Lines?], _ next: [Int]) -> Double {
        let full =
            zip(texts, next).map { lines, first in
                guard let lines else { return 0.0 }
                return (first..<max(first, lines.count)).reduce(0) { $0 + canvas.height(lines, line: $1) }
            }.max() ?? 0
        return min(canvas.y + full + 2 * Self.padding, canvas.bottom)
    }

    private func draw(_ lines: PDFCanvas.Lines?, from first: Int, x: Double, to end: Double) -> Int {
        guard let lines else { return first }
        var (y, index) = (canvas.y + Self.padding, first)
        while index < lines.count, y + canvas.height(lines, line: index) <= end - Self.padding + 0.5 {
            y += canvas.draw(lines, line: index, x: x + Self.padding, y: y)
            index += 1
        }
        return index
    }

    private func breakPage() {
        canvas.newPage()
        head(tag: nil)
    }

    /// The columns' headings; repeated on a new page they are no part of the file's structure.
    private func head(tag: String?) {
        let texts = zip(table.columns, widths).map { canvas.set($0, Self.heading, width: $1 - 2 * Self.padding) }
        let height = (texts.compactMap { $0?.height }.max() ?? 0) + 2 * Self.padding
        var x = PDFCanvas.margin.left
        for (lines, width) in zip(texts, widths) {
            let put = { _ = draw(lines, from: 0, x: x, to: canvas.y + height) }
            if let tag { canvas.tagged(tag, put) } else { put() }
            canvas.rectangle(x: x, y: canvas.y, width: width, height: height)
            x += width
        }
        canvas.y += height
    }
}
