import Foundation

/// What the template `admin/library-item` shows.
struct LibraryItemModel: TemplateModel {
    struct Use: Sendable {
        let title: String
        let url: String?
        let module: String
        let isPublic: Bool
    }

    struct Earlier: Sendable {
        let name: String
        let time: MomentModel
        let by: String
        let size: String
        let url: String
        let postActions: [PostAction]
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let picture: String?
    let alt: String
    let facts: [FactModel]
    /// Nil for whoever may not change it.
    let form: FormModel?
    let csrf: String
    /// Nil for whoever may not replace it.
    let replaceUrl: String?
    let replaceFields: [FieldModel]
    let replaceNotice: String?
    let hasUses: Bool
    let uses: [Use]
    let hasEarlier: Bool
    let earlier: [Earlier]
    let removeNotice: String?
    let postActions: [PostAction]

    static var example: LibraryItemModel {
        let post = PostAction(
            AdminPost("Xóa", url: "/quan-tri/tep/12/xoa", subject: "Chợ quê", isPrimary: true, confirm: .example),
            csrf: "…")
        return LibraryItemModel(
            title: "Chợ quê", intro: "Ảnh", hasActions: true,
            actions: [AdminAction("Tải về", url: "/tep/12-cho-que.jpg", isPrimary: true, icon: "download")],
            picture: "/tep/12-cho-que.jpg?rong=960", alt: "Phiên chợ sớm",
            facts: [.example], form: .example, csrf: "…",
            replaceUrl: "/quan-tri/tep/12/thay", replaceFields: FieldModel.examples,
            replaceNotice: "Tệp đang công khai", hasUses: true,
            uses: [Use(title: "Phiên chợ Tết", url: "/quan-tri/news/3", module: "Tin tức", isPublic: true)],
            hasEarlier: true,
            earlier: [
                Earlier(
                    name: "cho-cu.jpg", time: .example, by: "Nguyễn Thị Hạnh", size: "1,2 MB",
                    url: "/tep/a1/cho-cu.jpg",
                    postActions: [post])
            ], removeNotice: "Tệp đang được dùng", postActions: [post])
    }
}

extension LibraryItemModel {
    init(_ scene: LibraryItemScreen.Scene, details: Form, replacement: Form, _ request: Request) {
        let (item, texts, language) = (scene.item, request.texts, request.client.language)
        let path = { LibraryItemScreen.path(item.id, $0) }
        let mayEdit = scene.access.mayEdit(item)
        let token = request.formToken()
        let removal = AdminPost(
            texts("library.remove"), url: path("/xoa"), subject: item.title,
            confirm: .init(
                texts("library.remove_question", ["title": item.title]),
                explanation: texts("library.remove_explanation")))
        self.init(
            title: item.title, intro: texts("library.loai.\(item.kind.rawValue)"), hasActions: true,
            actions: [AdminAction(texts("library.download"), url: item.url, icon: "download")],
            picture: item.kind == .picture ? item.url(width: 960) : nil, alt: item.alt,
            facts: Self.facts(item, request),
            form: mayEdit
                ? request.formModel(
                    details, action: path(""), submit: texts("library.save"), cancelURL: AdminPath.files)
                : nil,
            csrf: token, replaceUrl: scene.mayReplace ? path("/thay") : nil,
            replaceFields: replacement.fields.map { FieldModel($0, idSuffix: "replace") },
            replaceNotice: mayEdit && !scene.mayReplace ? texts("library.replace_public") : nil,
            hasUses: !scene.uses.isEmpty, uses: scene.uses.map { Use($0, request) },
            hasEarlier: !scene.earlier.isEmpty,
            earlier: scene.earlier.map { version in
                let back = AdminPost(
                    texts("library.bring_back"), url: path("/phien-ban/\(version.number)"),
                    subject: version.content.name)
                return Earlier(
                    name: version.content.name, time: MomentModel(version.replacedAt), by: version.replacedBy,
                    size: version.content.original.bytes.byteText(language),
                    url: FileLibrary.url(version.content.original.hash, name: version.content.name),
                    postActions: scene.mayReplace ? [PostAction(back, csrf: token)] : [])
            },
            removeNotice: mayEdit && !scene.uses.isEmpty ? texts("library.in_use") : nil,
            postActions: mayEdit && scene.uses.isEmpty
                ? [PostAction(removal, csrf: token, back: path(""))] : [])
    }

    private static func facts(_ item: LibraryItem, _ request: Request) -> [FactModel] {
        let (texts, original) = (request.texts, item.content.original)
        var facts = [
            FactModel(texts("library.number_label"), String(item.id)),
            FactModel(texts("library.file_name"), item.content.name),
            FactModel(
                texts("library.size"), "\(item.content.typeLabel), \(original.bytes.byteText(request.client.language))"),
        ]
        if let width = original.width, let height = original.height {
            facts.append(FactModel(texts("library.pixels"), "\(width) × \(height)"))
        }
        facts.append(FactModel(texts("library.address"), item.url))
        facts.append(
            FactModel(
                texts("library.added"),
                texts(
                    "library.added_by",
                    ["name": item.createdByName, "time": VietnamTime(item.createdAt).timeText])))
        return facts
    }
}

extension LibraryItemModel.Use {
    init(_ use: LibraryUse, _ request: Request) {
        let module = request.assembly.module(use.module)
        title = use.title ?? use.record.description
        // By convention a record's screen is below its module's, under its id.
        url = module.flatMap { module in
            let path = module.context.adminURL("/\(use.record.id)")
            return request.assembly.router.match(.get, path: path) == nil ? nil : path
        }
        self.module = request.moduleName(use.module)
        isPublic = use.isPublic
    }
}
