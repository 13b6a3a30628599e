import Foundation

/// A report on its way to a file.
struct ReportExport: Sendable {
    /// What it can be saved as; its name stands in addresses.
    enum Kind: String, CaseIterable, Sendable {
        case pdf
        case odt
        case csv
        case json

        var textKey: String { "report.\(rawValue)" }
    }

    /// `6 tháng đầu năm 2026`; empty for a period that has no name.
    let title: String
    let period: ReportPeriod
    let parts: [ReportPart]
    let figuresAt: Date
    /// The day it bears.
    let day: VietnamTime
    var remarks = KeptReport.Remarks()
    let site: SiteIdentity
    let texts: Texts

    /// The file, to be saved.
    ///
    /// - Throws: ``ReportFileError`` for a PDF or an OpenDocument text that cannot be made.
    func response(_ kind: Kind) async throws -> Response {
        var response =
            switch kind {
            case .csv: Response.text(csv.text, mediaType: CSV.mediaType)
            case .json: try Response.json(data)
            case .odt: Self.file(try await BlockingWork.run { try document.openDocument() }, .odt)
            case .pdf: Self.file(try await BlockingWork.run { try document.pdf() }, .pdf)
            }
        let name = "bao-cao-\(period.firstDay.isoDay)-\(period.lastDay.isoDay).\(kind.rawValue)"
        response.headers["Content-Disposition"] = "attachment; filename=\"\(name)\""
        return response
    }

    private static func file(_ bytes: [UInt8], _ type: MediaType) -> Response {
        Response(headers: ["Content-Type": type.rawValue], body: .bytes(bytes))
    }

    // MARK: - Data

    private var csv: CSV {
        let words = ReportComparison.Words(texts)
        return ReportText.csv(
            parts.map { ($0.title, $0.compared(words)) },
            heading: [
                [texts("report.heading", ["site": site.nameInSentence])], [periodText],
                [texts("report.made_at", ["time": VietnamTime(figuresAt).timeText])],
            ], missing: texts("report.failed"))
    }

    private struct Data: Encodable {
        let site: String
        let title: String
        let from: String
        let to: String
        let comparedFrom: String
        let comparedTo: String
        let figuresAt: String
        let sections: [ReportPart]
    }

    private var data: Data {
        Data(
            site: site.name, title: title, from: period.firstDay.isoDay, to: period.lastDay.isoDay,
            comparedFrom: period.before.firstDay.isoDay, comparedTo: period.before.lastDay.isoDay,
            figuresAt: VietnamTime(figuresAt).iso8601, sections: parts)
    }

    // MARK: - Document

    private var periodText: String { ReportScreen.periodText(period, texts) }

    /// The report in the form of an official document (decree 30/2020/NĐ-CP, appendix I).
    var document: ReportDocument {
        var blocks: [ReportDocument.Block] = [.heading(texts("report.part.figures"))]
        blocks.append(.paragraph(texts("report.compared_with", Self.days(period.before))))
        let words = ReportComparison.Words(texts)
        for part in parts {
            blocks.append(.heading(part.title, level: 2))
            switch part.compared(words) {
            case nil: blocks.append(.paragraph(texts("report.failed")))
            case let table? where table.rows.isEmpty: blocks.append(.paragraph(texts("report.no_rows")))
            case let table?:
                if let chart = part.chart(legend: texts("report.chart_legend")) { blocks.append(.chart(chart)) }
                blocks.append(.table(ReportDocument.Table(table)))
            }
        }
        for (key, text) in [
            ("assessment", remarks.assessment), ("difficulties", remarks.difficulties),
            ("proposals", remarks.proposals),
        ] where !text.isEmpty {
            blocks += [.heading(texts("report.part.\(key)")), .paragraph(text)]
        }
        return ReportDocument(
            authority: site.letterhead,
            number: remarks.number.isEmpty ? "" : texts("report.number_line", ["number": remarks.number]),
            placeAndDay: "\(site.placeName), \(day.documentDayText)", title: texts("report.document_title"),
            subtitle: texts(
                "report.document_subtitle",
                [
                    "site": site.nameInSentence,
                    "period": title.isEmpty ? periodText.lowercasedFirst : title.lowercasedFirst,
                ]),
            blocks: blocks,
            signature: remarks.office.isEmpty && remarks.signer.isEmpty
                ? nil
                : ReportDocument.Signature(
                    office: remarks.office.split(whereSeparator: \.isNewline).map(String.init), name: remarks.signer))
    }

    /// For a text that names both days.
    static func days(_ period: ReportPeriod) -> [String: String] {
        ["from": period.firstDay.dayText, "to": period.lastDay.dayText]
    }
}

extension String {
    /// With a small letter at the beginning, as within a sentence.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
