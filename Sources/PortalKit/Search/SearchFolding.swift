/// Folds the bytes of words to lower-case base letters.
enum SearchFolding {
    /// Writes the folded word into `folded`, which it empties first.
    ///
    /// - Parameter word: UTF-8; what is none goes through as it is.
    /// - Returns: Whether the folded word is another one.
    static func fold(_ word: UnsafeRawBufferPointer, into folded: inout [UInt8]) -> Bool {
        guard word.contains(where: { $0 >= 0x80 }) else { return false }
        folded.removeAll(keepingCapacity: true)
        var index = 0
        while index < word.count {
            let length = sequenceLength(word[index], left: word.count - index)
            let base = base(ofScalarIn: word, at: index, length: length)
            switch base {
            case .itself: folded.append(contentsOf: word[index..<index + length])
            case .nothing: break
            case .letter(let letter): folded.append(contentsOf: letter)
            }
            index += length
        }
        return folded.count != word.count || !folded.elementsEqual(word)
    }

    private enum Base {
        case itself
        case nothing
        case letter([UInt8])
    }

    private static func sequenceLength(_ first: UInt8, left: Int) -> Int {
        let length =
            switch first {
            case 0xC0..<0xE0: 2
            case 0xE0..<0xF0: 3
            case 0xF0...: 4
            default: 1
            }
        return min(length, left)
    }

    /// Letters with marks lie in two blocks, the marks themselves in a third.
    private static func base(ofScalarIn word: UnsafeRawBufferPointer, at index: Int, length: Int) -> Base {
        let value: Int
        switch length {
        case 2: value = Int(word[index] & 0x1F) << 6 | Int(word[index + 1] & 0x3F)
        case 3:
            value = Int(word[index] & 0x0F) << 12 | Int(word[index + 1] & 0x3F) << 6 | Int(word[index + 2] & 0x3F)
        default: return .itself
        }
        switch value {
        case combiningMarks: return .nothing
        case latin: return .letter(latinBases[value - latin.lowerBound])
        case additionalLatin: return .letter(additionalBases[value - additionalLatin.lowerBound])
        default: return .itself
        }
    }

    private static let latin = 0xC0..<0x250
    private static let combiningMarks = 0x300..<0x370
    private static let additionalLatin = 0x1E00..<0x1F00
    private static let latinBases = bases(latin)
    private static let additionalBases = bases(additionalLatin)

    /// The base letter of each character in a block, as UTF-8.
    private static func bases(_ block: Range<Int>) -> [[UInt8]] {
        block.map { value in
            let letter = Unicode.Scalar(UInt32(value)).map(String.init) ?? ""
            return Array(String(letter.folded.unicodeScalars.prefix(1)).utf8)
        }
    }
}
