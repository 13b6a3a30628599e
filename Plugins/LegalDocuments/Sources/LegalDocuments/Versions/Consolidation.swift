import PortalKit

/// A text with the changes of an amending document put into it: a proposal, which an officer looks through and confirms.
struct Consolidation: Sendable {
    private(set) var lines: [LegalLine]
    /// The sentences that were carried out.
    private(set) var done: [String] = []
    /// The sentences that were not, since what they mean was not found or not understood.
    private(set) var missed: [String] = []

    /// - Parameter source: what the amending document is called, written where something is repealed.
    init(of lines: [LegalLine], with amending: [LegalLine], source: String) {
        self.lines = lines
        let reader = AmendmentReader(amending)
        for amendment in reader.amendments {
            let before = self.lines
            if carryOut(amendment, inAttachment: reader.concernsAttachment, source) {
                done.append(amendment.sentence)
            } else {
                self.lines = before
                missed.append(amendment.sentence)
            }
        }
        missed += reader.unread
    }

    private mutating func carryOut(_ amendment: Amendment, inAttachment: Bool, _ source: String) -> Bool {
        if amendment.references.isEmpty {
            guard case .words(let old, let new) = amendment.deed else { return false }
            return replace(old, with: new, in: lines.indices)
        }
        return amendment.references.allSatisfy { reference in
            let pieces = LegalPieces(lines)
            guard let anchor = pieces.anchor(reference, inAttachment: inAttachment),
                let range = pieces.range(of: anchor)
            else { return false }
            switch amendment.deed {
            case .replace: lines.replaceSubrange(range, with: amendment.lines)
            case .add: lines.insert(contentsOf: amendment.lines, at: range.upperBound)
            case .repeal:
                let label = LegalText(lines: lines).node(anchor)?.label ?? ""
                lines.replaceSubrange(range, with: [LegalLine("\(label) (Được bãi bỏ theo \(source))")])
            case .words(let old, let new): return replace(old, with: new, in: range)
            }
            return true
        }
    }

    private mutating func replace(_ old: String, with new: String, in range: Range<Int>) -> Bool {
        var isFound = false
        for index in range where lines[index].text.contains(old) {
            lines[index].text = lines[index].text.replacing(old, with: new)
            isFound = true
        }
        return isFound
    }
}
