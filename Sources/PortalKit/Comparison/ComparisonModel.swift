/// Two states of a record beside each other, as the partial `admin/partials/comparison` shows them.
struct ComparisonModel: TemplateModel {
    /// Words of one kind; exactly one of the three is there.
    struct Part: Sendable, Equatable {
        var kept: String?
        var removed: String?
        var added: String?
    }

    /// A block before and after.
    struct Line: Sendable {
        let isSame: Bool
        /// What changed and what stayed, one after the other.
        let all: [Part]
        let hasOld: Bool
        let old: [Part]
        let hasNew: Bool
        let new: [Part]
        /// Says that only the markup has changed.
        let note: String?
        /// Says how many blocks that stayed are left out here.
        let skipped: String?
    }

    struct Field: Sendable {
        let title: String
        let lines: [Line]
    }

    /// What stands above the two columns.
    let oldTitle: String
    let newTitle: String
    let hasFields: Bool
    /// The fields that differ.
    let fields: [Field]
    /// The names of the fields that do not.
    let same: String?

    init(
        _ old: [RevisionField], _ new: [RevisionField], titles: (old: String, new: String), texts: Texts
    ) {
        let pairs = Self.pairs(old, new)
        let differing = pairs.filter { $0.old != $0.new }
        oldTitle = titles.old
        newTitle = titles.new
        fields = differing.map { pair in
            Field(title: pair.title, lines: Self.lines(BlockComparison.compare(pair.old, pair.new), texts))
        }
        hasFields = !fields.isEmpty
        let unchanged = pairs.filter { $0.old == $0.new }.map(\.title)
        same = unchanged.isEmpty ? nil : texts("comparison.same", ["fields": unchanged.joined(separator: ", ")])
    }

    /// The fields of both, those that only the older one has after the others.
    static func pairs(
        _ old: [RevisionField], _ new: [RevisionField]
    ) -> [(key: String, title: String, old: [TextBlock], new: [TextBlock])] {
        let before = Dictionary(old.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let keys = Set(new.map(\.key))
        return new.map { ($0.key, $0.title, before[$0.key]?.blocks ?? [], $0.blocks) }
            + old.filter { !keys.contains($0.key) }.map { ($0.key, $0.title, $0.blocks, []) }
    }

    // MARK: - Lines

    /// How many blocks that stayed are shown before and after each change.
    private static let context = 1

    /// The changes, with a little of what stands around them.
    static func lines(_ blocks: [BlockComparison], _ texts: Texts) -> [Line] {
        var shown = Set<Int>()
        for (index, block) in blocks.enumerated() where !block.isSame {
            shown.formUnion((index - context)...(index + context))
        }
        var lines: [Line] = []
        var left = 0
        for (index, block) in blocks.enumerated() {
            if shown.contains(index) {
                if left > 0 { lines.append(Line(skipping: left, texts)) }
                left = 0
                lines.append(Line(block, texts))
            } else {
                left += 1
            }
        }
        return left > 0 ? lines + [Line(skipping: left, texts)] : lines
    }

    private init() {
        let parts = [Part(kept: "Lịch tiêm", removed: "cũ", added: "mới")]
        oldTitle = "Phiên bản 3"
        newTitle = "Phiên bản 4"
        hasFields = true
        fields = [
            Field(
                title: "Tiêu đề",
                lines: [
                    Line(
                        isSame: true, all: parts, hasOld: true, old: parts, hasNew: true, new: parts,
                        note: "Chỉ đổi định dạng",
                        skipped: "4 đoạn giống nhau")
                ])
        ]
        same = "Không đổi: Nguồn tin"
    }

    static var example: ComparisonModel { ComparisonModel() }
}

extension ComparisonModel.Line {
    init(skipping count: Int, _ texts: Texts) {
        self.init(
            isSame: false, all: [], hasOld: false, old: [], hasNew: false, new: [], note: nil,
            skipped: texts("comparison.skipped", ["count": String(count)]))
    }

    init(_ block: BlockComparison, _ texts: Texts) {
        let pieces = block.words.pieces
        self.init(
            isSame: block.isSame, all: pieces.map(\.part), hasOld: block.old != nil,
            old: pieces.filter { !$0.isAdded }.map(\.part),
            hasNew: block.new != nil, new: pieces.filter { !$0.isRemoved }.map(\.part),
            note: block.isFormOnly ? texts("comparison.form_only") : nil, skipped: nil)
    }
}

extension WordDifference.Piece {
    fileprivate var isAdded: Bool { if case .added = self { true } else { false } }
    fileprivate var isRemoved: Bool { if case .removed = self { true } else { false } }

    var part: ComparisonModel.Part {
        switch self {
        case .kept(let text): .init(kept: text)
        case .removed(let text): .init(removed: text)
        case .added(let text): .init(added: text)
        }
    }
}
