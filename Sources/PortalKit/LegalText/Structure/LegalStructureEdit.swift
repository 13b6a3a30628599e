/// Lines of a text while an officer corrects what they are: one page of them is shown and comes back.
struct LegalStructureEdit: Sendable {
    /// All lines, with the page as it is now.
    var lines: [LegalLine] { before + shown + after }
    private(set) var shown: [LegalLine]
    /// Where the person was, to be led back there.
    private(set) var focus: Int?

    private let before: [LegalLine]
    private let after: [LegalLine]
    private let original: [LegalLine]
    private let first: Int

    init(_ lines: [LegalLine], _ paging: Paging) {
        let start = min(paging.offset, lines.count)
        let end = min(start + LegalStructureScreen.pageSize, lines.count)
        first = start
        before = Array(lines[..<start])
        shown = Array(lines[start..<end])
        after = Array(lines[end...])
        original = shown
    }

    /// Whether the words are those that stood there, in their order; white space does not matter.
    var keepsAllWords: Bool { shown.flatMap(\.words) == original.flatMap(\.words) }

    /// Takes over what came back: a kind for each line, its text, in which a line break splits it, and the line that is
    /// to be joined to the one above.
    mutating func accept(_ form: FormValues) {
        var edited: [LegalLine] = []
        let joined = form.integer("join")
        for (index, line) in shown.enumerated() {
            let number = first + index
            let role = form["role_\(number)"].flatMap(LegalRole.init(rawValue:))
            guard line.table == nil, let typed = form["line_\(number)"] else {
                var kept = line
                if form["role_\(number)"] != nil { kept.role = role }
                edited.append(kept)
                continue
            }
            var parts = LegalLine.lines(of: typed)
            if !parts.isEmpty { parts[0].role = role }
            if joined == number, let last = edited.last, last.table == nil, !parts.isEmpty {
                edited[edited.count - 1].text += " " + parts.removeFirst().text
                focus = number
            }
            if parts.count > 1 { focus = number + 1 }
            edited += parts
        }
        shown = edited
    }

    /// The page's lines with what they were found to be.
    func rows(_ texts: Texts) -> [LegalStructureModel.Line] {
        let roles = LegalText.roles(of: lines)
        return shown.enumerated().map { index, line in
            let number = first + index
            let found = roles[number]
            let depth = found.rank.map { max(0, $0 - 4) } ?? (found == .paragraph ? 1 : 0)
            let automatic = LegalStructureModel.Option(
                value: "", label: texts("legal.structure.automatic", ["role": texts("legal.role.\(found.rawValue)")]),
                selected: line.role == nil)
            return LegalStructureModel.Line(
                index: String(number), number: String(number + 1), text: line.text,
                rows: String(min(12, max(1, line.text.count / 70 + 1))), isTable: line.table != nil,
                table: (line.table ?? []).map { LegalStructureModel.Row(cells: $0) }, depth: String(min(depth, 4)),
                isUnknown: line.role == nil && found == .paragraph, isSet: line.role != nil,
                canJoin: index > 0 && line.table == nil && shown[index - 1].table == nil,
                options: [automatic]
                    + LegalRole.allCases.map { role in
                        LegalStructureModel.Option(
                            value: role.rawValue, label: texts("legal.role.\(role.rawValue)"),
                            selected: line.role == role)
                    })
        }
    }
}
