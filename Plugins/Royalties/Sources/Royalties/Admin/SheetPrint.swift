import Foundation
import PortalKit

/// A sheet as it is signed and filed.
enum SheetPrint {
    /// The screen that is printed.
    static func show(_ request: Request) async throws -> Response {
        let model = try await model(try request.id(), request)
        return try request.adminPage(
            "admin/sheet", model,
            PageInfo(
                title: model.title,
                breadcrumbs: [
                    request.crumb("sheets", RoyaltyScreen.sheets),
                    PageInfo.Breadcrumb(
                        model.code, url: request.module.adminURL(RoyaltyScreen.sheet(try request.id()))),
                ]))
    }

    /// What whoever approves a sheet is shown.
    static func view(_ id: Int64, _ request: Request) async throws -> PublicView {
        let model = try await model(id, request)
        return PublicView(try request.fragment("sheet", model), PageInfo(title: model.title, isIndexed: false))
    }

    private static func model(_ id: Int64, _ request: Request) async throws -> SheetModel {
        let (sheet, lines, works) = try await request.module.storage.read { database in
            (
                try SheetRows.require(id, in: database), try SheetRows.lines(of: id, in: database),
                try ContributionRows.ofSheet(id, in: database)
            )
        }
        return SheetModel(sheet, lines, works, request)
    }
}

/// What the templates `sheet` and `admin/sheet` show. Bank accounts and tax codes are not on it: they are in the files for
/// the treasury.
struct SheetModel: TemplateModel {
    struct Line: Sendable {
        let number: String
        let name: String
        let unit: String
        let count: String
        let gross: String
        let tax: String
        let net: String
    }

    struct Work: Sendable {
        let number: String
        let name: String
        let title: String
        let kind: String
        let grade: String
        let quantity: String
        let amount: String
    }

    let title: String
    let code: String
    let period: String
    let superior: String?
    let authority: String
    let place: String
    let lines: [Line]
    let works: [Work]
    let count: String
    let gross: String
    let tax: String
    let net: String
    let words: String
    let drawnUpBy: String
    let approvedBy: String?
    let draft: String?
    let seal: String?

    init(_ sheet: Sheet, _ lines: [SheetLine], _ works: [Contribution], _ request: Request) {
        let (texts, site) = (request.texts, request.module.site)
        title = texts("print.title")
        code = sheet.code
        period = sheet.title(texts)
        superior = site.superiors.first
        authority = site.authority
        let day = VietnamTime(sheet.lockedAt ?? request.now)
        place = texts("print.place", ["place": site.placeName, "day": day.documentDayText])
        self.lines = lines.enumerated().map { index, line in
            Line(
                number: String(index + 1), name: line.name, unit: line.unit, count: String(line.count),
                gross: Money.text(line.gross), tax: Money.text(line.tax), net: Money.text(line.net))
        }
        let names = Dictionary(lines.map { ($0.payee, $0.name) }) { first, _ in first }
        self.works = works.enumerated().map { index, work in
            Work(
                number: String(index + 1), name: names[work.payee] ?? work.payeeName,
                title: work.corrects == nil ? work.title : texts("correction_of", ["title": work.title]),
                kind: texts("kind.\(work.kind.rawValue)"), grade: work.grade.isEmpty ? "–" : work.grade,
                quantity: String(work.quantity), amount: Money.text(work.amount))
        }
        count = String(works.count)
        (gross, tax, net) = (Money.text(sheet.gross), Money.text(sheet.tax), Money.text(sheet.net))
        words = VietnameseNumber.sentence(sheet.net)
        drawnUpBy = sheet.drawnUpBy
        approvedBy = sheet.approvedBy.isEmpty ? nil : sheet.approvedBy
        draft = sheet.isApproved ? nil : texts("print.draft")
        seal = sheet.sealText
    }

    static var example: SheetModel { SheetModel() }

    private init() {
        title = "Bảng chi trả nhuận bút, thù lao"
        code = "NB-2026-Q4"
        period = "Quý IV năm 2026"
        superior = "Tỉnh Bắc Ninh"
        authority = "Ủy ban nhân dân xã Đồng Việt"
        place = "Đồng Việt, ngày 24 tháng 11 năm 2026"
        lines = [
            Line(
                number: "1", name: "Vũ Thị Nghĩa", unit: "Thôn Bến Sen", count: "2", gross: "300.000", tax: "0",
                net: "300.000")
        ]
        works = [
            Work(
                number: "1", name: "Vũ Thị Nghĩa", title: "Hội làng", kind: "Viết tin, bài", grade: "A",
                quantity: "1", amount: "150.000")
        ]
        (count, gross, tax, net) = ("2", "300.000", "0", "300.000")
        words = "Ba trăm nghìn đồng"
        drawnUpBy = "Đỗ Thị Hạnh"
        approvedBy = "Trần Quang Hòa"
        draft = "Bản dự thảo"
        seal = "9f86d081"
    }
}
