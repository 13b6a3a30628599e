import Foundation
import PortalKit

/// A content file: YAML between two lines `---`, then the text. A line that begins with `===` begins the next version of the
/// text and says what is new in it.
///
/// ```
/// ---
/// title: Quyết định ban hành Quy chế …
/// type: Quyết định
/// body: Phòng Kinh tế
/// phone: 0204 000 100
/// starts: today-12
/// ends: today+18
/// comments:
///   - {on: dieu-2-khoan-1, text: "Nên …", day: today-3}
///   - {on: dieu-3, text: "…", from: Hội Nông dân xã, treatment: accepted, reason: "Đã sửa."}
/// ---
/// Điều 1. …
/// === Sửa Điều 2 theo góp ý
/// Điều 1. …
/// ```
///
/// Days are written as `2026-11-24`, or from the day of loading as `today-12`, so that samples stay what they are meant to
/// show.
struct DraftFile: Sendable {
    /// A comment as it stands in the file.
    struct Entry: Sendable {
        var place = ""
        var question = 0
        var text = ""
        /// A body's name; empty for a person.
        var body = ""
        var day: VietnamTime?
        var version = 1
        var treatment: Comment.Treatment?
        var reason = ""
        var group = ""
        var tags: [String] = []
        /// The number of the entry that says the same, from 1; 0 for none.
        var same = 0
        var isWaiting = false
    }

    /// What came of the draft.
    struct Result: Sendable {
        var report: ReportContent?
        var issuedNumber = ""
        var issuedOn = ""
        var isTakenUp = false
    }

    let file: String
    let content: DraftContent
    /// The texts in their order, each with what is new in it; the last is the content's.
    let versions: [(lines: [LegalLine], note: String)]
    let comments: [Entry]
    let result: Result

    static let maximumBytes = 4 << 20
    private static let keys = [
        "title", "type", "summary", "body", "contact", "phone", "mail", "address", "starts", "ends", "questions",
        "comments", "report", "issued", "issued_on", "taking_up",
    ]

    static func parse(_ text: String, file: String, today: VietnamTime, faults: inout [Fault]) -> DraftFile? {
        let rows = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        guard rows.first == "---", let end = rows.dropFirst().firstIndex(of: "---") else {
            faults.append(
                Fault(
                    file: file, line: 1, message: "does not begin with data between two lines ---",
                    mend: "write title, type, body and days between them"))
            return nil
        }
        let before = faults.count
        let header = "#\n" + rows[1..<end].joined(separator: "\n") + "\n"
        guard let node = ConfigNode.parse(header, file: file, faults: &faults), node.requireMapping(faults: &faults)
        else { return nil }
        node.unknownKeys(allowing: keys, faults: &faults)
        let versions = versions(rows[(end + 1)...])
        var content = DraftContent()
        read(node, into: &content, today, faults: &faults)
        content.lines = versions.last?.lines ?? []
        content.versionNote = versions.count > 1 ? versions.last?.note ?? "" : ""
        let comments = node.items("comments", faults: &faults).compactMap { entry($0, today, faults: &faults) }
        let result = result(node, today, faults: &faults)
        return faults.count == before
            ? DraftFile(file: file, content: content, versions: versions, comments: comments, result: result) : nil
    }

    private static func versions(_ rows: ArraySlice<Substring>) -> [(lines: [LegalLine], note: String)] {
        var parts: [(rows: [Substring], note: String)] = [([], "")]
        for row in rows {
            if row.hasPrefix("===") {
                parts.append(([], String(row.drop { $0 == "=" }).normalizedInput()))
            } else {
                parts[parts.count - 1].rows.append(row)
            }
        }
        return parts.map {
            (LegalTextField.lines(of: $0.rows.joined(separator: "\n"), before: []), $0.note)
        }
    }

