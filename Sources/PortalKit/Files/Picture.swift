internal import CLibgd

/// Why a picture was refused.
public enum PictureError: Error, Equatable, Sendable {
    /// Not a JPEG, PNG, GIF or WebP.
    case notAPicture
    /// More pixels than allowed; nothing was decoded.
    case tooManyPixels(limit: Int)
    /// Begins like a picture, but cannot be read to its end.
    case damaged
    /// The computer has no `libgd.so.3` (Debian's package libgd3).
    case libraryMissing
}

/// A picture made for showing: without metadata (place, camera, owner), as JPEG, or as PNG when it is transparent.
public struct EncodedPicture: Sendable, Hashable {
    /// The file's content.
    public let bytes: [UInt8]
    /// JPEG or PNG.
    public let mediaType: MediaType
    /// In pixels.
    public let width: Int
    /// In pixels.
    public let height: Int
}

/// A decoded picture, upright. It belongs to one task at a time; of a moving GIF it is the first frame.
public final class Picture {
    /// The most pixels that are decoded unless asked otherwise: 40 million, four bytes of memory each.
    public static let maxPixels = 40_000_000

    private let gd: Libgd
    private let image: gdImagePtr

    /// Decodes a file's content.
    ///
    /// The size is read from the header before anything is decoded, so that a small file cannot unpack into a
    /// picture that fills the memory.
    public init(decoding bytes: [UInt8], maxPixels: Int = Picture.maxPixels) throws(PictureError) {
        guard let header = PictureHeader(of: bytes) else { throw .notAPicture }
        guard header.width <= maxPixels / header.height else { throw .tooManyPixels(limit: maxPixels) }
        guard let gd = Self.library else { throw .libraryMissing }
        guard !header.isCutOff, let decoded = Self.decode(bytes, as: header.mediaType, gd) else { throw .damaged }
        guard gd.gdImagePaletteToTrueColor(decoded) != 0,
            let upright = Self.turned(decoded, from: header.orientation, gd)
        else {
            gd.gdImageDestroy(decoded)
            throw .damaged
        }
        if upright != decoded { gd.gdImageDestroy(decoded) }
        self.gd = gd
        image = upright
    }

    deinit { gd.gdImageDestroy(image) }

    /// In pixels.
    public var width: Int { Int(image.pointee.sx) }

    /// In pixels.
    public var height: Int { Int(image.pointee.sy) }

    /// Whether any pixel lets through what is behind it.
    public var isTransparent: Bool {
        for y in 0..<height {
            guard let row = image.pointee.tpixels[y] else { continue }
            for x in 0..<width where UInt32(bitPattern: row[x]) >> 24 != 0 { return true }
        }
        return false
    }

    /// The colour of a pixel as 0xAARRGGBB, where the alpha of an opaque pixel is 0; nothing outside.
    func color(x: Int, y: Int) -> UInt32? {
        guard (0..<width).contains(x), (0..<height).contains(y) else { return nil }
        return image.pointee.tpixels[y].map { UInt32(bitPattern: $0[x]) }
    }

    /// The picture as a file.
    ///
    /// - Parameters:
    ///   - width: how wide it becomes at most, in pixels, the height in proportion; it is never enlarged.
    ///   - quality: of a JPEG, 1 to 100.
    public func encoded(width: Int? = nil, quality: Int = 82) throws(PictureError) -> EncodedPicture {
        guard let width, width > 0, width < self.width else { return try encode(image, quality) }
        let height = max(1, (self.height * width + self.width / 2) / self.width)
        guard let scaled = gd.gdImageCreateTrueColor(Int32(width), Int32(height)) else { throw .damaged }
        defer { gd.gdImageDestroy(scaled) }
        gd.gdImageAlphaBlending(scaled, 0)
        gd.gdImageCopyResampled(
            scaled, image, 0, 0, 0, 0, Int32(width), Int32(height), image.pointee.sx, image.pointee.sy)
        return try encode(scaled, quality)
    }

    /// The picture in each of the widths that is smaller than its own, and in its own when that is no wider than the
    /// greatest or there is no other; narrowest first, as `srcset` lists them.
    public func variants(widths: [Int], quality: Int = 82) throws(PictureError) -> [EncodedPicture] {
        var chosen = Set(widths.filter { $0 > 0 && $0 < width })
        if chosen.isEmpty || width <= widths.max() ?? 0 { chosen.insert(width) }
        var variants: [EncodedPicture] = []
        for width in chosen.sorted() { variants.append(try encoded(width: width, quality: quality)) }
        return variants
    }

    // MARK: - The library

    private static func decode(_ bytes: [UInt8], as type: MediaType, _ gd: Libgd) -> gdImagePtr? {
        guard let size = Int32(exactly: bytes.count) else { return nil }
        return bytes.withUnsafeBytes { buffer in
            let data = UnsafeMutableRawPointer(mutating: buffer.baseAddress)
            return switch type {
            case .jpeg: gd.gdImageCreateFromJpegPtr(size, data)
            case .png: gd.gdImageCreateFromPngPtr(size, data)
            case .gif: gd.gdImageCreateFromGifPtr(size, data)
            case .webp: gd.gdImageCreateFromWebpPtr(size, data)
            default: nil
            }
        }
    }

    /// The picture turned upright: the same one when nothing is to do, otherwise another.
    private static func turned(_ source: gdImagePtr, from orientation: Int, _ gd: Libgd) -> gdImagePtr? {
        guard orientation > 1 else { return source }
        let (width, height) = (Int(source.pointee.sx), Int(source.pointee.sy))
        let isTransposed = orientation > 4
        guard
            let target = gd.gdImageCreateTrueColor(
                Int32(isTransposed ? height : width), Int32(isTransposed ? width : height))
        else { return nil }
        for y in 0..<height {
            guard let row = source.pointee.tpixels[y] else { continue }
            for x in 0..<width {
                let (column, line) =
                    switch orientation {
                    case 2: (width - 1 - x, y)
                    case 3: (width - 1 - x, height - 1 - y)
                    case 4: (x, height - 1 - y)
                    case 5: (y, x)
                    case 6: (height - 1 - y, x)
                    case 7: (height - 1 - y, width - 1 - x)
                    default: (y, width - 1 - x)
                    }
                target.pointee.tpixels[line]?[column] = row[x]
            }
        }
        return target
    }

    private func encode(_ image: gdImagePtr, _ quality: Int) throws(PictureError) -> EncodedPicture {
        let isTransparent = isTransparent
        var size: Int32 = 0
        gd.gdImageSaveAlpha(image, 1)
        gd.gdImageInterlace(image, isTransparent ? 0 : 1)
        let data =
            isTransparent
            ? gd.gdImagePngPtr(image, &size) : gd.gdImageJpegPtr(image, &size, Int32(min(max(quality, 1), 100)))
        guard let data else { throw .damaged }
        defer { gd.gdFree(data) }
        return EncodedPicture(
            bytes: Array(UnsafeRawBufferPointer(start: data, count: Int(size))),
            mediaType: isTransparent ? .png : .jpeg, width: Int(image.pointee.sx), height: Int(image.pointee.sy))
    }

    private static let library: Libgd? = {
        let gd = UnsafeMutablePointer<Libgd>.allocate(capacity: 1)
        defer { gd.deallocate() }
        guard libgd_load(gd) != 0 else { return nil }
        // It would write about every damaged file to standard error.
        gd.pointee.gdSetErrorMethod { _, _, _ in }
        return gd.pointee
    }()
}
