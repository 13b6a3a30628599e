import Foundation
import PortalKit

/// The content file `organization.yml`:
///
/// ```yaml
/// introduction: |                     # the text of the front page, as Markdown
///   Đồng Việt là một xã …
/// pages:                              # further pages
///   - {id: lich-su, title: Lịch sử, body: "…"}
/// bodies:                             # in the order in which they are to stand
///   - id: van-phong                   # the last part of the address
///     name: Văn phòng HĐND và UBND xã
///     parent: ubnd                    # the id of the body above
///     functions: "…"                  # Markdown
///     address: Phòng 203
///     phone: "0204 000 120"
///     email: vanphong@dongviet.example
///     hours: Thứ Hai – thứ Sáu
///     established: 2025-07-01         # when it began
///     dissolved: 2027-01-01           # when it ends
///     successor: van-hoa              # the id of the body that takes over
///     grounds: Quyết định số …        # by what decision
///     people:                         # the first one is in charge
///       - {name: Phạm Văn Lực, office: Chánh Văn phòng, phone: …, email: …, duties: …, hours: …}
/// ```
struct OrganizationFile: Sendable {
    /// A body with the people in it.
    struct BodyEntry: Sendable {
        let content: BodyContent
        /// The id of the body above it.
        let parent: String?
        /// The id of the body that takes over.
        let successor: String?
        let people: [PersonContent]
        let line: Int

        var id: String { content.slug }
    }

    let pages: [IntroductionContent]
    /// Each body after the one above it and the one that takes over.
    let bodies: [BodyEntry]

    static let name = "organization.yml"
    /// The file as faults name it.
    static let displayName = "content/organization/\(name)"

    /// Reads the file.
    ///
    /// - Parameter introductionTitle: what the front page is called.
    /// - Returns: nil when it is faulty or not a mapping.
    static func read(_ url: URL, introductionTitle: String, faults: inout [Fault]) -> OrganizationFile? {
        let before = faults.count
        guard let root = ConfigNode.load(file: url.path, displayName: displayName, faults: &faults),
            root.requireMapping(faults: &faults)
        else { return nil }
        root.unknownKeys(allowing: ["introduction", "pages", "bodies"], faults: &faults)
        var pages: [IntroductionContent] = []
        if let text = root.text("introduction", maximumLength: IntroductionContent.Limit.body, faults: &faults) {
            pages.append(
                IntroductionContent(
                    slug: Slug.make(from: introductionTitle), title: introductionTitle, body: text.nfc))
        }
        pages += root.items("pages", faults: &faults).compactMap { page($0, faults: &faults) }
        let entries = root.items("bodies", faults: &faults).compactMap { body($0, faults: &faults) }
        let bodies = arranged(entries, faults: &faults)
        return faults.count == before ? OrganizationFile(pages: pages, bodies: bodies) : nil
    }

    // MARK: - Entries

    private static func page(_ node: ConfigNode, faults: inout [Fault]) -> IntroductionContent? {
        guard node.requireMapping(faults: &faults) else { return nil }
        node.unknownKeys(allowing: ["id", "title", "body"], faults: &faults)
        let limit = IntroductionContent.Limit.self
        let slug = slug(node, limit: limit.slug, faults: &faults)
        let title = node.text("title", required: true, maximumLength: limit.title, faults: &faults)
        let body = node.text("body", required: true, maximumLength: limit.body, faults: &faults)
        guard let slug, let title, let body else { return nil }
        return IntroductionContent(slug: slug, title: title.nfc, body: body.nfc)
    }

    private static func body(_ node: ConfigNode, faults: inout [Fault]) -> BodyEntry? {
        guard node.requireMapping(faults: &faults) else { return nil }
        node.unknownKeys(
            allowing: [
                "id", "name", "parent", "functions", "address", "phone", "email", "hours", "established", "dissolved",
                "successor", "grounds", "people",
            ], faults: &faults)
        let limit = BodyContent.Limit.self
        var content = BodyContent()
        content.slug = slug(node, limit: limit.slug, faults: &faults) ?? ""
        content.name = node.text("name", required: true, maximumLength: limit.name, faults: &faults)?.nfc ?? ""
        content.functions = node.text("functions", maximumLength: limit.functions, faults: &faults)?.nfc ?? ""
        content.address = node.text("address", maximumLength: limit.address, faults: &faults)?.nfc ?? ""
        content.phone = phone(node, faults: &faults)
        content.email = node.text("email", maximumLength: limit.email, faults: &faults) ?? ""
        content.hours = node.text("hours", maximumLength: limit.hours, faults: &faults)?.nfc ?? ""
        content.establishedOn = day("established", of: node, faults: &faults)
        content.dissolvedOn = day("dissolved", of: node, faults: &faults)
        content.grounds = node.text("grounds", maximumLength: limit.grounds, faults: &faults)?.nfc
        let people = node.items("people", faults: &faults).compactMap { person($0, faults: &faults) }
        return BodyEntry(
            content: content, parent: node.text("parent", faults: &faults),
            successor: node.text("successor", faults: &faults), people: people, line: node.line)
    }

