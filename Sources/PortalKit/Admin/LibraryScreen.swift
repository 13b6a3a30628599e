import Foundation
import GRDB

/// The library: what there is, found and sorted.
enum LibraryScreen {
    /// The list of pictures, for whoever chooses one without scripts.
    static let pictures = "\(AdminPath.files)?\(Field.kind)=\(LibraryItem.Kind.picture.rawValue)"

    private static let pageSize = 24
    /// Share of the quota from which on the screen warns.
    private static let warning = 0.9

    static func show(_ request: Request) async throws -> Response {
        let access = try LibraryAccess(request)
        let search = search(request, access)
        let number = try request.pageNumber()
        let found = try await request.site.database.read { database in
            let paging = try Paging(number: number, size: pageSize, total: search.count(in: database))
            let items = try search.items(limit: pageSize, offset: paging.offset, in: database)
            var undescribed = LibrarySearch()
            undescribed.owner = access.actor.personId
            undescribed.isDescribed = false
            return Found(
                items: items, uses: try LibraryUse.counts(of: items.map(\.id), in: database), paging: paging,
                undescribed: try undescribed.count(in: database), used: try FileQuota.used(in: database))
        }
        return try request.adminCorePage(
            "admin/library", model(found, search, request), PageInfo(title: request.texts("admin.library")))
    }

    private struct Found: Sendable {
        let items: [LibraryItem]
        let uses: [Int64: Int]
        let paging: Paging
        let undescribed: Int
        let used: Int
    }

    // MARK: - The filter

    private enum Field {
        static let text = "q"
        static let kind = "loai"
        static let use = "dung"
        static let owner = "cua"
        static let order = "xep"
    }

    private static func search(_ request: Request, _ access: LibraryAccess) -> LibrarySearch {
        let query = request.query
        var search = LibrarySearch()
        search.text = String((query[Field.text] ?? "").prefix(100))
        search.kind = query[Field.kind].flatMap(LibraryItem.Kind.init(rawValue:))
        search.use = query[Field.use].flatMap(LibrarySearch.Use.init(rawValue:))
        search.owner = query[Field.owner] == nil || query[Field.owner] == "" ? nil : access.actor.personId
        search.order = query[Field.order].flatMap(LibrarySearch.Order.init(rawValue:)) ?? .newest
        return search
    }

    private static func filter(_ search: LibrarySearch, _ texts: Texts) -> Form {
        let all = FormField.Option("", texts("filter.all"))
        func select(_ name: String, _ values: [String], _ value: String) -> FormField {
            FormField(
                name, .select, label: texts("library.filter.\(name)"),
                options: (name == Field.order ? [] : [all])
                    + values.map { FormField.Option($0, texts("library.\(name).\($0)")) }, value: value)
        }
        return Form(fields: [
            FormField(
                Field.text, .input(type: "search"), label: texts("library.filter.q"), maximumLength: 100,
                value: search.text),
            select(Field.kind, LibraryItem.Kind.allCases.map(\.rawValue), search.kind?.rawValue ?? ""),
            select(Field.use, LibrarySearch.Use.allCases.map(\.rawValue), search.use?.rawValue ?? ""),
            select(Field.owner, ["toi"], search.owner == nil ? "" : "toi"),
            select(Field.order, LibrarySearch.Order.allCases.map(\.rawValue), search.order.rawValue),
        ])
    }

    // MARK: - The model

    private static func model(_ found: Found, _ search: LibrarySearch, _ request: Request) -> LibraryModel {
        let (texts, language) = (request.texts, request.client.language)
        let form = filter(search, texts)
        let query = form.fields.map { ($0.name, $0.value) }.filter {
            $0 != (Field.order, LibrarySearch.Order.newest.rawValue)
        }
        let pager = Pager(found.paging, path: AdminPath.files, query: query, texts: texts)
        let limit = request.site.configuration.limits.filesTotalBytes
        let space = ["used": found.used.byteText(language), "limit": limit.byteText(language)]
        let share = Double(found.used) / Double(limit)
        return LibraryModel(
            title: texts("admin.library"), intro: texts("library.space", space), hasActions: true,
            actions: [
                AdminAction(texts("library.upload"), url: LibraryUploadScreen.path, isPrimary: true, icon: "plus")
            ],
            warning: share < warning ? nil : texts(share < 1 ? "library.nearly_full" : "library.full", space),
            undescribed: found.undescribed == 0
                ? nil : texts("library.undescribed", ["count": found.undescribed.grouped(language)]),
            describeUrl: LibraryDescribeScreen.path, hasFilter: true, filterUrl: AdminPath.files,
            filters: form.fields.map(FieldModel.init), hasItems: !found.items.isEmpty, summary: pager.summary,
            items: found.items.map { LibraryModel.Item($0, uses: found.uses[$0.id] ?? 0, request) },
            empty: texts(search == LibrarySearch() ? "library.empty" : "library.nothing_found"), pager: pager)
    }
}

/// What the template `admin/library` shows.
struct LibraryModel: TemplateModel {
    struct Item: Sendable {
        let title: String
        let url: String
        /// Nil for a document.
        let thumbnail: String?
        let note: String
        let uses: String
        /// That the description is missing.
        let fault: String?
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let warning: String?
    let undescribed: String?
    let describeUrl: String
    let hasFilter: Bool
    let filterUrl: String
    let filters: [FieldModel]
    let hasItems: Bool
    let summary: String
    let items: [Item]
    let empty: String
    let pager: Pager

    static var example: LibraryModel {
        LibraryModel(
            title: "Thư viện tệp", intro: "Đã dùng 1,2 GB", hasActions: true,
            actions: [AdminAction("Tải tệp lên", url: "/quan-tri/tep/moi", isPrimary: true, icon: "plus")],
            warning: "Kho tệp sắp đầy", undescribed: "2 ảnh chưa có mô tả", describeUrl: "/quan-tri/tep/mo-ta",
            hasFilter: true, filterUrl: "/quan-tri/tep", filters: FieldModel.examples, hasItems: true,
            summary: "1–24 / 61",
            items: [
                Item(
                    title: "Chợ quê", url: "/quan-tri/tep/12", thumbnail: "/tep/12-cho-que.jpg?rong=480",
                    note: "JPG, 1,2 MB", uses: "Dùng ở 2 nơi", fault: "Thiếu mô tả")
            ], empty: "Chưa có tệp nào", pager: .example)
    }
}

extension LibraryModel.Item {
    init(_ item: LibraryItem, uses: Int, _ request: Request) {
        let texts = request.texts
        self.init(
            title: item.title, url: LibraryItemScreen.path(item.id),
            thumbnail: item.kind == .picture ? item.url(width: 480) : nil,
            note: texts("library.number", ["number": String(item.id)])
                + ", \(item.content.typeLabel), \(item.content.original.bytes.byteText(request.client.language))",
            uses: uses == 0 ? texts("library.used_nowhere") : texts("library.used", ["count": String(uses)]),
            fault: item.kind == .picture && item.alt.isEmpty ? texts("library.no_alt") : nil)
    }
}

extension LibraryContent {
    /// `PDF`, `JPG`: what people call the type.
    var typeLabel: String { String(original.mediaType.fileExtension.dropFirst()).uppercased() }
}
