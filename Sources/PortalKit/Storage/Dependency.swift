/// Something that a page was made from; when it changes, exactly the pages made from it are made anew.
public enum Dependency: Hashable, Sendable {
    /// One record.
    case record(RecordReference)
    /// Which records there are, and their order: `news.articles`.
    case list(String)
    /// The settings of the module with this id.
    case settings(String)
    /// What every page shows: name, menu, theme, which modules are enabled.
    case site

    /// The addresses that a module has in the sitemap: anything that it says has changed may change them.
    static func sitemap(of module: String) -> Dependency { .list("\(module).sitemap") }
}
