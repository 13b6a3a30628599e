/// The stored files of an item: the sizes of a picture, or the one file of a document.
public struct LibraryContent: Sendable, Hashable, Codable {
    /// One stored file.
    public struct File: Sendable, Hashable, Codable {
        /// The content.
        public let hash: ContentHash
        /// JPEG or PNG of a picture.
        public let mediaType: MediaType
        /// Size in bytes.
        public let bytes: Int
        /// In pixels, of a picture.
        public let width: Int?
        /// In pixels, of a picture.
        public let height: Int?
    }

    /// The name under which it is saved.
    public let name: String
    /// The largest.
    public let original: File
    /// All sizes, the largest first.
    public let files: [File]

    /// Size in bytes of all stored files.
    public var bytes: Int { files.reduce(0) { $0 + $1.bytes } }

    /// The narrowest picture that is at least this wide, else the largest.
    public func file(width: Int) -> File {
        files.last { ($0.width ?? 0) >= width } ?? original
    }

    var kind: LibraryItem.Kind { original.width == nil ? .document : .picture }
}

/// Why a file is not taken into the library.
public enum LibraryFault: String, Error, Sendable, CaseIterable {
    /// Its content is of a type that the site does not take, such as HTML, SVG or a program.
    case typeRefused = "type_refused"
    /// A picture that cannot be read to its end.
    case damaged
    /// A picture with more pixels than can be handled.
    case tooManyPixels = "too_many_pixels"
    /// It replaces a picture by a document, or the other way round.
    case otherKind = "other_kind"

    /// What is wrong, in words for the person.
    public func text(_ request: Request, name: String) -> String {
        request.coreTexts("library.fault.\(rawValue)", ["name": name])
    }
}

extension LibraryContent.File {
    fileprivate init(_ size: StoredPicture.Variant) {
        self.init(
            hash: size.file.hash, mediaType: size.mediaType, bytes: size.file.size, width: size.width,
            height: size.height)
    }
}

extension FileLibrary {
    /// Takes in what was sent: a picture is encoded anew without metadata in several widths, a document stays as it is.
    ///
    /// The files are on the disk then, but not yet known to the site; ``Change/addToLibrary(_:details:)`` does that.
    ///
    /// - Throws: ``LibraryFault``, ``FileStoreError``.
    public func takeIn(_ upload: UploadedFile) throws -> LibraryContent {
        try takeIn(hash: upload.hash, bytes: upload.bytes, mediaType: upload.mediaType, name: upload.name)
    }

    /// Takes in a file that is in memory, as a picture out of an imported document.
    ///
    /// - Throws: ``LibraryFault``, ``FileStoreError``.
    public func takeIn(_ bytes: [UInt8], name: String) throws -> LibraryContent {
        let type = MediaType(content: bytes)
        guard accepted.contains(type) else { throw LibraryFault.typeRefused }
        if MediaType.pictures.contains(type) { return try takeInPicture(bytes, name: name) }
        let file = try store.store(bytes)
        return try takeIn(hash: file.hash, bytes: file.size, mediaType: type, name: name)
    }

    /// Takes in a file that was kept with a form.
    func takeIn(_ kept: KeptUpload) throws -> LibraryContent {
        try takeIn(hash: kept.hash, bytes: kept.bytes, mediaType: kept.mediaType, name: kept.name)
    }

    private func takeIn(hash: ContentHash, bytes: Int, mediaType: MediaType, name: String) throws -> LibraryContent {
        guard accepted.contains(mediaType) else { throw LibraryFault.typeRefused }
        if MediaType.pictures.contains(mediaType) {
            return try takeInPicture(try store.bytes(of: hash), name: name)
        }
        let file = LibraryContent.File(hash: hash, mediaType: mediaType, bytes: bytes, width: nil, height: nil)
        return LibraryContent(name: FileName(name, type: mediaType).text, original: file, files: [file])
    }

    private func takeInPicture(_ bytes: [UInt8], name: String) throws -> LibraryContent {
        do {
            let stored = try storePicture(bytes)
            return LibraryContent(
                name: FileName(name, type: stored.original.mediaType).text,
                original: LibraryContent.File(stored.original), files: stored.variants.map(LibraryContent.File.init))
        } catch PictureError.tooManyPixels {
            throw LibraryFault.tooManyPixels
        } catch PictureError.notAPicture, PictureError.damaged {
            throw LibraryFault.damaged
        }
    }
}
