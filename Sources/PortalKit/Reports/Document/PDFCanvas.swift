internal import CPango

/// Pages of A4 on which text is set line by line; a new page begins by itself where one is full.
///
/// All lengths are in points (1/72 inch). It belongs to one task at a time.
final class PDFCanvas {
    /// How a text looks.
    struct Style {
        var size = 13.0
        var isBold = false
        var isItalic = false
        var alignment = Alignment.justified
        /// How far its first line is moved in.
        var indent = 0.0

        enum Alignment: Int32 {
            case left, center, right, justified
        }
    }

    /// Lines of one text, set for a width.
    final class Lines {
        fileprivate struct Line {
            let line: OpaquePointer
            let height: Double
            let ascent: Double
            let x: Double
        }

        private let layout: OpaquePointer
        private let pango: Pango
        fileprivate var lines: [Line] = []

        var count: Int { lines.count }
        var height: Double { lines.reduce(0) { $0 + $1.height } }
        /// How far the first baseline is below the top.
        var ascent: Double { lines.first?.ascent ?? 0 }

        fileprivate init(_ layout: OpaquePointer, _ pango: Pango) {
            self.layout = layout
            self.pango = pango
        }

        deinit { pango.g_object_unref(UnsafeMutableRawPointer(layout)) }
    }

    static let size = (width: 595.28, height: 841.89)
    static let margin = (top: 56.7, bottom: 56.7, left: 85.05, right: 42.5)

    private static let unit = 1024.0

    /// Where the next line begins.
    var y = margin.top
    private(set) var pageNumber = 1

    private let pango: Pango
    private let surface: OpaquePointer
    private let cairo: OpaquePointer
    private let output: Output

    private final class Output {
        var bytes: [UInt8] = []
    }

    var width: Double { Self.size.width - Self.margin.left - Self.margin.right }
    var bottom: Double { Self.size.height - Self.margin.bottom }

    init(title: String, author: String) throws(ReportFileError) {
        guard let pango = Self.library else { throw .libraryMissing }
        let output = Output()
        let surface = pango.cairo_pdf_surface_create_for_stream(
            { closure, data, length in
                guard let closure else { return 1 }
                let output = Unmanaged<Output>.fromOpaque(closure).takeUnretainedValue()
                output.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
                return 0
            }, Unmanaged.passUnretained(output).toOpaque(), Self.size.width, Self.size.height)
        guard let surface, let cairo = pango.cairo_create(surface) else { throw .failed("no memory") }
        (self.pango, self.surface, self.cairo, self.output) = (pango, surface, cairo, output)
        // CAIRO_PDF_METADATA_TITLE and CAIRO_PDF_METADATA_AUTHOR
        pango.cairo_pdf_surface_set_metadata(surface, 0, title)
        pango.cairo_pdf_surface_set_metadata(surface, 1, author)
        pango.cairo_set_line_width(cairo, 0.5)
    }

    deinit {
        pango.cairo_destroy(cairo)
        pango.cairo_surface_destroy(surface)
    }

    /// The file; call it once, at the end.
    func finish() throws(ReportFileError) -> [UInt8] {
        pango.cairo_show_page(cairo)
        pango.cairo_surface_finish(surface)
        let status = pango.cairo_surface_status(surface) + pango.cairo_status(cairo)
        guard status == 0 else { throw .failed("cairo status \(status)") }
        return output.bytes
    }

    // MARK: - Text

    /// Breaks a text into lines of a width; where it must be one line, its end is cut off.
    func set(_ text: String, _ style: Style, width: Double, isOneLine: Bool = false) -> Lines? {
        guard let layout = pango.pango_cairo_create_layout(cairo) else { return nil }
        // Positions rounded to whole points would leave uneven gaps between letters.
        pango.pango_context_set_round_glyph_positions(pango.pango_layout_get_context(layout), 0)
        let description =
            "\(Self.family) \(style.isBold ? "Bold " : "")\(style.isItalic ? "Italic " : "")\(style.size)px"
        let font = pango.pango_font_description_from_string(description)
        defer { pango.pango_font_description_free(font) }
        pango.pango_layout_set_font_description(layout, font)
        pango.pango_layout_set_width(layout, Int32(width * Self.unit))
        // PANGO_WRAP_WORD_CHAR
        pango.pango_layout_set_wrap(layout, 2)
        // PANGO_ELLIPSIZE_END
        if isOneLine { pango.pango_layout_set_ellipsize(layout, 3) }
        pango.pango_layout_set_justify(layout, style.alignment == .justified ? 1 : 0)
        let alignment: Int32 =
            switch style.alignment {
            case .left, .justified: 0
            case .center: 1
            case .right: 2
            }
        pango.pango_layout_set_alignment(layout, alignment)
        pango.pango_layout_set_indent(layout, Int32(style.indent * Self.unit))
        let text = text.storable
        pango.pango_layout_set_text(layout, text, Int32(text.utf8.count))
        let lines = Lines(layout, pango)
        let iterator = pango.pango_layout_get_iter(layout)
        defer { pango.pango_layout_iter_free(iterator) }
        repeat {
            var logical = PangoRectangle()
            pango.pango_layout_iter_get_line_extents(iterator, nil, &logical)
            let baseline = pango.pango_layout_iter_get_baseline(iterator)
            lines.lines.append(
                Lines.Line(
                    line: pango.pango_layout_iter_get_line_readonly(iterator),
                    height: Double(logical.height) / Self.unit * 1.1,
                    ascent: Double(baseline - logical.y) / Self.unit, x: Double(logical.x) / Self.unit))
        } while pango.pango_layout_iter_next_line(iterator) != 0
        return lines
    }

