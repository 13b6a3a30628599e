internal import Mustache
import Synchronization

/// The templates that were parsed so far, and the loader that parses the others when they are asked for.
final class TemplateStore: Sendable {
    private struct State {
        var loader: TemplateLoader
        var library = MustacheLibrary()
    }

    private let state: Mutex<State>
    private let report: @Sendable (Fault) -> Void

    /// - Parameter report: Takes the faults of templates that are parsed from now on.
    init(_ loader: TemplateLoader, report: @escaping @Sendable (Fault) -> Void = { _ in }) {
        state = Mutex(State(loader: loader))
        self.report = report
    }

    var sources: [String: TemplateLibrary.Source] { state.withLock { $0.loader.sources } }

    /// A library that holds the template, if there is one, with all partials that it includes.
    func library(with name: String) -> MustacheLibrary? {
        let (library, faults) = state.withLock { state in (Self.prepare([name], &state), state.loader.takeFaults()) }
        for fault in faults { report(fault) }
        return library.getTemplate(named: name) == nil ? nil : library
    }

    /// Parses templates beforehand.
    ///
    /// - Returns: What is wrong with them.
    func prepare(_ names: some Sequence<String>) -> [Fault] {
        state.withLock { state in
            _ = Self.prepare(names, &state)
            return state.loader.takeFaults().sorted()
        }
    }

    private static func prepare(_ names: some Sequence<String>, _ state: inout State) -> MustacheLibrary {
        for (name, template) in state.loader.parse(names) { state.library.register(template, named: name) }
        return state.library
    }
}
