/// The library for the dialog of the text editor: pictures to choose from, and one more, as JSON.
///
/// `GET ?q=&trang=` answers `{"files": [...], "next": 2}`; a POST of `file` and `alt` answers 201 with the new file, or a
/// problem document with what is wrong in `errors`.
enum LibraryPicker {
    static let path = "\(AdminPath.files)/chon"
    static let limits = FormLimits(bodyBytes: 66 << 20, fileBytes: 64 << 20, files: 1)
    private static let pageSize = 24
    private static let thumbnailWidth = 480

    /// A picture that can be put into a text.
    struct File: Encodable {
        let id: Int64
        let url: String
        let thumbnail: String
        let alt: String
        let name: String
        let width: Int
        let height: Int

        init(_ item: LibraryItem, alt: String? = nil) {
            id = item.id
            url = item.url
            thumbnail = item.url(width: LibraryPicker.thumbnailWidth)
            self.alt = alt ?? item.alt
            name = item.title
            width = item.content.original.width ?? 0
            height = item.content.original.height ?? 0
        }
    }

    private struct Page: Encodable {
        let files: [File]
        let next: Int?

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(files, forKey: .files)
            // Said also when there is none.
            try container.encode(next, forKey: .next)
        }

        private enum CodingKeys: CodingKey {
            case files, next
        }
    }

    static func list(_ request: Request) async throws -> Response {
        _ = try LibraryAccess(request)
        let number = try request.pageNumber()
        var search = LibrarySearch()
        search.text = String((request.query["q"] ?? "").prefix(100))
        search.kind = .picture
        search.isDescribed = true
        let found = try await request.site.database.read { [search] database in
            try search.items(limit: pageSize + 1, offset: (number - 1) * pageSize, in: database)
        }
        let files = found.prefix(pageSize).map { File($0) }
        return try .json(Page(files: files, next: found.count > pageSize ? number + 1 : nil))
    }

    static func add(_ request: Request) async throws -> Response {
        _ = try LibraryAccess(request)
        let texts = request.coreTexts
        var form = Form(fields: [
            FormField("file", .file(accept: "image/*", multiple: false), label: texts("library.file")),
            FormField(
                "alt", label: texts("library.alt"), isRequired: true, maximumLength: LibraryDetails.Limit.text),
        ])
        form.accept(request)
        var content: LibraryContent?
        if form.errors.contains(where: { $0.name == "file" }) {
            // There is no room; nothing more to say.
        } else if let upload = request.uploads.first(where: { $0.field == "file" }) {
            do {
                guard MediaType.pictures.contains(upload.mediaType) else { throw LibraryFault.damaged }
                content = try request.site.files.takeIn(upload)
            } catch let fault as LibraryFault {
                form.fail("file", fault.text(request, name: upload.sentName))
            }
        } else {
            form.fail("file", texts("form.required", ["field": texts("library.file")]))
        }
        guard let content, form.isValid else { return request.refusal(form.errors.map { ($0.name, $0.reason) }) }
        let alt = form["alt"]
        let item = try await request.module.storage.write(as: request.actor) { change in
            let item = try change.addToLibrary(content, details: LibraryDetails(fileName: content.name, alt: alt))
            // The same picture may have been sent before, by somebody who did not describe it.
            guard item.alt.isEmpty else { return item }
            var details = item.details
            details.alt = alt
            try change.describeInLibrary(item.id, details)
            return item
        }
        return try .json(File(item, alt: alt), status: 201)
    }
}
