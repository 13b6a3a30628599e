/// The tags of a template as a tree: each section with what is in it.
struct TemplateTree {
    let tag: TemplateTag
    let children: [TemplateTree]

    /// Builds the tree from tags that the scanner found to be well nested; comments are left out.
    static func build(_ tags: [TemplateTag]) -> [TemplateTree] {
        var position = 0
        return build(tags, from: &position)
    }

    /// Recursion is as deep as sections are, which the scanner bounds.
    private static func build(_ tags: [TemplateTag], from position: inout Int) -> [TemplateTree] {
        var nodes: [TemplateTree] = []
        while position < tags.count {
            let tag = tags[position]
            position += 1
            switch tag.kind {
            case .section, .inverted:
                nodes.append(TemplateTree(tag: tag, children: build(tags, from: &position)))
            case .close:
                return nodes
            case .variable, .unescaped, .partial:
                nodes.append(TemplateTree(tag: tag, children: []))
            case .comment:
                break
            }
        }
        return nodes
    }
}
