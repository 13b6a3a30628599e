import PortalKit

/// `/co-cau/<slug>`: one body with its functions, people, contacts and the bodies below it (Art. 8.1).
enum BodyScreen {
    static func show(_ request: Request) async throws -> Response {
        guard let slug = request.parameters["slug"], Slug.isValid(slug) else { throw PortalError.notFound }
        let authority = try await request.authority()
        guard
            let body = authority.tree.body(slug: slug) ?? authority.dissolved.first(where: { $0.content.slug == slug })
        else { throw PortalError.notFound }
        // The names of the bodies around it are part of the structure.
        request.depends(on: .body(body.id), .structure)
        let functions = try Markdown.html(from: body.content.functions)
        let ids = Set(authority.people(of: body).compactMap(\.content.photo))
        let photos = try await request.module.storage.read { try LibraryItem.find(ids, in: $0) }
        for id in ids { request.depends(on: LibraryItem.dependency(id)) }
        let model = model(body, functions, authority, photos, request)
        return try request.page("body", model, info(body, functions, authority, request))
    }

    private static func model(
        _ body: Body, _ functions: SafeHTML, _ authority: Authority, _ photos: [Int64: LibraryItem], _ request: Request
    ) -> BodyModel {
        let link = { (other: Body) in
            OrganizationLinkModel(title: other.name, url: request.module.url(other.path), current: false)
        }
        let people = authority.people(of: body).map { person in
            PersonModel(person, photo: person.content.photo.flatMap { photos[$0] })
        }
        let predecessors = authority.predecessors(of: body)
        let subordinates = authority.tree.children(of: body).map(link)
        return BodyModel(
            name: body.name,
            ended: DayModel(ending: body, request.texts).flatMap { day in
                body.isDissolved(at: request.now) ? day : nil
            },
            established: DayModel(founding: body, request.texts),
            successor: authority.successor(of: body).map(link), grounds: body.content.grounds,
            hasPast: Self.hasPast(body) || !predecessors.isEmpty, predecessors: predecessors.map(link),
            parent: authority.tree.ancestors(of: body).last.map(link),
            functionsHTML: functions.isEmpty ? nil : functions, hasPeople: !people.isEmpty, people: people,
            contact: ContactModel(body.content), hasSubordinates: !subordinates.isEmpty, subordinates: subordinates,
            directoryURL: request.module.url(OrganizationPath.directory))
    }

    private static func hasPast(_ body: Body) -> Bool {
        body.content.establishedOn != nil || body.content.dissolvedOn != nil || body.content.grounds != nil
    }

    private static func info(
        _ body: Body, _ functions: SafeHTML, _ authority: Authority, _ request: Request
    ) -> PageInfo {
        let context = request.module
        let above = authority.tree.ancestors(of: body)
        let steps =
            [PageInfo.Breadcrumb(request.texts("structure"), url: context.url(OrganizationPath.structure))]
            + above.map { PageInfo.Breadcrumb($0.name, url: context.url($0.path)) }
        return PageInfo(
            title: body.name, description: functions.excerpt(length: 160).nonEmpty,
            breadcrumbs: [OrganizationPath.frontStep(request)] + steps,
            isIndexed: !body.isDissolved(at: request.now), lastModified: body.changedAt,
            structuredData: BodyData(body, above.last, authority.people(of: body), context).json)
    }
}

/// A body as schema.org describes it.
private struct BodyData {
    let json: JSONValue

    init(_ body: Body, _ parent: Body?, _ people: [Person], _ context: ModuleContext) {
        let content = body.content
        var fields: [String: JSONValue] = [
            "@context": .string("https://schema.org"), "@type": .string("GovernmentOrganization"),
            "name": .string(body.name), "url": .string(context.absoluteURL(body.path)),
        ]
        fields["address"] = content.address.nonEmpty.map { .string($0) }
        fields["telephone"] = content.phone.nonEmpty.map { .string($0) }
        fields["email"] = content.email.nonEmpty.map { .string($0) }
        fields["foundingDate"] = content.establishedOn.map { .string($0) }
        fields["dissolutionDate"] = content.dissolvedOn.map { .string($0) }
        fields["parentOrganization"] = Self.organization(
            parent?.name ?? context.site.authority,
            url: parent.map { context.absoluteURL($0.path) } ?? context.site.canonicalURL + "/")
        if !people.isEmpty {
            fields["employee"] = .array(
                people.map { person in
                    .object([
                        "@type": .string("Person"), "name": .string(person.name),
                        "jobTitle": .string(person.content.office),
                    ])
                })
        }
        json = .object(fields)
    }

    private static func organization(_ name: String, url: String) -> JSONValue {
        .object(["@type": .string("GovernmentOrganization"), "name": .string(name), "url": .string(url)])
    }
}

/// What the template `body` shows.
struct BodyModel: TemplateModel {
    let name: String
    /// Since when it no longer exists.
    let ended: DayModel?
    /// Since when it exists.
    let established: DayModel?
    /// What took over.
    let successor: OrganizationLinkModel?
    /// By what decision it was founded, merged or dissolved.
    let grounds: String?
    let hasPast: Bool
    /// What it took over from.
    let predecessors: [OrganizationLinkModel]
    let parent: OrganizationLinkModel?
    let functionsHTML: SafeHTML?
    let hasPeople: Bool
    let people: [PersonModel]
    let contact: ContactModel
    let hasSubordinates: Bool
    let subordinates: [OrganizationLinkModel]
    let directoryURL: String

    static var example: BodyModel {
        let link = OrganizationLinkModel(title: "Ủy ban nhân dân xã", url: "/gioi-thieu/co-cau/ubnd", current: true)
        return BodyModel(
            name: "Văn phòng HĐND và UBND xã", ended: .example, established: .example, successor: link,
            grounds: "Quyết định số 12/QĐ-UBND", hasPast: true, predecessors: [link], parent: link,
            functionsHTML: SafeHTML(escaping: "Tham mưu, giúp việc."), hasPeople: true, people: [.example],
            contact: .example, hasSubordinates: true, subordinates: [link], directoryURL: "/gioi-thieu/danh-ba")
    }
}
