import Foundation
import PortalKit

/// The form in which an article is written.
struct ArticleForm: Sendable {
    /// The fields' names.
    enum Name {
        static let revision = "revision"
        static let kept = "kept"
        static let title = "title"
        static let section = "section"
        static let lead = "lead"
        static let body = "body"
        static let source = "source"
        static let author = "author"
        static let reference = "reference"
        static let featured = "featured"
        static let picture = "picture"
        static let pictureLibrary = "picture_library"
        static let pictureRemove = "picture_remove"
        static let alt = "alt"
        static let caption = "caption"
        static let galleryFile = "gallery_file"
        static let galleryAlt = "gallery_alt"
        static let galleryCaption = "gallery_caption"
        static let galleryLibrary = "gallery_library"

        static func galleryAlt(_ index: Int) -> String { "gallery_alt-\(index)" }
        static func galleryCaption(_ index: Int) -> String { "gallery_caption-\(index)" }
        /// Its place from 1, or 0 to take it out.
        static func galleryPlace(_ index: Int) -> String { "gallery_place-\(index)" }

        static let attachmentFile = "attachment_file"
        static let attachmentKeep = "attachment_keep"
        static let tags = "tags"
        static let publishedAt = "published_at"
        static let expiresAt = "expires_at"
        static let slug = "slug"
    }

    /// The field that shows what a gate has found; the title's for what concerns the article as a whole.
    static func fieldName(of failure: GateFailure) -> String {
        let typed = [Name.lead, Name.body, Name.source, Name.author, Name.section, Name.alt, Name.tags, Name.slug]
        return failure.field.flatMap { typed.contains($0) ? $0 : nil } ?? Name.title
    }

    static let limits = FormLimits(bodyBytes: 64 << 20, fileBytes: 20 << 20, files: 12)

    let texts: Texts
    let settings: NewsSettings
    var form: Form

    /// The form for an article's content.
    ///
    /// - Parameters:
    ///   - content: what stands in it at first.
    ///   - revision: the revision that it was made from; 0 for a new article.
    ///   - sections: those that the writer may choose.
    init(
        _ content: ArticleContent, revision: Int, sections: [NewsSection], settings: NewsSettings, texts: Texts
    ) {
        self.texts = texts
        self.settings = settings
        form = Form(
            fields: Self.textFields(content, sections, settings, texts) + ArticlePictures.fields(content, texts)
                + Self.attachmentFields(content, texts) + Self.publicationFields(content, texts) + [
                    FormField(Name.revision, .hidden, label: texts("conflict"), value: String(revision)),
                    FormField(
                        Name.kept, .hidden, label: texts("field.kept"), maximumLength: 60_000,
                        value: KeptFiles(content).text),
                ])
        if content.isReference { form.set(Name.reference, to: "1") }
        if content.isFeatured { form.set(Name.featured, to: "1") }
        if let time = content.publishedAt { form.set(Name.publishedAt, to: time) }
        if let end = content.expiresAt { form.set(Name.expiresAt, to: end) }
        form.set(Name.section, to: content.section)
        form.set(Name.attachmentKeep, to: content.attachments.indices.map { String($0) })
    }

    private static func textFields(
        _ content: ArticleContent, _ sections: [NewsSection], _ settings: NewsSettings, _ texts: Texts
    ) -> [FormField] {
        var options = sections.options(chosen: content.section, texts)
        if !content.section.isEmpty, !sections.contains(where: { $0.slug == content.section }) {
            options.append(FormField.Option(content.section, settings.sections.title(of: content.section)))
        }
        return [
            FormField(
                Name.title, label: texts("field.title"), isRequired: true, maximumLength: ArticleContent.Limit.title,
                value: content.title),
            FormField(Name.section, .select, label: texts("field.section"), isRequired: true, options: options),
            FormField(
                Name.lead, .textarea(rows: 3), label: texts("field.lead"), help: texts("field.lead_help"),
                maximumLength: ArticleContent.Limit.lead, value: content.lead),
            FormField(
                Name.body, .richText(rows: 18), label: texts("field.body"),
                maximumLength: ArticleContent.Limit.body, value: content.body),
            FormField(
                Name.source, label: texts("field.source"), help: texts("field.source_help"),
                maximumLength: ArticleContent.Limit.name, value: content.source),
            FormField(
                Name.author, label: texts("field.author"), help: texts("field.author_help"),
                maximumLength: ArticleContent.Limit.name, value: content.author),
            FormField(
                Name.reference, .checkbox, label: texts("field.reference"), help: texts("field.reference_help")),
        ]
    }

    private static func attachmentFields(_ content: ArticleContent, _ texts: Texts) -> [FormField] {
        var fields = [FormField("attachments_heading", .heading, label: texts("attachments"))]
        if !content.attachments.isEmpty {
            fields.append(
                FormField(
                    Name.attachmentKeep, .checkboxes, label: texts("field.attachment_keep"),
                    options: content.attachments.enumerated().map { FormField.Option(String($0), $1.title) }))
        }
        return fields + [
            FormField(
                Name.attachmentFile,
                .file(accept: ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.csv", multiple: true),
                label: texts("field.attachment_file"), help: texts("field.attachment_help"))
        ]
    }

    private static func publicationFields(_ content: ArticleContent, _ texts: Texts) -> [FormField] {
        [
            FormField("publication_heading", .heading, label: texts("field.publication")),
            FormField(
                Name.tags, label: texts("field.tags"), help: texts("field.tags_help"), maximumLength: 800,
                value: content.tags.joined(separator: ", "),
                check: { typed in
                    let tags = ArticleContent.tags(from: typed)
                    let isTooLong = tags.contains { $0.count > ArticleContent.Limit.tag }
                    return tags.count > ArticleContent.Limit.tags || isTooLong ? texts("error.tags") : nil
                }),
            FormField(
                Name.publishedAt, .input(type: "datetime-local"), label: texts("field.published_at"),
                help: texts("field.published_at_help"), maximumLength: 30),
            FormField(
                Name.expiresAt, .input(type: "datetime-local"), label: texts("field.expires_at"),
                help: texts("field.expires_at_help"), maximumLength: 30),
            FormField(
                Name.slug, label: texts("field.slug"), help: texts("field.slug_help"),
                maximumLength: ArticleContent.Limit.slug, value: content.slug,
                check: { Slug.isValid($0) ? nil : texts("error.slug") }),
            FormField(Name.featured, .checkbox, label: texts("field.featured"), help: texts("field.featured_help")),
        ]
    }
}
