/// Walks through one template and its partials with the values of an example, looking names up as Mustache does.
struct TemplateWalk {
    /// Names of markup that do not end in `_html`.
    static let markupNames: Set<String> = ["content", "structured_data", "html"]
    /// Tags after which a check gives up; partials that differ in nothing are walked once.
    static let maximumSteps = 100_000

    private struct Visit: Hashable {
        let name: String
        let stack: [TemplateValue]
    }

    let library: TemplateLibrary
    /// What is wrong with a text's key in a namespace.
    let textFault: (String, String) -> (message: String, mend: String)?
    private(set) var faults: Set<Fault> = []
    private var visits: Set<Visit> = []
    private var steps = 0

    init(library: TemplateLibrary, textFault: @escaping (String, String) -> (message: String, mend: String)?) {
        self.library = library
        self.textFault = textFault
    }

    mutating func check(_ source: TemplateLibrary.Source, with value: TemplateValue) {
        visit(source, stack: [value])
    }

    private mutating func visit(_ source: TemplateLibrary.Source, stack: [TemplateValue]) {
        guard visits.insert(Visit(name: source.name, stack: stack)).inserted else { return }
        walk(TemplateTree.build(source.tags), in: source, stack: stack)
    }

    private mutating func walk(_ nodes: [TemplateTree], in source: TemplateLibrary.Source, stack: [TemplateValue]) {
        for node in nodes {
            steps += 1
            guard steps < Self.maximumSteps else {
                if steps == Self.maximumSteps { fault(node.tag, source, "is too large to be checked", "split it") }
                return
            }
            let tag = node.tag
            if tag.followsEqualsSign, tag.kind != .partial {
                fault(tag, source, "a value stands after = without quotes", "write =\"{{…}}\"")
            }
            switch tag.kind {
            case .partial:
                if let full = source.partials[tag.name], let partial = library.sources[full] {
                    visit(partial, stack: stack)
                }
            case .variable, .unescaped:
                print(tag, in: source, stack: stack)
            case .section, .inverted:
                section(node, in: source, stack: stack)
            case .close, .comment:
                break
            }
        }
    }

    private mutating func print(_ tag: TemplateTag, in source: TemplateLibrary.Source, stack: [TemplateValue]) {
        let name = tag.name
        let isUnescaped = tag.kind == .unescaped
        let last = name.split(separator: ".").last.map(String.init) ?? name
        if isUnescaped, !last.hasSuffix("_html"), !Self.markupNames.contains(last) {
            fault(tag, source, "\"\(name)\" is printed without escaping", "write {{\(name)}}, or name it …_html")
        }
        guard !checkText(tag, in: source), let value = resolve(tag, in: source, stack: stack) else { return }
        switch value {
        case .list: fault(tag, source, "\"\(name)\" is a list", "repeat over it with {{#\(name)}}")
        case .object: fault(tag, source, "\"\(name)\" is an object", "name one of its variables")
        case .html where !isUnescaped: fault(tag, source, "\"\(name)\" is markup", "write {{{\(name)}}}")
        case .text where isUnescaped && (last.hasSuffix("_html") || last == "html"):
            fault(tag, source, "\"\(name)\" is a text, not markup", "make it SafeHTML in the model")
        default: break
        }
    }

    private mutating func section(_ node: TemplateTree, in source: TemplateLibrary.Source, stack: [TemplateValue]) {
        let tag = node.tag
        if tag.name == "t" || tag.name.hasPrefix("t.") {
            fault(tag, source, "a text cannot be a section", "use a variable of the model")
            return
        }
        guard let value = resolve(tag, in: source, stack: stack) else { return }
        if tag.kind == .inverted {
            walk(node.children, in: source, stack: stack)
            return
        }
        switch value {
        case .boolean:
            walk(node.children, in: source, stack: stack)
        case .list(let elements):
            guard let first = elements.first else {
                return fault(tag, source, "the example of \"\(tag.name)\" has no element", "give it one")
            }
            let merged = elements.dropFirst().reduce(first) { $0.mergingExample($1) }
            walk(node.children, in: source, stack: stack + [merged])
        case .null:
            fault(tag, source, "the example has no \"\(tag.name)\"", "give it a value, so that this can be checked")
        case .text, .integer, .html, .object:
            walk(node.children, in: source, stack: stack + [value])
        }
    }

