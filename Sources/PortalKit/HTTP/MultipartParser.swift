/// Reads the body of a form with files (`multipart/form-data`, RFC 7578) as it arrives, in chunks split anywhere.
///
/// It keeps no content: what a chunk brings is reported at once, but for a tail that may begin a boundary and header
/// fields that are not complete. After an error it stays with that error.
public struct MultipartParser: Sendable {
    private enum State {
        case preamble
        case afterDelimiter
        case headers
        case content(MultipartPart, size: Int)
        case ended
        case failed(MultipartError)
    }

    private let delimiter: [UInt8]
    private let limits: MultipartLimits
    private var state = State.preamble
    private var parts = 0

    /// What was not yet dealt with. A line end before the first boundary is made up, so that all look alike.
    private var buffer: [UInt8] = [0x0D, 0x0A]
    private var position = 0

    /// Where `buffer` starts in the body.
    private var base = -2

    /// How much is held back from one chunk to the next, in bytes: at most a part's header fields or a boundary.
    public var bufferedBytes: Int { buffer.count }

    /// A parser for a body of the given content type.
    ///
    /// - Throws: ``MultipartError/notMultipart`` when that is another, or names no boundary.
    public init(contentType: String, limits: MultipartLimits = MultipartLimits()) throws(MultipartError) {
        guard let header = HeaderParameters(contentType.utf8), header.value == "multipart/form-data",
            let boundary = header.parameters["boundary"], (1...70).contains(boundary.utf8.count),
            boundary.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), boundary.utf8.last != 0x20
        else { throw .notMultipart }
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.limits = limits
    }

    /// Takes the next chunk and reports what it brings.
    public mutating func parse(_ chunk: some Collection<UInt8>) throws(MultipartError) -> [MultipartEvent] {
        do throws(MultipartError) {
            let end = base + buffer.count + chunk.count
            guard end <= limits.totalBytes else { throw .bodyTooLarge(limit: limits.totalBytes, offset: end) }
            buffer.append(contentsOf: chunk)
            var events: [MultipartEvent] = []
            while try step(&events) {}
            buffer.removeFirst(position)
            base += position
            position = 0
            return events
        } catch {
            state = .failed(error)
            buffer = []
            position = 0
            throw error
        }
    }

    /// Says that the body is over.
    ///
    /// - Throws: ``MultipartError/incomplete(offset:)`` when the form is not.
    public func finish() throws(MultipartError) {
        switch state {
        case .ended: return
        case .failed(let error): throw error
        default: throw .incomplete(offset: base + buffer.count)
        }
    }

    // MARK: - Steps

    private var offset: Int { base + position }

    /// Where a place in the buffer is in the body.
    func offset(of index: Int) -> Int { base + index }

    /// Does one thing; false when more bytes are needed.
    private mutating func step(_ events: inout [MultipartEvent]) throws(MultipartError) -> Bool {
        switch state {
        case .failed(let error):
            throw error
        case .ended:
            position = buffer.count
            return false
        case .preamble:
            let (skipped, isFound) = upToDelimiter()
            position += skipped.count
            guard isFound else { return false }
            position += delimiter.count
            state = .afterDelimiter
            return true
        case .afterDelimiter:
            return try afterDelimiter(&events)
        case .headers:
            return try headers(&events)
        case .content(let part, let size):
            let (data, isFound) = upToDelimiter()
            let total = size + data.count
            if part.fileName == nil, total > limits.fieldBytes {
                throw .fieldTooLarge(name: part.name, limit: limits.fieldBytes, offset: offset)
            }
            if !data.isEmpty { events.append(.partData(data)) }
            position += data.count
            state = .content(part, size: total)
            guard isFound else { return false }
            position += delimiter.count
            events.append(.partEnd)
            state = .afterDelimiter
            return true
        }
    }

    /// After a boundary: `--` ends the form; a line end, with spaces before it, begins a part.
    private mutating func afterDelimiter(_ events: inout [MultipartEvent]) throws(MultipartError) -> Bool {
        let rest = buffer[position...]
        guard rest.count >= 2 else { return false }
        if rest.starts(with: [0x2D, 0x2D]) {
            position += 2
            events.append(.end)
            state = .ended
            return true
        }
        let spaces = rest.prefix { $0 == 0x20 || $0 == 0x09 }.count
        guard spaces <= limits.headerBytes else { throw .malformedDelimiter(offset: offset) }
        let end = rest.dropFirst(spaces).prefix(2)
        guard end.elementsEqual([0x0D, 0x0A].prefix(end.count)) else { throw .malformedDelimiter(offset: offset) }
        guard end.count == 2 else { return false }
        parts += 1
        guard parts <= limits.parts else { throw .tooManyParts(limit: limits.parts, offset: offset) }
        position += spaces + 2
        state = .headers
        return true
    }

    private mutating func headers(_ events: inout [MultipartEvent]) throws(MultipartError) -> Bool {
        let rest = buffer[position...]
        let isEmpty = rest.starts(with: [0x0D, 0x0A])
        guard let end = isEmpty ? rest.startIndex : rest.firstIndex(of: [0x0D, 0x0A, 0x0D, 0x0A]) else {
            guard rest.count < limits.headerBytes + 4 else {
                throw .headersTooLarge(limit: limits.headerBytes, offset: offset)
            }
            return false
        }
        guard end - position <= limits.headerBytes else {
            throw .headersTooLarge(limit: limits.headerBytes, offset: offset)
        }
        let part = try part(rest[..<end])
        position = end + (isEmpty ? 2 : 4)
        state = .content(part, size: 0)
        events.append(.partBegin(part))
        return true
    }

    /// The bytes before the next boundary, or before what may be the start of one.
    private func upToDelimiter() -> (data: ArraySlice<UInt8>, isFound: Bool) {
        let rest = buffer[position...]
        if let start = rest.firstIndex(of: delimiter) { return (rest[..<start], true) }
        var index = max(rest.startIndex, rest.endIndex - delimiter.count + 1)
        while index < rest.endIndex, !delimiter.starts(with: rest[index...]) { index += 1 }
        return (rest[..<index], false)
    }
}

extension ArraySlice<UInt8> {
    /// Where the pattern, which begins with a carriage return, first stands.
    fileprivate func firstIndex(of pattern: [UInt8]) -> Int? {
        var rest = self
        while let index = rest.firstIndex(of: 0x0D), endIndex - index >= pattern.count {
            rest = self[index...]
            if rest.starts(with: pattern) { return index }
            rest = rest.dropFirst()
        }
        return nil
    }
}
