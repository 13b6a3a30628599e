import PortalKit

/// What the office can do with an order.
enum OrderAction: String, RecordAction {
    case pay = "thu"
    case invoice = "hoa-don"
    case suspend = "tam-dung"
    case resume = "chay-lai"
    case refund = "hoan-tra"
    case cancel = "huy"
    case note = "ghi-chu"

    static let texts = "order.action"
    var isPlain: Bool { false }

    func isOffered(_ order: AdOrder) -> Bool {
        switch self {
        case .pay: order.state.isOpen && order.due > 0
        case .invoice, .note: true
        case .suspend: order.state.isOpen && order.state != .ordered && order.suspendedAt == nil
        case .resume: order.state.isOpen && order.suspendedAt != nil
        case .refund: order.paid > 0
        case .cancel: order.state.isOpen
        }
    }

    func form(_ order: AdOrder, _ request: Request) -> Form {
        let texts = request.texts
        func text(_ name: String, _ key: String) -> FormField {
            FormField(
                name, .textarea(rows: 3), label: texts("order.action.\(key)"),
                help: texts.optional("order.action.\(key)_help"), isRequired: true, maximumLength: AdOrder.Limit.note)
        }
        switch self {
        case .pay: return Form(fields: Self.money(order.due, request))
        case .refund: return Form(fields: Self.money(order.paid, request) + [text("reason", "refund_reason")])
        case .invoice:
            return Form(fields: [
                FormField(
                    "number", label: texts("invoice.number"), isRequired: true, maximumLength: 60,
                    value: order.invoice.number),
                FormField(
                    "day", .input(type: "date"), label: texts("invoice.day"), isRequired: true,
                    value: order.invoice.day.isEmpty ? VietnamTime(request.now).isoDay : order.invoice.day),
            ])
        case .suspend: return Form(fields: [text("reason", "reason")])
        case .cancel: return Form(fields: [text("reason", "cancel_reason")])
        case .note: return Form(fields: [text("note", "note")])
        case .resume:
            return Form(fields: [
                FormField(
                    "extend", .checkbox, label: texts("order.action.extend"), help: texts("order.action.extend_help"))
            ])
        }
    }

    private static func money(_ amount: Int, _ request: Request) -> [FormField] {
        let texts = request.texts
        return [
            FormField(
                "amount", label: texts("payment.amount"), isRequired: true, maximumLength: 30,
                value: amount.grouped(texts),
                check: { (Money.read($0) ?? 0) > 0 ? nil : texts("error.amount") }),
            FormField(
                "paid_on", .input(type: "date"), label: texts("payment.day"), isRequired: true,
                value: VietnamTime(request.now).isoDay),
            FormField(
                "method", .radio, label: texts("payment.method"), isRequired: true,
                options: Payment.Method.allCases.map { .init($0.rawValue, texts("payment.method.\($0.rawValue)")) },
                value: Payment.Method.transfer.rawValue),
            FormField(
                "receipt", label: texts("payment.receipt"), help: texts("payment.receipt_help"), maximumLength: 60),
        ]
    }

    /// Does it, within a transaction.
    ///
    /// - Throws: ``StateChanged`` when the order's state does not allow it any more, `OrderDesk.PaymentFault`.
    func perform(_ form: Form, _ order: AdOrder, _ desk: OrderDesk, in change: Change) throws {
        func words(_ name: String) -> String { form[name].normalizedInput(multiline: true) }
        func payment(_ sign: Int) -> Payment {
            Payment(
                id: 0, amount: sign * (Money.read(form["amount"]) ?? 0),
                paidOn: form.time("paid_on").map { VietnamTime($0).isoDay } ?? "",
                method: Payment.Method(rawValue: form["method"]) ?? .transfer, receipt: form["receipt"],
                note: words("reason"), recordedBy: change.personName)
        }
        switch self {
        case .pay: try desk.pay(order.id, payment(1), in: change)
        case .refund: try desk.pay(order.id, payment(-1), in: change)
        case .invoice:
            try desk.setInvoice(
                order.id, number: form["number"], day: form.time("day").map { VietnamTime($0).isoDay } ?? "", in: change
            )
        case .suspend: try desk.suspend(order.id, reason: words("reason"), in: change)
        case .resume: try desk.resume(order.id, addingTime: form.isChecked("extend"), in: change)
        case .cancel: try desk.cancel(order.id, reason: words("reason"), in: change)
        case .note: try desk.addNote(order.id, words("note"), in: change)
        }
    }
}
