import PortalKit

/// A legal text as Akoma Ntoso 3.0 (OASIS LegalDocML), valid against its schema.
///
/// What Akoma Ntoso has a name for gets it: `citation` for a legal basis, `article`, `clause`, `point`, `indent`; the rest
/// is an `hcontainer` or `container` with the role's name, so that reading the file gives the same tree again.
struct AkomaNtosoWriter {
    private let identity: AkomaNtosoIdentity
    private var xml = XMLText()
    private var taken: Set<String> = []

    static func write(_ text: LegalText, _ identity: AkomaNtosoIdentity) -> String {
        var writer = AkomaNtosoWriter(identity: identity)
        return writer.document(text)
    }

    private init(identity: AkomaNtosoIdentity) {
        self.identity = identity
    }

    private mutating func document(_ text: LegalText) -> String {
        let parts = AkomaNtosoParts(text.nodes)
        element("akomaNtoso", [("xmlns", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0")]) { writer in
            let contains = writer.identity.isConsolidated ? "singleVersion" : "originalVersion"
            writer.element("act", [("name", writer.identity.type), ("contains", contains)]) { writer in
                writer.meta(component: nil)
                writer.preface(parts.preface)
                writer.preamble(parts.preamble)
                writer.element("body") { writer in
                    for node in parts.body { writer.hierarchy(node, above: "") }
                    if parts.body.isEmpty { writer.hierarchy(.nothing, above: "") }
                }
                writer.conclusions(parts.conclusions)
                writer.attachments(parts.attachments)
            }
        }
        return xml.text
    }

    // MARK: - Who and when

    private mutating func meta(component: String?) {
        let (identity, part) = (identity, component.map { "/!\($0)" } ?? "/!main")
        element("meta") { writer in
            writer.element("identification", [("source", "#portal")]) { writer in
                writer.element("FRBRWork") { writer in
                    writer.addresses(this: identity.work + part, uri: identity.work)
                    writer.dated(identity.issuedOn, "issued", by: "#issuer")
                    writer.value("FRBRcountry", "vn")
                    writer.value("FRBRsubtype", identity.type)
                    writer.value("FRBRnumber", identity.number)
                    writer.value("FRBRname", identity.title.isEmpty ? identity.number : identity.title)
                }
                writer.element("FRBRExpression") { writer in
                    writer.addresses(this: identity.expression + part, uri: identity.expression)
                    writer.dated(identity.versionOn, "version", by: "#issuer")
                    writer.xml.element("FRBRlanguage", [("language", "vie")])
                }
                writer.element("FRBRManifestation") { writer in
                    writer.addresses(this: identity.expression + part + ".xml", uri: identity.manifestation)
                    writer.dated(identity.madeOn, "file", by: "#portal")
                    writer.value("FRBRformat", "application/akn+xml")
                }
            }
            // The identifiers of a file are unique, so attachments use the references of the whole.
            if component == nil { writer.references() }
        }
    }

    private mutating func references() {
        let identity = identity
        element("references", [("source", "#portal")]) { writer in
            writer.organization("issuer", name: identity.author, shown: identity.authorName)
            writer.organization("portal", name: "portal", shown: identity.publisher)
        }
    }

    private mutating func organization(_ id: String, name: String, shown: String) {
        xml.element(
            "TLCOrganization",
            [("eId", id), ("href", "/akn/ontology/organization/vn/\(name)"), ("showAs", shown)])
    }

    private mutating func addresses(this: String, uri: String) {
        value("FRBRthis", this)
        value("FRBRuri", uri)
    }

    private mutating func dated(_ day: String, _ name: String, by author: String) {
        xml.element("FRBRdate", [("date", day), ("name", name)])
        xml.element("FRBRauthor", [("href", author)])
    }

    private mutating func value(_ element: String, _ value: String) {
        xml.element(element, [("value", value)])
    }

    // MARK: - Around the text

    private mutating func preface(_ nodes: [LegalNode]) {
        guard !nodes.isEmpty else { return }
        element("preface") { writer in
            for node in nodes { writer.container(node) }
        }
    }

    private mutating func preamble(_ nodes: [LegalNode]) {
        guard !nodes.isEmpty else { return }
        element("preamble") { writer in
            for node in nodes {
                if node.role == .enactment {
                    writer.element("formula", [("name", "enacting")]) { $0.blocks(node.content) }
                } else {
                    writer.element("citations", [("eId", writer.free("cits"))]) { $0.citations(node.content) }
                }
            }
        }
    }

    private mutating func citations(_ content: [LegalNode.Content]) {
        for (index, line) in content.enumerated() {
            element("citation", [("eId", free("cits__cit_\(index + 1)"))]) { $0.blocks([line]) }
        }
    }

    private mutating func conclusions(_ nodes: [LegalNode]) {
        guard !nodes.isEmpty else { return }
        element("conclusions") { writer in
            for node in nodes { writer.container(node) }
        }
    }

    private mutating func container(_ node: LegalNode) {
        let name = node.role.rawValue
        element("container", [("eId", free(name)), ("name", name)]) { $0.blocks(node.content) }
    }

    private mutating func attachments(_ attachments: [AkomaNtosoParts.Attachment]) {
        guard !attachments.isEmpty else { return }
        element("attachments") { writer in
            for (index, attachment) in attachments.enumerated() {
                let id = "att_\(index + 1)"
                writer.element("attachment", [("eId", id)]) { writer in
                    writer.element("doc", [("name", attachment.node.role.rawValue)]) { writer in
                        writer.meta(component: id)
                        writer.attachment(attachment, id: id)
                    }
                }
            }
        }
    }

    private mutating func attachment(_ attachment: AkomaNtosoParts.Attachment, id: String) {
        let parts = AkomaNtosoParts(attachment.node.children)
        element("preface") { writer in
            for node in attachment.head + parts.preface { writer.container(node) }
            writer.element("container", [("eId", "\(id)__title"), ("name", attachment.node.role.rawValue)]) { writer in
                writer.xml.element("p", text: attachment.node.heading)
                writer.blocks(attachment.node.content)
            }
        }
        preamble(parts.preamble)
        element("mainBody") { writer in
            for node in parts.body { writer.hierarchy(node, above: id) }
            if parts.body.isEmpty { writer.xml.element("p", []) }
        }
        conclusions(parts.conclusions)
    }

    // MARK: - The text

    private static let names: [LegalRole: (element: String, id: String)] = [
        .part: ("part", "part"), .chapter: ("chapter", "chp"), .section: ("section", "sec"),
        .subsection: ("subsection", "subsec"), .article: ("article", "art"), .clause: ("clause", "cl"),
        .point: ("point", "point"), .item: ("indent", "indent"),
    ]

    private mutating func hierarchy(_ node: LegalNode, above: String) {
        let known = Self.names[node.role]
        let number = Slug.make(from: node.number.lowercased().replacing("đ", with: "dd").replacing(".", with: "-"))
        let place = node.number.isEmpty ? "\(known?.id ?? "hcontainer")_1" : "\(known?.id ?? "hcontainer")_\(number)"
        // Articles are numbered through the whole body, so their place in a chapter is not in their identifier.
        let scope = node.role == .article ? above.components { $0.hasPrefix("att_") } : above
        let id = free(scope.isEmpty ? place : "\(scope)__\(place)")
        let attributes = [("eId", id)] + (known == nil ? [("name", node.role.rawValue)] : [])
        element(known?.element ?? "hcontainer", attributes) { writer in
            if !node.label.isEmpty { writer.xml.element("num", text: node.label) }
            if !node.heading.isEmpty { writer.xml.element("heading", text: node.heading) }
            if node.children.isEmpty {
                writer.element("content") { $0.blocks(node.content) }
                return
            }
            if !node.content.isEmpty { writer.element("intro") { $0.blocks(node.content) } }
            for child in node.children { writer.hierarchy(child, above: id) }
        }
    }

    private mutating func blocks(_ content: [LegalNode.Content]) {
        if content.isEmpty { xml.element("p", []) }
        for piece in content {
            switch piece {
            case .paragraph(let text): xml.element("p", text: text)
            case .table(let rows): table(rows)
            }
        }
    }

    private mutating func table(_ rows: [[String]]) {
        element("table") { writer in
            for row in rows {
                writer.element("tr") { writer in
                    for cell in row { writer.element("td") { $0.xml.element("p", text: cell) } }
                }
            }
        }
    }

    // MARK: - Parts

    private mutating func element(
        _ name: String, _ attributes: [(String, String)] = [], _ body: (inout AkomaNtosoWriter) -> Void
    ) {
        xml.open(name, attributes)
        body(&self)
        xml.close(name)
    }

    private mutating func free(_ id: String) -> String {
        var free = id
        var copy = 1
        while !taken.insert(free).inserted {
            copy += 1
            free = "\(id)-\(copy)"
        }
        return free
    }
}

extension LegalNode {
    /// Stands where the schema wants something and the text has nothing.
    fileprivate static let nothing = LegalText(lines: [LegalLine("", role: .paragraph)]).nodes[0]
}

extension String {
    /// The parts of an identifier that meet a condition, joined again.
    fileprivate func components(where isKept: (String) -> Bool) -> String {
        split(separator: "__").map(String.init).filter(isKept).joined(separator: "__")
    }
}
