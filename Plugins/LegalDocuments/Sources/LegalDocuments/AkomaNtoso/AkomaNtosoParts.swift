import PortalKit

/// The pieces of a text where Akoma Ntoso wants them: before the body, the body, after it.
struct AkomaNtosoParts {
    /// Something issued with the document, with the head that stands before its title.
    struct Attachment {
        var head: [LegalNode]
        let node: LegalNode
    }

    private(set) var preface: [LegalNode] = []
    private(set) var preamble: [LegalNode] = []
    private(set) var body: [LegalNode] = []
    private(set) var conclusions: [LegalNode] = []
    private(set) var attachments: [Attachment] = []

    init(_ nodes: [LegalNode]) {
        var head: [LegalNode] = []
        for node in nodes {
            switch node.role {
            case .attachment, .appendix:
                attachments.append(Attachment(head: head, node: node))
                head = []
            case .masthead where !body.isEmpty || !conclusions.isEmpty || !attachments.isEmpty: head.append(node)
            case .masthead, .title: preface.append(node)
            case .basis, .enactment: preamble.append(node)
            case .signature, .recipients: conclusions.append(node)
            default: body.append(node)
            }
        }
        // A head after which nothing comes stays with the end.
        conclusions += head
    }
}
