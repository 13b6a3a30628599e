import PortalKit

/// The form of a page about the commune: a part for each block, with buttons between them that rearrange the blocks.
///
/// Which fields it has depends on its blocks, so what was sent is read in two steps: first which blocks there are, then, with
/// the form of these, what was written into them.
struct PageForm: Sendable {
    /// The names of fields that are spoken of outside of the form.
    enum Name {
        static let blocks = "blocks"
        static let arrange = "arrange"
        static let newKind = "new_kind"
        static let title = "title"
        static let slug = "slug"
        static let revision = OrganizationForms.Name.revision

        static func kind(_ block: Int) -> String { "b\(block)-kind" }
        static func rows(_ block: Int) -> String { "b\(block)-rows" }
        static func heading(_ block: Int) -> String { "b\(block)-heading" }
        static func moves(_ block: Int) -> String { "b\(block)-moves" }
        static func more(_ block: Int) -> String { "b\(block)-more" }
        static func field(_ name: PageField.Name, _ block: Int) -> String { "b\(block)-\(name.rawValue)" }
        static func field(_ name: PageField.Name, _ row: Int, _ block: Int) -> String {
            "b\(block)-r\(row)-\(name.rawValue)"
        }
    }

    private(set) var form: Form
    /// The blocks as they are in the form, with rows into which nothing was written.
    private var shape: [PageBlock]
    private let contacts: [FormField.Option]
    private let texts: Texts

    /// The form of a page.
    ///
    /// - Parameter contacts: the bodies and people that a block can lead to.
    init(_ content: IntroductionContent, revision: Int, contacts: [FormField.Option], texts: Texts) {
        let shape = content.blocks.map(\.withSpareRow)
        self.shape = shape
        self.contacts = contacts
        self.texts = texts
        let page = [
            FormField(
                Name.title, label: texts("field.title"), isRequired: true,
                maximumLength: IntroductionContent.Limit.title, value: content.title),
            FormField(Name.revision, .hidden, label: "", maximumLength: 10, value: String(revision)),
            FormField(Name.blocks, .hidden, label: "", maximumLength: 10, value: String(shape.count)),
        ]
        let blocks = shape.indices.flatMap { index in
            Self.fields(of: shape[index], index, count: shape.count, contacts, texts)
        }
        form = Form(fields: page + blocks + Self.foot(content, texts))
    }

    /// The form that was sent, as it was typed.
    init(_ values: FormValues, revision: Int, contacts: [FormField.Option], texts: Texts) {
        self.init(
            IntroductionContent(blocks: Self.shape(of: values)), revision: revision, contacts: contacts, texts: texts)
    }

    // MARK: - What was sent

    /// Takes over what was sent, and checks it.
    mutating func accept(_ request: Request) {
        form.accept(request)
        let blocks = read(keepingBlankRows: true)
        for (index, block) in blocks.enumerated() where !block.kind.rowFields.isEmpty { check(block, index) }
        if blocks.isEmpty { form.fail(Name.newKind, texts("page.no_blocks")) }
    }

    private mutating func check(_ block: PageBlock, _ index: Int) {
        for (number, row) in block.rows.enumerated() where !row.isBlank {
            for field in block.kind.rowFields where field.isRequired && row[field.name].isEmpty {
                form.fail(Name.field(field.name, number, index), texts("page.row_gap"))
            }
        }
        guard block.rows.allSatisfy(\.isBlank), let first = block.kind.rowFields.first else { return }
        form.fail(Name.field(first.name, 0, index), texts("page.no_rows"))
    }

    /// Goes on with what was being typed, when the person asked to.
    mutating func resume(_ editing: Editing) { form.resume(editing) }

    /// Says why the page cannot be saved; other errors end the request.
    mutating func explain(_ error: any Error) throws {
        let text = shape.firstIndex { $0.kind == .text }
        try form.explain(error, text: text.map { Name.field(.text, $0) } ?? Name.title, texts)
    }

