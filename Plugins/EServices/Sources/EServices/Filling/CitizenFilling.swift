import PortalKit

/// What a citizen who signed in need not type: name and number are the identity service's word and stay as they are,
/// telephone, mail and address stand ready and can be changed.
struct CitizenFilling: Sendable {
    private let citizen: Citizen
    private let identity: IdentityNumber?

    init?(_ request: Request, _ page: FillingPlan.Page) {
        guard page.key == FillingPlan.applicantKey, let citizen = request.citizen else { return nil }
        self.citizen = citizen
        identity = IdentityNumber(citizen.identity)
    }

    /// Only who is known by name and number is the one that the service speaks of.
    var isConfirmed: Bool { identity != nil && !citizen.name.isEmpty }

    var provider: String { citizen.provider }

    /// Answers that the citizen cannot change here.
    var fixed: [String: String] {
        guard isConfirmed, let identity else { return [:] }
        return [FillingPlan.Name.name: citizen.name, FillingPlan.Name.identity: identity.digits]
    }

    /// The answers with what is known in place of what is empty.
    func filling(_ answers: Answers) -> Answers {
        typealias Name = FillingPlan.Name
        var filled = answers
        let known = [
            Name.name: citizen.name, Name.identity: identity?.digits ?? "", Name.mail: citizen.email,
            Name.phone: PhoneNumber(citizen.phone)?.digits ?? "",
        ]
        for (name, value) in known where filled[name].isEmpty { filled.set(name, value) }
        if answers.address(Name.address).isEmpty {
            filled.set("\(Name.address).detail", citizen.address.detail)
            filled.set("\(Name.address).commune", citizen.address.commune)
            filled.set("\(Name.address).province", citizen.address.province)
        }
        return filled
    }

    /// The answers with the note that the service stands for the name and number in them.
    func confirming(_ answers: Answers) -> Answers {
        guard isConfirmed, let identity else { return answers }
        var confirmed = answers
        confirmed.set(Confirmation.provider, citizen.provider)
        confirmed.set(Confirmation.name, citizen.name)
        confirmed.set(Confirmation.identity, identity.digits)
        return confirmed
    }

    /// Where the note stands. No field of a form has these names, and none of them reaches the open part of a dossier.
    fileprivate enum Confirmation {
        static let provider = "c_confirmed_by"
        static let name = "c_confirmed_name"
        static let identity = "c_confirmed_identity"
    }
}

extension Answers {
    /// Which service confirmed the applicant; nil when none did, or name or number were changed since.
    var confirmation: String? {
        typealias Confirmation = CitizenFilling.Confirmation
        let applicant = Applicant(self)
        let isSame = applicant.name == self[Confirmation.name] && applicant.identity == self[Confirmation.identity]
        return isSame ? self[Confirmation.provider].orNil : nil
    }
}

/// The line above the form that offers to sign in, or says who has.
struct CitizenOfferModel: Sendable {
    let text: String
    let url: String?
    let link: String?
    /// The button that keeps what was typed and then signs in.
    let keep: String?

    static let example = CitizenOfferModel(
        text: "Đăng nhập để không phải khai lại", url: "/cong-dan/dang-nhap", link: "Đăng nhập bằng VNeID",
        keep: "Lưu và đăng nhập bằng VNeID")
}

extension CitizenOfferModel {
    /// Nil on all pages but the applicant's, and where nobody can sign in.
    init?(_ request: Request, _ page: FillingPlan.Page, returningTo path: String) {
        guard page.key == FillingPlan.applicantKey, let sign = request.citizenSignIn(returningTo: path) else {
            return nil
        }
        let (texts, values) = (request.texts, ["provider": sign.provider])
        if let citizen = CitizenFilling(request, page) {
            let key = citizen.isConfirmed ? "citizen.confirmed" : "citizen.unknown"
            self.init(text: texts(key, values), url: nil, link: nil, keep: nil)
        } else {
            self.init(
                text: texts("citizen.offer", values), url: sign.url, link: texts("citizen.sign_in", values),
                keep: texts("citizen.keep", values))
        }
    }
}
