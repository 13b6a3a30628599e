/// One named part of a record's content, as people compare it: "Tiêu đề", "Nội dung".
public struct RevisionField: Sendable, Equatable {
    let key: String
    let title: String
    let blocks: [TextBlock]

    /// A plain text, of one line or more.
    ///
    /// - Parameters:
    ///   - key: tells it from the record's other fields.
    ///   - title: what it is called, shown as it is.
    public init(_ key: String, _ title: String, text: String) {
        self.init(key: key, title: title, blocks: TextBlock.blocks(of: text))
    }

    /// A text with markup, compared by its paragraphs.
    public init(_ key: String, _ title: String, markup: SafeHTML) {
        self.init(key: key, title: title, blocks: TextBlock.blocks(of: markup))
    }

    /// Several things of which each is one, as tags or files.
    public init(_ key: String, _ title: String, items: [String]) {
        self.init(key: key, title: title, blocks: items.flatMap { TextBlock.blocks(of: $0) })
    }

    private init(key: String, title: String, blocks: [TextBlock]) {
        self.key = key
        self.title = title
        self.blocks = blocks
    }
}

extension RevisionField {
    /// The fields of a form as they stand in it: for records whose content is just what their form asks. Files, passwords
    /// and what is hidden are left out.
    ///
    /// - Parameter texts: any module's, in the language of whoever looks.
    public static func fields(of form: Form, texts: Texts) -> [RevisionField] {
        form.fields.compactMap { field in
            switch field.kind {
            case .heading, .picture, .buttons, .file, .hidden, .password: return nil
            case .textarea: return RevisionField(field.name, field.label, text: field.value)
            case .richText: return RevisionField(field.name, field.label, markup: field.markup)
            case .select, .radio, .checkboxes:
                let chosen = field.options.filter { field.values.contains($0.value) && !$0.value.isEmpty }
                return RevisionField(field.name, field.label, items: chosen.map(\.label))
            case .checkbox:
                return RevisionField(
                    field.name, field.label, text: texts(field.value.isEmpty ? "revision.no" : "revision.yes"))
            case .libraryPicture: return RevisionField(field.name, field.label, text: field.value)
            case .input(let type):
                let time = ["date", "datetime-local"].contains(type) ? VietnamTime(parsing: field.value) : nil
                let text = time.map { type == "date" ? $0.dayText : $0.timeText }
                return RevisionField(field.name, field.label, text: text ?? field.value)
            }
        }
    }
}

extension FormField {
    /// What was written into a field of rich text, as it looks.
    fileprivate var markup: SafeHTML { (try? RichText.html(from: value)) ?? SafeHTML(escaping: value) }
}
