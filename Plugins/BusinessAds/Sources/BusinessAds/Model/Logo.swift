import PortalKit

/// A business's logo in its sizes.
struct Logo: Codable, Sendable, Equatable {
    /// One size.
    struct Variant: Codable, Sendable, Equatable {
        let hash: ContentHash
        /// In pixels.
        let width: Int
        /// In pixels.
        let height: Int
    }

    /// What was wrong with a picture.
    enum Fault: String, Error {
        case heavy
        case small
        case large
        case narrow
        case unreadable
    }

    /// The shortest side, in pixels: less looks poor on today's screens.
    static let minimum = 120
    /// The longest side, in pixels.
    static let maximum = 4000
    /// How much longer one side may be than the other.
    static let ratio = 5

    let name: String
    /// The largest first; never empty.
    let variants: [Variant]
    /// What it shows, for those who do not see it (WCAG 1.1.1).
    var alt: String

    /// The address of the largest size.
    var url: String { variants.first.map { FileLibrary.url($0.hash, name: name) } ?? "" }
    var width: Int { variants.first?.width ?? 0 }
    var height: Int { variants.first?.height ?? 0 }

    /// Says what is wrong with a picture before it is decoded.
    ///
    /// - Parameter limit: bytes.
    static func check(_ bytes: [UInt8], limit: Int) throws(Fault) {
        guard bytes.count <= limit else { throw .heavy }
        guard let header = PictureHeader(of: bytes) else { throw .unreadable }
        let (short, long) = (min(header.width, header.height), max(header.width, header.height))
        guard short >= minimum else { throw .small }
        guard long <= maximum else { throw .large }
        guard long <= short * ratio else { throw .narrow }
    }

    /// A logo whose files are on the disk, but not yet known to the site.
    struct Stored: Sendable {
        let logo: Logo
        let files: [StoredPicture.Variant]

        func register(in change: Change) throws {
            for file in files {
                try change.register(
                    file.file, name: logo.name, mediaType: file.mediaType, width: file.width, height: file.height)
            }
        }
    }

    /// Re-encodes a picture without its metadata and stores it.
    static func store(_ bytes: [UInt8], name: String, alt: String, in files: FileLibrary) throws -> Stored {
        let stored = try files.storePicture(bytes)
        return Stored(
            logo: Logo(
                name: FileName(name, type: stored.original.mediaType).text,
                variants: stored.variants.map { Variant(hash: $0.file.hash, width: $0.width, height: $0.height) },
                alt: alt),
            files: stored.variants)
    }
}