    /// True when the tag is about a text, right or wrong.
    private mutating func checkText(_ tag: TemplateTag, in source: TemplateLibrary.Source) -> Bool {
        guard tag.name == "t" || tag.name.hasPrefix("t.") else { return false }
        if tag.name == "t" || !tag.transforms.isEmpty {
            fault(tag, source, "{{\(tag.name)}} names no text", "write {{t.key}}")
        } else if let (message, mend) = textFault(String(tag.name.dropFirst(2)), source.namespace) {
            fault(tag, source, message, mend)
        }
        return true
    }

    /// Looks a name up from the innermost object outwards, its further parts in what was found; then its transforms.
    private mutating func resolve(
        _ tag: TemplateTag, in source: TemplateLibrary.Source, stack: [TemplateValue]
    ) -> TemplateValue? {
        if tag.name.isEmpty || tag.name == "." {
            let value = tag.name.isEmpty ? TemplateValue.integer(0) : stack.last ?? .null
            return value.transformed(by: tag.transforms)
        }
        var parts = tag.name.split(separator: ".").map(String.init)[...]
        guard let head = parts.popFirst(), var value = stack.reversed().lazy.compactMap({ $0.field(head) }).first else {
            let known = stack.flatMap(\.fieldNames)
            fault(
                tag, source, "there is no variable \"\(tag.name)\" here",
                Suggestion.nearest(to: tag.name, in: known).map { "did you mean \"\($0)\"?" }
                    ?? "known are \(Set(known).sorted().prefix(12).joined(separator: ", "))")
            return nil
        }
        for part in parts where value != .null {
            guard let next = value.field(part) else {
                fault(
                    tag, source, "there is no \"\(part)\" in \"\(tag.name)\"",
                    Suggestion.nearest(to: part, in: value.fieldNames).map { "did you mean \"\($0)\"?" }
                        ?? "known are \(value.fieldNames.sorted().prefix(12).joined(separator: ", "))")
                return nil
            }
            value = next
        }
        return value.transformed(by: tag.transforms)
    }

    private mutating func fault(
        _ tag: TemplateTag, _ source: TemplateLibrary.Source, _ message: String, _ mend: String
    ) {
        faults.insert(Fault(file: source.file, line: tag.line, message: message, mend: mend))
    }
}

extension TemplateValue {
    /// The value of a variable, nil (unlike null) when there is none of this name.
    fileprivate func field(_ name: String) -> TemplateValue? {
        if case .object(let fields) = self { fields[name] } else { nil }
    }

    fileprivate var fieldNames: [String] {
        if case .object(let fields) = self { Array(fields.keys) } else { [] }
    }

    /// Two elements of an example list as one that has what either has.
    fileprivate func mergingExample(_ other: TemplateValue) -> TemplateValue {
        switch (self, other) {
        case (.null, _): other
        case (.object(let fields), .object(let others)):
            .object(fields.merging(others) { $0.mergingExample($1) })
        case (.list(let elements), .list(let others)): .list(elements + others)
        default: self
        }
    }

    /// What a transform makes of a value, as far as a check needs to know.
    fileprivate func transformed(by transforms: [String]) -> TemplateValue {
        transforms.reversed().reduce(self) { value, transform in
            switch (transform, value) {
            case ("first", .list(let elements)), ("last", .list(let elements)): elements.first ?? .null
            case ("empty", _), ("even", _), ("odd", _), ("equalzero", _), ("first", _), ("last", _): .boolean(true)
            case ("count", _), ("index", _), ("plusone", _), ("minusone", _): .integer(1)
            default: value
            }
        }
    }
}
