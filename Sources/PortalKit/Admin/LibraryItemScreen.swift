import Foundation
import GRDB

/// One item: what it is, what is said about it, where it is used, what it was before.
enum LibraryItemScreen {
    static func path(_ id: Int64, _ part: String = "") -> String { "\(AdminPath.files)/\(id)\(part)" }

    static func show(_ request: Request) async throws -> Response {
        let scene = try await scene(request)
        return try page(scene, LibraryDetailsForm(for: scene.item, request).form, request)
    }

    static func save(_ request: Request) async throws -> Response {
        let scene = try await scene(request)
        guard scene.access.mayEdit(scene.item) else { throw PortalError.forbidden }
        var form = LibraryDetailsForm(for: scene.item, request)
        form.form.accept(request)
        guard form.form.isValid else { return try page(scene, form.form, status: 422, request) }
        let (id, details) = (scene.item.id, form.details)
        try await request.module.storage.write(as: request.actor) { try $0.describeInLibrary(id, details) }
        return done(id, "library.saved", request)
    }

    static func replace(_ request: Request) async throws -> Response {
        let scene = try await scene(request)
        guard scene.mayReplace else { throw PortalError.forbidden }
        let files = request.site.files
        let kept = KeptUploads(request, name: "file", types: files.accepted, maximum: 1)
        var form = replacement(scene.item, request)
        form.accept(request)
        guard form.isValid else { return try page(scene, replacement: form, status: 422, request) }
        let (upload, earlier) = (request.uploads.first { $0.bytes > 0 }, kept.files.first)
        guard let name = upload?.name ?? earlier?.name else {
            form.fail("file", request.texts("form.required", ["field": request.texts("library.file")]))
            return try page(scene, replacement: form, status: 422, request)
        }
        do {
            let content = try await BlockingWork.run { () throws -> LibraryContent? in
                try upload.map { try files.takeIn($0) } ?? earlier.map { try files.takeIn($0) }
            }
            guard let content else { throw PortalError.notFound }
            try await perform(content, reason: SecretReplacementForm.reason(request), scene, request)
            let isPicture = MediaType.pictures.contains(content.original.mediaType)
            return done(scene.item.id, isPicture ? "library.replaced_picture" : "library.replaced", request)
        } catch let fault as LibraryFault {
            form.fail("file", fault.text(request, name: name))
        } catch let refusal as LibraryReplacement.Refusal {
            try await request.module.storage.write(as: request.actor) { change in
                try kept.register(in: change)
                try change.audit("secrecy.stop", on: scene.item.reference, after: ["file": name])
            }
            form = SecretReplacementForm.make(form, refusal, kept, name: name, request)
        }
        return try page(scene, replacement: form, status: 422, request)
    }

    /// Brings an earlier content back, as the newest.
    static func bringBack(_ request: Request) async throws -> Response {
        let scene = try await scene(request)
        guard scene.mayReplace else { throw PortalError.forbidden }
        let number = try request.id("number")
        guard let earlier = scene.earlier.first(where: { $0.number == number }) else { throw PortalError.notFound }
        do {
            try await perform(earlier.content, reason: nil, scene, request)
        } catch is LibraryReplacement.Refusal {
            return done(scene.item.id, "library.secret_earlier", kind: .error, request)
        }
        return done(scene.item.id, "library.brought_back", request)
    }

    private static func perform(
        _ content: LibraryContent, reason: String?, _ scene: Scene, _ request: Request
    ) async throws {
        let replacement = LibraryReplacement(
            item: scene.item.id, content: content, files: request.site.files, reason: reason)
        try await request.module.storage.write(as: request.actor) { try replacement.perform(in: $0) }
    }

    static func remove(_ request: Request) async throws -> Response {
        let scene = try await scene(request)
        guard scene.access.mayEdit(scene.item) else { throw PortalError.forbidden }
        guard scene.uses.isEmpty else { return done(scene.item.id, "library.in_use", kind: .error, request) }
        let id = scene.item.id
        try await request.module.storage.write(as: request.actor) { try $0.removeFromLibrary(id) }
        return .redirect(
            to: AdminPath.files,
            message: FlashMessage(.success, request.texts("library.removed", ["title": scene.item.title])))
    }

    private static func done(
        _ id: Int64, _ text: String, kind: FlashMessage.Kind = .success, _ request: Request
    ) -> Response {
        .redirect(to: path(id), message: FlashMessage(kind, request.texts(text)))
    }

    // MARK: - Reading

    struct Scene: Sendable {
        let item: LibraryItem
        let uses: [LibraryUse]
        let earlier: [LibraryVersion]
        let access: LibraryAccess

        var mayReplace: Bool { access.mayReplace(item, isPublic: uses.contains(where: \.isPublic)) }
    }

    private static func scene(_ request: Request) async throws -> Scene {
        let access = try LibraryAccess(request)
        let id = try request.id()
        return try await request.site.database.read { database in
            guard let item = try LibraryItem.find(id, in: database) else { throw PortalError.notFound }
            return Scene(
                item: item, uses: try LibraryUse.all(of: id, in: database),
                earlier: try LibraryVersion.all(of: id, in: database), access: access)
        }
    }

    // MARK: - The page

    private static func replacement(_ item: LibraryItem, _ request: Request) -> Form {
        let types = item.kind == .picture ? MediaType.pictures : MediaType.documents
        let accept = types.intersection(request.site.files.accepted).map(\.fileExtension).sorted()
        return Form(fields: [
            FormField(
                "file", .file(accept: accept.joined(separator: ","), multiple: false),
                label: request.texts("library.new_file"), help: request.texts("library.replace_help"))
        ])
    }

    private static func page(
        _ scene: Scene, _ details: Form? = nil, replacement form: Form? = nil, status: Int = 200, _ request: Request
    ) throws -> Response {
        let details = details ?? LibraryDetailsForm(for: scene.item, request).form
        let model = LibraryItemModel(
            scene, details: details, replacement: form ?? replacement(scene.item, request), request)
        return try request.adminCorePage(
            "admin/library-item", model,
            PageInfo(title: model.title, breadcrumbs: [LibraryUploadScreen.step(request)], status: status))
    }
}
