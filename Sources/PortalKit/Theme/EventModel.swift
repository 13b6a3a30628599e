public import Foundation

/// One thing that happened to a record, for the partial `partials/events`; a model that uses it has them as `events`, the
/// latest first.
public struct EventModel: Sendable {
    /// Where more of it stands.
    struct Link: Sendable {
        let text: String
        let url: String
    }

    let title: String
    let actor: String
    let time: MomentModel
    let link: Link?
    /// What was said with it, in its lines.
    let text: String?

    /// - Parameters:
    ///   - title: what was done.
    ///   - actor: who did it.
    ///   - text: what was said with it; nothing is shown when it is empty.
    public init(_ title: String, by actor: String, at moment: Date, text: String = "") {
        self.init(title, by: actor, at: moment, text: text, link: nil)
    }

    init(_ title: String, by actor: String, at moment: Date, text: String = "", link: Link?) {
        self.title = title
        self.actor = actor
        time = MomentModel(moment)
        self.text = text.isEmpty ? nil : text
        self.link = link
    }

    /// One with everything that it can have.
    public static let example = EventModel(
        "Gửi kiểm duyệt", by: "Nguyễn Thị Hạnh", at: Date(timeIntervalSince1970: 1_795_500_000),
        text: "Đã bổ sung ảnh", link: Link(text: "Phiên bản 4", url: "/quan-tri/news/1/phien-ban/4"))
}
