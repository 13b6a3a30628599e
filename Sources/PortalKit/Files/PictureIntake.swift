/// A picture taken in: re-encoded without metadata, with smaller variants for small screens.
public struct StoredPicture: Sendable {
    /// One size of the picture.
    public struct Variant: Sendable {
        /// The stored file.
        public let file: StoredFile
        /// What it is.
        public let mediaType: MediaType
        /// Width in pixels.
        public let width: Int
        /// Height in pixels.
        public let height: Int
    }

    /// All sizes, the largest first; never empty.
    public let variants: [Variant]
    /// The largest.
    public let original: Variant
}

extension FileLibrary {
    /// Widths that pictures are offered in, in pixels.
    public static let pictureWidths = [1600, 960, 480]

    /// Re-encodes a picture in the usual widths and stores them; what the camera noted down is not kept.
    ///
    /// - Throws: ``PictureError`` when it is no picture, or one too large to handle.
    public func storePicture(_ bytes: [UInt8]) throws -> StoredPicture {
        let picture = try Picture(decoding: bytes)
        let widths = Self.pictureWidths.filter { $0 < picture.width }
        let variants = try picture.variants(widths: [min(picture.width, 1600)] + widths).map { encoded in
            StoredPicture.Variant(
                file: try store.store(encoded.bytes), mediaType: encoded.mediaType, width: encoded.width,
                height: encoded.height)
        }
        var seen: Set<Int> = []
        let unique = variants.filter { seen.insert($0.width).inserted }.sorted { $0.width > $1.width }
        guard let largest = unique.first else { throw PictureError.notAPicture }
        return StoredPicture(variants: unique, original: largest)
    }
}
