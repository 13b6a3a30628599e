/// One field of a form: what it asks, what was typed, and what is wrong with that.
public struct FormField: Sendable {
    /// What a person can enter.
    public enum Kind: Sendable {
        /// One line; `type` is HTML's input type, as `text`, `email`, `tel`, `date`, `datetime-local`, `number`.
        ///
        /// What was typed into `email`, `date`, `datetime-local` and `number` (a whole number) is checked; read a day
        /// or a time with ``Form/time(_:)``.
        case input(type: String)
        /// Several lines.
        case textarea(rows: Int)
        /// Text with headings, lists, tables and links; read it with ``RichText/html(from:)``. An editor with scripts,
        /// Markdown without.
        case richText(rows: Int)
        case password
        /// One of the options, from a list that folds.
        case select
        /// One of the options, all in sight.
        case radio
        /// Any of the options, all in sight.
        case checkboxes
        /// Yes or no.
        case checkbox
        /// Files, within the types named as for HTML's `accept`.
        case file(accept: String, multiple: Bool)
        /// A picture of the library, by its number there or its address; read it with ``Form/libraryItem(_:)``. With
        /// scripts it is chosen in a dialog, which fills in what is said about it: `alt` and `caption` name the fields.
        case libraryPicture(alt: String?, caption: String?)
        case hidden
        /// A heading between fields, no field itself.
        case heading
        /// A picture between fields, no field itself: its address is the value, its description the label.
        case picture
        /// Buttons between fields that send the form, no field themselves: to rearrange what is in it, or to ask for more.
        case buttons([FormModel.Button])
    }

    /// A choice in a list.
    public struct Option: Sendable {
        let value: String
        let label: String

        /// A choice: what is sent, and what is shown.
        public init(_ value: String, _ label: String) {
            self.value = value
            self.label = label
        }
    }

    let name: String
    let kind: Kind
    let label: String
    let help: String?
    let isRequired: Bool
    let maximumLength: Int
    let bounds: ClosedRange<Int>?
    let options: [Option]
    let suggestions: [String]
    let autocomplete: String?
    let check: (@Sendable (String) -> String?)?
    var values: [String]
    var error: String?

    /// A field.
    ///
    /// - Parameters:
    ///   - label: the visible question; with `help` and `error` all words are shown as they are.
    ///   - maximumLength: in characters; longer input is refused, never cut.
    ///   - bounds: of an input of type `number`.
    ///   - value: what stands in it at first.
    ///   - autocomplete: HTML's autofill token for data about the person who types (WCAG 1.3.5).
    ///   - check: says what is wrong with a value that was typed, or nil.
    public init(
        _ name: String, _ kind: Kind = .input(type: "text"), label: String, help: String? = nil,
        isRequired: Bool = false, maximumLength: Int = 200, bounds: ClosedRange<Int>? = nil, options: [Option] = [],
        suggestions: [String] = [],
        value: String = "", autocomplete: String? = nil, check: (@Sendable (String) -> String?)? = nil
    ) {
        self.name = name
        self.kind = kind
        self.label = label
        self.help = help
        self.isRequired = isRequired
        self.maximumLength = maximumLength
        self.bounds = bounds
        self.options = options
        self.suggestions = suggestions
        self.autocomplete = autocomplete
        self.check = check
        values = value.isEmpty ? [] : [value]
    }

    var value: String { values.first ?? "" }

    /// Takes over what was sent and says what is wrong with it.
    mutating func accept(_ form: FormValues, texts: Texts) {
        var unfit: String?
        switch kind {
        case .heading, .picture, .buttons, .file: return
        case .input, .libraryPicture, .password, .hidden, .select, .radio:
            values = form[name].map { [$0.normalizedInput(multiline: false)] } ?? []
        case .textarea, .checkbox: values = form[name].map { [$0] } ?? []
        case .richText:
            let typed = form[name] ?? ""
            do {
                values = [try Self.richText(typed, isMarkup: form["\(name)_format"] == "html")]
            } catch {
                values = [typed]
                unfit = texts("form.rich_text_unfit")
            }
        case .checkboxes: values = form.all(name)
        }
        values.removeAll(where: \.isEmpty)
        error = unfit ?? fault(texts)
    }

    /// The text to keep: of the editor's markup what the sanitiser lets through, else what was typed.
    private static func richText(_ typed: String, isMarkup: Bool) throws(HTMLSanitizerError) -> String {
        if isMarkup { return RichText.text(of: try HTMLSanitizer().sanitize(typed)) }
        _ = try RichText.html(from: typed)
        return typed
    }

    private func fault(_ texts: Texts) -> String? {
        if values.isEmpty {
            guard isRequired else { return nil }
            return switch kind {
            case .checkbox: texts("form.unchecked")
            case .select, .radio, .checkboxes: texts("form.not_chosen", ["field": label])
            default: texts("form.required", ["field": label])
            }
        }
        if let long = values.first(where: { $0.count > maximumLength }) {
            return texts("form.too_long", ["maximum": String(maximumLength), "length": String(long.count)])
        }
        if case .input("email") = kind, !value.looksLikeMailAddress {
            return texts("form.no_mail_address")
        }
        if case .libraryPicture = kind, LibraryItem.id(typed: value) == nil { return texts("library_field.wrong") }
        if case .input(let type) = kind, let fault = typeFault(type, texts) { return fault }
        if let bounds, Int(value).map(bounds.contains) != true {
            return texts(
                "form.number_out_of_bounds",
                ["minimum": String(bounds.lowerBound), "maximum": String(bounds.upperBound)])
        }
        if !options.isEmpty, !values.allSatisfy({ value in options.contains { $0.value == value } }) {
            return texts("form.no_such_option")
        }
        return check?(value)
    }

    /// What browsers check for these types themselves, for those that do not.
    private func typeFault(_ type: String, _ texts: Texts) -> String? {
        switch type {
        case "date" where !value.isDay: texts("form.no_date")
        case "datetime-local" where VietnamTime(parsing: value) == nil: texts("form.no_time")
        case "number" where Int(value) == nil && bounds == nil: texts("form.no_number")
        default: nil
        }
    }
}

extension FormField {
    /// The field before anything was found wrong with it.
    var withoutError: FormField {
        var field = self
        field.error = nil
        return field
    }
}

extension String {
    /// Whether this is a day without a time, however a person writes it.
    var isDay: Bool { VietnamTime(parsing: self) != nil && !contains(":") }

    /// Whether this can be a mail address; only a mail that arrives shows that it is one.
    var looksLikeMailAddress: Bool {
        let parts = split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !parts[1].hasPrefix(".")
            && !parts[1].hasSuffix(".") && !contains(where: { $0.isWhitespace || ",;<>\"()".contains($0) })
    }
}
