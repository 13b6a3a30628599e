import PortalKit

/// The organisation chart as an SVG file: bodies from left to right, each with its name and who leads it, joined by lines.
///
/// It has its own colours and no links: the page beside it says the same as nested lists.
struct StructureChart: Sendable {
    private struct Box {
        let name: [String]
        let head: [String]
        let x: Int
        var y: Int
        var height: Int { 16 + name.count * StructureChart.line + head.count * StructureChart.smallLine }
        var middle: Int { y + height / 2 }
    }

    private static let width = 270
    private static let gap = 56
    private static let space = 14
    private static let line = 19
    private static let smallLine = 16

    private let title: String
    private var boxes: [Box] = []
    /// From the box of a body to that of one below it.
    private var lines: [(from: Int, to: Int)] = []

    /// - Parameter title: the picture's name.
    init(_ authority: Authority, title: String) {
        self.title = title
        var y = Self.space
        for root in authority.tree.roots { place(root, at: 0, authority, &y) }
    }

    /// Puts a body beside the middle of those below it, and returns the index of its box.
    @discardableResult
    private mutating func place(_ body: Body, at depth: Int, _ authority: Authority, _ y: inout Int) -> Int {
        let head = authority.head(of: body).map { "\($0.content.office): \($0.name)" }
        var box = Box(
            name: Self.lines(of: body.name, width: 28), head: head.map { Self.lines(of: $0, width: 36) } ?? [],
            x: Self.space + depth * (Self.width + Self.gap), y: y)
        let top = y
        let below = authority.tree.children(of: body).map { place($0, at: depth + 1, authority, &y) }
        if let first = below.first, let last = below.last {
            box.y = max(top, (boxes[first].middle + boxes[last].middle - box.height) / 2)
        }
        y = max(y, box.y + box.height + Self.space)
        boxes.append(box)
        let index = boxes.count - 1
        lines += below.map { (from: index, to: $0) }
        return index
    }

    /// A text as lines of about so many characters; a picture cannot break lines by itself.
    static func lines(of text: String, width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    // MARK: - The picture

    var svg: String {
        let right = (boxes.map(\.x).max() ?? 0) + Self.width + Self.space
        let bottom = (boxes.map { $0.y + $0.height }.max() ?? 0) + Self.space
        let joints = lines.map { line in
            let (start, end) = (boxes[line.from], boxes[line.to])
            let (x, turn) = (start.x + Self.width, start.x + Self.width + Self.gap / 2)
            return "<path d=\"M\(x) \(start.middle)H\(turn)V\(end.middle)H\(end.x)\"/>"
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(right) \(bottom)" width="\(right)" height="\(bottom)" \
            role="img"><title>\(Self.escaped(title))</title><rect width="100%" height="100%" fill="#ffffff"/>\
            <g fill="none" stroke="#8a7a6a" stroke-width="1.5">\(joints.joined())</g>\
            <g font-family="'Be Vietnam Pro', 'Noto Sans', 'Liberation Sans', Arial, sans-serif" font-size="15" \
            fill="#2a211b">\(boxes.map(Self.drawn).joined())</g></svg>
            """
    }

    private static func drawn(_ box: Box) -> String {
        var y = box.y + 4
        let words = box.name.map { text in
            y += line
            return "<text x=\"\(box.x + 14)\" y=\"\(y)\" font-weight=\"600\">\(escaped(text))</text>"
        }
        y += 1
        let head = box.head.map { text in
            y += smallLine
            return "<text x=\"\(box.x + 14)\" y=\"\(y)\" font-size=\"12.5\">\(escaped(text))</text>"
        }
        return """
            <rect x="\(box.x)" y="\(box.y)" width="\(width)" height="\(box.height)" rx="4" fill="#fbf7f1" \
            stroke="#8a7a6a"/><rect x="\(box.x)" y="\(box.y)" width="4" height="\(box.height)" fill="#8b1e1e"/>\
            \((words + head).joined())
            """
    }

    private static func escaped(_ text: String) -> String { SafeHTML(escaping: text).html }
}
