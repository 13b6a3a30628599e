/// Something that was changed while a document was read, or left out.
public enum ImportChange: Sendable, Hashable, Codable {
    /// Text was converted: from which character set, how sure (0 to 1), how many characters, and a short example.
    case converted(from: VietnameseCharset, confidence: Double, characters: Int, before: String, after: String)
    /// So many characters mean nothing in the character set; they were kept as they were.
    case unknownCharacters(count: Int, sample: String)
    /// Pictures were found.
    case pictures(count: Int)
    /// Drawings, charts and embedded objects were left out.
    case drawings(count: Int)
    /// Pictures were left out, since they are none that can be shown here.
    case unreadablePictures(count: Int)

    /// The sentence for the person.
    public func text(in texts: Texts) -> String {
        switch self {
        case .converted(.unicode, _, let characters, _, _):
            return texts("import.change.composed", ["count": String(characters)])
        case .converted(let charset, let confidence, let characters, let before, let after):
            let name = texts(charset.titleKey)
            let percent = String(Int((confidence * 100).rounded()))
            return texts(
                "import.change.converted",
                ["charset": name, "percent": percent, "count": String(characters), "before": before, "after": after])
        case .unknownCharacters(let count, let sample):
            return texts("import.change.unknown_characters", ["count": String(count), "sample": sample])
        case .pictures(let count): return texts("import.change.pictures", ["count": String(count)])
        case .drawings(let count): return texts("import.change.drawings", ["count": String(count)])
        case .unreadablePictures(let count):
            return texts("import.change.unreadable_pictures", ["count": String(count)])
        }
    }
}
