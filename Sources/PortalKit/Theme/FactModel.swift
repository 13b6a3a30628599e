/// One thing that is known of a record, for the partial `partials/facts`; a model that uses it has them as `facts`.
public struct FactModel: Sendable {
    /// What it is.
    public let label: String
    /// What is known.
    public let value: String
    let url: String?

    /// - Parameter url: where the value leads, as of a mail address.
    public init(_ label: String, _ value: String, url: String? = nil) {
        self.label = label
        self.value = value
        self.url = url
    }

    /// One with everything that it can have.
    public static let example = FactModel("Người gửi", "Vũ Thị Nghĩa", url: "mailto:nghia@vidu.example")
}
