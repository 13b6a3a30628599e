/// Something that an officer can do with a record on its screen; the raw value stands in the address, as `:action`.
///
/// Its texts are named after it: `order.action.huy` is what it is called, `order.action.huy_submit` what the button below
/// its form says where that is something else, `order.action.huy_done` what is said afterwards.
public protocol RecordAction: RawRepresentable, CaseIterable, Equatable, Sendable where RawValue == String {
    /// Where its texts are, as `order.action`.
    static var texts: String { get }
    /// Whether it is one button; the others ask for something first.
    var isPlain: Bool { get }
}

extension RecordAction {
    /// What it is called.
    public func label(_ texts: Texts) -> String { texts("\(Self.texts).\(rawValue)") }

    /// What is said once it is done.
    public func done(_ texts: Texts) -> String { texts("\(Self.texts).\(rawValue)_done") }

    func submit(_ texts: Texts) -> String { texts.optional("\(Self.texts).\(rawValue)_submit") ?? label(texts) }
}

extension Request {
    /// The action that the path names.
    ///
    /// - Throws: ``PortalError/notFound`` when there is none of that name.
    public func recordAction<Action: RecordAction>(_ type: Action.Type = Action.self) throws -> Action {
        guard let action = Action(rawValue: parameters["action"] ?? "") else { throw PortalError.notFound }
        return action
    }

    /// What can be done with a record: a button for each action that is plain, a folded form for each of the others.
    ///
    /// - Parameters:
    ///   - actions: what is offered now, in the order in which it is shown.
    ///   - primary: what usually comes next; its button stands out.
    ///   - open: whose form is unfolded, unless another was sent and refused.
    ///   - failed: the form that was sent and refused, to be shown as it was filled in.
    ///   - url: where an action is posted to.
    ///   - form: what an action asks for.
    public func recordWork<Action: RecordAction>(
        _ actions: [Action], primary: Action? = nil, open: Action? = nil, failed: (action: Action, form: Form)?,
        url: (Action) -> String, form: (Action) -> Form
    ) -> RecordWork {
        var work = RecordWork(csrf: formToken())
        work.buttons = actions.filter(\.isPlain).map { action in
            RecordWork.Button(action.label(texts), url: url(action), isPrimary: action == primary)
        }
        work.forms = actions.filter { !$0.isPlain }.map { action in
            let refused = failed.flatMap { $0.action == action ? $0.form : nil }
            return RecordWork.FoldedForm(
                refused ?? form(action), id: action.rawValue, label: action.label(texts),
                submit: action.submit(texts), url: url(action), isPrimary: action == primary,
                isOpen: refused != nil || failed == nil && action == open)
        }
        return work
    }
}
