/// What the template `admin/dashboard` shows.
struct DashboardModel: TemplateModel {
    struct Tile: Sendable {
        let title: String
        let value: String
        let note: String
        let url: String
        let isWarning: Bool

        /// Whether there is nothing that it could tell.
        var isQuiet: Bool { value == "0" && !isWarning }
    }

    /// Tiles that tell nothing, folded away: with all modules an office has some thirty, and few of them say anything.
    struct Quiet: Sendable {
        let title: String
        let tiles: [Tile]
    }

    struct Item: Sendable {
        let text: String
        let url: String
        let note: String?
        let isWarning: Bool
    }

    struct Panel: Sendable {
        let title: String
        let hasMore: Bool
        let moreUrl: String?
        let hasItems: Bool
        let items: [Item]
        let empty: String

        /// - Parameter moreUrl: where all of it stands, nil when this is all.
        init(title: String, moreUrl: String?, items: [Item], empty: String) {
            self.title = title
            hasMore = moreUrl != nil
            self.moreUrl = moreUrl
            hasItems = !items.isEmpty
            self.items = items
            self.empty = empty
        }
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let tiles: [Tile]
    let quiet: Quiet?
    let panels: [Panel]

    static var example: DashboardModel {
        DashboardModel(
            title: "Bảng điều khiển", intro: "Thứ Tư, ngày 18/03/2026", hasActions: true,
            actions: [AdminAction("Viết tin mới", url: "/", isPrimary: true, icon: "plus")],
            tiles: [Tile(title: "Phản ánh quá hạn", value: "2", note: "trong 14", url: "/", isWarning: true)],
            quiet: Quiet(
                title: "1 mục đang là 0",
                tiles: [Tile(title: "Hồ sơ quá hạn", value: "0", note: "0 hồ sơ", url: "/", isWarning: false)]),
            panels: [
                Panel(
                    title: "Chờ tôi xử lý", moreUrl: "/",
                    items: [Item(text: "Duyệt tin “Tiêm phòng”", url: "/", note: "16/03", isWarning: true)],
                    empty: "Không có việc nào chờ xử lý.")
            ])
    }
}

extension DashboardModel.Panel {
    /// A list that a module gives.
    init(_ panel: DashboardContribution.Panel) {
        self.init(
            title: panel.title, moreUrl: panel.moreURL,
            items: panel.items.map { .init(text: $0.text, url: $0.url, note: $0.note, isWarning: $0.isWarning) },
            empty: panel.empty)
    }
}
