/// What a file's content is, found from the content itself and never from a name or what a sender claims.
public struct MediaType: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The name by RFC 6838, such as `image/jpeg`.
    public let rawValue: String

    /// A type of the given name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The name.
    public var description: String { rawValue }

    /// The value for `Content-Type`: text is UTF-8, since nothing else is recognised as text.
    public var contentType: String { self == .text ? "text/plain; charset=utf-8" : rawValue }

    /// The usual end of a file's name, with the dot; empty for unknown content.
    public var fileExtension: String { Self.fileExtensions[self] ?? "" }
}

extension MediaType {
    /// JPEG
    public static let jpeg = MediaType(rawValue: "image/jpeg")
    /// PNG
    public static let png = MediaType(rawValue: "image/png")
    /// GIF
    public static let gif = MediaType(rawValue: "image/gif")
    /// WebP
    public static let webp = MediaType(rawValue: "image/webp")
    /// SVG: recognised to be refused, since it can hold scripts.
    public static let svg = MediaType(rawValue: "image/svg+xml")
    /// PDF
    public static let pdf = MediaType(rawValue: "application/pdf")
    /// An archive that is none of the documents below.
    public static let zip = MediaType(rawValue: "application/zip")
    /// Word document (ISO/IEC 29500) without macros
    public static let docx = office("wordprocessingml.document")
    /// Excel workbook without macros
    public static let xlsx = office("spreadsheetml.sheet")
    /// PowerPoint presentation without macros
    public static let pptx = office("presentationml.presentation")
    /// A document with macros: recognised to be refused.
    public static let macroDocument = MediaType(rawValue: "application/vnd.ms-office.macroEnabled")
    /// OpenDocument text (ISO/IEC 26300)
    public static let odt = MediaType(rawValue: "application/vnd.oasis.opendocument.text")
    /// OpenDocument spreadsheet
    public static let ods = MediaType(rawValue: "application/vnd.oasis.opendocument.spreadsheet")
    /// OpenDocument presentation
    public static let odp = MediaType(rawValue: "application/vnd.oasis.opendocument.presentation")
    /// The binary documents of Office before 2007; they may hold macros.
    public static let oldOffice = MediaType(rawValue: "application/x-ole-storage")
    /// Rich text
    public static let rtf = MediaType(rawValue: "application/rtf")
    /// UTF-8 text that is no markup
    public static let text = MediaType(rawValue: "text/plain")
    /// HTML: recognised to be refused.
    public static let html = MediaType(rawValue: "text/html")
    /// XML
    public static let xml = MediaType(rawValue: "application/xml")
    /// Anything else
    public static let unknown = MediaType(rawValue: "application/octet-stream")

    /// Pictures that ``Picture`` can read.
    public static let pictures: Set<MediaType> = [.jpeg, .png, .gif, .webp]

    /// Documents in open formats (circular 39/2017/TT-BTTTT), without macros.
    public static let documents: Set<MediaType> = [.pdf, .docx, .xlsx, .pptx, .odt, .ods, .odp, .text]

    /// What a person outside may send with a form unless a module allows less.
    public static let allowed: Set<MediaType> = pictures.union(documents)

    private static func office(_ name: String) -> MediaType {
        MediaType(rawValue: "application/vnd.openxmlformats-officedocument.\(name)")
    }

    private static let fileExtensions: [MediaType: String] = [
        .jpeg: ".jpg", .png: ".png", .gif: ".gif", .webp: ".webp", .svg: ".svg", .pdf: ".pdf", .zip: ".zip",
        .docx: ".docx", .xlsx: ".xlsx", .pptx: ".pptx", .odt: ".odt", .ods: ".ods", .odp: ".odp", .rtf: ".rtf",
        .text: ".txt", .html: ".html", .xml: ".xml",
    ]
}
