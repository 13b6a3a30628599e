import Foundation
import PortalKit

/// What was sent with the article form: checked, and with its uploads on the disk.
struct ArticleSubmission: Sendable {
    /// The form to show again, with what was typed, what is wrong, and the files as they are now.
    var form: ArticleForm
    /// What the article becomes; only to be saved when the form is valid.
    let content: ArticleContent
    /// To be registered with the article, or kept for the form that is shown again.
    let uploads: ArticleUploads

    /// Takes the form in.
    ///
    /// - Parameters:
    ///   - article: the article that is edited; nil for a new one.
    ///   - sections: those that the writer may choose.
    static func read(_ request: Request, article: Article?, sections: [NewsSection]) async throws -> ArticleSubmission {
        let settings = NewsSettings(request.module.settings)
        let actor = request.actor
        let sent = KeptFiles(text: request.form[ArticleForm.Name.kept] ?? "")
        let named = [ArticleForm.Name.pictureLibrary, ArticleForm.Name.galleryLibrary].compactMap {
            LibraryItem.id(typed: request.form[$0] ?? "")
        }
        let (kept, library) = try await request.module.storage.read { database in
            (
                try sent.checked(against: article, actor: actor, in: database),
                try LibraryItem.find(Set(named), in: database)
            )
        }
        // The fields for gallery and attachments count through what was kept when the form was made.
        var shown = article?.content ?? ArticleContent()
        (shown.picture, shown.gallery, shown.attachments) = (kept.picture, kept.gallery, kept.attachments)
        var form = ArticleForm(shown, revision: 0, sections: sections, settings: settings, texts: request.texts)
        form.form.accept(request)
        var uploads = ArticleUploads(kept: kept, library: library)
        uploads.take(request, into: &form)
        let content = content(form.form, files: uploads.kept, article: article)
        if let end = content.expiresAt, end <= content.publishedAt ?? request.now {
            form.form.fail(ArticleForm.Name.expiresAt, request.texts("error.expires_at"))
        }
        return ArticleSubmission(
            form: shownAgain(form, content, sections: sections), content: content, uploads: uploads)
    }

    /// The form made anew for the files as they are now, with all that was typed and found wrong.
    private static func shownAgain(
        _ old: ArticleForm, _ content: ArticleContent, sections: [NewsSection]
    ) -> ArticleForm {
        var form = ArticleForm(
            content, revision: 0, sections: sections, settings: old.settings, texts: old.texts)
        let asTyped = [
            ArticleForm.Name.tags, ArticleForm.Name.publishedAt, ArticleForm.Name.expiresAt, ArticleForm.Name.slug,
            ArticleForm.Name.alt, ArticleForm.Name.caption, ArticleForm.Name.galleryAlt,
            ArticleForm.Name.galleryCaption, ArticleForm.Name.pictureLibrary, ArticleForm.Name.galleryLibrary,
        ]
        for name in asTyped { form.form.set(name, to: old.form[name]) }
        let places = content.gallery.indices.map(ArticleForm.Name.galleryPlace)
        if old.form.errors.contains(where: { $0.name.hasPrefix(ArticleForm.Name.galleryAlt + "-") }) {
            for name in places { form.form.set(name, to: old.form[name]) }
        }
        for (name, reason) in old.form.errors { form.form.fail(name, reason) }
        return form
    }

    private static func content(_ form: Form, files: KeptFiles, article: Article?) -> ArticleContent {
        ArticleContent(
            title: form[ArticleForm.Name.title], slug: form[ArticleForm.Name.slug],
            section: form[ArticleForm.Name.section], lead: form[ArticleForm.Name.lead].normalizedInput(),
            body: form[ArticleForm.Name.body], source: form[ArticleForm.Name.source],
            author: form[ArticleForm.Name.author], isReference: form.isChecked(ArticleForm.Name.reference),
            isFeatured: form.isChecked(ArticleForm.Name.featured),
            publishedAt: time(ArticleForm.Name.publishedAt, form, before: article?.content.publishedAt),
            expiresAt: time(ArticleForm.Name.expiresAt, form, before: article?.content.expiresAt),
            tags: ArticleContent.tags(from: form[ArticleForm.Name.tags]), picture: files.picture,
            gallery: files.gallery, attachments: files.attachments)
    }

    /// The field shows minutes: a moment that was not touched keeps its seconds.
    private static func time(_ name: String, _ form: Form, before: Date?) -> Date? {
        let typed = form.time(name)
        if let before, let typed, VietnamTime(before).isoMinute == VietnamTime(typed).isoMinute { return before }
        return typed
    }
}
