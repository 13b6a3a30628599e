/// The content of a container as it is being built: finished pieces, and the text that is still being collected.
struct HTMLFlow {
    private enum Piece {
        case block(String)
        /// Running text that stood in no paragraph.
        case loose(String)

        var isLoose: Bool {
            if case .loose = self { true } else { false }
        }
    }

    private var pieces: [Piece] = []

    /// The text since the last block.
    var run = InlineRun()

    /// The paragraph or heading that the text stands in, if any.
    var element: String?

    mutating func append(block: String) {
        if !block.isEmpty { pieces.append(.block(block)) }
    }

    /// Makes a piece of the collected text and returns its markup.
    mutating func endRun() -> String {
        guard !run.isEmpty else { return "" }
        let html = run.html()
        run = InlineRun()
        guard !html.isEmpty else { return "" }
        if let element {
            pieces.append(.block("<\(element)>\(html)</\(element)>"))
        } else {
            pieces.append(.loose(html))
        }
        return html
    }

    /// The whole content.
    ///
    /// - Parameter wrappingLooseText: whether text outside paragraphs gets one. Otherwise only neighbours get one,
    ///   which would run together.
    func html(wrappingLooseText: Bool) -> String {
        var html = ""
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .block(let block):
                html += block
            case .loose(let text):
                let hasNeighbour =
                    index > 0 && pieces[index - 1].isLoose || index + 1 < pieces.count && pieces[index + 1].isLoose
                html += wrappingLooseText || hasNeighbour ? "<p>\(text)</p>" : text
            }
        }
        return html
    }
}
