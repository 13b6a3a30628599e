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
