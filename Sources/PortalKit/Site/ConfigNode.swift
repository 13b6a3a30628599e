/// A cursor over a YAML document that knows where it stands: file, line and key path.
///
/// The accessors (in `ConfigNode+Reading.swift`) never stop at a fault: they note it and return nil, so that all
/// faults of a file are reported in one run. The node is a plain immutable value, so it can be kept until the module
/// that understands it has been loaded.
public struct ConfigNode: Sendable, Equatable {
    /// What YAML can hold, as it was written: a scalar keeps its text (`0222` stays `0222`).
    enum Content: Sendable, Equatable {
        case empty
        case scalar(String)
        case list([ConfigNode])
        case mapping([Entry])
    }

    /// One key of a mapping, in the order of the file.
    struct Entry: Sendable, Equatable {
        let key: String
        let line: Int
        let node: ConfigNode
    }

    /// The file as faults name it.
    public let file: String
    /// The line where the value begins, counted from 1.
    public let line: Int
    /// The keys that lead here, joined by dots, list positions in brackets: `home[2].block`. Empty at the root.
    public let path: String
    let content: Content

    /// True when nothing stands after the key (`news:`, `news: ~`).
    public var isEmpty: Bool { content == .empty }

    /// A fault of this node; the message begins with its key path.
    public func fault(_ message: String, mend: String) -> Fault {
        Fault(file: file, line: line, message: path.isEmpty ? message : "\(path) \(message)", mend: mend)
    }

    /// The value under a key of this mapping, nil when there is none.
    public func child(_ key: String) -> ConfigNode? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.node
    }

    /// The keys and values of this mapping in the order of the file; empty when it is not a mapping.
    public var children: [(key: String, node: ConfigNode)] {
        guard case .mapping(let entries) = content else { return [] }
        return entries.map { ($0.key, $0.node) }
    }

    /// How a fault names what stands here.
    var kind: String {
        switch content {
        case .empty: "nothing"
        case .scalar: "a single value"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }
}
