/// The pieces with numbers as a list that leads to their lines.
struct LegalStructureTree {
    private(set) var entries: [LegalStructureModel.Entry] = []
    private static let limit = 600

    init(_ lines: [LegalLine], url: String) {
        let roles = LegalText.roles(of: lines)
        for (index, role) in roles.enumerated() where entries.count < Self.limit {
            guard let rank = role.rank, role != .item else { continue }
            let page = index / LegalStructureScreen.pageSize + 1
            entries.append(
                LegalStructureModel.Entry(
                    title: lines[index].text.excerpt(length: 60), url: "\(url)?trang=\(page)#dong-\(index)",
                    depth: String(min(rank < 5 ? rank / 2 : rank - 3, 4))))
        }
    }
}
