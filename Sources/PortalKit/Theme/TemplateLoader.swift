internal import Foundation
internal import Mustache

/// Gathers templates; when asked for some, makes the names of their partials full, refuses the faulty ones and parses
/// the others.
struct TemplateLoader {
    private struct Text {
        let file: String
        let text: String
    }

    private static let ending = ".mustache"

    /// Those that were parsed.
    private(set) var sources: [String: TemplateLibrary.Source] = [:]
    private let modules: Set<String>
    /// By full name; the last is the one that counts, unless it is faulty.
    private var texts: [String: [Text]] = [:]
    /// What the scanner made of a template; nil when all that is there is faulty.
    private var scans: [String: (file: String, text: String, tags: [TemplateTag])?] = [:]
    /// Those that were asked for, parsed or refused.
    private var done: Set<String> = []
    private var faults: [Fault] = []
    /// The full names of the templates of the layer that was read last.
    private(set) var lastNames: [String] = []

    init(modules: Set<String>) {
        self.modules = modules
    }

    /// Reads the folders, a later one over the earlier.
    init(_ layers: [TemplateLibrary.Layer], modules: [String]) {
        self.init(modules: Set(modules + layers.map(\.module)).subtracting([""]))
        for layer in layers { read(layer) }
    }

    /// The full names of all templates, the faulty ones among them.
    var names: [String] { Array(texts.keys) }

    /// Reads the templates of a folder; names of a module's begin with its id, a theme's write it themselves.
    private mutating func read(_ layer: TemplateLibrary.Layer) {
        lastNames = []
        guard let paths = FileManager.default.enumerator(atPath: layer.folder) else { return }
        let files = paths.compactMap { $0 as? String }.filter { $0.hasSuffix(Self.ending) }.sorted()
        let read = files.concurrentMap { path -> (text: String?, faults: [Fault]) in
            var faults: [Fault] = []
            let text = BoundedFile.text(
                at: "\(layer.folder)/\(path)", limit: TemplateScanner.maximumSize,
                displayName: "\(layer.displayName)/\(path)", faults: &faults)
            return (text, faults)
        }
        for (path, read) in zip(files, read) {
            let file = "\(layer.displayName)/\(path)"
            let local = String(path.dropLast(Self.ending.count))
            guard TemplateLibrary.isName(local) else {
                faults.append(
                    Fault(file: file, message: "is not a template's name", mend: "use a-z, 0-9, - and _ in it"))
                continue
            }
            faults += read.faults
            if let text = read.text {
                add(text, name: layer.module.isEmpty ? local : "\(layer.module)/\(local)", file: file)
            }
        }
    }

    /// Takes a template up, over one of the same name.
    mutating func add(_ text: String, name: String, file: String) {
        texts[name, default: []].append(Text(file: file, text: text))
        lastNames.append(name)
    }

    /// What was found wrong since this was asked last.
    mutating func takeFaults() -> [Fault] {
        defer { faults = [] }
        return faults
    }

    /// Parses templates, with all that they include, as far as they were not parsed before.
    mutating func parse(_ names: some Sequence<String>) -> [String: MustacheTemplate] {
        var waiting = names.filter { !done.contains($0) }
        guard !waiting.isEmpty else { return [:] }
        var reached: [String: TemplateLibrary.Source] = [:]
        while let name = waiting.popLast() {
            guard reached[name] == nil, let source = sources[name] ?? source(name) else { continue }
            reached[name] = source
            waiting += source.partials.values
        }
        refuseEndless(&reached)
        let new = reached.values.filter { sources[$0.name] == nil }
        done.formUnion(names)
        return build(new)
    }

    /// A template that was not parsed yet: nil when it is not there, is faulty or was refused before.
    private mutating func source(_ name: String) -> TemplateLibrary.Source? {
        guard !done.contains(name), let scan = self.scan(name) else { return nil }
        let first = String(name.prefix { $0 != "/" })
        let namespace = modules.contains(first) ? first : ""
        var partials: [String: String] = [:]
        for tag in scan.tags where tag.kind == .partial {
            partials[tag.name] = ["\(namespace)/\(tag.name)", tag.name].first {
                sources[$0] != nil || self.scan($0) != nil
            }
        }
        return .init(name: name, file: scan.file, namespace: namespace, tags: scan.tags, partials: partials)
    }

    /// The last template of a name that the scanner finds no fault with.
    private mutating func scan(_ name: String) -> (file: String, text: String, tags: [TemplateTag])? {
        if let known = scans[name] { return known }
        guard let layers = texts[name] else { return nil }
        var found: (file: String, text: String, tags: [TemplateTag])?
        for layer in layers.reversed() {
            let (tags, faults) = TemplateScanner.scan(layer.text, file: layer.file)
            self.faults += faults
            guard faults.isEmpty else { continue }
            found = (layer.file, layer.text, tags)
            break
        }
        scans[name] = .some(found)
        return found
    }

    private mutating func refuseEndless(_ sources: inout [String: TemplateLibrary.Source]) {
        let edges = sources.mapValues { source in
            source.tags.filter { $0.kind == .partial }.compactMap { source.partials[$0.name] }
        }
        let graph = PartialGraph(edges: edges, tags: sources.mapValues { $0.tags.count })
        for (names, message) in [
            (graph.cyclic, "the template includes itself through its partials"),
            (graph.excessive, "the template becomes too large with its partials"),
        ] {
            for name in names {
                guard let source = sources.removeValue(forKey: name) else { continue }
                done.insert(name)
                let line = source.tags.first { $0.kind == .partial }?.line
                faults.append(Fault(file: source.file, line: line, message: message, mend: "include less"))
            }
        }
    }

    private mutating func build(_ new: [TemplateLibrary.Source]) -> [String: MustacheTemplate] {
        let prepared = new.compactMap { source in scan(source.name).map { (source, $0.text) } }
        let parsed = prepared.concurrentMap { source, text in
            (source, Result { try MustacheTemplate(string: Self.prepared(text, source)) })
        }
        var templates: [String: MustacheTemplate] = [:]
        for (source, result) in parsed {
            done.insert(source.name)
            switch result {
            case .success(let template):
                (templates[source.name], sources[source.name]) = (template, source)
                (texts[source.name], scans[source.name]) = (nil, nil)
            case .failure(let error):
                let line = (error as? MustacheTemplate.ParserError)?.context.lineNumber
                faults.append(
                    Fault(file: source.file, line: line, message: "is not a template", mend: "check the tag there"))
            }
        }
        return templates
    }

    /// The template as Mustache gets it: each partial's full name in place, without white space before one on its own
    /// line, and each variable in triple braces: values come escaped already, by their type (``TemplateValue``).
    private static func prepared(_ text: String, _ source: TemplateLibrary.Source) -> String {
        let characters = Array(text)
        var result = ""
        var position = 0
        for tag in source.tags {
            if tag.kind == .variable, tag.transforms.isEmpty {
                result += String(characters[position..<tag.range.lowerBound]) + "{{{\(tag.name)}}}"
                position = tag.range.upperBound
            }
            guard tag.kind == .partial else { continue }
            var before = characters[position..<tag.range.lowerBound]
            let indent = before.reversed().prefix { $0 == " " || $0 == "\t" }
            let lineStart = tag.range.lowerBound - indent.count
            if lineStart == 0 || characters[lineStart - 1].isNewline { before = before.dropLast(indent.count) }
            result += String(before) + "{{> \(source.partials[tag.name] ?? tag.name)}}"
            position = tag.range.upperBound
        }
        return result + String(characters[position...])
    }
}
