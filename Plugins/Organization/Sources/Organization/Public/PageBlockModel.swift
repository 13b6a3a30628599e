import PortalKit

/// A block as the partial `partials/page-block` shows it: one of its kinds of content.
struct PageBlockModel: Sendable {
    /// A figure: "31,4 km²", "Diện tích".
    struct Figure: Sendable {
        let value: String
        let label: String
    }

    /// A link with what it is about.
    struct Card: Sendable {
        let label: String
        let url: String
        let note: String?
    }

    /// What somebody said.
    struct Quotation: Sendable {
        let paragraphs: [String]
        let source: String?
    }

    /// Where to turn to.
    struct Contact: Sendable {
        let name: String
        /// What the person is, or nil for a body.
        let office: String?
        let url: String
        let contact: ContactModel
    }

    let anchor: String
    let title: String?
    let textHTML: SafeHTML?
    let picture: PagePictureModel?
    let hasGallery: Bool
    let gallery: [PagePictureModel]
    let hasFigures: Bool
    let figures: [Figure]
    let hasCards: Bool
    let cards: [Card]
    let note: String?
    let quotation: Quotation?
    let contact: Contact?

    /// - Returns: nil when nothing is left to show, as of a picture that is gone.
    init?(_ block: PageBlock, anchor: String, text: SafeHTML?, _ sources: PageView.Sources, _ texts: Texts) {
        let pictures = block.kind == .gallery ? block.rows.compactMap { PagePictureModel($0, sources) } : []
        let picture = block.kind == .picture ? PagePictureModel(block, sources) : nil
        let contact = ContactReference(block[.contact]).flatMap { Contact($0, sources) }
        switch block.kind {
        case .picture where picture == nil, .gallery where pictures.isEmpty, .contact where contact == nil: return nil
        default: break
        }
        self.init(
            anchor: anchor, title: block[.title].nonEmpty, textHTML: text, picture: picture, gallery: pictures,
            figures: block.kind == .figures
                ? block.rows.map { Figure(value: $0[.value], label: $0[.label]) } : [],
            cards: block.kind == .cards
                ? block.rows.map { Card(label: $0[.label], url: $0[.url], note: $0[.note].nonEmpty) } : [],
            note: block[.note].nonEmpty, quotation: block.kind == .quotation ? Quotation(block) : nil,
            contact: contact)
    }

    private init(
        anchor: String, title: String?, textHTML: SafeHTML?, picture: PagePictureModel?, gallery: [PagePictureModel],
        figures: [Figure], cards: [Card], note: String?, quotation: Quotation?, contact: Contact?
    ) {
        self.anchor = anchor
        self.title = title
        self.textHTML = textHTML
        self.picture = picture
        hasGallery = !gallery.isEmpty
        self.gallery = gallery
        hasFigures = !figures.isEmpty
        self.figures = figures
        hasCards = !cards.isEmpty
        self.cards = cards
        self.note = note
        self.quotation = quotation
        self.contact = contact
    }

    static let example = PageBlockModel(
        anchor: "muc-1", title: "Vị trí, địa hình", textHTML: SafeHTML(escaping: "Phía tây là đồng bằng."),
        picture: .example, gallery: [.example], figures: [Figure(value: "31,4 km²", label: "Diện tích")],
        cards: [Card(label: "Chín thôn", url: "/gioi-thieu/chin-thon", note: "Từng thôn một")],
        note: "Số liệu đến ngày 31/12/2025",
        quotation: Quotation(paragraphs: ["Đất này nuôi người."], source: "Cụ Ong"),
        contact: Contact(
            name: "Phạm Văn Lực", office: "Chánh Văn phòng", url: "/gioi-thieu/co-cau/van-phong", contact: .example))
}

extension PageBlockModel.Quotation {
    fileprivate init(_ block: PageBlock) {
        paragraphs = block[.text].split(separator: "\n").map(String.init)
        source = block[.source].nonEmpty
    }
}

extension PageBlockModel.Contact {
    /// Of a body that has ended, the one that took over is shown; nil where there is none, or nobody any more.
    fileprivate init?(_ reference: ContactReference, _ sources: PageView.Sources) {
        guard let authority = sources.authority else { return nil }
        switch reference {
        case .body(let id):
            guard let body = authority.current(id) else { return nil }
            self.init(
                name: body.name, office: nil, url: sources.context.url(body.path), contact: ContactModel(body.content))
        case .person(let id):
            guard let (person, body) = authority.person(id) else { return nil }
            self.init(
                name: person.name, office: person.content.office, url: sources.context.url(body.path),
                contact: ContactModel(person, of: body))
        }
    }
}

/// A picture of the library with the words that belong to the place where it stands.
struct PagePictureModel: Sendable {
    let src: String
    let srcset: String
    let width: Int
    let height: Int
    let alt: String
    let hasWords: Bool
    let caption: String?
    let credit: String?

    fileprivate init?(_ block: PageBlock, _ sources: PageView.Sources) {
        self.init(block[.picture], alt: block[.alt], caption: block[.caption], sources)
    }

    fileprivate init?(_ row: PageBlock.Row, _ sources: PageView.Sources) {
        self.init(row[.picture], alt: row[.alt], caption: row[.caption], sources)
    }

    private init?(_ id: String, alt: String, caption: String, _ sources: PageView.Sources) {
        guard let item = LibraryItem.id(typed: id).flatMap({ sources.pictures[$0] }),
            let width = item.content.original.width, let height = item.content.original.height
        else { return nil }
        self.init(
            src: item.url(width: item.content.file(width: 960).width ?? width), srcset: item.srcset, width: width,
            height: height, alt: alt, caption: caption.nonEmpty, credit: item.credit.nonEmpty)
    }

    private init(
        src: String, srcset: String, width: Int, height: Int, alt: String, caption: String?, credit: String?
    ) {
        self.src = src
        self.srcset = srcset
        self.width = width
        self.height = height
        self.alt = alt
        hasWords = caption != nil || credit != nil
        self.caption = caption
        self.credit = credit
    }

    static let example = PagePictureModel(
        src: "/tep/12-dinh-ca.jpg", srcset: "/tep/12-dinh-ca.jpg?rong=480 480w", width: 960, height: 640,
        alt: "Đình Cả", caption: "Đình Cả trong ngày hội", credit: "Ảnh: Hoàng Minh")
}
