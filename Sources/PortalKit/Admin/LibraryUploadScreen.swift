import Foundation

/// Files come into the library: several at once, pictures to be described on the screen after it.
enum LibraryUploadScreen {
    static let path = "\(AdminPath.files)/moi"
    /// The site's own limits are narrower.
    static let limits = FormLimits(bodyBytes: 1 << 30, fileBytes: 256 << 20, files: 100)

    static func show(_ request: Request) async throws -> Response {
        _ = try LibraryAccess(request)
        return try page(form(request), request)
    }

    static func save(_ request: Request) async throws -> Response {
        _ = try LibraryAccess(request)
        var form = form(request)
        form.accept(request)
        let (contents, refused) = try await takeIn(request)
        let items = try await request.module.storage.write(as: request.actor) { change in
            try contents.map { try change.addToLibrary($0, details: LibraryDetails(fileName: $0.name)) }
        }
        if items.isEmpty, refused.isEmpty, form.isValid {
            form.fail("file", request.texts("form.required", ["field": request.texts("library.files")]))
        }
        if !refused.isEmpty {
            let taken = items.isEmpty ? [] : [request.texts("library.others_taken", ["count": String(items.count)])]
            form.fail("file", (refused + taken).joined(separator: " "))
        }
        guard form.isValid else { return try page(form, request) }
        let undescribed = items.contains { $0.kind == .picture && $0.alt.isEmpty }
        return .redirect(
            to: undescribed
                ? LibraryDescribeScreen.path : items.count == 1 ? LibraryItemScreen.path(items[0].id) : AdminPath.files,
            message: FlashMessage(.success, request.texts("library.taken", ["count": String(items.count)])))
    }

    /// What of the uploads is taken, and why the others are not. Decoding takes a while, so it has a thread of its own.
    private static func takeIn(_ request: Request) async throws -> (contents: [LibraryContent], refused: [String]) {
        let files = request.site.files
        let uploads = request.uploads.filter { $0.field == "file" && $0.bytes > 0 }
        let results = try await BlockingWork.run {
            try uploads.map { upload throws -> Result<LibraryContent, LibraryFault> in
                do {
                    return .success(try files.takeIn(upload))
                } catch let fault as LibraryFault {
                    return .failure(fault)
                }
            }
        }
        var contents: [LibraryContent] = []
        var refused: [String] = []
        for (upload, result) in zip(uploads, results) {
            switch result {
            case .success(let content): contents.append(content)
            case .failure(let fault): refused.append(fault.text(request, name: upload.sentName))
            }
        }
        return (contents, refused)
    }

    private static func form(_ request: Request) -> Form {
        let limits = request.site.configuration.limits
        let types = request.site.files.accepted.map(\.fileExtension).sorted()
        let help = [
            "types": types.map { String($0.dropFirst()).uppercased() }.joined(separator: ", "),
            "count": String(limits.uploadsPerForm), "megabytes": String(limits.uploadMegabytes),
        ]
        return Form(fields: [
            FormField(
                "file", .file(accept: types.joined(separator: ","), multiple: true),
                label: request.texts("library.files"), help: request.texts("library.files_help", help), isRequired: true
            )
        ])
    }

    private static func page(_ form: Form, _ request: Request) throws -> Response {
        try request.adminForm(
            form, PageInfo(title: request.texts("library.upload"), breadcrumbs: [step(request)]),
            submit: request.texts("library.send"), cancelURL: AdminPath.files)
    }

    static func step(_ request: Request) -> PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(request.texts("admin.library"), url: AdminPath.files)
    }
}
