/// Figures for the administration's first page.
public struct DashboardContribution: Sendable {
    /// One figure with what it means.
    public struct Tile: Sendable {
        let title: String
        let value: String
        let note: String
        let url: String
        let isWarning: Bool

        /// A figure; all words are shown as they are.
        public init(title: String, value: String, note: String, url: String, isWarning: Bool = false) {
            self.title = title
            self.value = value
            self.note = note
            self.url = url
            self.isWarning = isWarning
        }
    }

    /// A list with a heading.
    public struct Panel: Sendable {
        /// One line, which leads somewhere.
        public struct Item: Sendable {
            let text: String
            let url: String
            let note: String?
            let isWarning: Bool

            /// A line; all words are shown as they are. A warning is marked as overdue.
            public init(text: String, url: String, note: String? = nil, isWarning: Bool = false) {
                self.text = text
                self.url = url
                self.note = note
                self.isWarning = isWarning
            }
        }

        let title: String
        let moreURL: String?
        let items: [Item]
        let empty: String

        /// - Parameters:
        ///   - moreURL: where all of it stands; nil when this is all.
        ///   - empty: what to say when there is nothing.
        public init(title: String, moreURL: String? = nil, items: [Item], empty: String) {
            self.title = title
            self.moreURL = moreURL
            self.items = items
            self.empty = empty
        }
    }

    let permissions: [String]
    let tiles: @Sendable (Request) async throws -> [Tile]
    let panels: @Sendable (Request) async throws -> [Panel]

    /// - Parameter permission: who sees the figures.
    public init(permission: String, tiles: @escaping @Sendable (Request) async throws -> [Tile]) {
        self.init(anyOf: [permission], tiles: tiles)
    }

    /// - Parameters:
    ///   - permissions: each of these shows the figures.
    ///   - panels: lists below the figures.
    public init(
        anyOf permissions: [String], tiles: @escaping @Sendable (Request) async throws -> [Tile],
        panels: @escaping @Sendable (Request) async throws -> [Panel] = { _ in [] }
    ) {
        self.permissions = permissions
        self.tiles = tiles
        self.panels = panels
    }
}