    /// Draws one line of a text at a place, and returns how high it is.
    @discardableResult
    func draw(_ lines: Lines, line: Int, x: Double, y: Double) -> Double {
        let line = lines.lines[line]
        pango.cairo_move_to(cairo, x + line.x, y + line.ascent)
        pango.pango_cairo_show_layout_line(cairo, line.line)
        return line.height
    }

    /// How high a line is.
    func height(_ lines: Lines, line: Int) -> Double { lines.lines[line].height }

    /// Puts a paragraph at ``y`` and moves on; it goes on over as many pages as it takes.
    func put(_ text: String, _ style: Style, above: Double = 0, below: Double = 0, keep: Double = 0, tag: String = "P")
    {
        guard let lines = set(text, style, width: width) else { return }
        y += above
        if y + min(lines.height, 3 * style.size) + keep > bottom { newPage() }
        tagged(tag) {
            for index in 0..<lines.count {
                if y + height(lines, line: index) > bottom { newPage() }
                y += draw(lines, line: index, x: Self.margin.left, y: y)
            }
        }
        y += below
    }

    // MARK: - Pages, lines and structure

    func newPage() {
        pango.cairo_show_page(cairo)
        pageNumber += 1
        y = Self.margin.top
        // The number stands at the head, from the second page on (Decree 30/2020/NĐ-CP, annex I).
        if let number = set(String(pageNumber), Style(alignment: .center), width: width) {
            draw(number, line: 0, x: Self.margin.left, y: Self.margin.top - 26)
        }
    }

    func rectangle(x: Double, y: Double, width: Double, height: Double) {
        pango.cairo_rectangle(cairo, x, y, width, height)
        pango.cairo_stroke(cairo)
    }

    /// Fills rectangles in one go, so that no hair of light shows between those that touch.
    func fill(_ rectangles: [(x: Double, y: Double, width: Double, height: Double)]) {
        for one in rectangles { pango.cairo_rectangle(cairo, one.x, one.y, one.width, one.height) }
        pango.cairo_fill(cairo)
    }

    func fill(x: Double, y: Double, width: Double, height: Double, grey: Double) {
        pango.cairo_set_source_rgb(cairo, grey, grey, grey)
        pango.cairo_rectangle(cairo, x, y, width, height)
        pango.cairo_fill(cairo)
        pango.cairo_set_source_rgb(cairo, 0, 0, 0)
    }

    func rule(from x: Double, to end: Double, y: Double) {
        pango.cairo_move_to(cairo, x, y)
        pango.cairo_line_to(cairo, end, y)
        pango.cairo_stroke(cairo)
    }

    /// Says what a piece is, for readers of the file's structure.
    func tagged(_ tag: String, _ body: () -> Void) {
        pango.cairo_tag_begin(cairo, tag, "")
        body()
        pango.cairo_tag_end(cairo, tag)
    }

    /// An entry of the file's table of contents that leads here.
    func outline(_ text: String) {
        let place = "page=\(pageNumber) pos=[0 \(Int(y))]"
        _ = pango.cairo_pdf_surface_add_outline(surface, 0, text, place, 1)
    }

    /// The first of these that is on the machine: each has all letters of Vietnamese. Times New Roman (decree 30/2020/NĐ-CP)
    /// is asked for by what is installed, since it may stand for a font without them, and letters of two fonts in one word
    /// look like a mistake.
    private static let family: String = {
        let wanted = ["Times New Roman", "Tinos", "Noto Serif", "DejaVu Serif"]
        guard let pango = library else { return "serif" }
        var families: UnsafeMutablePointer<OpaquePointer>?
        var count: Int32 = 0
        pango.pango_font_map_list_families(pango.pango_cairo_font_map_get_default(), &families, &count)
        defer { pango.g_free(families) }
        let installed = Set(
            UnsafeBufferPointer(start: families, count: Int(count)).map {
                String(cString: pango.pango_font_family_get_name($0))
            })
        return wanted.first(where: installed.contains) ?? "serif"
    }()

    private static let library: Pango? = {
        let pango = UnsafeMutablePointer<Pango>.allocate(capacity: 1)
        defer { pango.deallocate() }
        return pango_load(pango) != 0 ? pango.pointee : nil
    }()
}
