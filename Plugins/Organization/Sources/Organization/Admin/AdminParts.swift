import PortalKit

/// What the module's screens have in common.
extension Request {
    /// The body that the address names, if the person may look after it.
    func body() async throws -> Body {
        let id = try id()
        guard access.mayEdit(id) else { throw PortalError.forbidden }
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
        try requireWhole()
        let id = try id()
        guard let page = try await module.storage.read({ try OrganizationRows.page(id, in: $0) }) else {
            throw PortalError.notFound
        }
        return page
    }

    /// The link to all that was saved of a record.
    ///
    /// - Parameter screen: the record's own screen.
    func revisions(at screen: String) -> AdminAction {
        AdminAction(texts("revisions"), url: module.revisionsURL(screen), icon: "history")
    }

    /// Which way something is to be moved.
    func direction() throws -> MoveDirection {
        guard let direction = parameters["direction"].flatMap(MoveDirection.init(rawValue:)) else {
            throw PortalError.notFound
        }
        return direction
    }

    /// The buttons that move an entry among its siblings, without the one that would do nothing.
    func moves(of name: String, at url: String, among siblings: [Int64], _ id: Int64) -> [AdminPost] {
        let buttons: [(String, MoveDirection, Int64?)] = [
            ("admin.up", .up, siblings.first), ("admin.down", .down, siblings.last),
        ]
        return buttons.filter { $0.2 != id }.map { label, direction, _ in
            AdminPost(texts(label), url: "\(url)/chuyen/\(direction.rawValue)", subject: name)
        }
    }

    /// The button that deletes an entry, after a question.
    ///
    /// - Parameter explanation: the key of what should be known before.
    func deletion(of name: String, at url: String, explanation: String) -> AdminPost {
        AdminPost(
            texts("admin.delete"), url: url + "/xoa", subject: name,
            confirm: .init(texts("admin.delete_question", ["name": name]), explanation: texts(explanation)))
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
