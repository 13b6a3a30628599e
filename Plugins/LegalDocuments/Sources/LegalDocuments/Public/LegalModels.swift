import PortalKit

/// A document in a list.
struct LegalCardModel: Sendable {
    let number: String
    let type: String
    let summary: String
    let url: String
    let body: String
    let issued: DayModel
    let status: String
    let statusBadge: String

    static let example = LegalCardModel(
        number: "15/2024/QĐ-UBND", type: "Quyết định", summary: "Ban hành Quy chế hoạt động của nhà văn hóa thôn",
        url: "/van-ban/quyet-dinh-15-2024-qd-ubnd", body: "Ủy ban nhân dân xã Đồng Việt", issued: .example,
        status: "Còn hiệu lực", statusBadge: "success")
}

/// A day for a `time` element.
struct DayModel: Sendable {
    let iso: String
    let text: String

    /// Nil for no day.
    init?(_ day: String) {
        guard !day.isEmpty else { return nil }
        iso = day
        text = day.dayText
    }

    private init(iso: String, text: String) {
        self.iso = iso
        self.text = text
    }

    static let example = DayModel(iso: "2024-06-12", text: "12/06/2024")
}

/// A choice of a facet.
struct LegalChoiceModel: Sendable {
    let title: String
    let url: String
    let count: String?
    let current: Bool

    static let example = LegalChoiceModel(
        title: "Quyết định", url: "/van-ban?loai=quyet-dinh", count: "12", current: true)
}

/// Something to narrow the list by.
struct LegalFacetModel: Sendable {
    let title: String
    let id: String
    let choices: [LegalChoiceModel]

    static let example = LegalFacetModel(title: "Loại văn bản", id: "loai", choices: [.example])
}

/// What the template `list` shows.
struct LegalListModel: TemplateModel {
    struct Hidden: Sendable {
        let name: String
        let value: String
    }

    let title: String
    let url: String
    let query: String
    let hidden: [Hidden]
    let summary: String
    let isFiltered: Bool
    /// Whether something of the facets is chosen.
    let isNarrowed: Bool
    let hasCards: Bool
    let cards: [LegalCardModel]
    let empty: String
    let facets: [LegalFacetModel]
    let pager: Pager
    let feedUrl: String

    static var example: LegalListModel {
        LegalListModel(
            title: "Văn bản", url: "/van-ban", query: "nhà văn hóa",
            hidden: [Hidden(name: "loai", value: "quyet-dinh")],
            summary: "Có 12 văn bản", isFiltered: true, isNarrowed: true, hasCards: true, cards: [.example],
            empty: "Không có văn bản nào", facets: [.example], pager: .example, feedUrl: "/van-ban/feed.xml")
    }
}

/// What the template `document` shows.
struct LegalDocumentModel: TemplateModel {
    struct Fact: Sendable {
        let label: String
        let value: String
        let iso: String?
    }

    struct Relation: Sendable {
        let title: String
        let url: String?
        let summary: String?
        let day: String?
    }

    struct RelationGroup: Sendable {
        let title: String
        let relations: [Relation]
    }

    struct Link: Sendable {
        let title: String
        let url: String
    }

    struct Version: Sendable {
        let title: String
        let url: String
        let current: Bool
    }

    let title: String
    let summary: String
    let status: String
    let statusBadge: String
    /// That text and force are those of a day which was asked for.
    let dayNote: String?
    /// Since when, as a sentence.
    let statusNote: String
    let hasStatusLinks: Bool
    /// What ended it, or will.
    let statusLinks: [Link]
    let hasAmendments: Bool
    let amendments: [Link]
    /// That it is a text with amendments in it, from when, and by what.
    let versionNote: String?
    let hasVersions: Bool
    let versions: [Version]
    /// Where the text of another day is asked for.
    let url: String
    /// The day that is shown.
    let day: String
    /// That what was typed is no day.
    let dayError: String?
    let compareUrl: String?
    let note: String?
    let facts: [Fact]
    let hasContents: Bool
    let contents: [LegalContentsEntry]
    let blocks: [LegalBlockModel]
    let hasRelations: Bool
    let relationGroups: [RelationGroup]
    let hasConsulted: Bool
    /// The drafts that were put out for comment before.
    let consulted: [Link]
    let fieldLinks: [Link]
    let downloads: [Link]
    let citation: String

    static var example: LegalDocumentModel {
        LegalDocumentModel(
            title: "Quyết định số 15/2024/QĐ-UBND", summary: "Ban hành Quy chế", status: "Còn hiệu lực",
            statusBadge: "success", dayNote: "Vào ngày 15/03/2026:", statusNote: "Có hiệu lực từ ngày 01/07/2024.",
            hasStatusLinks: true,
            statusLinks: [Link(title: "Quyết định số 06/2025/QĐ-UBND", url: "/van-ban/quyet-dinh-06-2025-qd-ubnd")],
            hasAmendments: true,
            amendments: [Link(title: "Quyết định số 07/2025/QĐ-UBND", url: "/van-ban/quyet-dinh-07-2025-qd-ubnd")],
            versionNote: "Bản hợp nhất", hasVersions: true,
            versions: [Version(title: "Bản gốc", url: "/van-ban/quyet-dinh?ngay=goc", current: true)],
            url: "/van-ban/quyet-dinh", day: "2026-03-15", dayError: "Không đọc được ngày",
            compareUrl: "/van-ban/quyet-dinh/so-sanh",
            note: "Văn bản của xã cũ",
            facts: [Fact(label: "Ngày ban hành", value: "12/06/2024", iso: "2024-06-12")], hasContents: true,
            contents: [.example], blocks: [.example], hasRelations: true,
            relationGroups: [
                RelationGroup(
                    title: "Thay thế",
                    relations: [
                        Relation(
                            title: "Quyết định số 11/2021/QĐ-UBND", url: "/van-ban/quyet-dinh-11-2021-qd-ubnd",
                            summary: "Quy chế hoạt động của nhà văn hóa thôn", day: "05/05/2021")
                    ])
            ], hasConsulted: true,
            consulted: [Link(title: "Quy chế nhà văn hóa", url: "/du-thao/quy-che-nha-van-hoa")],
            fieldLinks: [Link(title: "Văn hóa", url: "/van-ban?linh-vuc=van-hoa")],
            downloads: [Link(title: "Akoma Ntoso (XML)", url: "/van-ban/quyet-dinh-15-2024-qd-ubnd/akn.xml")],
            citation: "Quyết định số 15/2024/QĐ-UBND ngày 12 tháng 6 năm 2024 của Ủy ban nhân dân xã Đồng Việt")
    }
}
