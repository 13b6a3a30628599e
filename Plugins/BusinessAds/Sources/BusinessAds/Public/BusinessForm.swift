import Foundation
import PortalKit

/// The form in which a business is described: by itself, by the office that enters it, and by the office that edits it.
struct BusinessForm: Sendable {
    enum Kind: Sendable {
        case everybody
        case office
        case edit
    }

    enum Name {
        static let revision = "revision"
        static let channel = "channel"
        static let receivedOn = "received_on"
        static let legalName = "legal_name"
        static let tradeName = "trade_name"
        static let taxCode = "tax_code"
        static let representative = "representative"
        static let office = "representative_office"
        static let field = "field"
        static let address = "address"
        static let phone = "phone"
        static let mail = "mail"
        // "website" is the name of the field by which the core knows programs.
        static let website = "web_address"
        static let introduction = "introduction"
        static let products = "products"
        static let logo = "logo"
        static let logoRemove = "logo_remove"
        static let logoAlt = "logo_alt"
        static let applicant = "applicant_name"
        static let applicantMail = "applicant_mail"
        static let applicantPhone = "applicant_phone"
        static let declared = "declared"
        static let consent = "consent"
    }

    static let limits = FormLimits(bodyBytes: 12 << 20, fileBytes: 6 << 20, files: 2)
    static let accept = ".png,.jpg,.jpeg,.webp,.gif"

    let kind: Kind
    var form: Form
    let uploads: KeptUploads
    private let request: Request
    private let present: Logo?
    private var settings: AdsSettings { AdsSettings(request) }

    /// The form for a content, or with what was sent, checked.
    ///
    /// - Parameter revision: the revision that the content was made from; 0 for a new business.
    init(_ kind: Kind, _ content: BusinessContent, revision: Int, _ request: Request) {
        self.kind = kind
        self.request = request
        present = content.logo
        uploads = KeptUploads(request, name: Name.logo, types: MediaType.pictures, maximum: 1)
        form = Form(fields: Self.fields(kind, content, uploads, request))
        form.set(Name.revision, to: String(revision))
        form.set(Name.field, to: content.field)
        if !content.declaredOn.isEmpty { form.set(Name.declared, to: "1") }
    }

    /// The form for a new business.
    init(_ kind: Kind, _ request: Request) {
        self.init(kind, BusinessContent(), revision: 0, request)
    }

    /// Takes in what was sent and says what is wrong with it.
    mutating func accept() {
        form.accept(request)
        uploads.restore(in: &form)
        check()
    }

    // MARK: - What was sent

    var seenRevision: Int { Int(form[Name.revision]) ?? 0 }

    /// What the business becomes; the logo is put in by ``storeLogo()``.
    func content(over before: BusinessContent) -> BusinessContent {
        var content = before
        content.legalName = form[Name.legalName]
        content.tradeName = form[Name.tradeName] == content.legalName ? "" : form[Name.tradeName]
        content.taxCode = TaxCode(form[Name.taxCode])?.text ?? ""
        content.representative = form[Name.representative]
        content.representativeOffice = form[Name.office]
        content.field = form[Name.field]
        content.address = form[Name.address]
        content.phone = form[Name.phone]
        content.mail = form[Name.mail]
        content.website = Website.read(form[Name.website]) ?? ""
        // The editor's text is as it is to be kept; what was typed into a text area is brought in order.
        content.introduction =
            kind == .everybody ? form[Name.introduction].normalizedInput(multiline: true) : form[Name.introduction]
        content.products = BusinessContent.Product.read(form[Name.products].normalizedInput(multiline: true))
        if !form.isChecked(Name.declared) {
            content.declaredOn = ""
        } else if content.declaredOn.isEmpty {
            content.declaredOn = VietnamTime(request.now).isoDay
        }
        if form.isChecked(Name.logoRemove), uploads.files.isEmpty { content.logo = nil }
        content.logo?.alt = form[Name.logoAlt]
        return content
    }

    var applicant: Business.Applicant {
        Business.Applicant(
            name: form[Name.applicant], mail: form[Name.applicantMail], phone: form[Name.applicantPhone])
    }

    func draft() -> BusinessDraft {
        var draft = BusinessDraft()
        draft.content = content(over: BusinessContent())
        draft.applicant = applicant
        draft.hasConsented = form.isChecked(Name.consent)
        if kind == .office {
            draft.channel = Business.Channel(rawValue: form[Name.channel]) ?? .office
            draft.receivedAt = VietnamTime(parsing: form[Name.receivedOn]).map { day in
                // The moment of entering, on the day on which it came.
                min(day.dayBounds.lowerBound.addingTimeInterval(12 * 3600), request.now)
            }
        }
        return draft
    }

