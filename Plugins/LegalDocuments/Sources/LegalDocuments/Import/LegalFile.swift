import Foundation
import PortalKit

/// A content file: YAML between two lines `---`, then the document's text as it was signed.
///
/// ```
/// ---
/// number: 15/2024/QĐ-UBND
/// fields: [van-hoa]
/// relations:
///   - {replaces: "11/2021/QĐ-UBND"}
/// ---
/// ỦY BAN NHÂN DÂN
/// …
/// ```
///
/// What the text says of itself (type, summary, body, days, signer) need not be written above it. Rows of a table are
/// written `| cell | cell |`.
///
/// A consolidated text is a file of its own, which says of which document it is, by which one, and from when:
///
/// ```
/// ---
/// consolidates: 15/2024/QĐ-UBND
/// by: 03/2026/QĐ-UBND
/// effective: 2026-05-01
/// ---
/// ```
struct LegalFile: Sendable {
    /// The file as faults name it.
    let file: String
    let content: LegalContent
    /// Set where the text is a document's text with amendments in it.
    let consolidation: Consolidation?

    struct Consolidation: Sendable {
        /// The number of the document.
        let number: String
        /// The number of the document that amends it.
        let amender: String
        let effectiveOn: String
    }

    static let maximumBytes = 4 << 20
    private static let keys = [
        "number", "type", "summary", "body", "signer", "office", "issued", "effective", "expired", "fields",
        "direction", "relations", "note",
    ]
    private static let consolidationKeys = ["consolidates", "by", "effective"]

    static func parse(_ text: String, file: String, faults: inout [Fault]) -> LegalFile? {
        let rows = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        guard rows.first == "---", let end = rows.dropFirst().firstIndex(of: "---") else {
            faults.append(
                Fault(
                    file: file, line: 1, message: "does not begin with data between two lines ---",
                    mend: "write number and fields between them"))
            return nil
        }
        let before = faults.count
        let header = "#\n" + rows[1..<end].joined(separator: "\n") + "\n"
        guard let node = ConfigNode.parse(header, file: file, faults: &faults), node.requireMapping(faults: &faults)
        else { return nil }
        let isConsolidation = node.child("consolidates") != nil
        node.unknownKeys(allowing: isConsolidation ? consolidationKeys : keys, faults: &faults)
        let lines = LegalTextField.lines(of: rows[(end + 1)...].joined(separator: "\n"), before: [])
        if isConsolidation {
            return consolidation(node, faults: &faults).map {
                LegalFile(file: file, content: LegalContent(lines: lines), consolidation: $0)
            }
        }
        var content = LegalContent(LegalMetadata(LegalText(lines: lines)), lines: lines)
        read(node, into: &content, faults: &faults)
        let missing = [
            ("number", content.number), ("type", content.type), ("summary", content.summary),
            ("body", content.issuingBody), ("issued", content.issuedOn),
        ].filter { $0.1.isEmpty }.map(\.0)
        if !missing.isEmpty {
            faults.append(
                Fault(
                    file: file, message: "the text does not say \(missing.joined(separator: ", "))",
                    mend: "write it between the lines ---"))
        }
        return faults.count == before ? LegalFile(file: file, content: content, consolidation: nil) : nil
    }

    private static func consolidation(_ node: ConfigNode, faults: inout [Fault]) -> Consolidation? {
        func number(_ key: String) -> String? {
            node.text(key, maximumLength: LegalContent.Limit.number, faults: &faults)
        }
        guard let document = number("consolidates"), let amender = number("by"),
            let day = day("effective", node, &faults)
        else {
            faults.append(node.fault("is no consolidated text", mend: "write consolidates, by and effective"))
            return nil
        }
        return Consolidation(number: document, amender: amender, effectiveOn: day)
    }

    private static func day(_ key: String, _ node: ConfigNode, _ faults: inout [Fault]) -> String? {
        guard let text = node.text(key, faults: &faults) else { return nil }
        if let day = VietnamTime(parsing: text) { return day.isoDay }
        faults.append((node.child(key) ?? node).fault("is not a day", mend: "write it like 2026-11-30"))
        return nil
    }

    private static func read(_ node: ConfigNode, into content: inout LegalContent, faults: inout [Fault]) {
        let limit = LegalContent.Limit.self
        func set(_ key: String, _ place: WritableKeyPath<LegalContent, String>, _ maximum: Int) {
            if let text = node.text(key, maximumLength: maximum, faults: &faults) { content[keyPath: place] = text }
        }
        set("number", \.number, limit.number)
        set("type", \.type, limit.name)
        set("summary", \.summary, limit.summary)
        set("body", \.issuingBody, limit.name)
        set("signer", \.signer, limit.name)
        set("office", \.signerOffice, limit.name)
        set("note", \.note, limit.note)
        for (key, place) in [
            ("issued", \LegalContent.issuedOn), ("effective", \.effectiveOn), ("expired", \.expiredOn),
        ] {
            if let day = day(key, node, &faults) { content[keyPath: place] = day }
        }
        content.fields = node.list("fields", maximumLength: 60, faults: &faults)
        content.isDirection = node.boolean("direction", faults: &faults) ?? false
        content.relations = node.items("relations", faults: &faults).compactMap { relation($0, faults: &faults) }
    }

    private static func relation(_ node: ConfigNode, faults: inout [Fault]) -> LegalRelation? {
        guard node.requireMapping(faults: &faults) else { return nil }
        let kinds = LegalRelation.Kind.allCases
        node.unknownKeys(allowing: kinds.map(\.rawValue), faults: &faults)
        for kind in kinds {
            if let number = node.text(kind.rawValue, maximumLength: LegalContent.Limit.number, faults: &faults) {
                return LegalRelation(kind: kind, number: number)
            }
        }
        return nil
    }
}

extension LegalContent {
    /// What the text says of the document.
    init(_ read: LegalMetadata, lines: [LegalLine]) {
        self.init()
        number = read.number ?? ""
        type = read.type ?? ""
        summary = read.summary ?? ""
        issuingBody = read.issuingBody ?? ""
        signer = read.signer ?? ""
        signerOffice = read.signerOffice ?? ""
        issuedOn = read.issuedOn ?? ""
        effectiveOn = read.effectiveOn ?? ""
        self.lines = lines
    }
}
