import PortalKit

/// How a document that somebody brings becomes a draft.
enum ArticleImport {
    static let importer = DocumentImporter(
        path: NewsScreen.importing, permission: NewsPermission.write, fields: fields, draft: draft)

    private static func fields(_ place: DocumentImportPlace) throws -> [FormField] {
        let sections = ArticleAccess(place.actor, place.module).writable
        guard !sections.isEmpty else { throw PortalError.forbidden }
        return [sectionField(sections, place.texts)]
    }

    static func sectionField(_ sections: [NewsSection], _ texts: Texts) -> FormField {
        let chosen = sections.onlySlug
        return FormField(
            ArticleForm.Name.section, .select, label: texts("field.section"), isRequired: true,
            options: sections.options(chosen: chosen, texts), value: chosen)
    }

    private static func draft(_ read: DocumentImport, _ place: DocumentImportPlace) throws -> DocumentDraft {
        var content = ArticleContent()
        content.section = read.form[ArticleForm.Name.section]
        content.source = NewsSettings(place.module.settings).defaultSource
        content.author = place.actor.personId == nil ? "" : place.actor.name
        let article = try DocumentArticle(read.document, title: read.title, into: content, place.module)
        let desk = NewsDesk(place.module)
        return DocumentDraft(notes: article.notes(place.texts)) { change in
            let made = try article.create(desk, in: change)
            return (made.reference, NewsScreen.edit(made.id))
        }
    }
}
