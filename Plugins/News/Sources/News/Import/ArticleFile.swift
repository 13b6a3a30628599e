import Foundation
import PortalKit

/// A content file: YAML between two lines `---`, then the body as Markdown.
///
/// ```
/// ---
/// title: Lịch tiếp công dân tháng 12
/// lead: Chủ tịch UBND xã tiếp công dân vào sáng thứ Năm hằng tuần.
/// published: 2026-11-30 08:00
/// source: Văn phòng HĐND và UBND xã
/// author: Nguyễn Thị Hạnh
/// tags: [tiếp công dân]
/// picture: pictures/mot-cua.jpg
/// picture_alt: Quầy tiếp dân ở trụ sở xã
/// attachments:
///   - file: attachments/lich-tiep.pdf
///     title: Lịch tiếp công dân
/// ---
/// Nội dung…
/// ```
///
/// The folder is the section, and the name without its date is the slug.
struct ArticleFile: Sendable {
    /// A picture or attachment that the file names, relative to the site's content folder.
    struct Reference: Sendable {
        let path: String
        /// Alternative text of a picture, title of an attachment.
        let text: String
        let caption: String
        let line: Int
    }

    /// The file as faults name it.
    let file: String
    /// Everything but pictures and attachments.
    let content: ArticleContent
    let picture: Reference?
    let gallery: [Reference]
    let attachments: [Reference]

    static let maximumBytes = 1 << 20
    private static let keys = [
        "title", "lead", "published", "source", "author", "tags", "picture", "picture_alt", "picture_caption",
        "gallery", "attachments", "slug", "reference", "featured",
    ]

    /// Reads a content file.
    ///
    /// - Parameters:
    ///   - section: the folder's name.
    ///   - name: the file's name.
    /// - Returns: nil when there are faults.
    static func parse(
        _ text: String, file: String, section: String, name: String, sections: NewsSections, faults: inout [Fault]
    ) -> ArticleFile? {
        guard let (header, body) = split(text) else {
            faults.append(
                Fault(
                    file: file, line: 1, message: "does not begin with data between two lines ---",
                    mend: "write title, published, source and author between them"))
            return nil
        }
        let before = faults.count
        guard let node = ConfigNode.parse(header, file: file, faults: &faults), node.requireMapping(faults: &faults)
        else { return nil }
        node.unknownKeys(allowing: keys, faults: &faults)
        var content = ArticleContent(section: section, body: body.normalizedInput(multiline: true))
        let limit = ArticleContent.Limit.self
        content.title = node.text("title", required: true, maximumLength: limit.title, faults: &faults) ?? ""
        content.lead = node.text("lead", maximumLength: limit.lead, faults: &faults) ?? ""
        content.source = node.text("source", required: true, maximumLength: limit.name, faults: &faults) ?? ""
        content.author = node.text("author", required: true, maximumLength: limit.name, faults: &faults) ?? ""
        content.slug = slug(node, name: name, faults: &faults)
        content.publishedAt = moment(node, faults: &faults)
        content.tags = ArticleContent.tags(
            from: node.list("tags", maximumLength: limit.tag, faults: &faults).joined(separator: ","))
        content.isFeatured = node.boolean("featured", faults: &faults) ?? false
        content.isReference = node.boolean("reference", faults: &faults) ?? sections.isReference(section)
        if sections[section] == nil {
            let known = sections.all.map(\.slug).joined(separator: ", ")
            faults.append(
                Fault(
                    file: file, message: "lies in a folder that is no section: \"\(section)\"",
                    mend: "add the section to the settings of news in site.yml, or move the file to one of \(known)"))
        }
        if content.body.isEmpty {
            faults.append(Fault(file: file, line: 1, message: "has no text", mend: "write it below the second ---"))
        }
        let picture = picture(node, faults: &faults)
        let gallery = node.items("gallery", faults: &faults).compactMap { reference($0, text: "alt", faults: &faults) }
        let attachments = node.items("attachments", faults: &faults)
            .compactMap { reference($0, text: "title", faults: &faults) }
        guard faults.count == before else { return nil }
        return ArticleFile(file: file, content: content, picture: picture, gallery: gallery, attachments: attachments)
    }

    /// The data with a line before it for the first `---`, so that lines count as in the file; and the body.
    static func split(_ text: String) -> (header: String, body: String)? {
        let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else { return nil }
        return (
            "#\n" + lines[1..<end].joined(separator: "\n") + "\n", lines[(end + 1)...].joined(separator: "\n")
        )
    }

    private static func slug(_ node: ConfigNode, name: String, faults: inout [Fault]) -> String {
        let stem = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
        let parts = stem.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false)
        let hasDate = parts.count == 4 && VietnamTime(parsing: parts.prefix(3).joined(separator: "-")) != nil
        let wish = node.text("slug", maximumLength: ArticleContent.Limit.slug, faults: &faults)
        return Slug.make(from: wish ?? (hasDate ? String(parts[3]) : stem), maxLength: ArticleContent.Limit.slug)
    }

    private static func moment(_ node: ConfigNode, faults: inout [Fault]) -> Date? {
        guard let text = node.text("published", required: true, faults: &faults) else { return nil }
        if let time = VietnamTime(parsing: text) { return time.date }
        faults.append((node.child("published") ?? node).fault("is not a time", mend: "write it like 2026-11-30 08:00"))
        return nil
    }

    private static func picture(_ node: ConfigNode, faults: inout [Fault]) -> Reference? {
        guard let child = node.child("picture"), let path = node.text("picture", faults: &faults) else { return nil }
        let alt = node.text("picture_alt", maximumLength: ArticleContent.Limit.caption, faults: &faults)
        if alt == nil {
            faults.append(child.fault("has no alternative text", mend: "describe it: picture_alt: …"))
        }
        let caption = node.text("picture_caption", maximumLength: ArticleContent.Limit.caption, faults: &faults)
        return Reference(path: path, text: alt ?? "", caption: caption ?? "", line: child.line)
    }

    private static func reference(_ node: ConfigNode, text key: String, faults: inout [Fault]) -> Reference? {
        guard node.requireMapping(faults: &faults) else { return nil }
        node.unknownKeys(allowing: ["file", key, "caption"], faults: &faults)
        let limit = ArticleContent.Limit.caption
        guard let path = node.text("file", required: true, faults: &faults),
            let text = node.text(key, required: true, maximumLength: limit, faults: &faults)
        else { return nil }
        let caption = node.text("caption", maximumLength: limit, faults: &faults)
        return Reference(path: path, text: text, caption: caption ?? "", line: node.line)
    }
}
