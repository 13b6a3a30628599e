/// Finds blocks of the home page that no module offers, and options that their block does not take.
struct HomeCheck {
    let blocks: [SiteConfiguration.HomeBlock]
    let modules: [CheckedModule]
    /// All that `site.yml` names, also those that could not be opened.
    let listed: Set<String>

    var faults: [Fault] {
        var faults: [Fault] = []
        for entry in blocks {
            guard let block = offered[entry.block] else {
                if let fault = missing(entry) { faults.append(fault) }
                continue
            }
            let isForNothing = block.options.isEmpty && entry.options == nil
            if !isForNothing {
                _ = ModuleSettings.read(from: entry.options, definitions: block.options, faults: &faults)
            }
        }
        return faults
    }

    private var offered: [String: HomeBlock] {
        var offered: [String: HomeBlock] = [:]
        for module in modules {
            for block in module.contributions.blocks { offered["\(module.id).\(block.id)"] = block }
        }
        return offered
    }

    private func missing(_ entry: SiteConfiguration.HomeBlock) -> Fault? {
        let module = String(entry.block.prefix { $0 != "." })
        // The module itself is the fault then.
        if listed.contains(module), !modules.contains(where: { $0.id == module }) { return nil }
        let near = Suggestion.nearest(to: entry.block, in: Array(offered.keys))
        let mend =
            if let near {
                "did you mean \"\(near)\"?"
            } else if listed.contains(module) {
                "module \"\(module)\" offers \(names(of: module))"
            } else {
                "list its module under modules, or take the block out"
            }
        return Fault(
            file: "site.yml", line: entry.line, message: "no module offers the block \"\(entry.block)\"", mend: mend)
    }

    private func names(of module: String) -> String {
        let names = offered.keys.filter { $0.hasPrefix(module + ".") }.sorted()
        return names.isEmpty ? "no blocks" : names.joined(separator: ", ")
    }
}
