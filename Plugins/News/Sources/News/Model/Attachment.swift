import PortalKit

/// A file that belongs to an article.
struct Attachment: Sendable, Hashable, Codable {
    let hash: ContentHash
    let name: String
    var title: String
    let mediaType: MediaType
    /// Size in bytes.
    let bytes: Int

    var url: String { FileLibrary.url(hash, name: name) }

    /// `PDF`, `CSV`: the ending of the name, which a reader knows better than a media type.
    var typeLabel: String {
        let ending = name.split(separator: ".").last.map(String.init) ?? ""
        return ending.count > 5 || ending == name ? "TXT" : ending.uppercased()
    }
}

extension Int {
    /// A size in bytes as people read it: `12 KB`, `1,2 MB`; the decimal sign is that of the language.
    func fileSize(language: String) -> String {
        if self < 1024 { return "\(self) B" }
        if self < 1 << 20 { return "\((self + 512) / 1024) KB" }
        let tenths = (self * 10 + (1 << 19)) / (1 << 20)
        return "\(tenths / 10)\(language == "en" ? "." : ",")\(tenths % 10) MB"
    }
}
