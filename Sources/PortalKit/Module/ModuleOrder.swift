/// The order in which modules are started: each after those that provide what it needs.
enum ModuleOrder {
    struct Result {
        /// Ids in order of start; among equals the order of `site.yml`.
        var order: [String] = []
        var refused: [String: ModuleRefusal] = [:]
    }

    /// Orders the modules; whatever misses a need or stands in a circle is refused by name, the rest is served.
    static func resolve(_ manifests: [ModuleManifest]) -> Result {
        var result = Result()
        var byId: [String: ModuleManifest] = [:]
        for manifest in manifests {
            if byId.updateValue(manifest, forKey: manifest.id) != nil {
                result.refused[manifest.id] = .duplicate(manifest.id)
            }
        }
        var remaining = manifests.filter { result.refused[$0.id] == nil }
        refuseMissingNeeds(&remaining, &result)
        var provided: Set<String> = []
        while !remaining.isEmpty {
            guard let index = remaining.firstIndex(where: { provided.isSuperset(of: $0.needs) }) else {
                let circle = circle(in: remaining)
                for id in circle.dropLast() { result.refused[id] = .cycle(circle) }
                remaining.removeAll { circle.contains($0.id) }
                refuseMissingNeeds(&remaining, &result, besides: provided)
                continue
            }
            let next = remaining.remove(at: index)
            result.order.append(next.id)
            provided.formUnion([next.id] + next.provides)
        }
        return result
    }

    private static func refuseMissingNeeds(
        _ remaining: inout [ModuleManifest], _ result: inout Result, besides provided: Set<String> = []
    ) {
        while true {
            let available = provided.union(remaining.flatMap { [$0.id] + $0.provides })
            guard let index = remaining.firstIndex(where: { !available.isSuperset(of: $0.needs) }) else { return }
            let manifest = remaining.remove(at: index)
            let missing = manifest.needs.first { !available.contains($0) } ?? ""
            result.refused[manifest.id] = .missingNeed(missing)
        }
    }

    /// A circle among modules of which each needs one of the others: `[a, b, a]`.
    private static func circle(in manifests: [ModuleManifest]) -> [String] {
        var path = [manifests[0].id]
        while true {
            guard let current = manifests.first(where: { $0.id == path[path.count - 1] }),
                let next = manifests.first(where: { candidate in
                    current.needs.contains { $0 == candidate.id || candidate.provides.contains($0) }
                })
            else { return path }
            if let start = path.firstIndex(of: next.id) { return Array(path[start...]) + [next.id] }
            path.append(next.id)
        }
    }
}
