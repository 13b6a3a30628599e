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
    /// A question between the button and what it does, on a page that the core makes.
    public struct Confirmation: Sendable {
        let question: String
        let explanation: String?

        /// A question, as "Xóa “Hội làng”?", and what should be known before it is answered.
        public init(_ question: String, explanation: String? = nil) {
            self.question = question
            self.explanation = explanation
        }

        static let example = Confirmation("Xóa “Hội làng”?", explanation: "Không lấy lại được.")
    }

    let label: String
    let url: String
    let subject: String
    let primary: Bool
    let confirmation: Confirmation?

    /// A button.
    ///
    /// - Parameters:
    ///   - subject: what it is about, for screen readers when the same button stands in each row.
    ///   - confirm: what is asked first. Give it to whatever cannot be undone.
    public init(
        _ label: String, url: String, subject: String, isPrimary: Bool = false, confirm: Confirmation? = nil
    ) {
        self.label = label
        self.url = url
        self.subject = subject
        primary = isPrimary
        confirmation = confirm
    }
}
