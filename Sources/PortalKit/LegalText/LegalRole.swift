/// What a line of a legal text is (Decree 30/2020/NĐ-CP, annex I, and Decree 78/2025/NĐ-CP on the form of legal documents).
public enum LegalRole: String, Sendable, Hashable, Codable, CaseIterable {
    /// The national title, the issuing body, number, place and date at the head.
    case masthead
    /// The document's type and its summary.
    case title
    /// A legal basis, as "Căn cứ Luật …", or another line before the enactment.
    case basis
    /// "QUYẾT ĐỊNH:", after which the text proper begins.
    case enactment
    /// Phần.
    case part
    /// Chương.
    case chapter
    /// Mục.
    case section
    /// Tiểu mục.
    case subsection
    /// A part numbered I, II, III in texts without articles, as plans and notices.
    case division
    /// Điều.
    case article
    /// Khoản.
    case clause
    /// Điểm.
    case point
    /// An entry that begins with a dash or plus.
    case item
    /// A further line of the heading above.
    case heading
    /// A paragraph without a number.
    case paragraph
    /// The rest of the paragraph above, torn off by a line break.
    case continuation
    /// Text quoted from another document, as in one that amends it.
    case quotation
    /// Who signs.
    case signature
    /// "Nơi nhận".
    case recipients
    /// The head of what is issued with the document, as "QUY CHẾ …".
    case attachment
    /// The head of an appendix.
    case appendix
    /// A note at the foot, as "[1] …".
    case footnote

    /// How deep it stands among what has numbers; nil for what has no place in that order.
    public var rank: Int? {
        switch self {
        case .attachment, .appendix: 0
        case .part: 1
        case .chapter: 2
        case .section: 3
        case .subsection: 4
        case .division, .article: 5
        case .clause: 6
        case .point: 7
        case .item: 8
        default: nil
        }
    }
}
