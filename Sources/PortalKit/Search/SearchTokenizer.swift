import GRDB

/// Splits Vietnamese text into words for full-text tables: "duong" finds "Đường".
///
/// Each word is stored without case and diacritics, `đ` as `d` (SQLite's own `remove_diacritics` leaves it), and at the
/// same place once more as it was written, behind a mark that nobody can type. So a search can put those first that
/// are spelt as the person spelt it. Modules use it for tables of
/// their own with `tokenize = 'vietnamese'`.
///
/// The words pass through as bytes: an index of many documents is made of millions of them.
final class SearchTokenizer: FTS5CustomTokenizer {
    static let name = "vietnamese"

    /// Stands before a word that is meant as it is written. A private-use character: a letter to SQLite.
    static let exactMark: Unicode.Scalar = "\u{E000}"

    private let words: any FTS5Tokenizer

    init(db: Database, arguments: [String]) throws {
        words = try db.makeTokenizer(.unicode61(diacritics: .keep))
    }

    func tokenize(
        context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization, pText: UnsafePointer<CChar>?, nText: CInt,
        tokenCallback: @escaping FTS5TokenCallback
    ) -> CInt {
        var receiver = WordReceiver(
            context: context, callback: tokenCallback, isQuery: tokenization.contains(.query))
        return withUnsafeMutablePointer(to: &receiver) { receiver in
            words.tokenize(context: receiver, tokenization: tokenization, pText: pText, nText: nText) {
                context, flags, word, length, start, end in
                guard let receiver = context?.assumingMemoryBound(to: WordReceiver.self), let word else { return 0 }
                return receiver.pointee.take(
                    UnsafeRawBufferPointer(start: word, count: Int(length)), flags: flags, start: start, end: end)
            }
        }
    }

    /// Lower-case base letters of the Latin blocks; other letters stay.
    static func fold(_ word: String) -> String {
        var folded: [UInt8] = []
        var word = word
        return word.withUTF8 { SearchFolding.fold(UnsafeRawBufferPointer($0), into: &folded) }
            ? String(decoding: folded, as: UTF8.self) : word
    }
}

/// Takes the words of SQLite's tokenizer and hands on each in both forms.
private struct WordReceiver {
    let context: UnsafeMutableRawPointer?
    let callback: FTS5TokenCallback
    let isQuery: Bool
    private var folded: [UInt8] = []
    private var written: [UInt8] = []

    private static let mark = Array(String(SearchTokenizer.exactMark).utf8)

    init(context: UnsafeMutableRawPointer?, callback: @escaping FTS5TokenCallback, isQuery: Bool) {
        self.context = context
        self.callback = callback
        self.isQuery = isQuery
    }

    /// - Returns: SQLite's result code.
    mutating func take(_ word: UnsafeRawBufferPointer, flags: CInt, start: CInt, end: CInt) -> CInt {
        let isExact = isQuery && word.starts(with: Self.mark)
        guard !isExact, SearchFolding.fold(word, into: &folded) else {
            return hand(on: word, flags: flags, start: start, end: end)
        }
        let result = folded.withUnsafeBytes { hand(on: $0, flags: flags, start: start, end: end) }
        guard !isQuery, result == 0 else { return result }
        written.removeAll(keepingCapacity: true)
        written.append(contentsOf: Self.mark)
        written.append(contentsOf: word)
        let colocated = flags | FTS5TokenFlags.colocated.rawValue
        return written.withUnsafeBytes { hand(on: $0, flags: colocated, start: start, end: end) }
    }

    private func hand(on word: UnsafeRawBufferPointer, flags: CInt, start: CInt, end: CInt) -> CInt {
        callback(context, flags, word.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(word.count), start, end)
    }
}
