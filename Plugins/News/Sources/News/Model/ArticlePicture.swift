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

    var hashes: [ContentHash] { variants.map(\.hash) }

    func url(_ variant: Variant) -> String { FileLibrary.url(variant.hash, name: name) }
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
