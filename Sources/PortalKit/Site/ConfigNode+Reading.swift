extension ConfigNode {
    /// The text under `key`, NFC, without white space at its ends.
    ///
    /// Any single value is a text, so a telephone number needs no quotes. Too long, control characters, a list or a
    /// mapping are faults; so is a missing or empty text that is `required`.
    public func text(
        _ key: String, required: Bool = false, maximumLength: Int = 500, faults: inout [Fault]
    ) -> String? {
        guard let node = child(key), !node.isEmpty else {
            if required { faults.append(missing(key)) }
            return nil
        }
        guard let text = node.asText(maximumLength: maximumLength, faults: &faults) else { return nil }
        if text.isEmpty, required { faults.append(missing(key)) }
        return text.isEmpty ? nil : text
    }

    /// The whole number under `key`.
    public func integer(_ key: String, in range: ClosedRange<Int>, faults: inout [Fault]) -> Int? {
        guard let node = child(key), !node.isEmpty else { return nil }
        guard case .scalar(let text) = node.content, let number = Int(text), range.contains(number) else {
            faults.append(
                node.fault(
                    "must be a whole number from \(range.lowerBound) to \(range.upperBound)", mend: "change the number")
            )
            return nil
        }
        return number
    }

    /// `true` or `false` under `key`.
    public func boolean(_ key: String, faults: inout [Fault]) -> Bool? {
        guard let node = child(key), !node.isEmpty else { return nil }
        switch node.content {
        case .scalar("true"): return true
        case .scalar("false"): return false
        default:
            faults.append(node.fault("must be true or false", mend: "write one of the two"))
            return nil
        }
    }

    /// One of the given words under `key`.
    public func choice(_ key: String, of words: [String], faults: inout [Fault]) -> String? {
        guard let node = child(key), let word = text(key, faults: &faults) else { return nil }
        if words.contains(word) { return word }
        faults.append(
            node.fault(
                "cannot be \"\(word)\"",
                mend: Suggestion.nearest(to: word, in: words).map { "did you mean \"\($0)\"?" }
                    ?? "write one of \(words.joined(separator: ", "))"))
        return nil
    }

    /// The texts of the list under `key`, empty when there is none.
    public func list(_ key: String, maximumLength: Int = 500, faults: inout [Fault]) -> [String] {
        items(key, faults: &faults).compactMap { $0.asText(maximumLength: maximumLength, faults: &faults) }
    }

    /// The elements of the list under `key`, empty when there is none.
    public func items(_ key: String, faults: inout [Fault]) -> [ConfigNode] {
        guard let node = child(key), !node.isEmpty else { return [] }
        guard case .list(let items) = node.content else {
            faults.append(node.fault("must be a list, not \(node.kind)", mend: "write [first, second] or lines with -"))
            return []
        }
        return items
    }

    /// The mapping under `key`, nil when there is none.
    public func mapping(_ key: String, faults: inout [Fault]) -> ConfigNode? {
        guard let node = child(key), !node.isEmpty else { return nil }
        return node.requireMapping(faults: &faults) ? node : nil
    }

    /// Notes a fault unless this node is a mapping.
    public func requireMapping(faults: inout [Fault]) -> Bool {
        if case .mapping = content { return true }
        faults.append(fault("must be a mapping, not \(kind)", mend: "write lines of key: value"))
        return false
    }

    /// Notes a fault for each key of this mapping that is not in `allowed`, with the nearest name that is.
    public func unknownKeys(allowing allowed: [String], faults: inout [Fault]) {
        guard case .mapping(let entries) = content else { return }
        for entry in entries where !allowed.contains(entry.key) {
            let mend =
                Suggestion.nearest(to: entry.key, in: allowed).map { "did you mean \"\($0)\"?" }
                ?? "remove it; known here: \(allowed.joined(separator: ", "))"
            let place = path.isEmpty ? "" : " in \(path)"
            faults.append(
                Fault(file: file, line: entry.line, message: "unknown key \"\(entry.key)\"\(place)", mend: mend))
        }
    }

    /// This node itself as a text; nil and a fault when it is none.
    public func asText(maximumLength: Int = 500, faults: inout [Fault]) -> String? {
        guard case .scalar(let written) = content else {
            faults.append(fault("must be a text, not \(kind)", mend: "write it on one line, in quotes if need be"))
            return nil
        }
        let text = written.trimmingSpace()
        guard text.utf8.count <= maximumLength || text.count <= maximumLength else {
            faults.append(fault("is longer than \(maximumLength) characters", mend: "shorten it"))
            return nil
        }
        guard !text.unicodeScalars.contains(where: { $0.isControl && $0 != "\n" }) else {
            faults.append(fault("contains a control character", mend: "remove it"))
            return nil
        }
        return text
    }

    private func missing(_ key: String) -> Fault {
        fault("lacks \"\(key)\"", mend: "add \(key): …")
    }
}

extension Unicode.Scalar {
    /// Of the category Cc, which is these two ranges for good.
    fileprivate var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}

extension String {
    /// Without white space at both ends.
    func trimmingSpace() -> String {
        let start = drop(while: \.isWhitespace)
        return String(start[..<(start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex)])
    }
}
