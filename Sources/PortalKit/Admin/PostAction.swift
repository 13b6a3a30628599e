/// A button that posts, as the partial `admin/partials/post-buttons` shows it.
struct PostAction: Sendable {
    /// What the core's question needs to know.
    struct Confirmation: Sendable {
        let question: String
        let explanation: String
        let submit: String
        let back: String
    }

    let label: String
    let url: String
    let subject: String
    let primary: Bool
    let csrf: String
    let confirmation: Confirmation?

    /// - Parameter back: where whoever does not confirm is led back to.
    init(_ post: AdminPost, csrf: String, back: String = AdminPath.root) {
        label = post.label
        url = post.url
        subject = post.subject
        primary = post.primary
        self.csrf = csrf
        confirmation = post.confirmation.map {
            Confirmation(question: $0.question, explanation: $0.explanation ?? "", submit: post.label, back: back)
        }
    }
}
