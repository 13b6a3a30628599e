import Foundation
import PortalKit

/// The content file `feedback.yml`: a map picture, answer templates, and cases with what became of them.
///
/// ```yaml
/// map: {file: ban-do.png, alt: "Bản đồ xã …"}      # beside the file
/// templates:
///   - {title: Đã giải quyết, topic: giao-thong, text: "Kính gửi {ten}, …"}
/// cases:
///   - id: den-duong                                # names the case in this file
///     kind: report                                 # report, petition, question
///     topic: dien-nuoc
///     channel: web                                 # web, counter, phone, paper, mail, meeting
///     received: 2026-11-02 08:30                   # or, for what is to be fresh whenever it is loaded: 5 days ago 08:30
///     taken: 2026-11-03 08:15                      # when the office took it up; else the next working morning
///     title: …
///     text: …
///     area: Đình Cả
///     place: …
///     point: [412, 300]                            # thousandths of the map's width and height
///     name: …                                      # with phone, mail, address, anonymous
///     publish: true                                # whether the sender agrees to publication
///     photo: ../pictures/duong-lang.jpg            # with photo_alt
///     body: Phòng Kinh tế                          # by the name in the organization
///     aim: …
///     demand: …
///     note: …                                      # an officer's note
///     question: …                                  # what the sender was asked
///     supplied: {at: 2026-11-03 19:00, text: …}    # what they said to it
///     extended: {at: 2026-11-09 16:00, to: 2026-11-20, reason: …}   # or to: in 5 days
///     same_as: id                                  # joined to another case of the file
///     state: spam                                  # spam, withdrawn, review; else it follows
///     answer: {at: 2026-11-05 15:00, outcome: resolved, text: …, public: true, title: …, question: …, answer: …}
///     rating: 3                                    # 1 to 3, with comment
///     reopened: {at: 2026-11-12 09:00, reason: …}  # taken up again after the answer
///     again: {at: 2026-11-20 15:00, …}             # the answer after that, as under answer
///     hidden: …                                    # why it is hidden
/// ```
struct FeedbackFile: Sendable {
    struct Map: Sendable {
        let file: String
        let alt: String
    }

    struct Template: Sendable {
        let title: String
        let topic: String
        let text: String
    }

    /// Something that was said at a moment.
    struct Saying: Sendable {
        let at: Date
        let text: String
    }

    /// A later day for the answer.
    struct Extension: Sendable {
        let at: Date
        let to: VietnamTime
        let reason: String
    }

    /// An answer that went out at a moment.
    struct Sent: Sendable {
        let at: Date
        let answer: Answer
    }

    struct Entry: Sendable {
        let id: String
        let line: Int
        var draft = CaseDraft()
        var body = ""
        var aim = ""
        var demand = ""
        var taken: Date?
        var note = ""
        var question = ""
        var supplied: Saying?
        var extended: Extension?
        var sameAs = ""
        var state = ""
        var photo = ""
        var photoAlt = ""
        var answer: Sent?
        var rating: FeedbackCase.Rating?
        var comment = ""
        var reopened: Saying?
        var again: Sent?
        var hidden = ""
    }

    var map: Map?
    var templates: [Template] = []
    var entries: [Entry] = []

    static let name = "feedback.yml"
    /// The file as faults name it.
    static let displayName = "content/feedback/\(name)"

    /// Reads the file; nil when it is faulty.
    ///
    /// - Parameter today: from which days are counted that the file names by their distance.
    static func read(_ url: URL, settings: FeedbackSettings, today: VietnamTime, faults: inout [Fault]) -> FeedbackFile?
    {
        let before = faults.count
        guard let root = ConfigNode.load(file: url.path, displayName: displayName, faults: &faults),
            root.requireMapping(faults: &faults)
        else { return nil }
        root.unknownKeys(allowing: ["map", "templates", "cases"], faults: &faults)
        var file = FeedbackFile()
        if let node = root.mapping("map", faults: &faults) {
            node.unknownKeys(allowing: ["file", "alt"], faults: &faults)
            let name = node.text("file", required: true, maximumLength: 100, faults: &faults)
            let alt = node.text("alt", required: true, maximumLength: 300, faults: &faults)
            if let name, let alt { file.map = Map(file: name, alt: alt) }
        }
        for node in root.items("templates", faults: &faults) where node.requireMapping(faults: &faults) {
            node.unknownKeys(allowing: ["title", "topic", "text"], faults: &faults)
            let title = node.text("title", required: true, maximumLength: FeedbackLimit.title, faults: &faults)
            let text = node.text("text", required: true, maximumLength: FeedbackLimit.answer, faults: &faults)
            if let title, let text {
                file.templates.append(Template(title: title, topic: topic(node, settings, faults: &faults), text: text))
            }
        }
        for node in root.items("cases", faults: &faults) where node.requireMapping(faults: &faults) {
            if let entry = entry(node, settings, today, known: file.entries.map(\.id), faults: &faults) {
                file.entries.append(entry)
            }
        }
        return faults.count == before ? file : nil
    }