    /// Re-encodes the logo that was sent and stores it; nil when there is none. Says so in the form when it cannot be read.
    mutating func storeLogo() -> Logo.Stored? {
        guard form.isValid, let file = uploads.files.first else { return nil }
        do {
            let bytes = try request.module.files.store.bytes(of: file.hash, limit: Self.limits.fileBytes)
            return try Logo.store(bytes, name: file.name, alt: form[Name.logoAlt], in: request.module.files)
        } catch {
            form.fail(Name.logo, request.texts("logo.fault.unreadable"))
            return nil
        }
    }

    // MARK: - Checks

    private mutating func check() {
        let texts = request.texts
        if form[Name.phone].isEmpty, form[Name.mail].isEmpty { form.fail(Name.phone, texts("error.contact")) }
        let products = BusinessContent.Product.read(form[Name.products])
        let isTooLong = products.contains { $0.line.count > BusinessContent.Limit.product }
        if products.count > BusinessContent.Limit.products || isTooLong {
            form.fail(
                Name.products,
                texts(
                    "error.products",
                    [
                        "count": String(BusinessContent.Limit.products),
                        "length": String(BusinessContent.Limit.product),
                    ]))
        }
        if form[Name.introduction].count <= BusinessContent.Limit.introduction,
            (try? RichText.html(from: form[Name.introduction])) == nil
        {
            form.fail(Name.introduction, texts("error.introduction"))
        }
        checkLogo()
        if kind == .everybody {
            if !form.isChecked(Name.declared) { form.fail(Name.declared, texts("error.declared")) }
            if !form.isChecked(Name.consent) { form.fail(Name.consent, texts("error.consent")) }
        }
        if kind == .office, let day = VietnamTime(parsing: form[Name.receivedOn]), day.date > request.now {
            form.fail(Name.receivedOn, texts("error.future"))
        }
    }

    private mutating func checkLogo() {
        let texts = request.texts
        if let fault = uploads.faults.first {
            form.fail(Name.logo, fault)
        } else if let file = uploads.files.first {
            do {
                let bytes = try request.module.files.store.bytes(of: file.hash, limit: Self.limits.fileBytes)
                try Logo.check(bytes, limit: settings.logoBytes)
            } catch let fault as Logo.Fault {
                form.fail(
                    Name.logo,
                    texts(
                        "logo.fault.\(fault.rawValue)",
                        [
                            "size": file.bytes.fileSize(language: texts.language),
                            "limit": settings.logoBytes.fileSize(language: texts.language),
                            "minimum": String(Logo.minimum), "maximum": String(Logo.maximum),
                            "ratio": String(Logo.ratio),
                        ]))
            } catch {
                form.fail(Name.logo, texts("logo.fault.unreadable"))
            }
        }
        let keeps = present != nil && !form.isChecked(Name.logoRemove)
        if keeps || !uploads.files.isEmpty, form[Name.logoAlt].isEmpty {
            form.fail(Name.logoAlt, texts("error.logo_alt"))
        }
    }

    // MARK: - The fields

    private static func fields(
        _ kind: Kind, _ content: BusinessContent, _ uploads: KeptUploads, _ request: Request
    ) -> [FormField] {
        let texts = request.texts
        return (kind == .office ? arrival(request) : []) + identity(kind, content, request)
            + contacts(kind, content, texts)
            + page(kind, content, texts) + logo(content, uploads, request)
            + (kind == .edit ? [] : applicant(kind, texts)) + promises(kind, texts)
            + [FormField(Name.revision, .hidden, label: texts("revision"))]
    }

    private static func arrival(_ request: Request) -> [FormField] {
        let texts = request.texts
        return [
            FormField(
                Name.channel, .select, label: texts("channel"), isRequired: true,
                options: Business.Channel.registered.map { .init($0.rawValue, texts("channel.\($0.rawValue)")) }),
            FormField(
                Name.receivedOn, .input(type: "date"), label: texts("received_on"), isRequired: true,
                value: VietnamTime(request.now).isoDay),
        ]
    }

    private static func identity(_ kind: Kind, _ content: BusinessContent, _ request: Request) -> [FormField] {
        let (texts, limit) = (request.texts, BusinessContent.Limit.self)
        let auto = { (token: String) -> String? in kind == .everybody ? token : nil }
        var fields = AdsSettings(request).fields
        if !content.field.isEmpty, !fields.contains(where: { $0.slug == content.field }) {
            fields.append(.init(slug: content.field, title: content.field))
        }
        return [
            FormField("business_heading", .heading, label: texts("form.business")),
            FormField(
                Name.legalName, label: texts("field.legal_name"), help: texts("field.legal_name_help"),
                isRequired: true,
                maximumLength: limit.name, value: content.legalName, autocomplete: auto("organization")),
            FormField(
                Name.tradeName, label: texts("field.trade_name"), help: texts("field.trade_name_help"),
                maximumLength: limit.name, value: content.tradeName),
            FormField(
                Name.taxCode, label: texts("field.tax_code"), help: texts("field.tax_code_help"), isRequired: true,
                maximumLength: 20, value: content.taxCode,
                check: { TaxCode($0) == nil ? texts("error.tax_code") : nil }),
            FormField(
                Name.representative, label: texts("field.representative"), isRequired: true,
                maximumLength: limit.contact, value: content.representative),
            FormField(
                Name.office, label: texts("field.representative_office"),
                help: texts("field.representative_office_help"),
                maximumLength: limit.contact, value: content.representativeOffice),
            FormField(
                Name.field, .select, label: texts("field.field"), isRequired: true,
                options: [.init("", texts("choose"))] + fields.map { .init($0.slug, $0.title) }),
        ]
    }

