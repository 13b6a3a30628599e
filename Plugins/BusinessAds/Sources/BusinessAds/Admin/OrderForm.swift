import PortalKit

/// The form of an order: a new one, or what can still be changed of one.
struct OrderForm: Sendable {
    enum Name {
        static let price = "price"
        static let starts = "starts_on"
        static let headline = "headline"
        static let target = "target"
        static let invoiceName = "invoice_name"
        static let invoiceTaxCode = "invoice_tax_code"
        static let invoiceAddress = "invoice_address"
        static let invoiceMail = "invoice_mail"
        static let note = "note"
    }

    var form: Form
    private let request: Request
    private let business: Business

    /// A new order, at the fees in force.
    init(_ business: Business, prices: PriceList, _ request: Request) {
        let texts = request.texts
        let content = business.content
        let choices = AdPosition.allCases.flatMap { place in prices.prices.filter { $0.position == place } }.map {
            price in
            FormField.Option(
                price.key,
                texts(
                    "order.choice",
                    [
                        "place": price.position.title(texts), "months": String(price.months),
                        "fee": price.fee.dong(texts),
                    ]))
        }
        let invoice = AdOrder.Invoice(
            name: content.legalName, taxCode: content.taxCode, address: content.address,
            mail: business.applicant.mail.isEmpty ? content.mail : business.applicant.mail)
        self.init(
            fields: [
                FormField(
                    Name.price, .radio, label: texts("order.price"),
                    help: texts("order.price_help", ["decision": prices.decision]), isRequired: true, options: choices),
                Self.startField(value: VietnamTime(request.now).adding(days: 1).isoDay, texts),
            ], headline: "", target: .page, invoice: invoice, note: "", business, request)
    }

    /// What can be changed of an order.
    init(_ order: AdOrder, _ business: Business, _ request: Request) {
        let mayMove = order.state == .ordered || order.startsAt > request.now
        self.init(
            fields: mayMove ? [Self.startField(value: VietnamTime(order.startsAt).isoDay, request.texts)] : [],
            headline: order.headline, target: order.target, invoice: order.invoice, note: order.note, business, request)
    }

    private init(
        fields: [FormField], headline: String, target: AdOrder.Target, invoice: AdOrder.Invoice, note: String,
        _ business: Business, _ request: Request
    ) {
        let texts = request.texts
        self.request = request
        self.business = business
        let targets = AdOrder.Target.allCases.filter { $0 == .page || !business.content.website.isEmpty }
        form = Form(
            fields: fields + [
                FormField(
                    Name.headline, label: texts("order.headline"), help: texts("order.headline_help"), isRequired: true,
                    maximumLength: AdOrder.Limit.headline, value: headline),
                FormField(
                    Name.target, .radio, label: texts("order.target"), isRequired: true,
                    options: targets.map { .init($0.rawValue, texts("order.target.\($0.rawValue)")) },
                    value: target.rawValue),
                FormField("invoice_heading", .heading, label: texts("invoice")),
                FormField(
                    Name.invoiceName, label: texts("invoice.name"), isRequired: true,
                    maximumLength: AdOrder.Limit.text, value: invoice.name),
                FormField(
                    Name.invoiceTaxCode, label: texts("field.tax_code"), maximumLength: 20, value: invoice.taxCode,
                    check: { TaxCode($0) == nil ? texts("error.tax_code") : nil }),
                FormField(
                    Name.invoiceAddress, label: texts("field.address"), maximumLength: AdOrder.Limit.text,
                    value: invoice.address),
                FormField(
                    Name.invoiceMail, .input(type: "email"), label: texts("invoice.mail"),
                    maximumLength: BusinessContent.Limit.contact, value: invoice.mail),
                FormField(
                    Name.note, .textarea(rows: 3), label: texts("order.note"), maximumLength: AdOrder.Limit.note,
                    value: note),
            ])
    }

    private static func startField(value: String, _ texts: Texts) -> FormField {
        FormField(
            Name.starts, .input(type: "date"), label: texts("order.starts_on"), help: texts("order.starts_on_help"),
            isRequired: true, value: value)
    }

    /// Takes in what was sent; a first day that has passed is refused.
    mutating func accept() {
        form.accept(request)
        if let day = form.time(Name.starts), VietnamTime(day).dayNumber < VietnamTime(request.now).dayNumber {
            form.fail(Name.starts, request.texts("error.past"))
        }
    }

    var draft: OrderDesk.Draft {
        var draft = OrderDesk.Draft()
        let parts = form[Name.price].split(separator: "/")
        if parts.count == 2, let position = AdPosition(rawValue: String(parts[0])), let months = Int(parts[1]) {
            (draft.position, draft.months) = (position, months)
        }
        draft.startsOn = form.time(Name.starts).map { VietnamTime($0).isoDay } ?? ""
        draft.headline = form[Name.headline]
        draft.target = AdOrder.Target(rawValue: form[Name.target]) ?? .page
        draft.invoice = AdOrder.Invoice(
            name: form[Name.invoiceName], taxCode: TaxCode(form[Name.invoiceTaxCode])?.text ?? "",
            address: form[Name.invoiceAddress], mail: form[Name.invoiceMail])
        draft.note = form[Name.note].normalizedInput(multiline: true)
        return draft
    }
}
