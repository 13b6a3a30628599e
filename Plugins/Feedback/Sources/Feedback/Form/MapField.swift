import GRDB
import PortalKit

/// The site's own map picture in a form: a click on it sets the point, also without scripts; whoever cannot click chooses
/// a square of its grid.
struct MapField: Sendable {
    enum Name {
        static let image = "map"
        static let remove = "map_remove"
        static let column = "map_column"
        static let row = "map_row"
        /// The exact point, in thousandths: `412,300`.
        static let point = "map_point"
    }

    let settings: MapSettings
    let picture: LibraryItem
    /// The width in which the form shows the picture, in pixels: what a click's place is measured in.
    static let width = 720

    /// Nil when the site has no such picture.
    static func read(_ request: Request) async throws -> MapField? {
        let settings = FeedbackSettings(request.module.settings).map
        let found = try await request.module.storage.read { database in
            try settings.item(in: database).flatMap { try LibraryItem.find($0, in: database) }
        }
        if let found { request.depends(on: LibraryItem.dependency(found.id)) }
        guard let picture = found, picture.kind == .picture, let file = picture.content.files.first,
            file.width != nil, file.height != nil
        else { return nil }
        return MapField(settings: settings, picture: picture)
    }

    /// Height of the picture as it is shown, in pixels.
    var height: Int {
        guard let file = picture.content.files.first, let width = file.width, let height = file.height, width > 0 else {
            return Self.width
        }
        return max(1, height * Self.width / width)
    }

    func fields(_ texts: Texts) -> [FormField] {
        [
            FormField(
                Name.column, .select, label: texts("map.column"), help: texts("map.square_help"),
                options: [FormField.Option("", texts("map.none"))]
                    + (0..<settings.columns).map { FormField.Option(Self.letter($0), Self.letter($0)) }),
            FormField(
                Name.row, .select, label: texts("map.row"),
                options: [FormField.Option("", texts("map.none"))]
                    + (1...settings.rows).map { FormField.Option(String($0), String($0)) }),
            FormField(Name.point, .hidden, label: texts("map.point"), maximumLength: 20),
        ]
    }

    static func letter(_ column: Int) -> String {
        String(Character(Unicode.Scalar(UInt8(ascii: "A") + UInt8(min(max(column, 0), 25)))))
    }

    // MARK: - What was sent

    /// Whether the form was sent by a click on the picture, or to take the point away.
    func isPressed(_ request: Request) -> Bool {
        request.form["\(Name.image).x"] != nil || request.form[Name.remove] != nil
    }

    /// Takes over a click, or the square that was chosen instead; a square that the point lies in leaves the point alone.
    func accept(_ request: Request, in form: inout Form) {
        if request.form[Name.remove] != nil {
            set(nil, in: &form)
        } else if let x = request.form.integer("\(Name.image).x"), let y = request.form.integer("\(Name.image).y"),
            let point = MapPoint(
                x: min(max(x, 0), Self.width) * 1000 / Self.width, y: min(max(y, 0), height) * 1000 / height)
        {
            set(point, in: &form)
        } else {
            let chosen = square(form[Name.column], form[Name.row])
            if let exact = exact(form), chosen.map({ $0 == square(of: exact) }) == true { return }
            let hasHalf = form[Name.column].isEmpty != form[Name.row].isEmpty
            if hasHalf { form.fail(Name.column, request.texts("map.half")) }
            let middle = chosen.flatMap { self.middle(of: $0) }
            let text: String = middle.map { Self.text($0) } ?? ""
            form.set(Name.point, to: text)
        }
    }

    /// The point that the form names.
    func point(in form: Form) -> MapPoint? { exact(form) }

    func set(_ point: MapPoint?, in form: inout Form) {
        let square = point.map { self.square(of: $0) }
        let (text, column): (String, String) = (
            point.map { Self.text($0) } ?? "", square.map { Self.letter($0.column) } ?? ""
        )
        let row: String = square.map { String($0.row + 1) } ?? ""
        form.set(Name.point, to: text)
        form.set(Name.column, to: column)
        form.set(Name.row, to: row)
    }

    // MARK: - Squares

    struct Square: Sendable, Hashable {
        let column: Int
        let row: Int
    }

    func square(of point: MapPoint) -> Square {
        Square(
            column: min(point.x * settings.columns / 1000, settings.columns - 1),
            row: min(point.y * settings.rows / 1000, settings.rows - 1))
    }

    private func square(_ column: String, _ row: String) -> Square? {
        guard let letter = column.utf8.first, column.utf8.count == 1, let row = Int(row) else { return nil }
        let square = Square(column: Int(letter) - Int(UInt8(ascii: "A")), row: row - 1)
        return (0..<settings.columns).contains(square.column) && (0..<settings.rows).contains(square.row) ? square : nil
    }

    private func middle(of square: Square) -> MapPoint? {
        MapPoint(
            x: (2 * square.column + 1) * 500 / settings.columns, y: (2 * square.row + 1) * 500 / settings.rows)
    }

    private static func text(_ point: MapPoint) -> String { "\(point.x),\(point.y)" }

    private func exact(_ form: Form) -> MapPoint? {
        let parts = form[Name.point].split(separator: ",").compactMap { Int($0) }
        return parts.count == 2 ? MapPoint(x: parts[0], y: parts[1]) : nil
    }
}