    /// What stands in the form, without rows into which nothing was written.
    var content: IntroductionContent {
        IntroductionContent(
            slug: form[Name.slug], title: form[Name.title], blocks: read(keepingBlankRows: false))
    }

    private func read(keepingBlankRows: Bool) -> [PageBlock] {
        shape.enumerated().map { index, shape in
            var block = PageBlock(shape.kind)
            for field in shape.kind.fields { block[field.name] = form[Name.field(field.name, index)] }
            block.rows = shape.rows.indices.map { number in
                var row = PageBlock.Row()
                for field in shape.kind.rowFields { row[field.name] = form[Name.field(field.name, number, index)] }
                return row
            }
            if !keepingBlankRows { block.rows.removeAll(where: \.isBlank) }
            return block
        }
    }

    private static func shape(of values: FormValues) -> [PageBlock] {
        let count = min(max(values.integer(Name.blocks) ?? 0, 0), PageBlock.Limit.blocks)
        return (0..<count).compactMap { index in
            guard let kind = values[Name.kind(index)].flatMap(PageBlock.Kind.init(rawValue:)) else { return nil }
            let rows = min(max(values.integer(Name.rows(index)) ?? 0, 0), PageBlock.Limit.rows)
            return PageBlock(kind, rows: Array(repeating: PageBlock.Row(), count: kind.rowFields.isEmpty ? 0 : rows))
        }
    }

    // MARK: - Rearranging

    /// The form after a button between the blocks was pressed, with all that was typed and nothing held against it.
    func arranged(by command: String, adding kind: String?) -> PageForm {
        var content = content
        content.blocks = read(keepingBlankRows: true)
        let parts = command.split(separator: ":")
        let index = parts.count == 2 ? Int(parts[1]) ?? -1 : -1
        let isThere = content.blocks.indices.contains(index)
        switch parts.first {
        case "add" where content.blocks.count < PageBlock.Limit.blocks:
            if let kind = kind.flatMap(PageBlock.Kind.init(rawValue:)) { content.blocks.append(PageBlock(kind)) }
        case "up" where isThere && index > 0: content.blocks.swapAt(index, index - 1)
        case "down" where isThere && index + 1 < content.blocks.count: content.blocks.swapAt(index, index + 1)
        case "remove" where isThere: content.blocks.remove(at: index)
        case "more" where isThere && content.blocks[index].rows.count < PageBlock.Limit.rows:
            content.blocks[index].rows.append(PageBlock.Row())
        default: break
        }
        return PageForm(
            content, revision: form.revision, contacts: contacts, texts: texts)
    }

    // MARK: - Fields

    private static func fields(
        of block: PageBlock, _ index: Int, count: Int, _ contacts: [FormField.Option], _ texts: Texts
    ) -> [FormField] {
        let kind = texts("block.\(block.kind.rawValue)")
        let subject = texts("page.block", ["number": String(index + 1), "kind": kind])
        var fields = [
            FormField(Name.heading(index), .heading, label: subject),
            FormField(Name.kind(index), .hidden, label: "", maximumLength: 20, value: block.kind.rawValue),
            FormField(Name.moves(index), .buttons(moves(of: subject, index, count: count, texts)), label: ""),
        ]
        fields += block.kind.fields.map { field in
            self.field(
                field, named: Name.field(field.name, index), value: block[field.name], isRequired: field.isRequired,
                label: texts(
                    "page.of_block", ["field": label(field, of: block.kind, texts), "number": "\(index + 1)"]),
                pictureFields: { Name.field($0, index) }, contacts, texts)
        }
        guard !block.kind.rowFields.isEmpty else { return fields }
        fields.append(FormField(Name.rows(index), .hidden, label: "", maximumLength: 3, value: "\(block.rows.count)"))
        for (number, row) in block.rows.enumerated() {
            fields += block.kind.rowFields.map { field in
                self.field(
                    field, named: Name.field(field.name, number, index), value: row[field.name], isRequired: false,
                    label: texts(
                        "page.of_row",
                        [
                            "row": texts("row.\(block.kind.rawValue)", ["number": "\(number + 1)"]),
                            "field": label(field, of: block.kind, texts),
                        ]),
                    pictureFields: { Name.field($0, number, index) }, contacts, texts)
            }
        }
        if block.rows.count < PageBlock.Limit.rows {
            let more = FormModel.Button(
                name: Name.arrange, value: "more:\(index)", label: texts("page.more"), subject: subject,
                target: Name.field(block.kind.rowFields[0].name, block.rows.count, index))
            fields.append(FormField(Name.more(index), .buttons([more]), label: ""))
        }
        return fields
    }

