import PortalKit

/// What the module's screens have in common.
extension Request {
    /// The body that the address names.
    func body() async throws -> Body {
        let id = try id()
        guard let body = try await module.storage.read({ try OrganizationRows.body(id, in: $0) }) else {
            throw PortalError.notFound
        }
        return body
    }

    /// The person that the address names, in the body that it names.
    func person() async throws -> (person: Person, body: Body) {
        let body = try await body()
        let id = try id("person")
        let person = try await module.storage.read { try OrganizationRows.person(id, in: $0) }
        guard let person, person.content.body == body.id else { throw PortalError.notFound }
        return (person, body)
    }

    /// The introduction page that the address names.
    func introductionPage() async throws -> IntroductionPage {
        let id = try id()
        guard let page = try await module.storage.read({ try OrganizationRows.page(id, in: $0) }) else {
            throw PortalError.notFound
        }
        return page
    }

    /// Which way something is to be moved.
    func direction() throws -> MoveDirection {
        guard let direction = parameters["direction"].flatMap(MoveDirection.init(rawValue:)) else {
            throw PortalError.notFound
        }
        return direction
    }

    /// The screen that asks before something is deleted; its button posts to the screen's own address.
    func confirmation(
        of name: String, explanation: String, steps: [PageInfo.Breadcrumb], cancelURL: String
    ) throws -> Response {
        try adminForm(
            Form(fields: []),
            PageInfo(title: texts("admin.delete_question", ["name": name]), breadcrumbs: steps),
            submit: texts("admin.delete"), cancelURL: cancelURL, intro: explanation)
    }

    /// Sends the browser on after something was saved.
    func saved(to path: String) -> Response {
        .redirect(to: module.adminURL(path), message: FlashMessage(.success, texts("admin.saved")))
    }
}

extension PageInfo.Breadcrumb {
    /// The list of bodies.
    static func bodies(_ request: Request) -> PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(
            request.texts("admin.bodies"), url: request.module.adminURL(OrganizationScreen.bodies))
    }

    /// The people of a body.
    static func people(of body: Body, _ request: Request) -> PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(body.name, url: request.module.adminURL(OrganizationScreen.people(of: body.id)))
    }

    /// The list of introduction pages.
    static func pages(_ request: Request) -> PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(request.texts("admin.pages"), url: request.module.adminURL(OrganizationScreen.pages))
    }
}

extension Pager {
    /// The pager of a list that is shown whole: some dozens of entries whose order is what the editor looks at.
    static func whole(_ count: Int, _ request: Request) throws -> Pager {
        Pager(
            try Paging(number: 1, size: max(1, count), total: count), path: request.path, texts: request.texts)
    }
}
