import PortalKit

/// The slip as a PDF, with the same words and the same code as on its page.
extension SlipModel {
    func document(_ texts: Texts) -> ReportDocument {
        var blocks: [ReportDocument.Block] = [
            .paragraph(facts.map { "\($0.label): \($0.value)" }.joined(separator: "\n"))
        ]
        if hasPapers {
            let list = papers.enumerated().map { "\($0 + 1). \($1)" }.joined(separator: "\n")
            blocks += [.heading(texts("slip.papers") + ":"), .paragraph(list)]
        }
        blocks += [.code(address, caption: texts("slip.scan")), .paragraph(note)]
        return ReportDocument(
            authority: letterhead + [office.uppercased()], number: "\(texts("dossier.code")): \(code)",
            placeAndDay: "\(place), \(day)", title: title.uppercased(), subtitle: "", blocks: blocks,
            signature: ReportDocument.Signature(office: [texts("slip.officer")], name: officer ?? ""),
            countersignature: ReportDocument.Signature(office: [texts("slip.applicant")], name: applicant))
    }

    /// The file, to be saved; where the computer cannot make it, back with what to do instead.
    func download(_ request: Request, back: String) async throws -> Response {
        do {
            return .download(try await document(request.texts).pdfFile(), as: .pdf, name: "phieu-\(code).pdf")
        } catch ReportFileError.libraryMissing {
            return .redirect(to: back, message: FlashMessage(.error, request.texts("slip.no_pdf")))
        }
    }
}
