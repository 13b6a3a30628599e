internal import Mustache

/// All templates of a site: the core's, its modules', and those of its theme that replace either.
///
/// A core template is named by its path without the ending (`layout`, `partials/pager`), a module's with the module's
/// id before it (`news/article`), and the theme's file of the same name takes its place.
///
/// A partial is looked for where the tag is written: in a template of the module `news`, `{{> partials/card}}` is
/// `news/partials/card` when there is one, else the core's `partials/card`. The names are made full while loading, so
/// that nothing is looked for while rendering, and so that a partial of the core always means the core's own, also in
/// the midst of a module's page. White space before a partial on a line of its own is dropped with it: Mustache would
/// indent each line of the partial, also inside `<textarea>` and `<pre>`.
///
/// Partials that include themselves, directly or through others, are refused: with data that does not end they would
/// end the server.
///
/// A server reads all files at its start, so that a set that is replaced under it does no harm, and scans and parses a
/// template when it is rendered first: of some hundred most are pages of the administration that nobody opens that day.
public struct TemplateLibrary: Sendable {
    /// A template as it was found.
    struct Source: Sendable {
        let name: String
        let file: String
        /// The module whose partials and texts it sees; empty for the core.
        let namespace: String
        let tags: [TemplateTag]
        /// Full names of its partials by the names that it writes; missing when there is none.
        let partials: [String: String]
    }

    private let store: TemplateStore

    init(store: TemplateStore) {
        self.store = store
    }

    /// Those that were parsed; all of them when they were loaded at once.
    var sources: [String: Source] { store.sources }

    /// The full names of the templates that were parsed, sorted.
    public var names: [String] { sources.keys.sorted() }

    /// True when there is a template of this full name.
    public func contains(_ name: String) -> Bool { store.library(with: name)?.getTemplate(named: name) != nil }

    /// Renders a template.
    ///
    /// - Parameters:
    ///   - name: The full name, for example `news/article`.
    ///   - value: An object; its variables, and `t` for the texts, are what the template sees.
    ///   - texts: What `{{t.key}}` prints.
    /// - Returns: Markup: all values but those in triple braces are escaped.
    /// - Throws: A fault when there is no such template.
    public func render(_ name: String, _ value: TemplateValue, texts: Texts) throws(Fault) -> String {
        let fields = if case .object(let fields) = value { fields } else { [String: TemplateValue]() }
        let context = TemplateContext(fields: fields, texts: texts)
        guard let text = store.library(with: name)?.render(context, withTemplate: name) else {
            throw Fault(file: name, message: "there is no such template", mend: "add it to the templates")
        }
        return text
    }

    /// Paths of small letters, digits, hyphens and underscores.
    static func isName(_ name: String) -> Bool {
        name.utf8.count <= 100
            && name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy {
                        (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 95
                    }
            }
    }
}
