import PortalKit

/// The published report on how comments were taken up.
enum ReportPage {
    static func show(_ request: Request) async throws -> Response {
        let draft = try await DraftPage.publicDraft(request)
        let (document, files) = try await request.module.storage.read { database in
            (
                try ReportRows.published(of: draft.id, in: database), try ReportRows.files(of: draft.id, in: database)
            )
        }
        guard draft.reportedAt != nil, let document else { throw PortalError.notFound }
        let (texts, context) = (request.texts, request.module)
        let issued = draft.issued.map { issued in
            let day = VietnamTime(parsing: issued.day)?.documentDayText ?? ""
            return texts("result.issued_as", ["type": draft.content.type, "number": issued.number, "day": day])
        }
        let mentions = try await request.mentionLinks(in: [issued ?? ""])
        let model = ReportPageModel(
            title: document.subtitle, draft: draft.content.title, draftUrl: context.url(draft.path),
            number: document.number.present, day: draft.reportedAt.map { VietnamTime($0).dayText } ?? "",
            issued: issued,
            issuedUrl: issued.flatMap(mentions.firstAddress),
            commentsUrl: draft.commentCount > 0 ? context.url(ConsultationPath.comments(draft.slug)) : nil,
            files: files.map { file in
                .init(
                    title: texts(
                        "download.file",
                        [
                            "name": file.mediaType == .pdf ? "PDF" : "ODT",
                            "size": file.bytes.fileSize(language: texts.language),
                        ]), url: FileLibrary.url(file.hash, name: file.name))
            }, document: ReportDocumentModel(document))
        return try request.page(
            "report", model,
            PageInfo(
                title: document.subtitle, breadcrumbs: DraftComparisonPage.steps(draft, request),
                lastModified: draft.reportedAt, isArticle: true))
    }
}

/// What the template `report` shows.
struct ReportPageModel: TemplateModel {
    struct Link: Sendable {
        let title: String
        let url: String
    }

    let title: String
    let draft: String
    let draftUrl: String
    let number: String?
    let day: String
    let issued: String?
    let issuedUrl: String?
    let commentsUrl: String?
    let files: [Link]
    let document: ReportDocumentModel

    static var example: ReportPageModel {
        ReportPageModel(
            title: "Tổng hợp, tiếp thu, giải trình", draft: "Quy chế", draftUrl: "/du-thao/quy-che",
            number: "41/BC-UBND",
            day: "24/11/2026", issued: "Quyết định số 15/2026/QĐ-UBND",
            issuedUrl: "/van-ban/quyet-dinh-15-2026-qd-ubnd",
            commentsUrl: "/du-thao/quy-che/y-kien", files: [Link(title: "PDF (80 KB)", url: "/tep/…/bao-cao.pdf")],
            document: .example)
    }
}
