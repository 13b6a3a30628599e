internal import Foundation
internal import Mustache

extension TemplateLibrary {
    /// A folder of templates.
    public struct Layer: Sendable {
        /// Where the folder is.
        public let folder: String
        /// How faults name the folder.
        public let displayName: String
        /// The module whose templates they are; empty for the core's, and for a theme's, which name their module.
        public let module: String

        /// Describes a folder of templates.
        public init(folder: String, displayName: String, module: String = "") {
            self.folder = folder
            self.displayName = displayName
            self.module = module
        }
    }

    /// Loads templates (`*.mustache`) from layered folders; a later layer replaces what an earlier one named the same.
    ///
    /// - Parameters:
    ///   - layers: The core's folder, those of the modules, the theme's. A folder that is not there has no templates.
    ///   - modules: Ids of all modules that the site names, also of those without templates: the theme's templates of
    ///     such an id see that module's partials. Modules of the layers need not be repeated.
    /// - Returns: The library, without the templates that are faulty, and the faults. A faulty override leaves what it
    ///   would replace.
    public static func load(_ layers: [Layer], modules: [String] = []) -> (library: TemplateLibrary, faults: [Fault]) {
        var loader = TemplateLoader(modules: Set(modules + layers.map(\.module)).subtracting([""]))
        for layer in layers { loader.read(layer) }
        return loader.finish()
    }
}

/// Gathers templates, makes the names of their partials full, and refuses the faulty ones.
struct TemplateLoader {
    private struct Text {
        let file: String
        let text: String
        let tags: [TemplateTag]
        let namespace: String
    }

    private static let ending = ".mustache"

    let modules: Set<String>
    private var texts: [String: Text] = [:]
    private var faults: [Fault] = []

    init(modules: Set<String>) {
        self.modules = modules
    }

    /// Reads the templates of a folder; names of a module's begin with its id, a theme's write it themselves.
    mutating func read(_ layer: TemplateLibrary.Layer) {
        guard let paths = FileManager.default.enumerator(atPath: layer.folder) else { return }
        let files = paths.compactMap { $0 as? String }.filter { $0.hasSuffix(Self.ending) }.sorted()
        for path in files {
            let file = "\(layer.displayName)/\(path)"
            let local = String(path.dropLast(Self.ending.count))
            guard TemplateLibrary.isName(local) else {
                faults.append(
                    Fault(file: file, message: "is not a template's name", mend: "use a-z, 0-9, - and _ in it"))
                continue
            }
            let text = BoundedFile.text(
                at: "\(layer.folder)/\(path)", limit: TemplateScanner.maximumSize, displayName: file, faults: &faults)
            if let text { add(text, name: layer.module.isEmpty ? local : "\(layer.module)/\(local)", file: file) }
        }
    }

    /// Takes a template up, in place of one of the same name, unless the scanner finds fault with it.
    mutating func add(_ text: String, name: String, file: String) {
        let (tags, found) = TemplateScanner.scan(text, file: file)
        faults += found
        guard found.isEmpty else { return }
        let first = String(name.prefix { $0 != "/" })
        texts[name] = Text(file: file, text: text, tags: tags, namespace: modules.contains(first) ? first : "")
    }

    mutating func finish() -> (library: TemplateLibrary, faults: [Fault]) {
        var sources: [String: TemplateLibrary.Source] = [:]
        for (name, text) in texts {
            var partials: [String: String] = [:]
            for tag in text.tags where tag.kind == .partial {
                partials[tag.name] = ["\(text.namespace)/\(tag.name)", tag.name].first { texts[$0] != nil }
            }
            sources[name] = .init(
                name: name, file: text.file, namespace: text.namespace, tags: text.tags, partials: partials)
        }
        refuseEndless(&sources)
        let library = build(&sources)
        return (library, faults.sorted())
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
                let line = source.tags.first { $0.kind == .partial }?.line
                faults.append(Fault(file: source.file, line: line, message: message, mend: "include less"))
            }
        }
    }

    private mutating func build(_ sources: inout [String: TemplateLibrary.Source]) -> TemplateLibrary {
        var templates: [String: MustacheTemplate] = [:]
        for (name, source) in sources {
            guard let text = texts[name]?.text else { continue }
            do {
                templates[name] = try MustacheTemplate(string: Self.prepared(text, source))
            } catch {
                let line = (error as? MustacheTemplate.ParserError)?.context.lineNumber
                faults.append(
                    Fault(file: source.file, line: line, message: "is not a template", mend: "check the tag there"))
                sources[name] = nil
            }
        }
        return TemplateLibrary(sources: sources, templates: templates)
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
