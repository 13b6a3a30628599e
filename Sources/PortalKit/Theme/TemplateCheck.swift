/// Checks templates against the examples of their models, since Mustache prints nothing for a name that it does not
/// know, and says nothing.
///
/// Reported, each with file and line: unknown partials, variables and sections that the example lacks, texts that a
/// language lacks, texts with placeholders that a template cannot fill, triple braces around what is not markup,
/// markup in double braces, attributes without quotes, templates that nobody renders or includes.
public struct TemplateCheck {
    private let library: TemplateLibrary
    private let catalogues: [String: [String: TextCatalogue]]
    private let languages: [String]

    /// Prepares a check.
    ///
    /// - Parameters:
    ///   - library: The templates.
    ///   - catalogues: By module id, then by language; the core's under `core`.
    ///   - languages: The languages that each text must have.
    public init(
        library: TemplateLibrary, catalogues: [String: [String: TextCatalogue]], languages: [String] = ["vi", "en"]
    ) {
        self.library = library
        self.catalogues = catalogues
        self.languages = languages
    }

    /// Checks every template.
    ///
    /// - Parameters:
    ///   - examples: The example of each template that is rendered by its full name, as the page would have it.
    ///   - common: Variables that every page has besides (the site, the visitor).
    public func faults(
        examples: [String: TemplateValue], common: TemplateValue = .object([:])
    ) -> [Fault] {
        var faults: Set<Fault> = []
        var included: Set<String> = []
        for source in library.sources.values {
            included.formUnion(source.partials.values)
            for tag in source.tags where tag.kind == .partial && source.partials[tag.name] == nil {
                faults.insert(unknownPartial(tag, in: source))
            }
        }
        for (name, example) in examples {
            guard let source = library.sources[name] else {
                faults.insert(Fault(file: "\(name).mustache", message: "the template is missing", mend: "add it"))
                continue
            }
            var walk = TemplateWalk(library: library) { key, namespace in textFault(key, namespace) }
            walk.check(source, with: example.merging(common))
            faults.formUnion(walk.faults)
        }
        for (name, source) in library.sources where examples[name] == nil && !included.contains(name) {
            let near = Suggestion.nearest(to: name, in: Array(examples.keys) + included)
            faults.insert(
                Fault(
                    file: source.file, message: "nothing renders or includes this template",
                    mend: near.map { "did you mean \"\($0)\"?" } ?? "remove it"))
        }
        return faults.sorted()
    }

    private func unknownPartial(_ tag: TemplateTag, in source: TemplateLibrary.Source) -> Fault {
        let known =
            library.names
            + library.names.filter { $0.hasPrefix(source.namespace + "/") }
            .map { String($0.dropFirst(source.namespace.count + 1)) }
        return Fault(
            file: source.file, line: tag.line, message: "there is no partial \"\(tag.name)\"",
            mend: Suggestion.nearest(to: tag.name, in: known).map { "did you mean \"\($0)\"?" } ?? "add the template")
    }

    /// What is wrong with the use of a text in a template: message and mend.
    private func textFault(_ key: String, _ namespace: String) -> (message: String, mend: String)? {
        let layers = [catalogues[namespace], catalogues["core"]].compactMap { $0 }
        for language in languages {
            guard let text = layers.lazy.compactMap({ $0[language]?[key] }).first else {
                let known = layers.flatMap { $0[language]?.keys ?? [] }
                return (
                    "there is no text \"\(key)\" in \(language)",
                    Suggestion.nearest(to: key, in: known).map { "did you mean \"\($0)\"?" }
                        ?? "add the key to \(language).yml"
                )
            }
            if let placeholder = TextTemplate.placeholders(of: text).sorted().first {
                return ("the text \"\(key)\" needs {\(placeholder)}", "let the model hold the finished text")
            }
        }
        return nil
    }
}
