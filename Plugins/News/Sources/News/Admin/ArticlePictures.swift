import PortalKit

/// The fields about the pictures of an article, and what comes back in them.
enum ArticlePictures {
    private typealias Name = ArticleForm.Name

    private static let types = "image/jpeg,image/png,image/webp,image/gif"

    static func fields(_ content: ArticleContent, _ texts: Texts) -> [FormField] {
        head(content.picture, texts)
            + content.gallery.enumerated().flatMap { gallery($1, at: $0, of: content.gallery.count, texts) }
            + addition(texts)
    }

    private static func head(_ picture: ArticlePicture?, _ texts: Texts) -> [FormField] {
        var fields = [FormField("pictures_heading", .heading, label: texts("field.pictures"))]
        if let picture { fields += shown(picture, "picture_shown") }
        fields += [
            FormField(
                Name.pictureLibrary, .libraryPicture(alt: Name.alt, caption: Name.caption),
                label: texts("field.picture_library"), help: texts("field.picture_library_help")),
            FormField(
                Name.picture, .file(accept: types, multiple: false), label: texts("field.picture"),
                help: picture.map { texts("field.picture_present", ["name": $0.name]) } ?? texts("field.picture_help")),
            words(Name.alt, "field.alt", picture?.alt ?? "", texts, help: "field.alt_help"),
            words(Name.caption, "field.caption", picture?.caption ?? "", texts),
        ]
        if picture != nil {
            fields.append(FormField(Name.pictureRemove, .checkbox, label: texts("field.picture_remove")))
        }
        return fields
    }

    private static func gallery(
        _ picture: ArticlePicture, at index: Int, of count: Int, _ texts: Texts
    ) -> [FormField] {
        let number = ["number": String(index + 1)]
        let places = (1...count).map {
            FormField.Option(String($0), texts("field.gallery_place_at", ["number": "\($0)"]))
        }
        return shown(picture, "gallery_shown-\(index)") + [
            FormField(
                Name.galleryAlt(index), label: texts("field.gallery_alt_of", number), help: texts("field.alt_help"),
                maximumLength: ArticleContent.Limit.caption, value: picture.alt),
            FormField(
                Name.galleryCaption(index), label: texts("field.gallery_caption_of", number),
                maximumLength: ArticleContent.Limit.caption, value: picture.caption),
            FormField(
                Name.galleryPlace(index), .select, label: texts("field.gallery_place", number),
                options: places + [FormField.Option("0", texts("field.gallery_remove"))], value: String(index + 1)),
        ]
    }

    private static func addition(_ texts: Texts) -> [FormField] {
        [
            FormField("gallery_heading", .heading, label: texts("field.gallery_add")),
            FormField(
                Name.galleryLibrary, .libraryPicture(alt: Name.galleryAlt, caption: Name.galleryCaption),
                label: texts("field.picture_library"), help: texts("field.picture_library_help")),
            FormField(
                Name.galleryFile, .file(accept: types, multiple: false), label: texts("field.gallery_file"),
                help: texts("field.gallery_help")),
            words(Name.galleryAlt, "field.gallery_alt", "", texts),
            words(Name.galleryCaption, "field.gallery_caption", "", texts),
        ]
    }

    private static func shown(_ picture: ArticlePicture, _ name: String) -> [FormField] {
        picture.thumbnail.map {
            [FormField(name, .picture, label: picture.alt.isEmpty ? picture.name : picture.alt, value: $0)]
        } ?? []
    }

    private static func words(
        _ name: String, _ label: String, _ value: String, _ texts: Texts, help: String? = nil
    ) -> FormField {
        FormField(
            name, label: texts(label), help: help.map { texts($0) }, maximumLength: ArticleContent.Limit.caption,
            value: value)
    }

    // MARK: - What comes back

    /// The gallery with its words, order and removals as the form says. While a picture lacks its description nothing is
    /// moved or taken out, so that each field still stands for the picture that it was typed for.
    static func arranged(_ gallery: [ArticlePicture], _ form: inout ArticleForm) -> [ArticlePicture] {
        var (staying, moved): ([ArticlePicture], [(place: Int, picture: ArticlePicture)]) = ([], [])
        var described: [ArticlePicture] = []
        var isComplete = true
        for (index, picture) in gallery.enumerated() {
            var picture = picture
            picture.alt = form.form[Name.galleryAlt(index)]
            picture.caption = form.form[Name.galleryCaption(index)]
            described.append(picture)
            let place = Int(form.form[Name.galleryPlace(index)]) ?? index + 1
            if place == 0 { continue }
            if picture.alt.isEmpty { form.form.fail(Name.galleryAlt(index), form.texts("error.alt")) }
            let names = [Name.galleryAlt(index), Name.galleryCaption(index)]
            if form.form.errors.contains(where: { names.contains($0.name) }) { isComplete = false }
            if place == index + 1 { staying.append(picture) } else { moved.append((place, picture)) }
        }
        guard isComplete else { return described }
        for (place, picture) in moved.sorted(by: { $0.place < $1.place }) {
            staying.insert(picture, at: min(place - 1, staying.count))
        }
        return staying
    }
}