    private static func contacts(_ kind: Kind, _ content: BusinessContent, _ texts: Texts) -> [FormField] {
        let limit = BusinessContent.Limit.self
        let auto = { (token: String) -> String? in kind == .everybody ? token : nil }
        return [
            FormField("contacts_heading", .heading, label: texts("form.contacts")),
            FormField(
                Name.address, label: texts("field.address"), isRequired: true, maximumLength: limit.address,
                value: content.address, autocomplete: auto("street-address")),
            FormField(
                Name.phone, .input(type: "tel"), label: texts("field.phone"), help: texts("field.phone_help"),
                maximumLength: 40, value: content.phone, autocomplete: auto("tel")),
            FormField(
                Name.mail, .input(type: "email"), label: texts("field.mail"), maximumLength: limit.contact,
                value: content.mail),
            FormField(
                Name.website, label: texts("field.website"), help: texts("field.website_help"),
                maximumLength: limit.website, value: content.website, autocomplete: auto("url"),
                check: { Website.read($0) == nil ? texts("error.website") : nil }),
        ]
    }

    private static func page(_ kind: Kind, _ content: BusinessContent, _ texts: Texts) -> [FormField] {
        let limit = BusinessContent.Limit.self
        return [
            FormField("page_heading", .heading, label: texts("form.page")),
            FormField(
                Name.introduction, kind == .everybody ? .textarea(rows: 10) : .richText(rows: 14),
                label: texts("field.introduction"), help: texts("field.introduction_help"), isRequired: true,
                maximumLength: limit.introduction, value: content.introduction),
            FormField(
                Name.products, .textarea(rows: 6), label: texts("field.products"), help: texts("field.products_help"),
                maximumLength: 10_000, value: content.products.map(\.line).joined(separator: "\n")),
        ]
    }

    private static func logo(_ content: BusinessContent, _ uploads: KeptUploads, _ request: Request) -> [FormField] {
        let texts = request.texts
        var fields = [FormField("logo_heading", .heading, label: texts("form.logo"))]
        if let logo = content.logo {
            fields.append(
                FormField("logo_present", .picture, label: logo.alt.isEmpty ? logo.name : logo.alt, value: logo.url))
            fields.append(FormField(Name.logoRemove, .checkbox, label: texts("field.logo_remove")))
        }
        let limit = AdsSettings(request).logoBytes.fileSize(language: texts.language)
        return fields
            + uploads.fields(
                label: texts(content.logo == nil ? "field.logo" : "field.logo_new"),
                help: texts(
                    "field.logo_help",
                    ["limit": limit, "minimum": String(Logo.minimum), "maximum": String(Logo.maximum)]),
                accept: accept)
            + [
                FormField(
                    Name.logoAlt, label: texts("field.logo_alt"), help: texts("field.logo_alt_help"),
                    maximumLength: BusinessContent.Limit.alt, value: content.logo?.alt ?? "")
            ]
    }

    static func applicant(_ kind: Kind, _ texts: Texts, _ present: Business.Applicant = .init()) -> [FormField] {
        let auto = { (token: String) -> String? in kind == .everybody ? token : nil }
        return [
            FormField("applicant_heading", .heading, label: texts("form.applicant")),
            FormField(
                Name.applicant, label: texts("field.applicant"), help: texts("field.applicant_help"), isRequired: true,
                maximumLength: BusinessContent.Limit.contact, value: present.name, autocomplete: auto("name")),
            FormField(
                Name.applicantMail, .input(type: "email"), label: texts("field.applicant_mail"),
                help: texts("field.applicant_mail_help"), isRequired: kind == .everybody,
                maximumLength: BusinessContent.Limit.contact, value: present.mail, autocomplete: auto("email")),
            FormField(
                Name.applicantPhone, .input(type: "tel"), label: texts("field.applicant_phone"), maximumLength: 40,
                value: present.phone, autocomplete: auto("tel")),
        ]
    }

    private static func promises(_ kind: Kind, _ texts: Texts) -> [FormField] {
        let declaration = FormField(
            Name.declared, .checkbox, label: texts(kind == .everybody ? "field.declared_own" : "field.declared"),
            help: texts(kind == .everybody ? "field.declared_own_help" : "field.declared_help"),
            isRequired: kind == .everybody)
        let consent = FormField(Name.consent, .checkbox, label: texts("field.consent"), isRequired: true)
        return [FormField("promises_heading", .heading, label: texts("form.promises")), declaration]
            + (kind == .everybody ? [consent] : [])
    }
}
