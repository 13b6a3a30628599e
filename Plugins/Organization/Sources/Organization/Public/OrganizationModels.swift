import PortalKit

/// How somebody or something is reached; what is not known is nil.
struct ContactModel: Sendable {
    let address: String?
    let phone: String?
    /// As a `tel:` address has it.
    let phoneNumber: String?
    let email: String?
    let hours: String?

    init(_ content: BodyContent) {
        address = content.address.nonEmpty
        phone = content.phone.nonEmpty
        phoneNumber = content.phone.nonEmpty.map(PhoneNumber.dialled)
        email = content.email.nonEmpty
        hours = content.hours.nonEmpty
    }

    /// A person is found where the body is, and when it is open unless they have hours of their own.
    init(_ person: Person, of body: Body) {
        address = body.content.address.nonEmpty
        phone = person.content.phone.nonEmpty
        phoneNumber = person.content.phone.nonEmpty.map(PhoneNumber.dialled)
        email = person.content.email.nonEmpty
        hours = person.content.hours ?? body.content.hours.nonEmpty
    }

    static var example: ContactModel {
        var content = BodyContent()
        content.address = "Phòng 203, trụ sở UBND xã"
        content.phone = "0204 000 120"
        content.email = "vanphong@dongviet.example"
        content.hours = "Thứ Hai – thứ Sáu"
        return ContactModel(content)
    }
}

/// An official.
struct PersonModel: Sendable {
    /// The anchor on the body's page.
    let anchor: String
    let name: String
    let office: String
    let phone: String?
    let phoneNumber: String?
    let email: String?
    let duties: String?
    let hours: String?
    /// Nil where there is no picture; its description is the name beside it.
    let photoUrl: String?

    /// - Parameter photo: the picture of the library that the person's entry names.
    init(_ person: Person, photo: LibraryItem? = nil) {
        self.init(id: person.id, person.content, photo: photo?.url(width: 480))
    }

    private init(id: Int64, _ content: PersonContent, photo: String?) {
        anchor = "can-bo-\(id)"
        name = content.name
        office = content.office
        phone = content.phone.nonEmpty
        phoneNumber = content.phone.nonEmpty.map(PhoneNumber.dialled)
        email = content.email.nonEmpty
        duties = content.duties.nonEmpty
        hours = content.hours
        photoUrl = photo
    }

    static var example: PersonModel {
        PersonModel(
            id: 1,
            PersonContent(
                body: 1, name: "Phạm Văn Lực", office: "Chánh Văn phòng", phone: "0204 000 122",
                email: "phamvanluc@dongviet.example", duties: "Phụ trách chung", hours: "Sáng thứ Hai"),
            photo: "/tep/12-pham-van-luc.jpg?rong=480")
    }
}

/// A link that may be to the page itself.
struct OrganizationLinkModel: Sendable {
    let title: String
    let url: String
    let current: Bool
}

extension OrganizationPath {
    /// The step of the way from the home page to the module's pages.
    static func frontStep(_ request: Request) -> PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(request.texts("menu"), url: request.module.url(front))
    }
}