    private static let keys = [
        "id", "kind", "topic", "channel", "received", "title", "text", "area", "place", "point", "name", "phone",
        "mail",
        "address", "anonymous", "publish", "photo", "photo_alt", "taken", "body", "aim", "demand", "note", "question",
        "supplied", "extended", "same_as", "state", "answer", "rating", "comment", "reopened", "again", "hidden",
    ]

    private static func entry(
        _ node: ConfigNode, _ settings: FeedbackSettings, _ today: VietnamTime, known: [String],
        faults: inout [Fault]
    ) -> Entry? {
        node.unknownKeys(allowing: keys, faults: &faults)
        func text(_ key: String, _ faults: inout [Fault], _ limit: Int = 200, required: Bool = false) -> String {
            node.text(key, required: required, maximumLength: limit, faults: &faults) ?? ""
        }
        let id = text("id", &faults, 80, required: true)
        if known.contains(id) { faults.append(node.fault("names the id '\(id)' twice", mend: "choose another")) }
        var entry = Entry(id: id, line: node.line)
        entry.draft.kind =
            node.choice("kind", of: FeedbackCase.Kind.allCases.map(\.rawValue), faults: &faults)
            .flatMap(FeedbackCase.Kind.init(rawValue:)) ?? .report
        entry.draft.channel =
            node.choice("channel", of: FeedbackCase.Channel.allCases.map(\.rawValue), faults: &faults)
            .flatMap(FeedbackCase.Channel.init(rawValue:)) ?? .web
        entry.draft.topic = topic(node, settings, faults: &faults)
        entry.draft.receivedAt = time("received", node, today, faults: &faults)
        entry.draft.title = text("title", &faults, FeedbackLimit.title, required: true)
        entry.draft.text = text("text", &faults, FeedbackLimit.text, required: true)
        entry.draft.place = FeedbackCase.Place(
            area: text("area", &faults), text: text("place", &faults), point: point(node, faults: &faults))
        entry.draft.sender = FeedbackCase.Sender(
            name: text("name", &faults), phone: text("phone", &faults), mail: text("mail", &faults),
            address: text("address", &faults), isAnonymous: node.boolean("anonymous", faults: &faults) ?? false)
        entry.draft.mayPublish = node.boolean("publish", faults: &faults) ?? true
        entry.draft.hasConsented = true
        (entry.body, entry.aim) = (text("body", &faults), text("aim", &faults))
        (entry.demand, entry.question) = (text("demand", &faults), text("question", &faults, 2000))
        (entry.sameAs, entry.hidden) = (text("same_as", &faults), text("hidden", &faults))
        (entry.photo, entry.photoAlt) = (text("photo", &faults), text("photo_alt", &faults))
        entry.note = text("note", &faults, 1000)
        entry.comment = text("comment", &faults, 1000)
        entry.state = node.choice("state", of: ["spam", "withdrawn", "review", "work"], faults: &faults) ?? ""
        entry.rating = node.integer("rating", in: 1...3, faults: &faults).flatMap(FeedbackCase.Rating.init(rawValue:))
        if !entry.sameAs.isEmpty, !known.contains(entry.sameAs) {
            faults.append(
                node.fault("names '\(entry.sameAs)', which does not stand before it", mend: "name an earlier id"))
        }
        entry.answer = sent(node.mapping("answer", faults: &faults), of: entry.draft, today, faults: &faults)
        entry.again = sent(node.mapping("again", faults: &faults), of: entry.draft, today, faults: &faults)
        readSteps(node, today, into: &entry, faults: &faults)
        return entry
    }

