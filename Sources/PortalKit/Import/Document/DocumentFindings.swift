/// What a reader comes across besides text.
struct DocumentFindings {
    /// The ids of the footnotes in the order of the text.
    var notes: [String] = []
    /// Drawings, charts and objects that cannot be taken over.
    var drawings = 0
    private var pictures: [(path: String?, alternative: String)] = []

    private static let maxPictures = 40
    private static let maxPictureBytes = 20 << 20

    mutating func picture(_ path: String?, _ alternative: String) {
        pictures.append((path, alternative))
    }

    /// The document with its pictures, each once. One that cannot be shown here is counted, not kept.
    func document(_ nodes: [HTMLNode], archive: DocumentArchive) -> ReadDocument {
        var document = ReadDocument(nodes: nodes)
        var seen: Set<String> = []
        var unreadable = 0
        for picture in pictures where picture.path.map({ seen.insert($0).inserted }) ?? true {
            guard document.pictures.count < Self.maxPictures, let path = picture.path,
                let bytes = try? archive.read(path, limit: Self.maxPictureBytes),
                MediaType.pictures.contains(MediaType(content: bytes))
            else {
                unreadable += 1
                continue
            }
            let name = path.split(separator: "/").last.map(String.init) ?? path
            document.pictures.append(
                ImportedDocument.Picture(
                    name: name, bytes: bytes, alternative: picture.alternative.normalizedInput()))
        }
        if !document.pictures.isEmpty { document.changes.append(.pictures(count: document.pictures.count)) }
        if unreadable > 0 { document.changes.append(.unreadablePictures(count: unreadable)) }
        if drawings > 0 { document.changes.append(.drawings(count: drawings)) }
        return document
    }
}

extension DocumentArchive {
    /// A part as XML, or nothing when there is none of this name.
    func xml(_ name: String) throws(DocumentError) -> XMLElement? {
        guard let bytes = try read(name, limit: DocumentText.maxPartBytes) else { return nil }
        return try XMLDocument.root(of: bytes)
    }
}
