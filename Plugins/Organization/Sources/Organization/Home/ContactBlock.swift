import PortalKit

/// The block `organization.contact`: where the authority is, when it receives people, and who is in charge.
enum ContactBlock {
    /// The body to show, by its slug; without such a body the first one at the top.
    private static let body = SettingDefinition(
        key: "body", type: .text(maximumLength: BodyContent.Limit.slug), defaultValue: .text("ubnd"))
    private static let count = SettingDefinition(key: "count", type: .integer(1...12), defaultValue: .integer(4))

    static let block = HomeBlock(id: "contact", options: [body, count]) { request, options in
        request.depends(on: .directory, .structure, .site)
        let authority = try await request.authority()
        guard let body = authority.tree.body(slug: options.text("body")) ?? authority.tree.roots.first else {
            return nil
        }
        let people = authority.people(of: body).prefix(options.integer("count")).map { PersonModel($0) }
        let context = request.module
        return try request.fragment(
            "blocks/contact",
            ContactBlockModel(
                name: body.name, url: context.url(body.path), contact: ContactModel(body.content),
                hasPeople: !people.isEmpty, people: people, structureURL: context.url(OrganizationPath.structure),
                directoryURL: context.url(OrganizationPath.directory)))
    }
}

/// What the template `blocks/contact` shows.
struct ContactBlockModel: TemplateModel {
    let name: String
    let url: String
    let contact: ContactModel
    let hasPeople: Bool
    let people: [PersonModel]
    let structureURL: String
    let directoryURL: String

    static var example: ContactBlockModel {
        ContactBlockModel(
            name: "Ủy ban nhân dân xã", url: "/gioi-thieu/co-cau/ubnd", contact: .example, hasPeople: true,
            people: [.example], structureURL: "/gioi-thieu/co-cau", directoryURL: "/gioi-thieu/danh-ba")
    }
}