    private static func readSteps(
        _ node: ConfigNode, _ today: VietnamTime, into entry: inout Entry, faults: inout [Fault]
    ) {
        if node.child("taken") != nil { entry.taken = time("taken", node, today, faults: &faults) }
        entry.supplied = saying("text", node.mapping("supplied", faults: &faults), today, faults: &faults)
        entry.reopened = saying("reason", node.mapping("reopened", faults: &faults), today, faults: &faults)
        guard let extended = node.mapping("extended", faults: &faults) else { return }
        let reason = extended.text("reason", required: true, faults: &faults) ?? ""
        guard let at = time("at", extended, today, faults: &faults),
            let to = time("to", extended, today, faults: &faults)
        else { return }
        entry.extended = Extension(at: at, to: VietnamTime(to), reason: reason)
    }

    private static func saying(
        _ key: String, _ node: ConfigNode?, _ today: VietnamTime, faults: inout [Fault]
    ) -> Saying? {
        guard let node else { return nil }
        node.unknownKeys(allowing: ["at", key], faults: &faults)
        let text = node.text(key, required: true, maximumLength: 2000, faults: &faults) ?? ""
        return time("at", node, today, faults: &faults).map { Saying(at: $0, text: text) }
    }

    private static func sent(
        _ node: ConfigNode?, of draft: CaseDraft, _ today: VietnamTime, faults: inout [Fault]
    ) -> Sent? {
        guard let node else { return nil }
        node.unknownKeys(
            allowing: ["at", "outcome", "text", "public", "title", "question", "answer", "place"], faults: &faults)
        func text(_ key: String, _ faults: inout [Fault], required: Bool = false) -> String? {
            node.text(key, required: required, maximumLength: FeedbackLimit.answer, faults: &faults)
        }
        let outcome = node.choice("outcome", of: FeedbackCase.Outcome.allCases.map(\.rawValue), faults: &faults)
        let masking = Masking(names: [draft.sender.name])
        let words = text("text", &faults, required: true) ?? ""
        let isAnonymous = draft.sender.isAnonymous
        let answer = Answer(
            outcome: outcome ?? "", text: words, isForPublic: node.boolean("public", faults: &faults) ?? false,
            publicTitle: text("title", &faults) ?? masking.masked(draft.title),
            publicText: text("question", &faults) ?? masking.masked(draft.text),
            publicAnswer: text("answer", &faults) ?? masking.masked(words),
            publicPlace: text("place", &faults) ?? (isAnonymous ? draft.place.area : draft.place.line),
            showsPoint: draft.place.point != nil && !isAnonymous)
        return time("at", node, today, faults: &faults).map { Sent(at: $0, answer: answer) }
    }

    // MARK: - Values

    private static func topic(_ node: ConfigNode, _ settings: FeedbackSettings, faults: inout [Fault]) -> String {
        guard let slug = node.text("topic", faults: &faults) else { return "" }
        if settings.topics.contains(where: { $0.slug == slug }) { return slug }
        faults.append(
            (node.child("topic") ?? node).fault("'\(slug)' is no topic of the settings", mend: "use one of them"))
        return ""
    }

    private static func time(
        _ key: String, _ node: ConfigNode, _ today: VietnamTime, faults: inout [Fault]
    ) -> Date? {
        guard let text = node.text(key, required: true, faults: &faults) else { return nil }
        if let time = VietnamTime(parsing: text) ?? distant(text, from: today) { return time.date }
        faults.append(
            (node.child(key) ?? node).fault(
                "'\(text)' is no time", mend: "write 2026-11-02 08:30, or 5 days ago 08:30"))
        return nil
    }

    /// `5 days ago 08:30`, `in 5 days`
    private static func distant(_ text: String, from today: VietnamTime) -> VietnamTime? {
        if let past = text.wholeMatch(of: /(\d{1,4}) days? ago (\d{1,2}:\d{2})/), let days = Int(past.1) {
            return VietnamTime(parsing: "\(today.adding(days: -days).isoDay) \(past.2)")
        }
        guard let coming = text.wholeMatch(of: /in (\d{1,3}) days?/), let days = Int(coming.1) else { return nil }
        return VietnamTime(parsing: today.adding(days: days).isoDay)
    }

    private static func point(_ node: ConfigNode, faults: inout [Fault]) -> MapPoint? {
        let numbers = node.list("point", faults: &faults).compactMap { Int($0) }
        guard !numbers.isEmpty else { return nil }
        if numbers.count == 2, let point = MapPoint(x: numbers[0], y: numbers[1]) { return point }
        faults.append((node.child("point") ?? node).fault("is no point", mend: "write two numbers from 0 to 1000"))
        return nil
    }
}
