import Foundation
import PortalKit

/// The slip of receipt and appointment (decree 61/2018/NĐ-CP, Art. 17), for print; the citizen and the office have the same.
struct SlipModel: TemplateModel {
    let title: String
    let authority: String
    let office: String
    let place: String
    let code: String
    let codeHtml: SafeHTML
    let facts: [FactModel]
    let hasPapers: Bool
    let papers: [String]
    let day: String
    let officer: String?
    let applicant: String
    let note: String
    let pdfUrl: String
    /// The address that the code holds.
    let address: String
    let letterhead: [String]

    static var example: SlipModel {
        SlipModel(
            title: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", authority: "UBND xã Đồng Việt", office: "Bộ phận Một cửa",
            place: "Đồng Việt", code: "UBND-261124-0007", codeHtml: SafeHTML(escaping: "QR"), facts: [.example],
            hasPapers: true, papers: ["Tờ khai"], day: "ngày 24 tháng 11 năm 2026", officer: "Nguyễn Thị Hạnh",
            applicant: "Vũ Thị Nghĩa", note: "Mang theo giấy này", pdfUrl: "/dich-vu-cong/tra-cuu/phieu/tai-ve?ve=1",
            address: "https://xa.vidu.example/dich-vu-cong/tra-cuu", letterhead: ["ỦY BAN NHÂN DÂN", "XÃ ĐỒNG VIỆT"])
    }
}

extension SlipModel {
    /// - Parameter pdf: where the same is given as a file.
    init(_ dossier: Dossier, officer: String? = nil, pdf: String, _ request: Request) async throws {
        let (texts, context) = (request.texts, request.module)
        let settings = EServicesSettings(context.settings)
        let seal = DossierSeal(context)
        let (applicant, files) = try await context.storage.read { database in
            (
                try seal.applicant(of: dossier, in: database), try DossierRows.files(of: dossier.id, in: database)
            )
        }
        let url = context.absoluteURL(EServicesPath.track).adding([("ma", dossier.code)])
        let isAppointed = dossier.acceptedAt != nil
        self.init(
            title: texts(isAppointed ? "slip.title" : "slip.title_sent"), authority: context.site.authority,
            office: settings.office, place: context.site.placeName, code: dossier.code,
            codeHtml: QRCode.svg(of: url, title: texts("slip.qr", ["code": dossier.code])) ?? .empty,
            facts: request.facts([
                ("dossier.applicant", applicant.name.isEmpty ? dossier.applicantLabel : applicant.name, nil),
                ("applicant.behalf", applicant.behalf, nil), ("applicant.address", applicant.address, nil),
                ("applicant.phone", applicant.phone, nil), ("slip.procedure", dossier.procedureName, nil),
                ("dossier.received", VietnamTime(dossier.receivedAt).timeText, nil),
                (
                    "slip.term",
                    dossier.termDays == 0
                        ? texts("term.same_day") : texts("term.days", ["count": String(dossier.termDays)]), nil
                ),
                ("slip.due", isAppointed ? dossier.dueAt.map { VietnamTime($0).longDayText(texts) } ?? "" : "", nil),
                ("dossier.delivery", dossier.deliveryText(texts), nil),
                ("procedure.fee", dossier.fee == 0 ? texts("fee.free") : dossier.fee.dong, nil),
            ]), hasPapers: !files.isEmpty,
            papers: files.filter { $0.role != .result }.map { "\($0.label): \($0.file.name)" },
            day: VietnamTime(dossier.acceptedAt ?? dossier.receivedAt).documentDayText, officer: officer,
            applicant: applicant.name,
            note: texts(
                isAppointed ? "slip.note" : "slip.note_sent", ["url": context.absoluteURL(EServicesPath.track)]),
            pdfUrl: pdf, address: url, letterhead: context.site.letterhead)
    }
}
