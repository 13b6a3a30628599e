/// What changed between two texts, word by word, as markup for each of two columns.
public struct TextDifference: Sendable {
    /// The old text, with what is gone marked as deleted.
    public let old: SafeHTML
    /// The new text, with what came marked as inserted.
    public let new: SafeHTML

    /// Compares two texts.
    public init(_ old: String, _ new: String) {
        let (before, after) = (Self.words(old), Self.words(new))
        let matches = SequenceMatcher(before, after).matches
        self.old = Self.marked(before, Set(before.indices).subtracting(matches.map(\.old)), "del")
        self.new = Self.marked(after, Set(after.indices).subtracting(matches.map(\.new)), "ins")
    }

    /// Words, with each line break as a word of its own.
    private static func words(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
            (index == 0 ? [] : ["\n"]) + line.split(separator: " ").map(String.init)
        }
    }

    private static func marked(_ words: [String], _ changed: Set<Int>, _ element: String) -> SafeHTML {
        var pieces: [SafeHTML] = []
        var run: [String] = []
        var isRunChanged = false
        func end() {
            guard !run.isEmpty else { return }
            let text = SafeHTML(escaping: run.joined(separator: " "))
            switch (isRunChanged, element) {
            case (true, "del"): pieces.append(SafeHTML(trusted: "<del>") + text + SafeHTML(trusted: "</del>"))
            case (true, _): pieces.append(SafeHTML(trusted: "<ins>") + text + SafeHTML(trusted: "</ins>"))
            default: pieces.append(text)
            }
            run = []
        }
        for (index, word) in words.enumerated() {
            if word == "\n" {
                end()
                pieces.append(SafeHTML(trusted: "<br>"))
                continue
            }
            if changed.contains(index) != isRunChanged { end() }
            isRunChanged = changed.contains(index)
            run.append(word)
        }
        end()
        return pieces.reduce(.empty) { $0 == .empty ? $1 : $0 + SafeHTML(trusted: " ") + $1 }
    }
}
