internal import Foundation
internal import Yams

extension ConfigNode {
    /// The largest configuration or translation file that is read, in bytes.
    static let maximumFileSize = 1 << 20
    /// The deepest nesting of lists and mappings that is accepted.
    static let maximumDepth = 24

    /// Reads a YAML file.
    ///
    /// - Parameters:
    ///   - file: Where it lies.
    ///   - displayName: How faults name it, for example `site.yml`.
    ///   - faults: Takes what is wrong: unreadable, too large, not UTF-8, not YAML, a key written twice, an alias.
    /// - Returns: The root, nil after a fault. An empty file is an empty node.
    public static func load(file: String, displayName: String, faults: inout [Fault]) -> ConfigNode? {
        guard let text = BoundedFile.text(at: file, limit: maximumFileSize, displayName: displayName, faults: &faults)
        else { return nil }
        return parse(text, file: displayName, faults: &faults)
    }

    /// Reads YAML from a text; the text is brought to NFC first. See `load(file:displayName:faults:)`.
    public static func parse(_ text: String, file: String, faults: inout [Fault]) -> ConfigNode? {
        let text = text.nfc
        if let line = AliasScan.lineOfAlias(in: text) {
            faults.append(
                Fault(
                    file: file, line: line, message: "YAML aliases (&name and *name) are not accepted",
                    mend: "write the value out, or quote the text"))
            return nil
        }
        do {
            let parser = try Yams.Parser(yaml: text, resolver: .basic, encoding: .utf8)
            guard let root = try parser.singleRoot() else {
                return ConfigNode(file: file, line: 1, path: "", content: .empty)
            }
            return try convert(root, file: file, path: "", line: 1, depth: 0)
        } catch let fault as Fault {
            faults.append(fault)
        } catch let error as YamlError {
            faults += YAMLFaults.faults(of: error, in: text, file: file)
        } catch {
            faults.append(Fault(file: file, message: "cannot be read as YAML", mend: "check its syntax"))
        }
        return nil
    }

    /// Yams' tree as our own: values that can be sent between tasks, and no type of Yams beyond this file.
    private static func convert(
        _ node: Node, file: String, path: String, line: Int, depth: Int
    ) throws(Fault) -> ConfigNode {
        let line = node.mark?.line ?? line
        guard depth <= maximumDepth else {
            throw Fault(
                file: file, line: line, message: "is nested deeper than \(maximumDepth) levels", mend: "flatten it")
        }
        let content: Content
        switch node {
        case .scalar(let scalar):
            let isPlain = scalar.style == .plain || scalar.style == .any
            content = isPlain && ["", "~", "null"].contains(scalar.string) ? .empty : .scalar(scalar.string)
        case .sequence(let sequence):
            var items: [ConfigNode] = []
            for (index, item) in sequence.enumerated() {
                items.append(
                    try convert(item, file: file, path: "\(path)[\(index + 1)]", line: line, depth: depth + 1))
            }
            content = .list(items)
        case .mapping(let mapping):
            var entries: [Entry] = []
            for (key, value) in mapping {
                let keyLine = key.mark?.line ?? line
                guard case .scalar(let name) = key else {
                    throw Fault(file: file, line: keyLine, message: "a key must be a text", mend: "write key: value")
                }
                let childPath = path.isEmpty ? name.string : "\(path).\(name.string)"
                var child = try convert(value, file: file, path: childPath, line: keyLine, depth: depth + 1)
                // A value that begins on a later line is still looked for at its key.
                child = ConfigNode(file: file, line: keyLine, path: childPath, content: child.content)
                entries.append(Entry(key: name.string, line: keyLine, node: child))
            }
            content = .mapping(entries)
        case .alias:
            throw Fault(file: file, line: line, message: "YAML aliases are not accepted", mend: "write the value out")
        }
        return ConfigNode(file: file, line: line, path: path, content: content)
    }
}

/// Finds YAML aliases before the parser does.
///
/// Yams resolves aliases while it parses and hashes the keys of each mapping, so that a document of a few lines can
/// occupy it for hours. An alias needs its anchor: a file that holds `&name` and `*name` where a value could begin is
/// refused; "A & B", "*" or "R&D" in a text are not affected.
enum AliasScan {
    static func lineOfAlias(in text: String) -> Int? {
        var anchors: Set<String> = []
        var line = 1
        var previous: UInt8 = UInt8(ascii: "\n")
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let isMark = (byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*")) && !isNameByte(previous)
            if isMark {
                let start = index + 1
                var end = start
                while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
                let name = String(decoding: bytes[start..<end], as: UTF8.self)
                if !name.isEmpty {
                    if byte == UInt8(ascii: "&") {
                        anchors.insert(name)
                    } else if anchors.contains(name) {
                        return line
                    }
                }
            }
            if byte == UInt8(ascii: "\n") { line += 1 }
            previous = byte
            index += 1
        }
        return nil
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
