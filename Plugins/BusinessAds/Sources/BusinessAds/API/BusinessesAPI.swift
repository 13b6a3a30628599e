import Foundation
import PortalKit

/// Businesses for programs, such as the superior's portal (Art. 5.3).
enum BusinessesAPI {
    private static let pageSize = 50

    private static let business = JSONSchema.object(
        [
            "id": .integer, "name": .string, "legalName": .string, "taxCode": .string, "field": .string,
            "fieldName": .string, "url": .string, "address": .string, "phone": .string, "email": .string,
            "website": .string, "logo": .string, "products": .array(.string), "publishedAt": .dateTime,
            "changedAt": .dateTime,
        ], optional: ["taxCode", "phone", "email", "website", "logo", "publishedAt"])

    static let listOperation = APIOperation(
        summary: "Businesses with a page on the portal, by name",
        parameters: [
            APIParameter("q", in: .query, .string, summary: "Words in name, address or products"),
            APIParameter("field", in: .query, .string, summary: "Only businesses of the field with this slug"),
            APIParameter("page", in: .query, .integer, summary: "The page of the list, starting at 1"),
        ], response: .object(["total": .integer, "businesses": .array(business)]))

    static let businessOperation = APIOperation(
        summary: "One business with its introduction",
        parameters: [APIParameter("id", in: .path, .integer, summary: "The business's id")],
        response: .object(["business": business, "introductionHTML": .string]))

    static func list(_ request: Request) async throws -> Response {
        request.depends(on: .businesses, .settings(request.module.id))
        let filter = PublicBusinesses.Filter(
            text: String((request.query["q"] ?? "").prefix(100)), field: request.query["field"] ?? "")
        let number = try request.number("page", in: 1...100_000, default: 1)
        let (total, businesses) = try await request.module.storage.read { database in
            let paging = try Paging(
                number: number, size: pageSize, total: PublicBusinesses.count(filter, in: database))
            return (
                paging.total,
                try PublicBusinesses.list(filter, limit: pageSize, offset: paging.offset, in: database)
            )
        }
        let settings = AdsSettings(request)
        return try .json(
            ListAnswer(total: total, businesses: businesses.map { Answer($0, settings, request.module) }))
    }

    static func show(_ request: Request) async throws -> Response {
        let id = try request.id()
        request.depends(on: .business(id), .settings(request.module.id))
        let found = try await request.module.storage.read { try BusinessRows.fetch(id, in: $0) }
        guard let found, found.isPublic else { throw PortalError.notFound }
        return try .json(
            OneAnswer(
                business: Answer(found, AdsSettings(request), request.module),
                introductionHTML: found.introductionHTML.html))
    }

    private struct ListAnswer: Encodable {
        let total: Int
        let businesses: [Answer]
    }

    private struct OneAnswer: Encodable {
        let business: Answer
        let introductionHTML: String
    }

    private struct Answer: Encodable {
        let id: Int64
        let name: String
        let legalName: String
        let taxCode: String?
        let field: String
        let fieldName: String
        let url: String
        let address: String
        let phone: String?
        let email: String?
        let website: String?
        let logo: String?
        let products: [String]
        let publishedAt: Date?
        let changedAt: Date

        init(_ business: Business, _ settings: AdsSettings, _ context: ModuleContext) {
            let content = business.content
            id = business.id
            name = business.name
            legalName = content.legalName
            taxCode = TaxCode(content.taxCode)?.publicText
            field = content.field
            fieldName = settings.title(ofField: content.field)
            url = context.absoluteURL(business.path)
            address = content.address
            phone = content.phone.nonEmpty
            email = content.mail.nonEmpty
            website = content.website.nonEmpty
            logo = content.logo.map { context.site.canonicalURL + $0.url }
            products = content.products.map(\.line)
            publishedAt = business.publishedAt
            changedAt = business.changedAt
        }
    }
}
