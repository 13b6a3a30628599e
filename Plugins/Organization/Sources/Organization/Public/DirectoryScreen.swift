import PortalKit

/// `/danh-ba`: how bodies and people are reached, on one page that can be printed whole. `?q=` looks for words in it,
/// with diacritics or without.
enum DirectoryScreen {
    private static let longestQuery = 100

    static func show(_ request: Request) async throws -> Response {
        request.depends(on: .directory, .structure)
        let query = String((request.query["q"] ?? "").normalizedInput().prefix(longestQuery))
        let authority = try await request.authority()
        let (context, texts) = (request.module, request.texts)
        let words = DirectoryWords(query)
        let all = authority.tree.places.map(\.body)
        let bodies = all.filter { words.match($0.content) }
        let people = all.flatMap { body in
            authority.people(of: body).filter { words.match($0.content, of: body) }.map { person in
                DirectoryModel.Entry(
                    person: PersonModel(person),
                    body: OrganizationLinkModel(title: body.name, url: context.url(body.path), current: false))
            }
        }
        let found = bodies.count + people.count
        let model = DirectoryModel(
            title: texts("directory"), url: context.url(OrganizationPath.directory), query: query,
            summary: query.isEmpty ? nil : texts("directory_found", ["count": String(found)]),
            hasEntries: found > 0, empty: texts(query.isEmpty ? "directory_empty" : "directory_nothing"),
            hasBodies: !bodies.isEmpty,
            bodies: bodies.map { body in
                DirectoryModel.BodyEntry(
                    name: body.name, url: context.url(body.path), contact: ContactModel(body.content))
            }, hasPeople: !people.isEmpty, people: people)
        return try request.page(
            "directory", model,
            PageInfo(
                title: texts("directory"),
                description: texts("directory_description", ["authority": context.site.authority]),
                breadcrumbs: [OrganizationPath.frontStep(request)], isIndexed: query.isEmpty))
    }
}

/// The words that somebody looks for in the directory.
struct DirectoryWords: Sendable {
    private let words: [String]

    init(_ query: String) {
        words = query.folded.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    func match(_ body: BodyContent) -> Bool {
        match([body.name, body.address, body.phone, body.email])
    }

    func match(_ person: PersonContent, of body: Body) -> Bool {
        match([person.name, person.office, person.duties, person.phone, person.email, body.name])
    }

    /// Whether each word stands in one of the texts; a number also without the spaces that it is written with.
    private func match(_ texts: [String]) -> Bool {
        if words.isEmpty { return true }
        let joined = texts.joined(separator: "\n").folded
        let numbers = texts.filter(PhoneNumber.isValid).map(PhoneNumber.dialled).joined(separator: "\n")
        return words.allSatisfy { joined.contains($0) || numbers.contains($0) }
    }
}

/// What the template `directory` shows.
struct DirectoryModel: TemplateModel {
    struct BodyEntry: Sendable {
        let name: String
        let url: String
        let contact: ContactModel
    }

    struct Entry: Sendable {
        let person: PersonModel
        let body: OrganizationLinkModel
    }

    let title: String
    let url: String
    let query: String
    /// How much was found; nil when nothing was looked for.
    let summary: String?
    let hasEntries: Bool
    let empty: String
    let hasBodies: Bool
    let bodies: [BodyEntry]
    let hasPeople: Bool
    let people: [Entry]

    static var example: DirectoryModel {
        DirectoryModel(
            title: "Danh bạ", url: "/gioi-thieu/danh-ba", query: "van phong", summary: "Tìm thấy 2 mục",
            hasEntries: true, empty: "Chưa có danh bạ", hasBodies: true,
            bodies: [BodyEntry(name: "Văn phòng", url: "/gioi-thieu/co-cau/van-phong", contact: .example)],
            hasPeople: true,
            people: [
                Entry(
                    person: .example,
                    body: OrganizationLinkModel(
                        title: "Văn phòng", url: "/gioi-thieu/co-cau/van-phong", current: true))
            ])
    }
}
