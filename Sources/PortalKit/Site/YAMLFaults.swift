internal import Yams

/// What Yams says about a broken file, as faults with a line and in words of one kind.
enum YAMLFaults {
    static func faults(of error: YamlError, in text: String, file: String) -> [Fault] {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let mend =
                problem.contains("cannot start any token")
                ? "indent with spaces, not tabs, and quote a text that begins with @, % or `"
                : "check indentation, colons and quotes near it"
            return [Fault(file: file, line: mark.line, message: "is not YAML: \(problem)", mend: mend)]
        case .reader(let problem, let offset, _, _):
            let line = offset.map { text.prefix($0).count(where: \.isNewline) + 1 }
            return [Fault(file: file, line: line, message: "is not YAML: \(problem)", mend: "remove the character")]
        case .duplicatedKeysInMapping(let keys, let context):
            return keys.prefix(20).map { key in
                let first = line(ofKey: key, from: context.mark.line, in: text) ?? context.mark.line
                let again = line(ofKey: key, from: first + 1, in: text) ?? first
                return Fault(
                    file: file, line: again, message: "the key \"\(key)\" is written twice (first on line \(first))",
                    mend: "keep one of the two")
            }
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            return [Fault(file: file, message: "cannot be read as YAML", mend: "check its syntax")]
        }
    }

    /// Yams names only the first place of a key that is written twice; the second is what has to be mended.
    private static func line(ofKey key: String, from start: Int, in text: String) -> Int? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated().dropFirst(start - 1) {
            let content = line.drop { $0 == " " || $0 == "-" }
            for written in [key, "\"\(key)\"", "'\(key)'"] where content.hasPrefix(written) {
                if content.dropFirst(written.count).drop(while: { $0 == " " }).first == ":" { return index + 1 }
            }
        }
        return nil
    }
}
