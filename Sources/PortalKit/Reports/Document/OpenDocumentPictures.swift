extension OpenDocumentWriter {
    /// The charts of a document as SVG files in its archive; the same chart twice is one file.
    struct Pictures {
        /// As wide as the text between the margins.
        private static let width = 465.0

        private let charts: [ReportChart]
        private let drawings: [ReportChart.Drawing]

        init(_ document: ReportDocument) {
            var charts: [ReportChart] = []
            for case .chart(let chart) in document.blocks where !charts.contains(chart) { charts.append(chart) }
            self.charts = charts
            drawings = charts.map { ReportChart.Drawing($0, width: Self.width, fontSize: 10) }
        }

        /// Each file's path in the archive, and its content.
        var files: [(path: String, content: String)] {
            charts.indices.map { (Self.path($0), charts[$0].svg(drawings[$0])) }
        }

        /// The entries of the archive's list of files.
        var manifest: String {
            charts.indices.map {
                "<manifest:file-entry manifest:full-path=\"\(Self.path($0))\" manifest:media-type=\"image/svg+xml\"/>"
            }.joined()
        }

        /// A paragraph with the picture, its name and what it says for whoever does not see it.
        func frame(_ chart: ReportChart) -> String {
            guard let index = charts.firstIndex(of: chart) else { return "" }
            return """
                <text:p text:style-name="Picture"><draw:frame draw:name="Chart\(index + 1)" text:anchor-type="as-char" \
                svg:width="\(drawings[index].width)pt" svg:height="\(drawings[index].height)pt"><draw:image \
                xlink:href="\(Self.path(index))" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>\
                <svg:title>\(OpenDocumentWriter.escaped(chart.title))</svg:title>\
                <svg:desc>\(OpenDocumentWriter.escaped(chart.words))</svg:desc></draw:frame></text:p>
                """
        }

        private static func path(_ index: Int) -> String { "Pictures/chart-\(index + 1).svg" }
    }
}
