import Foundation
import PortalKit

/// The report on how comments were gathered, taken up and answered (Decree 78/2025/NĐ-CP: which group of matters or article,
/// who, what, and how it was taken up). It names bodies, never persons.
struct TreatmentReport: Sendable {
    let draft: Draft
    let content: ReportContent
    let comments: [Comment]
    let groups: [(id: Int64, title: String)]
    let site: SiteIdentity
    let texts: Texts
    let day: VietnamTime

    /// Those that stand for themselves, and for all that say the same.
    var firsts: [Comment] { comments.filter { $0.duplicateOf == nil } }

    /// How many of them nobody has said of how they were taken up.
    var untreated: Int { firsts.count { $0.treatment == nil } }

    /// What the report on a draft says now, with the words that officers have given it.
    static func current(_ draft: Draft, _ context: ModuleContext) async throws -> TreatmentReport {
        let texts = context.texts
        var fresh = ReportContent()
        (fresh.office, fresh.recipients) = (texts("report.office"), texts("report.recipients"))
        let (untouched, site, day) = (fresh, context.site, VietnamTime(context.now()))
        return try await context.storage.read { database in
            TreatmentReport(
                draft: draft, content: try ReportRows.content(of: draft.id, in: database) ?? untouched,
                comments: try CommentRows.counted(of: draft.id, in: database),
                groups: try CommentRows.groups(of: draft.id, in: database), site: site, texts: texts, day: day)
        }
    }

    var document: ReportDocument {
        var blocks: [ReportDocument.Block] = [.heading(texts("report.part.course")), .paragraph(course)]
        if !content.course.isEmpty { blocks.append(.paragraph(content.course)) }
        blocks.append(.table(figures))
        blocks.append(.heading(texts("report.part.comments")))
        blocks.append(firsts.isEmpty ? .paragraph(texts("report.no_comments")) : .table(table))
        if !content.conclusion.isEmpty {
            blocks += [.heading(texts("report.part.conclusion")), .paragraph(content.conclusion)]
        }
        return ReportDocument(
            authority: site.letterhead,
            number: content.number.isEmpty ? "" : texts("report.number", ["number": content.number]),
            placeAndDay: "\(site.placeName), \(day.documentDayText)", title: texts("report.title"),
            subtitle: texts("report.subtitle", ["title": draft.content.title]), blocks: blocks,
            recipients: Self.lines(content.recipients),
            signature: content.office.isEmpty && content.signer.isEmpty
                ? nil : ReportDocument.Signature(office: Self.lines(content.office), name: content.signer))
    }

    // MARK: - The course

    private var course: String {
        let bodies = comments.filter { $0.sender == .body }
        return texts(
            "report.course",
            [
                "title": draft.content.title, "start": draft.content.startsOn.dayText,
                "end": draft.content.endsOn.dayText, "total": String(comments.count),
                "persons": String(comments.count - bodies.count), "bodies": String(bodies.count),
                "site": site.nameInSentence,
            ])
    }

    private var figures: ReportDocument.Table {
        func count(_ treatment: Comment.Treatment) -> String {
            String(comments.count { $0.treatment == treatment })
        }
        return ReportDocument.Table(
            columns: [texts("report.kind"), texts("report.count")], shares: [4, 1],
            rows: Comment.Treatment.allCases.map { [texts("treatment.\($0.rawValue)"), count($0)] }
                + (comments.contains { $0.treatment == nil }
                    ? [[texts("treatment.none"), String(comments.count { $0.treatment == nil })]] : [])
                + [[texts("report.total"), String(comments.count)]])
    }

    // MARK: - The comments

    private var table: ReportDocument.Table {
        var rows: [[String]] = []
        for group in groups {
            let own = firsts.filter { $0.group == group.id }
            guard !own.isEmpty else { continue }
            rows.append([texts("report.group", ["title": group.title])])
            rows += own.map(row)
        }
        var article: String?
        for comment in firsts where comment.group == nil {
            if comment.place.article != article {
                article = comment.place.article
                rows.append([comment.place.articleLabel])
            }
            rows.append(row(comment))
        }
        return ReportDocument.Table(
            columns: ["place", "sender", "content", "treatment"].map { texts("report.column.\($0)") },
            shares: [2, 2, 4, 4], rows: rows)
    }

    private func row(_ comment: Comment) -> [String] {
        let same = comments.filter { $0.duplicateOf == comment.id }
        let version = draft.version > 1 ? "\n" + texts("version.short", ["number": String(comment.version)]) : ""
        let treatment = comment.treatment.map { texts("treatment.\($0.rawValue)") } ?? texts("treatment.none")
        return [
            comment.place.label + version, senders([comment] + same),
            comment.state == .hidden ? texts("report.hidden") : comment.text,
            comment.reason.isEmpty ? treatment + "." : "\(treatment). \(comment.reason)",
        ]
    }

    /// The bodies by name, persons by their number.
    private func senders(_ comments: [Comment]) -> String {
        let bodies = comments.filter { $0.sender == .body }.map(\.body)
        let persons = comments.count - bodies.count
        return (bodies + (persons > 0 ? [texts("report.persons", ["count": String(persons)])] : []))
            .joined(separator: "\n")
    }

    private static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map(String.init)
    }
}
