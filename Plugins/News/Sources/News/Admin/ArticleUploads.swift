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

    init(kept: KeptFiles) {
        self.kept = kept
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
        let ticked = Set(form.form.all(ArticleForm.Name.galleryKeep))
        kept.gallery = kept.gallery.enumerated().filter { ticked.contains(String($0.offset)) }.map(\.element)
        guard let sent = request.uploads(ArticleForm.Name.galleryFile).first else { return }
        let alt = form.form[ArticleForm.Name.galleryAlt]
        guard !alt.isEmpty else {
            form.form.fail(ArticleForm.Name.galleryAlt, form.texts("error.gallery_alt"))
            return
        }
        guard kept.gallery.count < ArticleContent.Limit.gallery else {
            form.form.fail(ArticleForm.Name.galleryFile, form.texts("error.gallery_full"))
            return
        }
        guard var picture = store(sent, ArticleForm.Name.galleryFile, request, &form) else { return }
        picture.alt = alt
        picture.caption = form.form[ArticleForm.Name.galleryCaption]
        kept.gallery.append(picture)
        form.form.set(ArticleForm.Name.galleryAlt, to: "")
        form.form.set(ArticleForm.Name.galleryCaption, to: "")
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
        } catch is PictureError {
            form.form.fail(field, form.texts("error.picture"))
        } catch {
            request.module.logger.error("a picture could not be stored: \(error)")
            form.form.fail(field, form.texts("error.picture_not_stored"))
        }
        return nil
    }
}

extension Request {
    /// The files sent in a field; an empty file field sends one without content.
    fileprivate func uploads(_ field: String) -> [UploadedFile] {
        uploads.filter { $0.field == field && $0.bytes > 0 }
    }
}
