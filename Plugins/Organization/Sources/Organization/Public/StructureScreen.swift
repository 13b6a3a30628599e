import PortalKit

/// `/co-cau`: all bodies as they belong to each other, each with the person in charge.
enum StructureScreen {
    static func show(_ request: Request) async throws -> Response {
        request.depends(on: .structure)
        let authority = try await request.authority()
        let context = request.module
        let model = StructureModel(
            title: request.texts("structure"), hasNodes: !authority.tree.roots.isEmpty,
            nodes: nodes(authority, context), hasDissolved: !authority.dissolved.isEmpty,
            dissolved: authority.dissolved.map { body in
                StructureModel.Dissolved(
                    title: body.name, url: context.url(body.path), ended: DayModel(ending: body, request.texts),
                    successor: authority.successor(of: body).map {
                        OrganizationLinkModel(title: $0.name, url: context.url($0.path), current: false)
                    })
            },
            chartURL: context.url(OrganizationPath.chart), chartAlt: request.texts("chart_alt"),
            directoryURL: context.url(OrganizationPath.directory))
        return try request.page(
            "structure", model,
            PageInfo(
                title: model.title,
                description: request.texts("structure_description", ["authority": context.site.authority]),
                breadcrumbs: [OrganizationPath.frontStep(request)]))
    }

    /// `/so-do.svg`: the same as a picture, to be printed or put into a document.
    static func chart(_ request: Request) async throws -> Response {
        request.depends(on: .structure)
        let chart = StructureChart(try await request.authority(), title: request.texts("structure"))
        return .text(chart.svg, mediaType: MediaType.svg.rawValue)
    }

    /// The tree in the order of reading. Templates do not recurse, so each body says whether a list opens below it and
    /// how many lists end after it.
    private static func nodes(_ authority: Authority, _ context: ModuleContext) -> [StructureModel.Node] {
        let places = authority.tree.places
        return places.enumerated().map { index, place in
            let next = index + 1 < places.count ? places[index + 1].depth : 0
            let head = authority.head(of: place.body)
            return StructureModel.Node(
                name: place.body.name, url: context.url(place.body.path), head: head.map { PersonModel($0) },
                opens: next > place.depth, closings: Array(repeating: "", count: max(0, place.depth - next)))
        }
    }
}

/// A day as pages show it.
struct DayModel: Sendable {
    /// `2026-11-24`.
    let iso: String
    /// In words around it: "Kết thúc hoạt động từ ngày 24/11/2026".
    let text: String

    /// The day on which a body ended; nil when it has not.
    init?(ending body: Body, _ texts: Texts) {
        guard let day = body.content.dissolvedAt.map({ VietnamTime($0) }) else { return nil }
        iso = day.isoDay
        text = texts("dissolved_on", ["day": day.dayText])
    }

    /// The day on which a body began; nil where it is not known.
    init?(founding body: Body, _ texts: Texts) {
        guard let day = body.content.establishedOn.flatMap({ VietnamTime(parsing: $0) }) else { return nil }
        iso = day.isoDay
        text = texts("established_on", ["day": day.dayText])
    }

    private init(iso: String, text: String) {
        self.iso = iso
        self.text = text
    }

    static let example = DayModel(iso: "2026-11-24", text: "Kết thúc hoạt động từ ngày 24/11/2026")
}

/// What the template `structure` shows.
struct StructureModel: TemplateModel {
    struct Node: Sendable {
        let name: String
        let url: String
        let head: PersonModel?
        /// Whether a list begins below this body.
        let opens: Bool
        /// One element for each list that ends after this body.
        let closings: [String]
    }

    struct Dissolved: Sendable {
        let title: String
        let url: String
        let ended: DayModel?
        /// What took over.
        let successor: OrganizationLinkModel?
    }

    let title: String
    let hasNodes: Bool
    let nodes: [Node]
    let hasDissolved: Bool
    let dissolved: [Dissolved]
    let chartURL: String
    let chartAlt: String
    let directoryURL: String

    static var example: StructureModel {
        StructureModel(
            title: "Cơ cấu tổ chức", hasNodes: true,
            nodes: [
                Node(
                    name: "Văn phòng HĐND và UBND xã", url: "/gioi-thieu/co-cau/van-phong", head: .example, opens: true,
                    closings: [""])
            ],
            hasDissolved: true,
            dissolved: [
                Dissolved(
                    title: "Phòng Tài chính", url: "/gioi-thieu/co-cau/tai-chinh", ended: .example,
                    successor: OrganizationLinkModel(
                        title: "Phòng Kinh tế", url: "/gioi-thieu/co-cau/kinh-te", current: false))
            ],
            chartURL: "/gioi-thieu/so-do.svg", chartAlt: "Sơ đồ cơ cấu tổ chức",
            directoryURL: "/gioi-thieu/danh-ba")
    }
}
