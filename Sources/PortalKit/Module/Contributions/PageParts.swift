/// A block for the home page.
public struct HomeBlock: Sendable {
    let id: String
    let options: [SettingDefinition]
    let render: @Sendable (Request, ModuleSettings) async throws -> SafeHTML?

    /// - Parameters:
    ///   - id: `latest`; `site.yml` names it `<module id>.latest`.
    ///   - options: what `site.yml` may set for one use of the block.
    ///   - render: makes the block, or nil when it has nothing to show.
    public init(
        id: String, options: [SettingDefinition] = [],
        render: @escaping @Sendable (Request, ModuleSettings) async throws -> SafeHTML?
    ) {
        self.id = id
        self.options = options
        self.render = render
    }
}

/// Something that a module adds to public pages, its own and others': it stands below their content, before the footer.
public struct FrameAddition: Sendable {
    let render: @Sendable (Request) async throws -> SafeHTML?

    /// - Parameter render: makes it for the page that is asked for, by `request.path`; nil when there is nothing to show
    ///   there. It is asked each time a page is made, so it reads little, and says what it depends on as a page does.
    public init(render: @escaping @Sendable (Request) async throws -> SafeHTML?) {
        self.render = render
    }
}
