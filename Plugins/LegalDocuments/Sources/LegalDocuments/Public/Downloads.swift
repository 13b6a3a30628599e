import Foundation
import PortalKit

/// A document's text in open formats.
enum Downloads {
    /// Akoma Ntoso 3.0.
    static func akomaNtoso(_ request: Request) async throws -> Response {
        let document = try await DocumentPage.publicDocument(request)
        let (content, (lines, version)) = (document.content, try await text(of: document, request))
        let identity = AkomaNtosoIdentity(
            type: Slug.make(from: content.type), author: Slug.make(from: content.issuingBody),
            authorName: content.issuingBody, number: content.number, title: content.summary,
            issuedOn: content.issuedOn,
            versionOn: version?.effectiveOn
                ?? (content.effectiveOn.isEmpty ? content.issuedOn : content.effectiveOn),
            isConsolidated: version != nil,
            publisher: request.module.site.authority, madeOn: VietnamTime(document.changedAt).isoDay)
        let xml = AkomaNtosoWriter.write(LegalText(lines: lines), identity)
        return download(xml, mediaType: "application/akn+xml", name: "\(document.slug).xml", document)
    }

    /// The text alone.
    static func plainText(_ request: Request) async throws -> Response {
        let document = try await DocumentPage.publicDocument(request)
        return download(
            LegalText(lines: try await text(of: document, request).lines).plainText + "\n", mediaType: "text/plain",
            name: "\(document.slug).txt", document)
    }

    /// The text in force on the day that `?ngay=` names, as on the page.
    private static func text(
        of document: LegalDocument, _ request: Request
    ) async throws -> (lines: [LegalLine], version: LegalVersion?) {
        let asked = AskedDay(request)
        guard asked.unreadable == nil else { throw PortalError.notFound }
        guard let day = asked.day(today: VietnamTime(request.now).isoDay) else {
            return (document.content.lines, nil)
        }
        request.expires(at: VietnamTime(request.now).dayBounds.upperBound)
        return try await request.module.storage.read { database in
            guard let version = try VersionRows.list(of: document.id, in: database).inForce(on: day) else {
                return (document.content.lines, nil)
            }
            return (try VersionRows.lines(of: version.id, in: database), version)
        }
    }

    private static func download(
        _ text: String, mediaType: String, name: String, _ document: LegalDocument
    ) -> Response {
        var response = Response.text(text, mediaType: mediaType)
        response.headers["Content-Disposition"] = "attachment; filename=\"\(name)\""
        response.lastModified = document.changedAt
        return response
    }
}
