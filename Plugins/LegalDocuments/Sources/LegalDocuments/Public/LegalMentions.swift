import GRDB
import PortalKit

/// Numbers of documents that a document's text mentions, and the pages of those that the portal has.
struct LegalMentions: Sendable {
    private let urls: [LegalCitation.Key: String]

    /// Looks all numbers of a text up at once.
    ///
    /// - Parameter own: the document itself, which is not linked to.
    static func find(
        in lines: [LegalLine], own: Int64, url: (String) -> String, in database: Database
    ) throws -> LegalMentions {
        let keys = Set(lines.flatMap { LegalCitation.find(in: $0.text).map(\.key) }.prefix(400))
        let paths = try LegalCitation.paths(of: keys, except: own, in: database)
        return LegalMentions(urls: paths.mapValues(url))
    }

    /// The text with links to what is known.
    func linked(_ text: String) -> SafeHTML {
        guard !urls.isEmpty else { return SafeHTML(escaping: text) }
        var html = SafeHTML.empty
        var position = text.startIndex
        for citation in LegalCitation.find(in: text) {
            guard let url = urls[citation.key] else { continue }
            html =
                html + SafeHTML(escaping: String(text[position..<citation.range.lowerBound]))
                + SafeHTML(trusted: "<a href=\"") + SafeHTML(escaping: url) + SafeHTML(trusted: "\">")
                + SafeHTML(escaping: String(text[citation.range])) + SafeHTML(trusted: "</a>")
            position = citation.range.upperBound
        }
        return html + SafeHTML(escaping: String(text[position...]))
    }

    /// What looks like a number: digits, a slash, perhaps a year, and a symbol with a hyphen.
    static func numbers(in text: String) -> [Substring] {
        guard text.utf8.contains(UInt8(ascii: "/")) else { return [] }
        return text.split(whereSeparator: { $0.isWhitespace || "();,“”\"".contains($0) }).compactMap { word in
            let number = word.prefix { $0.isLetter || $0.isNumber || $0 == "/" || $0 == "-" }
            let parts = number.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2 || parts.count == 3, parts[0].allSatisfy(\.isNumber), !parts[0].isEmpty,
                parts[parts.count - 1].contains("-"), parts[parts.count - 1].first?.isUppercase ?? false
            else { return nil }
            return number
        }
    }
}
