/// What a picture's first bytes say about it, read without decoding anything.
public struct PictureHeader: Sendable, Hashable {
    /// JPEG, PNG, GIF or WebP.
    public let mediaType: MediaType
    /// In pixels, as stored: before any turning.
    public let width: Int
    /// In pixels, as stored.
    public let height: Int
    /// How the stored picture must be turned to stand upright: 1 to 8 as Exif numbers it (CIPA DC-008, tag 274); 1
    /// leaves it as it is.
    public let orientation: Int
    /// Whether a JPEG is cut off before its end; the decoder would fill what is missing with grey.
    let isCutOff: Bool

    /// Reads the header; nothing when the content is no picture of these kinds or contradicts itself.
    public init?(of bytes: [UInt8]) {
        let reader = PictureBytes(bytes: bytes)
        let size: (width: Int, height: Int)?
        mediaType = MediaType(content: bytes)
        var orientation = 1
        var isCutOff = false
        switch mediaType {
        case .jpeg:
            (size, orientation, isCutOff) = reader.jpeg()
        case .png:
            size = reader.matches("IHDR", at: 12) ? reader.pair(reader.big32(16), reader.big32(20)) : nil
        case .gif:
            size = reader.gif()
        case .webp:
            size = reader.webp()
        default:
            size = nil
        }
        guard let size, size.width > 0, size.height > 0 else { return nil }
        (width, height) = size
        self.isCutOff = isCutOff
        self.orientation = (1...8).contains(orientation) ? orientation : 1
    }
}

/// Reads numbers at offsets; nothing beyond the end.
private struct PictureBytes {
    let bytes: [UInt8]

    func byte(_ index: Int) -> Int? { bytes.indices.contains(index) ? Int(bytes[index]) : nil }
    func big16(_ index: Int) -> Int? { number([index, index + 1]) }
    func little16(_ index: Int) -> Int? { number([index + 1, index]) }
    func big32(_ index: Int) -> Int? { number([index, index + 1, index + 2, index + 3]) }
    func little24(_ index: Int) -> Int? { number([index + 2, index + 1, index]) }
    func little32(_ index: Int) -> Int? { number([index + 3, index + 2, index + 1, index]) }

    private func number(_ indices: [Int]) -> Int? {
        var value = 0
        for index in indices {
            guard let byte = byte(index) else { return nil }
            value = value << 8 | byte
        }
        return value
    }

    func matches(_ text: StaticString, at index: Int) -> Bool {
        index <= bytes.count && text.withUTF8Buffer { bytes[index...].starts(with: $0) }
    }

    func pair(_ width: Int?, _ height: Int?) -> (width: Int, height: Int)? {
        guard let width, let height else { return nil }
        return (width, height)
    }

    // MARK: - JPEG

    /// Walks from marker to marker up to the first frame header, as the decoder does.
    func jpeg() -> (size: (width: Int, height: Int)?, orientation: Int, isCutOff: Bool) {
        var index = 2
        var orientation = 1
        while let mark = byte(index), mark == 0xFF, let code = byte(index + 1) {
            switch code {
            case 0xFF:
                index += 1
                continue
            case 0x01, 0xD0...0xD7:
                index += 2
                continue
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                return (pair(big16(index + 7), big16(index + 5)), orientation, !hasEnd(after: index))
            case 0xE1 where matches("Exif\0\0", at: index + 4):
                orientation = exifOrientation(at: index + 10) ?? orientation
            case 0xD9, 0xDA:
                return (nil, orientation, true)
            default:
                break
            }
            guard let length = big16(index + 2), length >= 2 else { break }
            index += 2 + length
        }
        return (nil, orientation, true)
    }

    /// Whether the marker that ends a picture stands behind the frame header; the data between holds no such bytes.
    private func hasEnd(after frame: Int) -> Bool {
        var index = bytes.count - 2
        while index > frame {
            if bytes[index] == 0xFF, bytes[index + 1] == 0xD9 { return true }
            index -= 1
        }
        return false
    }

    private func exifOrientation(at start: Int) -> Int? {
        let isLittle = matches("II", at: start)
        guard isLittle || matches("MM", at: start) else { return nil }
        func short(_ index: Int) -> Int? { isLittle ? little16(index) : big16(index) }
        guard let offset = isLittle ? little32(start + 4) : big32(start + 4), offset < bytes.count,
            let count = short(start + offset)
        else { return nil }
        for entry in 0..<min(count, 200) where short(start + offset + 2 + entry * 12) == 0x0112 {
            return short(start + offset + 2 + entry * 12 + 8)
        }
        return nil
    }

    // MARK: - GIF and WebP

    /// The greater of the screen and the first frame: a decoder makes room for either.
    func gif() -> (width: Int, height: Int)? {
        guard let screen = pair(little16(6), little16(8)), let flags = byte(10) else { return nil }
        var index = 13 + (flags & 0x80 == 0 ? 0 : 3 << ((flags & 7) + 1))
        while let block = byte(index) {
            if block == 0x2C {
                return pair(little16(index + 5), little16(index + 7)).map {
                    (max(screen.width, $0.width), max(screen.height, $0.height))
                }
            }
            guard block == 0x21 else { return nil }
            index += 2
            while let length = byte(index), length > 0 { index += 1 + length }
            index += 1
        }
        return nil
    }

    func webp() -> (width: Int, height: Int)? {
        if matches("VP8X", at: 12) {
            return pair(little24(24).map { $0 + 1 }, little24(27).map { $0 + 1 })
        }
        if matches("VP8L", at: 12), byte(20) == 0x2F, let bits = little32(21) {
            return (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
        }
        if matches("VP8 ", at: 12), byte(23) == 0x9D, byte(24) == 0x01, byte(25) == 0x2A {
            return pair(little16(26).map { $0 & 0x3FFF }, little16(28).map { $0 & 0x3FFF })
        }
        return nil
    }
}