    private static func moves(of subject: String, _ index: Int, count: Int, _ texts: Texts) -> [FormModel.Button] {
        let button = { (command: String, label: String, target: Int) in
            FormModel.Button(
                name: Name.arrange, value: "\(command):\(index)", label: texts(label), subject: subject,
                target: count > 1 ? Name.heading(target) : Name.title)
        }
        return (index > 0 ? [button("up", "admin.up", index - 1)] : [])
            + (index + 1 < count ? [button("down", "admin.down", index + 1)] : [])
            + [button("remove", "page.remove", max(0, index - 1))]
    }

    private static func field(
        _ field: PageField, named name: String, value: String, isRequired: Bool, label: String,
        pictureFields: (PageField.Name) -> String, _ contacts: [FormField.Option], _ texts: Texts
    ) -> FormField {
        let make = { (kind: FormField.Kind, options: [FormField.Option], check: (@Sendable (String) -> String?)?) in
            FormField(
                name, kind, label: label, help: texts.optional("help.\(field.name.rawValue)", [:]),
                isRequired: isRequired, maximumLength: field.limit, options: options, value: value, check: check)
        }
        switch field.form {
        case .line: return make(.input(type: "text"), [], nil)
        case .lines: return make(.textarea(rows: 5), [], nil)
        case .richText: return make(.richText(rows: 12), [], nil)
        case .picture:
            return make(.libraryPicture(alt: pictureFields(.alt), caption: pictureFields(.caption)), [], nil)
        case .link: return make(.input(type: "text"), [], { $0.isPageLink ? nil : texts("page.no_link") })
        case .contact: return make(.select, [.init("", texts("page.choose"))] + contacts, nil)
        }
    }

    private static func label(_ field: PageField, of kind: PageBlock.Kind, _ texts: Texts) -> String {
        texts.optional("field.\(kind.rawValue).\(field.name.rawValue)", [:]) ?? texts("field.\(field.name.rawValue)")
    }

    private static func foot(_ content: IntroductionContent, _ texts: Texts) -> [FormField] {
        let add = FormModel.Button(
            name: Name.arrange, value: "add", label: texts("page.add"), target: Name.heading(content.blocks.count))
        return [
            FormField("add_heading", .heading, label: texts("page.add_heading")),
            FormField(
                Name.newKind, .select, label: texts("page.new_kind"), help: texts("page.new_kind_help"),
                options: PageBlock.Kind.allCases.map { .init($0.rawValue, texts("block.\($0.rawValue)")) },
                value: PageBlock.Kind.text.rawValue),
            FormField("add", .buttons([add]), label: ""),
            FormField("address_heading", .heading, label: texts("page.address_heading")),
            FormField(
                Name.slug, label: texts("field.slug"), help: texts("field.slug_help"),
                maximumLength: IntroductionContent.Limit.slug, value: content.slug,
                check: { Slug.isValid($0) ? nil : texts("admin.no_slug") }),
        ]
    }
}

extension PageBlock {
    /// With room for one more row, where it has rows.
    fileprivate var withSpareRow: PageBlock {
        var block = self
        let hasRoom = !kind.rowFields.isEmpty && rows.count < Limit.rows
        if hasRoom, rows.last?.isBlank != true { block.rows.append(Row()) }
        return block
    }
}

extension String {
    /// Whether a link may lead there: a page of this site, or one elsewhere that is asked for safely.
    var isPageLink: Bool {
        (hasPrefix("/") && !hasPrefix("//") || hasPrefix("https://")) && !contains(where: \.isWhitespace)
    }
}
