/// A node of an XML document. Comments and instructions are left out.
enum XMLNode: Sendable {
    case text(String)
    case element(XMLElement)
}

/// An element of an XML document. Names are `prefix:local` with the usual prefix of the namespace, whatever prefix the
/// document chose (``XMLNamespaces``).
struct XMLElement: Sendable {
    let name: String
    let attributes: [(name: String, value: String)]
    var children: [XMLNode] = []

    /// The value of an attribute.
    subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }

    /// The elements among the children.
    var elements: [XMLElement] {
        children.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    /// The first child element of a name.
    func first(_ name: String) -> XMLElement? {
        for case .element(let element) in children where element.name == name { return element }
        return nil
    }

    /// The first element of a name at any depth below this one.
    func descendant(_ name: String) -> XMLElement? {
        for element in elements {
            if element.name == name { return element }
            if let found = element.descendant(name) { return found }
        }
        return nil
    }

    /// The text at any depth.
    var text: String {
        children.map { node in
            switch node {
            case .text(let text): text
            case .element(let element): element.text
            }
        }.joined()
    }
}
