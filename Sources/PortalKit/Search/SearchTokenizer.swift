import GRDB

/// Splits Vietnamese text into words for full-text tables: "duong" finds "Đường".
///
/// Each word is stored without case and diacritics, `đ` as `d` (SQLite's own `remove_diacritics` leaves it), and at the
/// same place once more as it was written, behind a mark that nobody can type. So a search that asks for both forms
/// finds the same pages and ranks those first that are spelt as the person spelt it. Modules use it for tables of
/// their own with `tokenize = 'vietnamese'`.
final class SearchTokenizer: FTS5WrapperTokenizer {
    static let name = "vietnamese"

    /// Stands before a word that is meant as it is written. A private-use character: a letter to SQLite.
    static let exactMark: Unicode.Scalar = "\u{E000}"

    let wrappedTokenizer: any FTS5Tokenizer

    init(db: Database, arguments: [String]) throws {
        wrappedTokenizer = try db.makeTokenizer(.unicode61(diacritics: .keep))
    }

    func accept(
        token: String, flags: FTS5TokenFlags, for tokenization: FTS5Tokenization,
        tokenCallback: FTS5WrapperTokenCallback
    ) throws {
        if tokenization.contains(.query) {
            let isExact = token.unicodeScalars.first == Self.exactMark
            return try tokenCallback(isExact ? token : Self.fold(token), flags)
        }
        let folded = Self.fold(token)
        try tokenCallback(folded, flags)
        if folded != token {
            try tokenCallback("\(Self.exactMark)\(token)", flags.union(.colocated))
        }
    }

    /// Lower-case base letters of the Latin blocks; other letters stay.
    static func fold(_ token: String) -> String {
        if token.utf8.allSatisfy({ $0 < 0x80 }) { return token }
        var folded = String.UnicodeScalarView()
        for scalar in token.unicodeScalars {
            switch scalar.value {
            case 0..<0xC0: folded.append(scalar)
            case 0x0300..<0x0370: continue
            case UInt32(latin.startIndex)..<UInt32(latin.endIndex): folded.append(latin[Int(scalar.value)])
            case UInt32(additional.startIndex)..<UInt32(additional.endIndex):
                folded.append(additional[Int(scalar.value)])
            default: folded.append(scalar)
            }
        }
        return String(folded)
    }

    private static let latin = bases(0xC0..<0x250)
    private static let additional = bases(0x1E00..<0x1F00)

    /// The base letter of each character in a block, at its own index.
    private static func bases(_ block: Range<UInt32>) -> ArraySlice<Unicode.Scalar> {
        let bases = (0..<block.upperBound).map { value -> Unicode.Scalar in
            guard let scalar = Unicode.Scalar(value) else { return "?" }
            guard value >= block.lowerBound else { return scalar }
            return String(scalar).folded.unicodeScalars.first ?? scalar
        }
        return bases[Int(block.lowerBound)...]
    }
}
