/// A file that can be fetched, for the partial `partials/files`; a model that uses it has them as `files`.
public struct FileModel: Sendable {
    let name: String
    let size: String
    let url: String?
    let note: String?

    /// - Parameters:
    ///   - name: what it is called; for a list of several kinds of files with the kind before it.
    ///   - bytes: how large it is.
    ///   - url: where it is fetched; nil while it is not given out.
    ///   - note: why it is not given out.
    public init(_ name: String, bytes: Int, url: String?, note: String? = nil, _ texts: Texts) {
        self.init(name: name, size: bytes.fileSize(language: texts.language), url: url, note: note)
    }

    private init(name: String, size: String, url: String?, note: String?) {
        self.name = name
        self.size = size
        self.url = url
        self.note = note
    }

    /// One with everything that it can have.
    public static let example = FileModel(
        name: "don.pdf", size: "120 KB", url: "/quan-tri/feedback/1/tep/1", note: "Đang kiểm tra")
}
