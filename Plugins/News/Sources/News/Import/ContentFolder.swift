import Foundation
import PortalKit

/// The files of a site's content folder, read with bounds; nothing outside it is ever opened.
struct ContentFolder: Sendable {
    /// The folder `content/news`.
    let news: URL

    /// The folder `content`, from which pictures and attachments are named.
    var content: URL { news.deletingLastPathComponent() }

    static let maximumFile = 30 << 20

    /// The article files as `<section>/<name>.md`, in order.
    func articles() throws -> [String] {
        let manager = FileManager.default
        guard manager.fileExists(atPath: news.path) else { return [] }
        var paths: [String] = []
        for section in try manager.contentsOfDirectory(atPath: news.path).sorted() where !section.hasPrefix(".") {
            let folder = news.appending(path: section).path
            var isFolder: ObjCBool = false
            guard manager.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else { continue }
            let names = try manager.contentsOfDirectory(atPath: folder).sorted()
            paths += names.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }.map { "\(section)/\($0)" }
        }
        return paths
    }

    /// The text of an article file, nil and a fault when it cannot be taken.
    func text(of article: String, faults: inout [Fault]) -> String? {
        let name = Self.displayName(article)
        guard let bytes = bytes(at: news.appending(path: article), limit: ArticleFile.maximumBytes) else {
            faults.append(
                Fault(
                    file: name, message: "cannot be read, or is larger than \(ArticleFile.maximumBytes >> 10) KiB",
                    mend: "make it a readable file, and shorten it"))
            return nil
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            faults.append(Fault(file: name, message: "is not UTF-8", mend: "save it as UTF-8"))
            return nil
        }
        return text.nfc
    }

    /// A picture's or attachment's bytes, nil and a fault at the line that names it when there are none.
    func bytes(of reference: ArticleFile.Reference, in file: String, faults: inout [Fault]) -> [UInt8]? {
        let parts = reference.path.split(separator: "/", omittingEmptySubsequences: false)
        let isInside = parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
        if isInside, let bytes = bytes(at: content.appending(path: reference.path), limit: Self.maximumFile) {
            return bytes
        }
        faults.append(
            Fault(
                file: file, line: reference.line,
                message: "there is no file \"\(reference.path)\" in the content folder, or it is too large",
                mend: "put it there, and name it from that folder: pictures/…"))
        return nil
    }

    static func displayName(_ article: String) -> String { "content/news/\(article)" }

    private func bytes(at url: URL, limit: Int) -> [UInt8]? {
        let values = try? url.resolvingSymlinksInPath().resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
        guard values?.isRegularFile == true, let size = values?.fileSize, size <= limit else { return nil }
        return (try? Data(contentsOf: url)).map(Array.init)
    }
}