    private static func person(_ node: ConfigNode, faults: inout [Fault]) -> PersonContent? {
        guard node.requireMapping(faults: &faults) else { return nil }
        node.unknownKeys(allowing: ["name", "office", "phone", "email", "duties", "hours"], faults: &faults)
        let limit = PersonContent.Limit.self
        let name = node.text("name", required: true, maximumLength: limit.name, faults: &faults)
        let office = node.text("office", required: true, maximumLength: limit.office, faults: &faults)
        let email = node.text("email", maximumLength: BodyContent.Limit.email, faults: &faults)
        let duties = node.text("duties", maximumLength: limit.duties, faults: &faults)
        let hours = node.text("hours", maximumLength: limit.hours, faults: &faults)
        let phone = phone(node, faults: &faults)
        guard let name, let office else { return nil }
        return PersonContent(
            name: name.nfc, office: office.nfc, phone: phone, email: email ?? "", duties: duties?.nfc ?? "",
            hours: hours?.nfc)
    }

    // MARK: - Values

    private static func slug(_ node: ConfigNode, limit: Int, faults: inout [Fault]) -> String? {
        guard let id = node.text("id", required: true, maximumLength: limit, faults: &faults) else { return nil }
        if Slug.isValid(id) { return id }
        faults.append(
            (node.child("id") ?? node).fault(
                "cannot be part of an address", mend: "write it like \"\(Slug.make(from: id, maxLength: limit))\""))
        return nil
    }

    private static func phone(_ node: ConfigNode, faults: inout [Fault]) -> String {
        guard let text = node.text("phone", maximumLength: BodyContent.Limit.phone, faults: &faults) else { return "" }
        if !PhoneNumber.isValid(text) {
            faults.append(
                (node.child("phone") ?? node).fault("is no telephone number", mend: "write it like \"0204 000 120\""))
        }
        return text
    }

    private static func day(_ key: String, of node: ConfigNode, faults: inout [Fault]) -> String? {
        guard let text = node.text(key, maximumLength: 20, faults: &faults) else { return nil }
        if let day = VietnamTime(parsing: text) { return day.isoDay }
        faults.append((node.child(key) ?? node).fault("is no day", mend: "write it like 2027-01-01"))
        return nil
    }

    // MARK: - Structure

    /// The bodies, each after the one above it and the one that takes over, otherwise in the order of the file.
    private static func arranged(_ entries: [BodyEntry], faults: inout [Fault]) -> [BodyEntry] {
        var seen: Set<String> = []
        for entry in entries where !entry.id.isEmpty && !seen.insert(entry.id).inserted {
            faults.append(
                Fault(
                    file: displayName, line: entry.line, message: "the id \"\(entry.id)\" is used twice",
                    mend: "give one of the bodies another"))
        }
        for entry in entries {
            guard let parent = entry.parent, !seen.contains(parent) else { continue }
            faults.append(
                Fault(
                    file: displayName, line: entry.line,
                    message: "\"\(entry.id)\" has the parent \"\(parent)\", which is no body",
                    mend: "name the id of another body, or leave parent out"))
        }
        for entry in entries {
            guard let successor = entry.successor, !seen.contains(successor) || successor == entry.id else { continue }
            faults.append(
                Fault(
                    file: displayName, line: entry.line,
                    message: "\"\(entry.id)\" has the successor \"\(successor)\", which is no other body",
                    mend: "name the id of another body, or leave successor out"))
        }
        var placed: [BodyEntry] = []
        var waiting = entries
        while !waiting.isEmpty {
            let known = Set(placed.map(\.id))
            let ready = waiting.filter { entry in
                [entry.parent, entry.successor].compactMap { $0 }.allSatisfy {
                    known.contains($0) || !seen.contains($0)
                }
            }
            if ready.isEmpty { break }
            placed += ready
            waiting.removeAll { entry in ready.contains { $0.id == entry.id } }
        }
        if let first = waiting.first {
            faults.append(
                Fault(
                    file: displayName, line: first.line,
                    message: "\"\(first.id)\" stands below or takes over from itself",
                    mend: "change the parent or successor of one of the bodies in the circle"))
        }
        return placed
    }
}
