import PortalKit

/// A picture of an article in all its sizes.
struct ArticlePicture: Sendable, Hashable, Codable {
    /// One size.
    struct Variant: Sendable, Hashable, Codable {
        let hash: ContentHash
        /// In pixels.
        let width: Int
        /// In pixels.
        let height: Int
    }

    /// The name that the files are offered under.
    let name: String
    /// The largest first; never empty.
    let variants: [Variant]
    /// What the picture shows, for those who do not see it (WCAG 1.1.1).
    var alt: String
    var caption: String
    /// Where it stands in the library, whose content may be replaced; nil for a picture that is the article's own.
    var address: String?

    /// Its own files; those of the library are the library's.
    var hashes: [ContentHash] { address == nil ? variants.map(\.hash) : [] }

    /// The library's item that it is.
    var item: Int64? { address.flatMap(LibraryItem.id(inAddress:)) }

    func url(_ variant: Variant) -> String {
        address.map { "\($0)?\(LibraryItem.widthParameter)=\(variant.width)" }
            ?? FileLibrary.url(variant.hash, name: name)
    }

    /// The smallest size, for lists.
    var thumbnail: String? { variants.last.map(url) }
}

extension ArticlePicture {
    /// A picture of the library with what is said about it there; nil for what is no picture.
    init?(_ item: LibraryItem) {
        let variants = item.content.files.compactMap { file in
            file.width.flatMap { width in file.height.map { Variant(hash: file.hash, width: width, height: $0) } }
        }
        guard item.kind == .picture, !variants.isEmpty else { return nil }
        self.init(name: item.content.name, variants: variants, alt: item.alt, caption: item.caption, address: item.url)
    }

    /// The picture as the library has it now, with this article's words; nil when it is gone from there.
    func asIn(_ items: [Int64: LibraryItem]) -> ArticlePicture? {
        guard let item else { return self }
        var now = items[item].flatMap(ArticlePicture.init)
        now?.alt = alt
        now?.caption = caption
        return now
    }
}

extension ArticlePicture {
    /// Re-encodes and stores a picture, and makes its sizes known to the site.
    ///
    /// - Throws: `PictureError`, `FileStoreError`.
    static func store(_ bytes: [UInt8], name: String, in files: FileLibrary) throws -> Stored {
        let stored = try files.storePicture(bytes)
        let base = FileName(name, type: stored.original.mediaType).text
        return Stored(
            picture: ArticlePicture(
                name: base,
                variants: stored.variants.map { Variant(hash: $0.file.hash, width: $0.width, height: $0.height) },
                alt: "", caption: ""),
            files: stored.variants)
    }

    /// A picture whose files are on the disk, but not yet known to the site.
    struct Stored: Sendable {
        var picture: ArticlePicture
        let files: [StoredPicture.Variant]

        func register(in change: Change) throws {
            for file in files {
                try change.register(
                    file.file, name: picture.name, mediaType: file.mediaType, width: file.width, height: file.height)
            }
        }
    }
}
