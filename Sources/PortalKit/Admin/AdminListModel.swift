/// What the template `admin/list` shows.
struct AdminListModel: TemplateModel {
    struct Column: Sendable {
        let title: String
        let isNumber: Bool
        let isSortable: Bool
        let sortUrl: String?
        let sortDirection: String?
    }

    struct Cell: Sendable {
        let label: String
        let text: String
        let url: String?
        let badge: String?
        let isNumber: Bool
        let isCode: Bool
    }

    struct RowLink: Sendable {
        let label: String
        let url: String
        let subject: String
    }

    struct Row: Sendable {
        let cells: [Cell]
        let links: [RowLink]
        let postActions: [PostAction]
        let note: String?
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let hasFilter: Bool
    let filterUrl: String
    let filters: [FieldModel]
    let filterSubmit: String?
    let hasRows: Bool
    let summary: String
    let columns: [Column]
    let hasRowActions: Bool
    let rows: [Row]
    let empty: String
    let pager: Pager

    init(_ list: AdminList, title: String, path: String, csrf: String) {
        self.title = title
        intro = list.intro
        hasActions = !list.actions.isEmpty
        actions = list.actions
        hasFilter = list.filter != nil
        filterUrl = path
        filters = list.filter?.fields.map(FieldModel.init) ?? []
        filterSubmit = list.filterSubmit
        hasRows = !list.rows.isEmpty
        summary = list.pager.summary
        columns = list.columns.map { column in
            Column(
                title: column.title, isNumber: column.isNumber, isSortable: column.sort != nil,
                sortUrl: column.sort?.url, sortDirection: column.sort?.direction?.rawValue)
        }
        hasRowActions = list.rows.contains { !$0.links.isEmpty || !$0.posts.isEmpty || $0.note != nil }
        rows = list.rows.map { row in
            let subject = row.cells.first?.text ?? ""
            return Row(
                cells: zip(row.cells, list.columns).map { cell, column in
                    Cell(
                        label: column.title, text: cell.text, url: cell.url, badge: cell.badge?.rawValue,
                        isNumber: column.isNumber, isCode: column.isCode)
                },
                links: row.links.map { RowLink(label: $0.label, url: $0.url, subject: subject) },
                postActions: row.posts.map { PostAction($0, csrf: csrf, back: path) }, note: row.note)
        }
        empty = list.empty
        pager = list.pager
    }

    static var example: AdminListModel {
        AdminListModel(
            AdminList(
                intro: "Tin bài của cổng",
                actions: [AdminAction("Viết bài", url: "/moi", isPrimary: true, icon: "plus")],
                filter: .example, filterSubmit: "So sánh",
                columns: [
                    AdminList.Column(
                        "Tiêu đề", isNumber: true, isCode: true, sort: .init(url: "?s=1", direction: .ascending))
                ],
                rows: [
                    AdminList.Row(
                        [AdminList.Cell("Lịch tiêm", url: "/1", badge: .warning)],
                        links: [AdminAction("Sửa", url: "/1")],
                        posts: [
                            AdminPost(
                                "Xuất bản", url: "/1/xuat-ban", subject: "Lịch tiêm", isPrimary: true,
                                confirm: .init("Xuất bản “Lịch tiêm”?", explanation: "Ai cũng đọc được."))
                        ], note: "Chưa xóa được: còn bài liên quan")
                ], empty: "Chưa có tin bài", pager: .example), title: "Tin bài", path: "/quan-tri/news", csrf: "…")
    }
}
