/// Writes a report as an OpenDocument text 1.2 (ISO/IEC 26300), set as official documents are (Decree 30/2020/NĐ-CP).
enum OpenDocumentWriter {
    private static let namespaces =
        [
            ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
            ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("meta", "meta"), ("draw", "drawing"),
        ].map { "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($1):1.0\"" }.joined(separator: " ")
        + " xmlns:xlink=\"http://www.w3.org/1999/xlink\""

    private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

    static func write(_ document: ReportDocument) throws(ReportFileError) -> [UInt8] {
        let archive = try ZIPWriter()
        try archive.add("application/vnd.oasis.opendocument.text", as: "mimetype", isCompressed: false)
        let pictures = Pictures(document)
        try archive.add(manifest(pictures), as: "META-INF/manifest.xml")
        try archive.add(meta(document), as: "meta.xml")
        try archive.add(styles, as: "styles.xml")
        try archive.add(content(document, pictures), as: "content.xml")
        for (path, picture) in pictures.files { try archive.add(picture, as: path) }
        return try archive.finish()
    }

    private static func manifest(_ pictures: Pictures) -> String {
        declaration
            + """
            <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">\
            <manifest:file-entry manifest:full-path="/" manifest:version="1.2" \
            manifest:media-type="application/vnd.oasis.opendocument.text"/>\
            <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>\
            <manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>\
            <manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>\
            \(pictures.manifest)</manifest:manifest>
            """
    }

    private static func meta(_ document: ReportDocument) -> String {
        let title = [document.title, document.subtitle].filter { !$0.isEmpty }.joined(separator: ": ")
        return declaration + """
            <office:document-meta \(namespaces) xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2">\
            <office:meta><dc:title>\(escaped(title))</dc:title><dc:language>vi-VN</dc:language></office:meta>\
            </office:document-meta>
            """
    }

    // MARK: - Styles

    private static func paragraph(_ name: String, _ paragraph: String, _ text: String = "") -> String {
        """
        <style:style style:name="\(name)" style:family="paragraph"><style:paragraph-properties \(paragraph)/>\
        <style:text-properties \(text)/></style:style>
        """
    }

    private static let bold = "fo:font-weight=\"bold\""

    private static let styles =
        declaration
            + """
            <office:document-styles \(namespaces) office:version="1.2"><office:font-face-decls>\
            <style:font-face style:name="Body" svg:font-family="'Times New Roman', 'Liberation Serif', 'Noto Serif', serif"/>\
            </office:font-face-decls><office:styles><style:default-style style:family="paragraph">\
            <style:text-properties style:font-name="Body" fo:font-size="13pt" fo:language="vi" fo:country="VN"/>\
            </style:default-style>\
            \(paragraph("Body", "fo:text-align=\"justify\" fo:margin-top=\"0.1cm\" fo:margin-bottom=\"0.1cm\" fo:text-indent=\"1cm\""))\
            \(paragraph("Cell", "fo:text-align=\"start\""))\
            \(paragraph("Figure", "fo:text-align=\"end\""))\
            \(paragraph("CellHead", "fo:text-align=\"center\"", bold))\
            \(paragraph("RowHead", "fo:text-align=\"start\" fo:keep-with-next=\"always\"", bold))\
            \(paragraph("Center", "fo:text-align=\"center\""))\
            \(paragraph("CenterBold", "fo:text-align=\"center\"", bold))\
            \(paragraph("Day", "fo:text-align=\"center\"", "fo:font-style=\"italic\""))\
            \(paragraph("Title", "fo:text-align=\"center\" fo:margin-top=\"0.6cm\"", bold))\
            \(paragraph("Subtitle", "fo:text-align=\"center\" fo:margin-bottom=\"0.6cm\"", bold))\
            \(paragraph("Heading", "fo:margin-top=\"0.3cm\" fo:margin-bottom=\"0.1cm\" fo:keep-with-next=\"always\"", bold))\
            \(paragraph("Picture", "fo:text-align=\"center\" fo:margin-top=\"0.2cm\" fo:keep-with-next=\"always\""))\
            \(paragraph("Caption", "fo:text-align=\"center\" fo:margin-bottom=\"0.2cm\"", "fo:font-size=\"11pt\" fo:font-style=\"italic\""))\
            \(paragraph("Recipients", "fo:text-align=\"start\"", "fo:font-size=\"11pt\""))\
            </office:styles><office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties \
            fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="3cm" \
            fo:margin-right="1.5cm"/></style:page-layout></office:automatic-styles><office:master-styles>\
            <style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles>\
            </office:document-styles>
            """

    // MARK: - Content

