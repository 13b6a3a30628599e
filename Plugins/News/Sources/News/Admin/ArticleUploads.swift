import Foundation
import Logging
import PortalKit

/// The files of a form as it comes back: what was kept, less what was taken out, and what was sent now.
struct ArticleUploads: Sendable {
    private(set) var kept: KeptFiles
    /// Pictures sent now, re-encoded and on the disk.
    private(set) var pictures: [ArticlePicture.Stored] = []
    /// Attachments sent now.
    private(set) var attachments: [UploadedFile] = []
    /// The library's items that the form names.
    private let library: [Int64: LibraryItem]

    init(kept: KeptFiles, library: [Int64: LibraryItem]) {
        self.kept = kept
        self.library = library
    }

    /// Takes over what the request says of the files; what is wrong is noted in the form.
    mutating func take(_ request: Request, into form: inout ArticleForm) {
        takePicture(request, &form)
        takeGallery(request, &form)
        takeAttachments(request, &form)
    }

    /// Makes what was sent known to the site.
    func register(in change: Change) throws {
        for picture in pictures { try picture.register(in: change) }
        for attachment in attachments { try change.register(attachment) }
    }

    /// Makes what was sent known to the site, to come back with the form that is shown again.
    func keep(in change: Change) throws {
        try register(in: change)
        try kept.remember(in: change)
    }

    private mutating func takePicture(_ request: Request, _ form: inout ArticleForm) {
        if let sent = request.uploads(ArticleForm.Name.picture).first {
            if let picture = store(sent, ArticleForm.Name.picture, request, &form) { kept.picture = picture }
        } else if let item = form.form.libraryItem(ArticleForm.Name.pictureLibrary) {
            if let picture = choose(item, ArticleForm.Name.pictureLibrary, &form) {
                form.describe(picture, before: kept.picture)
                kept.picture = picture
            }
        } else if form.form.isChecked(ArticleForm.Name.pictureRemove) {
            kept.picture = nil
        }
        guard kept.picture != nil else { return }
        let alt = form.form[ArticleForm.Name.alt]
        kept.picture?.alt = alt
        kept.picture?.caption = form.form[ArticleForm.Name.caption]
        if alt.isEmpty { form.form.fail(ArticleForm.Name.alt, form.texts("error.alt")) }
    }

    private mutating func takeGallery(_ request: Request, _ form: inout ArticleForm) {
        kept.gallery = ArticlePictures.arranged(kept.gallery, &form)
        let sent = request.uploads(ArticleForm.Name.galleryFile).first
        let item = form.form.libraryItem(ArticleForm.Name.galleryLibrary)
        guard sent != nil || item != nil else { return }
        let field = sent == nil ? ArticleForm.Name.galleryLibrary : ArticleForm.Name.galleryFile
        guard kept.gallery.count < ArticleContent.Limit.gallery else {
            form.form.fail(field, form.texts("error.gallery_full"))
            return
        }
        var alt = form.form[ArticleForm.Name.galleryAlt]
        var picture: ArticlePicture?
        if let sent {
            guard !alt.isEmpty else {
                form.form.fail(ArticleForm.Name.galleryAlt, form.texts("error.gallery_alt"))
                return
            }
            picture = store(sent, field, request, &form)
        } else if let item {
            picture = choose(item, field, &form)
            if alt.isEmpty { alt = picture?.alt ?? "" }
        }
        guard var picture else { return }
        guard !alt.isEmpty else {
            form.form.fail(ArticleForm.Name.galleryAlt, form.texts("error.alt"))
            return
        }
        picture.alt = alt
        picture.caption = form.form[ArticleForm.Name.galleryCaption]
        kept.gallery.append(picture)
        for name in [ArticleForm.Name.galleryAlt, ArticleForm.Name.galleryCaption, ArticleForm.Name.galleryLibrary] {
            form.form.set(name, to: "")
        }
    }

    /// The library's picture that a field names.
    private func choose(_ item: Int64, _ field: String, _ form: inout ArticleForm) -> ArticlePicture? {
        guard let picture = library[item].flatMap(ArticlePicture.init) else {
            form.form.fail(field, form.texts("error.library_picture"))
            return nil
        }
        return picture
    }

    private mutating func takeAttachments(_ request: Request, _ form: inout ArticleForm) {
        let ticked = Set(form.form.all(ArticleForm.Name.attachmentKeep))
        kept.attachments = kept.attachments.enumerated().filter { ticked.contains(String($0.offset)) }.map(\.element)
        for sent in request.uploads(ArticleForm.Name.attachmentFile) {
            guard MediaType.allowed.contains(sent.mediaType) else {
                form.form.fail(
                    ArticleForm.Name.attachmentFile, form.texts("error.attachment_type", ["name": sent.name]))
                continue
            }
            guard kept.attachments.count < ArticleContent.Limit.attachments else {
                form.form.fail(ArticleForm.Name.attachmentFile, form.texts("error.attachments_full"))
                return
            }
            let name = FileName(sent.name, type: sent.mediaType).text
            let title = name.split(separator: ".").dropLast().joined(separator: ".")
            attachments.append(sent)
            kept.attachments.append(
                Attachment(
                    hash: sent.hash, name: name, title: title.isEmpty ? name : title, mediaType: sent.mediaType,
                    bytes: sent.bytes))
        }
    }

    private mutating func store(
        _ sent: UploadedFile, _ field: String, _ request: Request, _ form: inout ArticleForm
    ) -> ArticlePicture? {
        do {
            let bytes = try request.module.files.store.bytes(of: sent.hash, limit: ArticleForm.limits.fileBytes)
            let stored = try ArticlePicture.store(bytes, name: sent.name, in: request.module.files)
            pictures.append(stored)
            return stored.picture
        } catch PictureError.tooManyPixels {
            form.form.fail(field, form.texts("error.picture_too_large"))
        } catch PictureError.notAPicture, PictureError.damaged {
            form.form.fail(field, form.texts("error.picture"))
        } catch {
            request.module.logger.error("a picture could not be stored: \(error)")
            form.form.fail(field, form.texts("error.picture_not_stored"))
        }
        return nil
    }
}

extension ArticleForm {
    /// Takes the words that the library has for a picture which is chosen now, where none were typed for it.
    fileprivate mutating func describe(_ picture: ArticlePicture, before: ArticlePicture?) {
        let (alt, caption) = (form[Name.alt], form[Name.caption])
        if alt.isEmpty || alt == before?.alt { form.set(Name.alt, to: picture.alt) }
        if caption.isEmpty || caption == before?.caption { form.set(Name.caption, to: picture.caption) }
        form.set(Name.pictureLibrary, to: "")
    }
}

extension Request {
    /// The files sent in a field; an empty file field sends one without content.
    fileprivate func uploads(_ field: String) -> [UploadedFile] {
        uploads.filter { $0.field == field && $0.bytes > 0 }
    }
}
