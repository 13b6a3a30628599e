/// How much of a text's structure was found, in words: "2 chương, 12 điều".
public struct LegalStructureSummary: Sendable {
    private let counts: [LegalRole: Int]

    /// - Parameter lines: the text.
    public init(_ lines: [LegalLine]) {
        counts = LegalText(lines: lines).flattened.reduce(into: [:]) { $0[$1.role, default: 0] += 1 }
    }

    /// - Parameter texts: any module's.
    public func text(_ texts: Texts) -> String {
        let parts = [LegalRole.chapter, .article, .clause, .point].compactMap { role in
            counts[role].map { texts("legal.structure.count.\(role.rawValue)", ["count": String($0)]) }
        }
        return parts.isEmpty ? texts("legal.structure.none") : parts.joined(separator: ", ")
    }
}
