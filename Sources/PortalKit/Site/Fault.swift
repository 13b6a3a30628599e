/// One thing wrong in what a person wrote: a site's configuration, a translation file, a template.
///
/// Readers collect faults and go on, so that one run of `dinh check` names all of them.
public struct Fault: Error, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The file, relative to the site's folder or to the installation: never a path of this machine.
    public let file: String
    /// The line, counted from 1; nil when the fault is the file itself, or its absence.
    public let line: Int?
    /// What is wrong, without a full stop.
    public let message: String
    /// What to do about it, as an order to the reader, without a full stop.
    public let mend: String

    /// A fault at a place.
    public init(file: String, line: Int? = nil, message: String, mend: String) {
        self.file = file
        self.line = line
        self.message = message
        self.mend = mend
    }

    /// One line: `site.yml:12: unknown key "domain"; did you mean "domains"?`
    public var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        let text = mend.isEmpty ? message : "\(message); \(mend)"
        return "\(place): \(text.split(whereSeparator: \.isNewline).joined(separator: " "))"
    }
}

extension Fault: Comparable {
    /// By file, then line, then message: the order in which a person mends them.
    public static func < (left: Fault, right: Fault) -> Bool {
        (left.file, left.line ?? 0, left.message) < (right.file, right.line ?? 0, right.message)
    }
}
