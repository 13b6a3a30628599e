import PortalKit

/// The text of an introduction page, taken apart at its headings of the second level, so that a table of contents can
/// lead to them.
struct IntroductionText: Sendable {
    /// What stands under one heading.
    struct Section: Sendable {
        /// The anchor.
        let id: String
        /// The heading as plain text.
        let title: String
        fileprivate(set) var html: SafeHTML
    }

    /// What stands before the first heading.
    private(set) var opening: SafeHTML
    private(set) var sections: [Section]

    /// - Throws: `HTMLSanitizerError` for a text that cannot be shown.
    init(_ markdown: String) throws {
        var parts: [(title: String, lines: [Substring])] = [("", [])]
        var fence: Character?
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            // What looks like a heading within a code block is none.
            if let mark = line.first, "`~".contains(mark), line.prefix(while: { $0 == mark }).count >= 3 {
                fence = fence == nil ? mark : (fence == mark ? nil : fence)
            }
            if fence == nil, line.hasPrefix("## ") {
                parts.append((String(line.dropFirst(3)), []))
            } else {
                parts[parts.count - 1].lines.append(line)
            }
        }
        opening = try Markdown.html(from: parts[0].lines.joined(separator: "\n"))
        sections = try parts.dropFirst().enumerated().map { index, part in
            Section(
                id: "muc-\(index + 1)", title: try Markdown.html(from: part.title).plainText,
                html: try Markdown.html(from: part.lines.joined(separator: "\n")))
        }
    }

    /// The same text, in which mentions lead to what they speak of.
    func linkingMentions(_ request: Request) async throws -> IntroductionText {
        let pieces = try await request.linkingMentions([opening] + sections.map(\.html))
        var linked = self
        linked.opening = pieces[0]
        for index in sections.indices { linked.sections[index].html = pieces[index + 1] }
        return linked
    }
}
