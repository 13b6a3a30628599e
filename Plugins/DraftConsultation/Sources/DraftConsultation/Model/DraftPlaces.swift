import PortalKit

/// A place of a draft that somebody comments on.
struct DraftPlace: Sendable, Hashable {
    /// The anchor in the text; empty for the whole.
    let anchor: String
    /// The question that is answered, from 1; 0 for none.
    let question: Int
    /// `Điểm a khoản 2 Điều 5`.
    let label: String
    /// The anchor of the article that it belongs to, or its own when it is larger.
    let article: String
    /// `Điều 5. Mức thu`.
    let articleLabel: String
    /// Its place in the text, for sorting: the whole first, then questions, then the text.
    let order: Int

    static func whole(_ texts: Texts) -> DraftPlace {
        DraftPlace(
            anchor: "", question: 0, label: texts("place.whole"), article: "", articleLabel: texts("place.whole"),
            order: 0)
    }

    static func question(_ number: Int, _ words: String, _ texts: Texts) -> DraftPlace {
        let label = texts("place.question", ["number": String(number)])
        return DraftPlace(
            anchor: "", question: number, label: label, article: "cau-hoi-\(number)",
            articleLabel: "\(label): \(words.excerpt(length: 120))", order: number)
    }
}

/// All places of a text that can be commented on, in its order.
struct DraftPlaces: Sendable {
    private(set) var places: [DraftPlace] = []
    private let texts: Texts

    /// - Parameter texts: for the names of pieces.
    init(_ text: LegalText, _ texts: Texts) {
        self.texts = texts
        for node in text.nodes { add(node, above: [], article: nil) }
    }

    /// The place that an anchor names; nil when the text has none.
    subscript(anchor: String) -> DraftPlace? { places.first { $0.anchor == anchor } }

    private static let named: [LegalRole: String] = [
        .article: "place.article", .clause: "place.clause", .point: "place.point", .chapter: "place.chapter",
        .section: "place.section", .part: "place.part", .division: "place.part",
    ]

    private mutating func add(_ node: LegalNode, above: [LegalNode], article: DraftPlace?) {
        var own = article
        if !node.anchor.isEmpty, node.role != .item {
            let isPart = [.clause, .point].contains(node.role)
            let label = isPart ? name(of: node, above) : title(of: node)
            let place = DraftPlace(
                anchor: node.anchor, question: 0, label: label,
                article: isPart ? article?.article ?? node.anchor : node.anchor,
                articleLabel: isPart ? article?.articleLabel ?? label : label, order: 1_000 + places.count)
            places.append(place)
            if !isPart { own = place }
        }
        for child in node.children { add(child, above: above + [node], article: own) }
    }

    /// `Điều 5. Mức thu`.
    private func title(of node: LegalNode) -> String {
        [node.label, node.heading].filter { !$0.isEmpty }.joined(separator: " ").excerpt(length: 160)
    }

    /// `Điểm a khoản 2 Điều 5`, the smallest first.
    private func name(of node: LegalNode, _ above: [LegalNode]) -> String {
        let line = (above + [node]).drop { ![.article, .clause, .point].contains($0.role) }
        let words = line.reversed().compactMap { piece in
            Self.named[piece.role].map { texts($0, ["number": piece.number]) }
        }.joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}

/// The places of comments in the reader's words: what is stored is in the site's first language.
struct PlaceWords: Sendable {
    private let places: DraftPlaces
    private let questions: [String]
    private let texts: Texts

    /// - Parameter lines: the text that the comments were made on.
    init(_ draft: Draft, _ lines: [LegalLine], _ texts: Texts) {
        places = DraftPlaces(LegalText(lines: lines), texts)
        questions = draft.content.questions
        self.texts = texts
    }

    /// The place as the reader calls it; as it is stored where the draft has it no longer.
    func worded(_ place: DraftPlace) -> DraftPlace {
        if place.question > 0 {
            guard questions.indices.contains(place.question - 1) else { return place }
            return .question(place.question, questions[place.question - 1], texts)
        }
        return place.anchor.isEmpty ? .whole(texts) : places[place.anchor] ?? place
    }
}

extension Request {
    /// How to call the places of a draft's version; nil for readers of the site's first language, who see what is stored.
    func placeWords(_ draft: Draft, version: Int) async throws -> PlaceWords? {
        guard texts.language != module.texts.language else { return nil }
        let lines = try await module.storage.read { try VersionRows.lines(of: draft.id, version: version, in: $0) }
        return PlaceWords(draft, lines ?? [], texts)
    }
}