    private static func content(_ document: ReportDocument, _ pictures: Pictures) -> String {
        var tables = Tables()
        let head = tables.plain([
            document.authority.dropLast().map { text($0, "Center") }.joined()
                + document.authority.suffix(1).map { text($0, "CenterBold") }.joined()
                + (document.number.isEmpty ? "" : text(document.number, "Center")),
            ReportDocument.motto.map { text($0, "CenterBold") }.joined() + text(document.placeAndDay, "Day"),
        ])
        let title = text(document.title, "Title") + text(document.subtitle, "Subtitle")
        let body = document.blocks.map { block in
            switch block {
            case .heading(let words, let level):
                """
                <text:h text:style-name="Heading" text:outline-level="\(level)">\(escaped(words))</text:h>
                """
            case .paragraph(let words): words.split(separator: "\n").map { text(String($0), "Body") }.joined()
            case .table(let table): tables.ruled(table)
            case .code(let code, let caption): text(caption, "Center") + text(code, "Center")
            case .chart(let chart): pictures.frame(chart) + (chart.legend.isEmpty ? "" : text(chart.legend, "Caption"))
            }
        }.joined()
        let close =
            document.hasClose
            ? tables.plain([
                document.countersignature.map(signed) ?? document.recipients.map { text($0, "Recipients") }.joined(),
                document.signature.map(signed) ?? "",
            ]) : ""
        return declaration + """
            <office:document-content \(namespaces) office:version="1.2"><office:automatic-styles>\
            <style:style style:name="Plain" style:family="table-cell"><style:table-cell-properties fo:border="none"/>\
            </style:style><style:style style:name="Ruled" style:family="table-cell"><style:table-cell-properties \
            fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>\(tables.styles)</office:automatic-styles>\
            <office:body><office:text>\(head)\(title)\(body)\(close)</office:text></office:body></office:document-content>
            """
    }

    private static func signed(_ signature: ReportDocument.Signature) -> String {
        signature.office.map { text($0, "CenterBold") }.joined()
            + String(repeating: text("", "Center"), count: 3) + text(signature.name, "CenterBold")
    }

    /// Tables, with the styles that the widths of their columns need.
    private struct Tables {
        private(set) var styles = ""
        private var count = 0
        private static let millimetres = 165

        /// Columns beside each other without lines.
        mutating func plain(_ cells: [String]) -> String {
            let columns = begin(cells.map { _ in 1 })
            return columns + "<table:table-row>" + cells.map { Self.cell($0, "Plain") }.joined()
                + "</table:table-row></table:table>"
        }

        mutating func ruled(_ table: ReportDocument.Table) -> String {
            let head = table.columns.map { Self.cell(text($0, "CellHead"), "Ruled") }.joined()
            let rows = table.rows.map { row in
                let isHeading = row.count == 1 && table.columns.count > 1
                let cells = row.enumerated().map { index, cell in
                    let style = ReportDocument.Table.isFigure(cell, column: index) ? "Figure" : "Cell"
                    return Self.cell(
                        cell.split(separator: "\n", omittingEmptySubsequences: false)
                            .map { text(String($0), isHeading ? "RowHead" : style) }.joined(), "Ruled",
                        span: isHeading ? table.columns.count : 1)
                }.joined()
                return "<table:table-row>\(cells)</table:table-row>"
            }.joined()
            return begin(table.shares) + "<table:table-header-rows><table:table-row>\(head)</table:table-row>"
                + "</table:table-header-rows>\(rows)</table:table>"
        }

        private mutating func begin(_ shares: [Int]) -> String {
            count += 1
            let total = max(1, shares.reduce(0, +))
            var columns = ""
            for (index, share) in shares.enumerated() {
                styles += """
                    <style:style style:name="T\(count).\(index)" style:family="table-column">\
                    <style:table-column-properties style:column-width="\(Self.millimetres * share / total)mm"/></style:style>
                    """
                columns += "<table:table-column table:style-name=\"T\(count).\(index)\"/>"
            }
            return "<table:table table:name=\"T\(count)\">\(columns)"
        }

        private static func cell(_ content: String, _ style: String, span: Int = 1) -> String {
            let spanned = span > 1 ? " table:number-columns-spanned=\"\(span)\"" : ""
            let covered = String(repeating: "<table:covered-table-cell/>", count: span - 1)
            return "<table:table-cell table:style-name=\"\(style)\"\(spanned)>\(content)</table:table-cell>\(covered)"
        }
    }

    private static func text(_ words: String, _ style: String) -> String {
        "<text:p text:style-name=\"\(style)\">\(escaped(words))</text:p>"
    }

    static func escaped(_ text: String) -> String { SafeHTML(escaping: text.storable).html }
}
