import GRDB
import PortalKit

/// The screens on which a page about the commune is written, block by block, and looked at before it is saved.
enum PageEditScreen {
    private static let newForm = EditKey.new(OrganizationNames.pageType)

    static func new(_ request: Request) async throws -> Response {
        try request.requireWhole()
        return try await open(nil, IntroductionContent(blocks: [PageBlock(.text)]), request)
    }

    static func edit(_ request: Request) async throws -> Response {
        let page = try await request.introductionPage()
        return try await open(page, page.content, request)
    }

    static func create(_ request: Request) async throws -> Response {
        try request.requireWhole()
        return try await take(nil, request)
    }

    static func save(_ request: Request) async throws -> Response {
        try await take(try await request.introductionPage(), request)
    }

    private static func open(
        _ page: IntroductionPage?, _ content: IntroductionContent, _ request: Request
    ) async throws -> Response {
        let (editing, contacts) = (try await request.editing(key(page)), try await contacts(request))
        var form = PageForm(content, revision: page?.revision ?? 0, contacts: contacts, texts: request.texts)
        if let typed = editing.typed {
            let draft = PageForm(typed, revision: 0, contacts: contacts, texts: request.texts)
            form = draft
            form.resume(editing)
        }
        return try show(form, page, editing, request)
    }

    /// What was sent: to be saved, to be looked at, or with a button between the blocks.
    private static func take(_ page: IntroductionPage?, _ request: Request) async throws -> Response {
        let (editing, contacts) = (try await request.editing(key(page)), try await contacts(request))
        var form = PageForm(request.form, revision: 0, contacts: contacts, texts: request.texts)
        form.accept(request)
        if let command = request.form[PageForm.Name.arrange] {
            form = form.arranged(by: command, adding: request.form[PageForm.Name.newKind])
            return try show(form, page, editing, notice: request.texts("page.not_saved"), request)
        }
        guard form.form.isValid else { return try show(form, page, editing, request) }
        let content = form.content
        do {
            if request.form[PagePreview.button] != nil { return try await PagePreview.show(content, page, request) }
            return try await save(content, page, from: form.form.revision, request)
        } catch is EditConflict {
            guard let page else { throw PortalError.notFound }
            let merge = try await request.merge(content, into: page.reference, since: form.form.revision)
            form = PageForm(merge.content, revision: merge.revision, contacts: contacts, texts: request.texts)
            return try show(form, page, editing, merge: merge.notice, request)
        } catch {
            try form.explain(error)
            return try show(form, page, editing, request)
        }
    }

    private static func save(
        _ content: IntroductionContent, _ page: IntroductionPage?, from revision: Int, _ request: Request
    ) async throws -> Response {
        let desk = PageDesk(request.module)
        try await request.module.storage.write(as: request.actor) { change in
            try change.dropDraft(key(page), sentWith: request)
            if let page {
                try desk.save(page.id, content, from: revision, in: change)
            } else {
                _ = try desk.create(content, in: change)
            }
        }
        return request.saved(to: OrganizationScreen.pages)
    }

    private static func key(_ page: IntroductionPage?) -> EditKey { page.map { .record($0.reference) } ?? newForm }

    /// The bodies with their people below them, as they are chosen for a block.
    private static func contacts(_ request: Request) async throws -> [FormField.Option] {
        let now = request.now
        return try await request.module.storage.read { PageContacts.options(try Authority.fetch(at: now, in: $0)) }
    }

    private static func show(
        _ form: PageForm, _ page: IntroductionPage?, _ editing: Editing, merge: EditMergeNotice? = nil,
        notice: String? = nil, _ request: Request
    ) throws -> Response {
        let texts = request.texts
        return try request.adminForm(
            form.form, PageInfo(title: page?.title ?? texts("admin.new_page"), breadcrumbs: [.pages(request)]),
            submit: texts("admin.save"),
            buttons: [FormModel.Button(name: PagePreview.button, value: "1", label: texts("page.preview"))],
            cancelURL: request.module.adminURL(OrganizationScreen.pages), intro: notice,
            actions: page.map { [request.revisions(at: OrganizationScreen.page($0.id))] } ?? [], editing: editing,
            merge: merge)
    }
}

/// Whom a block of a page can lead to.
enum PageContacts {
    static func options(_ authority: Authority) -> [FormField.Option] {
        authority.tree.places.flatMap { place in
            let indent = String(repeating: "– ", count: place.depth + 1)
            let body = FormField.Option(ContactReference.body(place.body.id).text, place.indentedName)
            return [body]
                + authority.people(of: place.body).map { person in
                    FormField.Option(
                        ContactReference.person(person.id).text, "\(indent)\(person.name), \(person.content.office)")
                }
        }
    }
}
