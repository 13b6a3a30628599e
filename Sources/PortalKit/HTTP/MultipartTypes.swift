/// What a part of a form says about itself.
public struct MultipartPart: Sendable, Hashable {
    /// The form field's name.
    public let name: String
    /// The file's name as the sender claims it; present exactly when the part is a file. See ``FileName``.
    public let fileName: String?
    /// The content type as the sender claims it. See ``MediaType`` for what it is.
    public let contentType: String?
}

/// What a ``MultipartParser`` reports, in the order of the body.
public enum MultipartEvent: Sendable, Hashable {
    /// A part begins.
    case partBegin(MultipartPart)
    /// More of the part's content, never empty.
    case partData(ArraySlice<UInt8>)
    /// The part is complete.
    case partEnd
    /// The form is complete; whatever comes after is ignored.
    case end
}

/// How much a form may hold.
public struct MultipartLimits: Sendable, Hashable {
    /// Parts in the form.
    public var parts: Int
    /// Bytes of header fields in a part.
    public var headerBytes: Int
    /// Bytes of a part that is no file.
    public var fieldBytes: Int
    /// Bytes of the whole body.
    public var totalBytes: Int

    /// Limits, by default for a form with some files.
    public init(parts: Int = 200, headerBytes: Int = 8 << 10, fieldBytes: Int = 1 << 20, totalBytes: Int = 64 << 20) {
        self.parts = parts
        self.headerBytes = headerBytes
        self.fieldBytes = fieldBytes
        self.totalBytes = totalBytes
    }
}

/// Why a body is refused. Offsets are in bytes from its start.
public enum MultipartError: Error, Equatable, Sendable {
    /// The content type is not `multipart/form-data` with a usable boundary.
    case notMultipart
    /// A boundary is followed by something else than a line end or `--`.
    case malformedDelimiter(offset: Int)
    /// A header field that is none, or not UTF-8.
    case malformedHeader(offset: Int)
    /// A part that does not say which field it is.
    case missingName(offset: Int)
    /// A part in a transfer encoding, which RFC 7578 has no use for.
    case unsupportedEncoding(offset: Int)
    /// More parts than allowed.
    case tooManyParts(limit: Int, offset: Int)
    /// More bytes of header fields in a part than allowed.
    case headersTooLarge(limit: Int, offset: Int)
    /// A field that is no file is longer than allowed.
    case fieldTooLarge(name: String, limit: Int, offset: Int)
    /// The body is longer than allowed.
    case bodyTooLarge(limit: Int, offset: Int)
    /// The body ended before the form did.
    case incomplete(offset: Int)
}
