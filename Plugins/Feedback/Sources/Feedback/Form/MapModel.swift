import PortalKit

/// The map picture with its grid and, where there is one, the point: for the partial `partials/map`.
struct MapModel: Sendable {
    struct Line: Sendable {
        let x1: Int
        let y1: Int
        let x2: Int
        let y2: Int
    }

    struct Label: Sendable {
        let text: String
        let x: Int
        let y: Int
    }

    struct Point: Sendable {
        let x: Int
        let y: Int
        /// The number by which a list beside the map names it.
        let number: String?
    }

    let src: String
    let width: Int
    let height: Int
    let alt: String
    /// Where the point lies, in words: "Ô C4".
    let square: String?
    let lines: [Line]
    let labels: [Label]
    let points: [Point]

    init(_ map: MapField, point: MapPoint?, _ texts: Texts) {
        self.init(map, points: point.map { [(nil, $0)] } ?? [], texts)
    }

    /// - Parameter points: with the numbers by which a list beside the map names them; a single point is named by its
    ///   square.
    init(_ map: MapField, points: [(number: Int?, point: MapPoint)], _ texts: Texts) {
        let (width, height, settings) = (MapField.width, map.height, map.settings)
        src = map.picture.url(width: width)
        (self.width, self.height) = (width, height)
        let square = points.count == 1 ? map.square(of: points[0].point) : nil
        self.square = square.map {
            texts("map.square", ["square": MapField.letter($0.column) + String($0.row + 1)])
        }
        alt = map.picture.alt
        let columns = (1..<settings.columns).map { column in
            Line(x1: column * width / settings.columns, y1: 0, x2: column * width / settings.columns, y2: height)
        }
        let rows = (1..<settings.rows).map { row in
            Line(x1: 0, y1: row * height / settings.rows, x2: width, y2: row * height / settings.rows)
        }
        lines = columns + rows
        labels =
            (0..<settings.columns).map { column in
                Label(text: MapField.letter(column), x: (2 * column + 1) * width / (2 * settings.columns), y: 20)
            }
            + (0..<settings.rows).map { row in
                Label(text: String(row + 1), x: 12, y: (2 * row + 1) * height / (2 * settings.rows) + 6)
            }
        self.points = points.map { number, point in
            Point(
                x: point.x * width / 1000, y: point.y * height / 1000, number: number.map { String($0) })
        }
    }

    private init() {
        src = "/tep/7-ban-do.png"
        (width, height) = (720, 480)
        alt = "Bản đồ xã"
        square = "Ô C4"
        lines = [Line(x1: 90, y1: 0, x2: 90, y2: 480)]
        labels = [Label(text: "A", x: 45, y: 20)]
        points = [Point(x: 300, y: 200, number: "1")]
    }

    static let example = MapModel()
}
