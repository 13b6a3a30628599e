import PortalKit

/// A business's own page.
enum BusinessPage {
    static func show(_ request: Request) async throws -> Response {
        let slug = request.parameters["slug"] ?? ""
        let found = try await request.module.storage.read { try BusinessRows.fetch(slug: slug, in: $0) }
        guard let business = found else { throw PortalError.notFound }
        request.depends(on: .business(business.id), .settings(request.module.id))
        guard business.isPublic else { throw business.wasPublic ? PortalError.gone : PortalError.notFound }
        let (model, info) = try await page(business, request)
        return try request.page("business", model, info)
    }

    /// The page of a business, whether it is public or not.
    static func page(_ business: Business, _ request: Request) async throws -> (BusinessModel, PageInfo) {
        let (context, texts, content) = (request.module, request.texts, business.content)
        let settings = AdsSettings(request)
        for item in business.introductionHTML.libraryItems { request.depends(on: LibraryItem.dependency(item)) }
        let introduction = try await context.storage.read {
            try business.introductionHTML.withLibraryPictures(in: $0)
        }
        let logo = content.logo
        let model = BusinessModel(
            name: business.name, legalName: content.tradeName.isEmpty ? nil : content.legalName,
            field: settings.title(ofField: content.field),
            fieldUrl: context.url() + "?" + FormURLEncoded.encode([("linh-vuc", content.field)]),
            logoUrl: logo?.url, logoAlt: logo?.alt ?? "", logoWidth: String(logo?.width ?? 0),
            logoHeight: String(logo?.height ?? 0), introductionHtml: introduction,
            hasProducts: !content.products.isEmpty,
            products: content.products.map { .init(name: $0.name, note: $0.note.nonEmpty) },
            facts: facts(content, texts), website: content.website.nonEmpty,
            websiteText: Website.shown(content.website), confirmation: confirmation(content, texts),
            responsibility: texts("responsibility", ["name": content.legalName]),
            complaintUrl: context.url(AdsPath.complaint(business.slug)), directoryUrl: context.url())
        return (
            model,
            PageInfo(
                title: business.name, description: introduction.plainText.excerpt(length: 200),
                breadcrumbs: [directoryStep(request)], lastModified: business.changedAt, image: logo?.url,
                structuredData: structuredData(business, context))
        )
    }

    static func directoryStep(_ request: Request) -> PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(request.texts("directory"), url: request.module.url())
    }

    private static func facts(_ content: BusinessContent, _ texts: Texts) -> [FactModel] {
        let rows: [(String, String, String?)] = [
            ("field.address", content.address, nil),
            ("field.phone", content.phone, "tel:\(content.phone.dialled)"),
            ("field.mail", content.mail, "mailto:\(content.mail)"),
            (
                "field.representative",
                [content.representative, content.representativeOffice].filter { !$0.isEmpty }.joined(separator: ", "),
                nil
            ),
            ("field.tax_code", TaxCode(content.taxCode)?.publicText ?? "", nil),
        ]
        return rows.filter { !$0.1.isEmpty }.map { FactModel(texts($0.0), $0.1, url: $0.2) }
    }

    private static func confirmation(_ content: BusinessContent, _ texts: Texts) -> String? {
        content.confirmation.map {
            texts(
                "confirmed_by", ["number": $0.number, "day": $0.day.dayText, "authority": $0.authority])
        }
    }

    private static func structuredData(_ business: Business, _ context: ModuleContext) -> JSONValue {
        let content = business.content
        func text(_ value: String) -> JSONValue { value.isEmpty ? .null : .string(value) }
        let parts: [String: JSONValue] = [
            "@context": .string("https://schema.org"), "@type": .string("LocalBusiness"),
            "name": .string(business.name), "legalName": .string(content.legalName),
            "url": .string(context.absoluteURL(business.path)), "address": text(content.address),
            "telephone": text(content.phone), "email": text(content.mail), "sameAs": text(content.website),
            "taxID": text(TaxCode(content.taxCode)?.publicText ?? ""),
        ]
        return .object(parts.filter { $0.value != .null })
    }
}

/// What the template `business` shows.
struct BusinessModel: TemplateModel {
    struct Product: Sendable {
        let name: String
        let note: String?
    }

    let name: String
    let legalName: String?
    let field: String
    let fieldUrl: String
    let logoUrl: String?
    let logoAlt: String
    let logoWidth: String
    let logoHeight: String
    let introductionHtml: SafeHTML
    let hasProducts: Bool
    let products: [Product]
    let facts: [FactModel]
    let website: String?
    let websiteText: String
    let confirmation: String?
    let responsibility: String
    let complaintUrl: String
    let directoryUrl: String

    static var example: BusinessModel {
        BusinessModel(
            name: "Gốm Gốm Thượng", legalName: "Công ty TNHH Gốm Gốm Thượng", field: "Làng nghề",
            fieldUrl: "/doanh-nghiep?linh-vuc=lang-nghe", logoUrl: "/tep/a/logo.png", logoAlt: "Biểu trưng",
            logoWidth: "480", logoHeight: "320", introductionHtml: SafeHTML(escaping: "Giới thiệu"), hasProducts: true,
            products: [Product(name: "Ấm chén", note: "Nung củi")], facts: [.example],
            website: "https://gom.example", websiteText: "gom.example", confirmation: "Đã xác nhận",
            responsibility: "Doanh nghiệp chịu trách nhiệm", complaintUrl: "/doanh-nghiep/gom/khieu-nai",
            directoryUrl: "/doanh-nghiep")
    }
}

/// A business as the public will see it, for the office.
enum BusinessPreview {
    static func show(_ request: Request) async throws -> Response {
        let business = try await request.business()
        let (model, info) = try await BusinessPage.page(business, request)
        let texts = request.texts
        let names = try await request.module.storage.read {
            try WorkflowNames(BusinessWorkflow.type.id, texts: texts, in: $0)
        }
        return try request.previewPage(
            "business", model, info, state: names.step(business.step),
            notice: texts(business.isPublic ? "preview.public" : "preview.not_public"),
            editURL: request.module.adminURL(AdsScreen.business(business.id)))
    }

    /// Without its frame, for the screen of its steps.
    static func view(_ id: Int64, _ request: Request) async throws -> PublicView {
        let business = try await request.module.storage.read { try BusinessRows.require(id, in: $0) }
        let (model, info) = try await BusinessPage.page(business, request)
        return PublicView(try request.fragment("business", model), info)
    }
}
