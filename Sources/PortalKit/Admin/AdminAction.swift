/// A link at the head of a screen, as "Viết bài mới".
public struct AdminAction: Sendable {
    let label: String
    let url: String
    let primary: Bool
    let icon: String?

    /// A link; `icon` is the name of a symbol in the core's `icons.svg`.
    public init(_ label: String, url: String, isPrimary: Bool = false, icon: String? = nil) {
        self.label = label
        self.url = url
        primary = isPrimary
        self.icon = icon
    }
}

/// A button that posts, as "Xuất bản"; its form token is added when it is shown.
public struct AdminPost: Sendable {
    let label: String
    let url: String
    let subject: String
    let primary: Bool

    /// A button.
    ///
    /// - Parameter subject: what it is about, for screen readers when the same button stands in each row.
    public init(_ label: String, url: String, subject: String, isPrimary: Bool = false) {
        self.label = label
        self.url = url
        self.subject = subject
        primary = isPrimary
    }
}
