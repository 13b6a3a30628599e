import PortalKit

/// What the template `admin/dossier` shows of a business, an order or a complaint: what is known of it, what belongs to it,
/// what happened to it, and what can be done with it.
struct DossierModel: TemplateModel {
    struct Badge: Sendable {
        let text: String
        let kind: String

        init(_ text: String, _ badge: AdminList.Cell.Badge) {
            self.text = text
            kind = badge.rawValue
        }
    }

    struct Picture: Sendable {
        let url: String
        let alt: String
    }

    /// A table with its heading.
    struct Part: Sendable {
        let title: String
        let id: String
        let table: TableModel
    }

    /// Something to do that asks for something first.
    struct Action: Sendable {
        let label: String
        let submit: String
        let url: String
        let open: Bool
        let primary: Bool
        let fields: [FieldModel]
    }

    struct Button: Sendable {
        let label: String
        let url: String
    }

    var title: String
    var intro: String?
    var hasActions = false
    var actions: [AdminAction] = []
    var csrf: String
    var badges: [Badge] = []
    var notice: String?
    var picture: Picture?
    var facts: [FactModel] = []
    var message: String?
    var messageTitle = ""
    var parts: [Part] = []
    var hasWorkflow = false
    var workflow: WorkflowPanel?
    var hasSide = false
    var hasWork = false
    var buttons: [Button] = []
    var forms: [Action] = []
    var hasEvents = false
    var events: [EventModel] = []

    static var example: DossierModel {
        DossierModel(
            title: "Gốm Gốm Thượng", intro: "DN7K2M9QX4TD", hasActions: true,
            actions: [AdminAction("Sửa", url: "/quan-tri/business-ads/1/sua", isPrimary: true, icon: "edit")],
            csrf: "…",
            badges: [Badge("Đang đăng", .success)], notice: "Chưa có xác nhận",
            picture: Picture(url: "/tep/a/logo.png", alt: "Biểu trưng"), facts: [.example], message: "Nội dung",
            messageTitle: "Khiếu nại", parts: [Part(title: "Đơn", id: "don", table: .example)], hasWorkflow: true,
            workflow: .example, hasSide: true, hasWork: true,
            buttons: [Button(label: "Mở lại", url: "/quan-tri/business-ads/1/viec/mo-lai")],
            forms: [
                Action(
                    label: "Từ chối", submit: "Từ chối", url: "/quan-tri/business-ads/1/viec/tu-choi", open: true,
                    primary: true, fields: FieldModel.examples)
            ], hasEvents: true, events: [.example])
    }
}

/// Something that an officer can do with a record on its dossier; the raw value stands in the address.
protocol DossierAction: RawRepresentable, CaseIterable, Sendable, Equatable where RawValue == String {
    /// Where its texts are: `business.action`.
    static var texts: String { get }
    /// Whether it is one button; the others ask for something.
    var isPlain: Bool { get }
    /// Whether it is what usually comes next.
    var isPrimary: Bool { get }
}

extension DossierModel {
    /// Adds what can be done.
    ///
    /// - Parameters:
    ///   - failed: the form that was refused, to be shown again.
    ///   - form: what an action asks for.
    mutating func offer<Choice: DossierAction>(
        _ choices: [Choice], failed: (action: Choice, form: Form)?, texts: Texts, url: (Choice) -> String,
        form: (Choice) -> Form
    ) {
        buttons = choices.filter(\.isPlain).map { choice in
            Button(label: texts("\(Choice.texts).\(choice.rawValue)"), url: url(choice))
        }
        forms = choices.filter { !$0.isPlain }.map { choice in
            let isFailed = failed?.action == choice
            let shown = isFailed ? failed?.form ?? form(choice) : form(choice)
            return Action(
                label: texts("\(Choice.texts).\(choice.rawValue)"),
                submit: texts.optional("\(Choice.texts).\(choice.rawValue)_submit")
                    ?? texts("\(Choice.texts).\(choice.rawValue)"),
                url: url(choice), open: isFailed, primary: choice.isPrimary,
                fields: shown.fields.map { FieldModel($0, idSuffix: choice.rawValue) })
        }
        hasWork = !buttons.isEmpty || !forms.isEmpty
        hasSide = hasWork || hasWorkflow
    }
}
