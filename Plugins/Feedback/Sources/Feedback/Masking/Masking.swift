import PortalKit

/// Proposes what of a text is to be kept from the public: names, telephone and identity numbers, mail addresses, house
/// numbers, number plates. Only a proposal: an officer decides. In doubt it masks.
struct Masking: Sendable {
    /// What was found.
    enum Kind: String, CaseIterable, Sendable {
        case name
        case phone
        case identity
        case mail
        case house
        case plate

        /// What stands in its place.
        var mask: String {
            switch self {
            case .name: "[họ tên]"
            case .phone: "[số điện thoại]"
            case .identity: "[số giấy tờ]"
            case .mail: "[thư điện tử]"
            case .house: "[số nhà]"
            case .plate: "[biển số]"
            }
        }
    }

    /// One thing, by its place among the text's characters.
    struct Finding: Sendable, Hashable {
        let kind: Kind
        let range: Range<Int>
    }

    /// Folded words of names that are to be masked wherever they stand.
    private let names: [[String]]

    /// - Parameter names: full names that are known, as the sender's.
    init(names: [String] = []) {
        self.names = names.map { $0.folded.split { !$0.isLetter }.map(String.init) }
            .filter { $0.count >= 2 || ($0.first?.count ?? 0) >= 3 }
    }

    /// What is known of a case's sender is masked besides what is found by its form.
    init(of item: FeedbackCase) {
        self.init(names: [item.sender.name])
    }

    /// The text with everything masked that was found.
    func masked(_ text: String) -> String {
        let findings = findings(in: text)
        guard !findings.isEmpty else { return text }
        let characters = Array(text)
        var result = ""
        var place = 0
        for finding in findings {
            result += String(characters[place..<finding.range.lowerBound])
            result += finding.kind.mask
            place = finding.range.upperBound
        }
        return result + String(characters[place...])
    }

    /// What was found, in the order of the text; no two overlap.
    func findings(in text: String) -> [Finding] {
        let scan = MaskScan(text)
        let all = scan.addresses + scan.plates + scan.houses + scan.numbers + scan.names(known: names)
        var taken: [Finding] = []
        for finding in all where !taken.contains(where: { $0.range.overlaps(finding.range) }) { taken.append(finding) }
        return taken.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}
