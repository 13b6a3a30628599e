import PortalKit

/// What the template `admin/comments` shows.
struct CommentListModel: TemplateModel {
    struct Row: Sendable {
        let id: String
        /// Whether it was ticked for what was refused.
        let isChosen: Bool
        let code: String
        let url: String
        let text: String
        let place: String
        let version: String
        let draft: String
        let sender: String
        let day: String
        let state: String
        let stateBadge: String
        let treatment: String?
        let treatmentBadge: String
        let isDuplicate: Bool
        let tags: [String]
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let filterUrl: String
    let hasFilter: Bool
    let filters: [FieldModel]
    let summary: String
    let error: String?
    let csrf: String
    /// Holds what narrows the list.
    let postUrl: String
    let hasRows: Bool
    let hasBulk: Bool
    let showsDraft: Bool
    let showsSender: Bool
    let rows: [Row]
    let empty: String
    /// Whether these fields are seen at once, since they were refused.
    let isSorting: Bool
    let isTreating: Bool
    let sorting: [FieldModel]
    let treating: [FieldModel]
    let pager: Pager

    static var example: CommentListModel {
        CommentListModel(
            title: "Ý kiến", intro: "Quy chế", hasActions: true,
            actions: [
                AdminAction(
                    "Nhập ý kiến", url: "/quan-tri/draft-consultation/1/nhap-y-kien", isPrimary: true, icon: "plus")
            ],
            filterUrl: "/quan-tri/draft-consultation/1/y-kien", hasFilter: true, filters: FieldModel.examples,
            summary: "14 ý kiến", error: "Chưa chọn ý kiến nào", csrf: "…",
            postUrl: "/quan-tri/draft-consultation/1/y-kien",
            hasRows: true, hasBulk: true, showsDraft: true, showsSender: true,
            rows: [
                Row(
                    id: "1", isChosen: true, code: "YK-7K2M9QX4TD", url: "/quan-tri/draft-consultation/y-kien/1",
                    text: "Nên giảm mức thu.",
                    place: "Điều 5", version: "Bản 1", draft: "Quy chế", sender: "Cá nhân", day: "24/11/2026",
                    state: "Chờ xem", stateBadge: "warning", treatment: "Tiếp thu", treatmentBadge: "success",
                    isDuplicate: true, tags: ["mức thu"])
            ], empty: "Chưa có ý kiến nào", isSorting: true, isTreating: true, sorting: FieldModel.examples,
            treating: FieldModel.examples, pager: .example
        )
    }
}
