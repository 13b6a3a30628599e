/// Which template includes which, and what a page of them comes to.
struct PartialGraph {
    /// The most tags that one page may have once its partials are put in.
    static let maximumTags = 20_000
    /// The longest chain of partials.
    static let maximumDepth = 16

    /// Templates that include themselves, or lie between two such.
    private(set) var cyclic: Set<String> = []
    /// Templates whose pages would be larger or deeper than the bounds.
    private(set) var excessive: Set<String> = []

    /// - Parameters:
    ///   - edges: The partials of each template, one entry for each tag.
    ///   - tags: The number of tags of each template.
    init(edges: [String: [String]], tags: [String: Int]) {
        let forward = edges.mapValues { Set($0) }
        var backward: [String: Set<String>] = [:]
        for (name, targets) in forward {
            for target in targets { backward[target, default: []].insert(name) }
        }
        let (acyclic, rest) = Self.order(Set(edges.keys), next: forward, previous: backward)
        cyclic = Self.order(rest, next: backward, previous: forward).rest
        measure(acyclic, edges: edges, tags: tags)
    }

    /// Partials come before what includes them, so one pass adds up sizes and depths.
    private mutating func measure(_ order: [String], edges: [String: [String]], tags: [String: Int]) {
        var sizes: [String: Int] = [:]
        var depths: [String: Int] = [:]
        for name in order {
            let partials = edges[name, default: []]
            let size = partials.reduce(tags[name, default: 0]) { min($0 + sizes[$1, default: 0], Self.maximumTags + 1) }
            let depth = 1 + (partials.map { depths[$0, default: 0] }.max() ?? 0)
            (sizes[name], depths[name]) = (size, depth)
            if size > Self.maximumTags || depth > Self.maximumDepth { excessive.insert(name) }
        }
    }

    /// Takes away what leads nowhere (any more) until no more can be taken: the order of taking, and what is left.
    private static func order(
        _ names: Set<String>, next: [String: Set<String>], previous: [String: Set<String>]
    ) -> (order: [String], rest: Set<String>) {
        var rest = names
        var order: [String] = []
        var count: [String: Int] = [:]
        for name in names { count[name] = next[name, default: []].intersection(names).count }
        var free = names.filter { count[$0] == 0 }.sorted()
        while let name = free.popLast() {
            rest.remove(name)
            order.append(name)
            for user in previous[name, default: []] where rest.contains(user) {
                count[user, default: 0] -= 1
                if count[user] == 0 { free.append(user) }
            }
        }
        return (order, rest)
    }
}