    private static func read(
        _ node: ConfigNode, into content: inout DraftContent, _ today: VietnamTime, faults: inout [Fault]
    ) {
        let limit = DraftContent.Limit.self
        content.title = node.text("title", required: true, maximumLength: limit.title, faults: &faults) ?? ""
        content.type = node.text("type", required: true, maximumLength: 80, faults: &faults) ?? ""
        content.summary = node.text("summary", maximumLength: limit.summary, faults: &faults) ?? ""
        content.body = node.text("body", required: true, maximumLength: limit.name, faults: &faults) ?? ""
        content.contactName = node.text("contact", maximumLength: limit.name, faults: &faults) ?? ""
        content.contactPhone = node.text("phone", maximumLength: 40, faults: &faults) ?? ""
        content.contactMail = node.text("mail", maximumLength: limit.name, faults: &faults) ?? ""
        content.contactAddress = node.text("address", maximumLength: limit.name, faults: &faults) ?? ""
        content.startsOn = day(node, "starts", today, faults: &faults)?.isoDay ?? ""
        content.endsOn = day(node, "ends", today, faults: &faults)?.isoDay ?? ""
        content.questions = node.list("questions", maximumLength: limit.question, faults: &faults)
    }

    private static func entry(_ node: ConfigNode, _ today: VietnamTime, faults: inout [Fault]) -> Entry? {
        guard node.requireMapping(faults: &faults) else { return nil }
        node.unknownKeys(
            allowing: [
                "on", "question", "text", "from", "day", "version", "treatment", "reason", "group", "tags", "same",
                "waiting",
            ], faults: &faults)
        var entry = Entry()
        entry.place = node.text("on", maximumLength: 120, faults: &faults) ?? ""
        entry.question = node.integer("question", in: 1...DraftContent.Limit.questions, faults: &faults) ?? 0
        entry.text = node.text("text", required: true, maximumLength: CommentLimit.text, faults: &faults) ?? ""
        entry.body = node.text("from", maximumLength: CommentLimit.name, faults: &faults) ?? ""
        entry.day = day(node, "day", today, faults: &faults)
        entry.version = node.integer("version", in: 1...1_000, faults: &faults) ?? 1
        entry.treatment = node.choice("treatment", of: Comment.Treatment.allCases.map(\.rawValue), faults: &faults)
            .flatMap(Comment.Treatment.init(rawValue:))
        entry.reason = node.text("reason", maximumLength: CommentLimit.reason, faults: &faults) ?? ""
        entry.group = node.text("group", maximumLength: 150, faults: &faults) ?? ""
        entry.tags = node.list("tags", maximumLength: CommentLimit.tag, faults: &faults)
        entry.same = node.integer("same", in: 1...10_000, faults: &faults) ?? 0
        entry.isWaiting = node.boolean("waiting", faults: &faults) ?? false
        return entry
    }

    private static func result(_ node: ConfigNode, _ today: VietnamTime, faults: inout [Fault]) -> Result {
        var result = Result()
        result.isTakenUp = node.boolean("taking_up", faults: &faults) ?? false
        result.issuedNumber = node.text("issued", maximumLength: 60, faults: &faults) ?? ""
        result.issuedOn = day(node, "issued_on", today, faults: &faults)?.isoDay ?? ""
        guard let report = node.mapping("report", faults: &faults) else { return result }
        report.unknownKeys(
            allowing: ["number", "course", "conclusion", "recipients", "office", "signer"], faults: &faults)
        func text(_ key: String, _ maximum: Int) -> String {
            report.text(key, maximumLength: maximum, faults: &faults) ?? ""
        }
        result.report = ReportContent(
            number: text("number", 60), course: text("course", ReportContent.Limit.text),
            conclusion: text("conclusion", ReportContent.Limit.text), recipients: text("recipients", 2_000),
            office: text("office", 400), signer: text("signer", ReportContent.Limit.line))
        return result
    }

    /// `2026-11-24`, or `today-12`.
    private static func day(
        _ node: ConfigNode, _ key: String, _ today: VietnamTime, faults: inout [Fault]
    ) -> VietnamTime? {
        guard let text = node.text(key, maximumLength: 40, faults: &faults) else { return nil }
        if text.hasPrefix("today"), let days = Int(text.dropFirst(5).isEmpty ? "0" : text.dropFirst(5)) {
            return today.startOfDay.adding(days: days)
        }
        if let day = VietnamTime(parsing: text) { return day }
        faults.append(
            (node.child(key) ?? node).fault("is not a day", mend: "write it like 2026-11-30 or today-12"))
        return nil
    }
}
