import Foundation
import PortalKit

/// All pages of a form as a person meets them: who asks, the pages that officers built, the papers, and the last look.
struct FillingPlan: Sendable {
    /// A page with the word that stands for it in addresses.
    struct Page: Sendable {
        let key: String
        let page: FormDefinition.Page
    }

    /// Who fills the form in.
    enum Audience: Sendable {
        case citizen
        /// At the counter, for somebody who stands before them.
        case officer
    }

    /// The names of what every dossier asks.
    enum Name {
        static let name = "a_name"
        static let identity = "a_identity"
        static let phone = "a_phone"
        static let mail = "a_mail"
        static let address = "a_address"
        static let behalf = "a_behalf"
        static let delivery = "c_delivery"
        static let truth = "c_truth"
        static let consent = "c_consent"

        static func paper(_ component: String) -> String { "p_\(component)" }

        /// What browsers know of the person (WCAG 1.3.5).
        static let autocomplete = [
            name: "name", phone: "tel", mail: "email", "\(address).detail": "street-address",
            "\(address).commune": "address-level3", "\(address).province": "address-level1",
        ]
    }

    static let applicantKey = "nguoi-nop"
    static let papersKey = "giay-to"
    static let confirmKey = "xac-nhan"

    let pages: [Page]
    let definition: FormDefinition

    init(_ content: ProcedureContent, _ definition: FormDefinition, for audience: Audience, _ texts: Texts) {
        self.definition = definition
        var pages = [Page(key: Self.applicantKey, page: Self.applicant(audience, texts))]
        pages += definition.pages.enumerated().map { Page(key: "p\($0 + 1)", page: $1) }
        if !content.components.isEmpty {
            pages.append(Page(key: Self.papersKey, page: Self.papers(content, audience, texts)))
        }
        pages.append(Page(key: Self.confirmKey, page: Self.confirmation(definition, audience, texts)))
        self.pages = pages
    }

    /// The pages that are asked under these answers.
    func asked(_ answers: Answers) -> [Page] { pages.filter { $0.page.condition?.holds(answers) ?? true } }

    // MARK: - Parts

    private static func applicant(_ audience: Audience, _ texts: Texts) -> FormDefinition.Page {
        typealias Field = FormDefinition.Field
        func field(_ id: String, _ kind: FormDefinition.Kind, _ key: String, isRequired: Bool = true) -> Field {
            Field(
                id: id, kind: kind, label: texts("applicant.\(key)"),
                help: texts.optional("applicant.\(key)_help") ?? "", isRequired: isRequired, isPersonal: true)
        }
        return FormDefinition.Page(
            title: texts("applicant.title"), help: audience == .citizen ? texts("applicant.help") : "",
            fields: [
                field(Name.name, .text, "name"), field(Name.identity, .identity, "identity"),
                field(Name.phone, .phone, "phone"), field(Name.mail, .mail, "mail", isRequired: false),
                field(Name.address, .address, "address"), field(Name.behalf, .text, "behalf", isRequired: false),
            ])
    }

    private static func papers(
        _ content: ProcedureContent, _ audience: Audience, _ texts: Texts
    ) -> FormDefinition.Page {
        // Papers that are shown at the counter need not be sent.
        let mustSend = audience == .citizen && content.level == .full
        return FormDefinition.Page(
            title: texts("papers.title"),
            help: texts(mustSend ? "papers.help_full" : audience == .citizen ? "papers.help_partial" : "papers.help"),
            fields: content.components.map { component in
                FormDefinition.Field(
                    id: Name.paper(component.id), kind: .file, label: component.name, help: component.note,
                    isRequired: mustSend && component.isRequired, maximum: 4)
            })
    }

    private static func confirmation(
        _ definition: FormDefinition, _ audience: Audience, _ texts: Texts
    ) -> FormDefinition.Page {
        var fields = [
            FormDefinition.Field(
                id: Name.delivery, kind: .choice, label: texts("confirm.delivery"), isRequired: true,
                options: Dossier.Delivery.allCases.map(\.rawValue),
                optionLabels: Dossier.Delivery.allCases.map { texts($0.key) })
        ]
        if audience == .citizen {
            fields.append(
                FormDefinition.Field(
                    id: Name.truth, kind: .declaration, label: texts("confirm.truth"), isRequired: true))
        }
        // At the counter an officer says that the applicant agreed, so the form's own words do not fit.
        let consent = definition.consent.isEmpty ? texts("confirm.consent") : definition.consent
        fields.append(
            FormDefinition.Field(
                id: Name.consent, kind: .declaration,
                label: audience == .officer ? texts("confirm.consent_office") : consent,
                help: definition.purpose.isEmpty ? texts("confirm.purpose") : definition.purpose, isRequired: true))
        return FormDefinition.Page(title: texts("confirm.title"), help: "", fields: fields)
    }
}

/// Who asks for something, as far as every dossier knows them.
struct Applicant: Codable, Sendable, Equatable {
    var name = ""
    var identity = ""
    var phone = ""
    var mail = ""
    var address = ""
    /// For whom they hand it in; empty for themselves.
    var behalf = ""

    init() {}

    init(_ answers: Answers) {
        typealias Name = FillingPlan.Name
        name = answers[Name.name]
        identity = IdentityNumber(answers[Name.identity])?.digits ?? answers[Name.identity]
        phone = PhoneNumber(answers[Name.phone])?.digits ?? answers[Name.phone]
        mail = answers[Name.mail]
        address = answers.address(Name.address)
        behalf = answers[Name.behalf]
    }

    /// The name as lists show it: `Nguyễn V. A.`
    var label: String {
        let words = name.split(separator: " ")
        guard let family = words.first else { return "" }
        return ([String(family)] + words.dropFirst().compactMap { $0.first.map { "\($0)." } }).joined(separator: " ")
    }

    var mailAddress: MailAddress? { mail.isEmpty ? nil : MailAddress(mail, name: name) }
}

extension Answers {
    /// The parts of an address in one line.
    func address(_ field: String) -> String {
        ["detail", "commune", "province"].map { self["\(field).\($0)"] }.filter { !$0.isEmpty }
            .joined(separator: ", ")
    }
}
