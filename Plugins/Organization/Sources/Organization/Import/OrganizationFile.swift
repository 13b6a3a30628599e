import Foundation
import PortalKit

/// The content file `organization.yml`:
///
/// ```yaml
/// introduction: |                     # the text of the front page, as Markdown; each ## begins a block
///   Đồng Việt là một xã …
/// pages:                              # further pages; without an introduction the first is the front page
///   - {id: lich-su, title: Lịch sử, body: "…"}
///   - id: le-hoi
///     title: Lễ hội
///     blocks:                         # in place of a body
///       - {kind: text, title: Hội đình, text: "…"}
///       - {kind: picture, picture: pictures/le-hoi.jpg, alt: Rước nước, caption: "…"}
///       - {kind: gallery, title: Ảnh hội, rows: [{picture: …, alt: …, caption: …}]}
///       - {kind: figures, title: Trong số liệu, note: "…", rows: [{value: "9", label: Số thôn}]}
///       - {kind: cards, title: Xem thêm, rows: [{label: Chín thôn, url: /gioi-thieu/chin-thon, note: "…"}]}
///       - {kind: quotation, text: "…", source: Cụ Ong}
///       - {kind: contact, title: Liên hệ, contact: van-phong}     # or van-phong/pham-van-luc
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

    /// A picture that a page shows, by its path below the site's content folder, with what is said of it.
    struct Picture: Sendable {
        let path: String
        let alt: String
        let caption: String
    }

    /// A page whose blocks name pictures by their paths, and bodies and people by their ids in the file.
    struct PageEntry: Sendable {
        let content: IntroductionContent

        var pictures: [Picture] {
            content.blocks.flatMap { block in
                [Picture(path: block[.picture], alt: block[.alt], caption: block[.caption])]
                    + block.rows.map { Picture(path: $0[.picture], alt: $0[.alt], caption: $0[.caption]) }
            }.filter { !$0.path.isEmpty }
        }
    }

    let pages: [PageEntry]
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
        var pages: [PageEntry] = []
        if let text = root.text("introduction", maximumLength: longestText, faults: &faults) {
            pages.append(
                PageEntry(
                    content: IntroductionContent(
                        slug: Slug.make(from: introductionTitle), title: introductionTitle,
                        blocks: PageBlock.blocks(ofMarkdown: text.nfc))))
        }
        pages += root.items("pages", faults: &faults).compactMap { page($0, faults: &faults) }
        let entries = root.items("bodies", faults: &faults).compactMap { body($0, faults: &faults) }
        let bodies = arranged(entries, faults: &faults)
        check(pages, against: bodies, folder: url.deletingLastPathComponent().deletingLastPathComponent(), &faults)
        return faults.count == before ? OrganizationFile(pages: pages, bodies: bodies) : nil
    }

    // MARK: - Entries

    private static let longestText = 60_000

    private static func page(_ node: ConfigNode, faults: inout [Fault]) -> PageEntry? {
        guard node.requireMapping(faults: &faults) else { return nil }
        node.unknownKeys(allowing: ["id", "title", "body", "blocks"], faults: &faults)
        let limit = IntroductionContent.Limit.self
        let slug = slug(node, limit: limit.slug, faults: &faults)
        let title = node.text("title", required: true, maximumLength: limit.title, faults: &faults)
        let nodes = node.items("blocks", faults: &faults)
        let body = node.text("body", required: nodes.isEmpty, maximumLength: longestText, faults: &faults)
        let blocks = PageBlock.blocks(ofMarkdown: body?.nfc ?? "") + nodes.compactMap { block($0, faults: &faults) }
        guard let slug, let title else { return nil }
        return PageEntry(content: IntroductionContent(slug: slug, title: title.nfc, blocks: blocks))
    }

    private static func block(_ node: ConfigNode, faults: inout [Fault]) -> PageBlock? {
        let kinds = PageBlock.Kind.allCases.map(\.rawValue)
        guard node.requireMapping(faults: &faults),
            node.text("kind", required: true, faults: &faults) != nil,
            let kind = node.choice("kind", of: kinds, faults: &faults).flatMap(PageBlock.Kind.init(rawValue:))
        else { return nil }
        let rows = kind.rowFields.isEmpty ? [] : ["rows"]
        node.unknownKeys(allowing: ["kind"] + kind.fields.map(\.name.rawValue) + rows, faults: &faults)
        var block = PageBlock(kind)
        for (name, value) in fields(kind.fields, of: node, faults: &faults) { block[name] = value }
        for row in node.items("rows", faults: &faults) where row.requireMapping(faults: &faults) {
            row.unknownKeys(allowing: kind.rowFields.map(\.name.rawValue), faults: &faults)
            block.rows.append(PageBlock.Row(fields(kind.rowFields, of: row, faults: &faults)))
        }
        if !kind.rowFields.isEmpty, block.rows.isEmpty {
            faults.append(node.fault("has no rows", mend: "write rows: [{…}]"))
        }
        return block
    }

    private static func fields(
        _ fields: [PageField], of node: ConfigNode, faults: inout [Fault]
    ) -> [PageField.Name: String] {
        var values: [PageField.Name: String] = [:]
        for field in fields {
            // Paths and ids of the file are longer than the numbers that the portal makes of them.
            let limit = max(field.limit, 200)
            values[field.name] =
                node.text(
                    field.name.rawValue, required: field.isRequired, maximumLength: limit, faults: &faults)?.nfc
            if field.form == .link, let link = values[field.name], !link.isPageLink {
                faults.append(
                    (node.child(field.name.rawValue) ?? node).fault(
                        "leads nowhere", mend: "begin it with / or https://"))
            }
        }
        return values
    }

    /// Whether the pictures, bodies and people that pages name are there.
    private static func check(
        _ pages: [PageEntry], against bodies: [BodyEntry], folder: URL, _ faults: inout [Fault]
    ) {
        let contacts = Set(
            bodies.flatMap { body in [body.id] + body.people.map { "\(body.id)/\(Slug.make(from: $0.name))" } })
        for page in pages {
            for block in page.content.blocks where block.kind == .contact && !contacts.contains(block[.contact]) {
                faults.append(
                    Fault(
                        file: displayName,
                        message: "page \"\(page.content.slug)\" leads to \"\(block[.contact])\", which is nobody",
                        mend: "name a body's id, or id/name-of-the-person"))
            }
            for picture in page.pictures where !isPicture(picture.path, in: folder) {
                faults.append(
                    Fault(
                        file: displayName,
                        message:
                            "page \"\(page.content.slug)\" shows \"\(picture.path)\", which is not in the content folder",
                        mend: "put it there, and name it from that folder: pictures/…"))
            }
        }
    }

    private static func isPicture(_ path: String, in folder: URL) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
            && FileManager.default.fileExists(atPath: folder.appending(path: path).path)
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
