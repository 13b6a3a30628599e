/// What the template `admin/legal-structure` shows: the tree that was read, and the lines to correct beside it.
struct LegalStructureModel: TemplateModel {
    struct Option: Sendable {
        let value: String
        let label: String
        let selected: Bool
    }

    struct Row: Sendable {
        let cells: [String]
    }

    struct Line: Sendable {
        /// From 0, through the whole text.
        let index: String
        let number: String
        let text: String
        let rows: String
        let isTable: Bool
        let table: [Row]
        let depth: String
        /// A paragraph that nothing tells what it is.
        let isUnknown: Bool
        /// Whether an officer said what it is.
        let isSet: Bool
        let canJoin: Bool
        let options: [Option]
    }

    struct Entry: Sendable {
        let title: String
        let url: String
        let depth: String
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let error: String?
    let mayEdit: Bool
    let lockedNotice: String?
    let url: String
    let csrf: String
    let revision: String
    let page: String
    let hasLines: Bool
    let lines: [Line]
    let hasTree: Bool
    let tree: [Entry]
    let pager: Pager

    static var example: LegalStructureModel {
        LegalStructureModel(
            title: "Cấu trúc văn bản", intro: "12 điều, 30 khoản", hasActions: true,
            actions: [
                AdminAction("Về văn bản", url: "/quan-tri/legal-documents/1", isPrimary: true, icon: "list")
            ], error: "Chữ đã bị sửa", mayEdit: true, lockedNotice: "Văn bản đang chờ kiểm tra",
            url: "/quan-tri/legal-documents/1/cau-truc", csrf: "…", revision: "4", page: "1", hasLines: true,
            lines: [
                Line(
                    index: "0", number: "1", text: "Điều 1. Phạm vi", rows: "1", isTable: true,
                    table: [Row(cells: ["Hạng mục"])], depth: "1", isUnknown: true, isSet: true, canJoin: true,
                    options: [Option(value: "article", label: "Điều", selected: true)])
            ], hasTree: true,
            tree: [Entry(title: "Điều 1. Phạm vi", url: "/quan-tri/legal-documents/1/cau-truc#dong-0", depth: "1")],
            pager: .example)
    }
}
