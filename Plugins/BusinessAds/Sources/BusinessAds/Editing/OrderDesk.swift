import Foundation
import GRDB
import PortalKit

/// All that is done to orders, whoever does it. Each method is part of one transaction and leaves an event of the order's
/// history and an audit entry.
struct OrderDesk: Sendable {
    /// What an order is made of.
    struct Draft: Sendable {
        var position = AdPosition.home
        var months = 1
        var startsOn = ""
        var headline = ""
        var target = AdOrder.Target.page
        var invoice = AdOrder.Invoice()
        var note = ""
    }

    /// Why a payment was not taken.
    enum PaymentFault: String, Error {
        /// More than is still to be paid.
        case tooMuch = "too_much"
        /// More is to be paid back than was paid.
        case tooMuchBack = "too_much_back"
    }

    private let context: ModuleContext
    private let mails: AdsMails

    init(_ context: ModuleContext) {
        self.context = context
        mails = AdsMails(context: context)
    }

    // MARK: - Ordering

    /// Takes an order for a business that is public, at the fee in force today.
    ///
    /// - Throws: ``StateChanged`` when the business is not public, or nothing is offered for that place and period.
    @discardableResult
    func order(_ draft: Draft, for business: Business, in change: Change) throws -> AdOrder {
        let today = VietnamTime(change.now)
        guard business.isPublic, let list = try PriceRows.inForce(on: today.isoDay, in: change.database),
            let fee = list.fee(draft.position, months: draft.months)
        else { throw StateChanged() }
        let period = AdOrder.period(from: VietnamTime(parsing: draft.startsOn) ?? today, months: draft.months)
        try change.database.execute(
            sql: """
                INSERT INTO ads_orders (code, business_id, price_list_id, position, months, fee, starts_at, ends_at,
                    headline, target, state, invoice_name, invoice_tax_code, invoice_address, invoice_mail, note, ordered_at,
                    ordered_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                RecordCode.make("QC"), business.id, list.id, draft.position.rawValue, draft.months, fee,
                period.lowerBound, period.upperBound, draft.headline, draft.target.rawValue,
                fee == 0 ? AdOrder.State.paid.rawValue : AdOrder.State.ordered.rawValue, draft.invoice.name,
                draft.invoice.taxCode, draft.invoice.address, draft.invoice.mail, draft.note, change.now,
                change.personName,
            ])
        let order = try OrderRows.require(change.database.lastInsertedRowID, in: change.database)
        try trace("ordered", order, in: change)
        if fee > 0 {
            try tell(
                .ordered, order, business,
                [
                    "months": String(order.months), "fee": fee.dong(context.texts),
                    "payment": AdsSettings(context.settings).paymentDetails,
                ], in: change)
        }
        change.touch(.shownAds)
        return order
    }

    /// Changes what the ad says and where it leads, whom the invoice is for, and, until it is shown, its first day.
    func save(_ id: Int64, _ draft: Draft, in change: Change) throws {
        let order = try open(id, in: change.database)
        var period = order.startsAt..<order.endsAt
        if order.startsAt > change.now || order.state == .ordered, let day = VietnamTime(parsing: draft.startsOn) {
            period = AdOrder.period(from: day, months: order.months)
        }
        try set(
            id,
            """
            headline = ?, target = ?, note = ?, invoice_name = ?, invoice_tax_code = ?, invoice_address = ?,
            invoice_mail = ?, starts_at = ?, ends_at = ?
            """,
            [
                draft.headline, draft.target.rawValue, draft.note, draft.invoice.name, draft.invoice.taxCode,
                draft.invoice.address, draft.invoice.mail, period.lowerBound, period.upperBound,
            ], in: change)
        try trace("changed", order, in: change)
    }

    // MARK: - Money

    /// Records money that came in, or went back when the amount is negative. An order that is paid whole is shown from its
    /// day on, or from the day of payment when that is later.
    func pay(_ id: Int64, _ payment: Payment, in change: Change) throws {
        let order = try OrderRows.require(id, in: change.database)
        if payment.amount > 0 {
            guard order.state.isOpen else { throw StateChanged() }
            guard payment.amount <= order.due else { throw PaymentFault.tooMuch }
        } else {
            guard -payment.amount <= order.paid else { throw PaymentFault.tooMuchBack }
        }
        try change.database.execute(
            sql: """
                INSERT INTO ads_payments (order_id, amount, paid_on, method, receipt, note, recorded_at, recorded_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, payment.amount, payment.paidOn, payment.method.rawValue, payment.receipt, payment.note, change.now,
                change.personName,
            ])
        let recorded = change.database.lastInsertedRowID
        try set(id, "paid = paid + ?", [payment.amount], in: change)
        if order.state == .ordered, order.paid + payment.amount == order.fee { try settle(order, in: change) }
        let business = try BusinessRows.require(order.business, in: change.database)
        let amount = abs(payment.amount).dong(context.texts)
        try trace(payment.amount > 0 ? "paid" : "refunded", order, [amount, payment.note], in: change)
        try change.emit(
            Event(
                AdsNames.paymentEvent, record: AdsNames.payment(recorded),
                payload: PaymentRecorded(
                    payment: recorded, order: id, code: order.code, business: business.id, businessName: business.name,
                    amount: payment.amount, title: "\(order.code), \(business.name)", day: payment.paidOn,
                    position: order.position.rawValue, months: order.months)))
        if payment.amount > 0 {
            try tell(
                .paid, order, business,
                [
                    "amount": amount, "day": payment.paidOn.dayText,
                    "receipt": payment.receipt.isEmpty ? "–" : payment.receipt,
                ], in: change)
        }
    }

    /// What was paid whole waits for its day, which is not before today.
    private func settle(_ order: AdOrder, in change: Change) throws {
        let today = VietnamTime(change.now).startOfDay
        let period =
            order.startsAt < today.date
            ? AdOrder.period(from: today, months: order.months) : order.startsAt..<order.endsAt
        try set(
            order.id, "state = 'paid', starts_at = ?, ends_at = ?", [period.lowerBound, period.upperBound], in: change)
    }

    /// Sets when an ad is shown, whatever it says now.
    func setPeriod(_ id: Int64, _ period: Range<Date>, in change: Change) throws {
        try set(id, "starts_at = ?, ends_at = ?", [period.lowerBound, period.upperBound], in: change)
    }

    func setInvoice(_ id: Int64, number: String, day: String, in change: Change) throws {
        let order = try OrderRows.require(id, in: change.database)
        try set(id, "invoice_number = ?, invoice_day = ?", [number, day], in: change)
        try trace("invoiced", order, [number], in: change)
    }

    // MARK: - Showing and not showing

    /// Takes an ad from the public for a time, as while a complaint is looked into.
    func suspend(_ id: Int64, reason: String, in change: Change) throws {
        let order = try open(id, in: change.database)
        guard order.suspendedAt == nil else { throw StateChanged() }
        try set(id, "suspended_at = ?, suspend_reason = ?", [change.now, reason], in: change)
        try trace("suspended", order, [reason], in: change)
        try tell(.suspended, order, nil, ["reason": reason], in: change)
    }

    /// Suspends all that a business has running.
    func suspendAll(of business: Int64, reason: String, in change: Change) throws {
        for order in try OrderRows.of(business, in: change.database)
        where order.suspendedAt == nil && (order.state == .paid || order.state == .running) {
            try suspend(order.id, reason: reason, in: change)
        }
    }

    /// Shows an ad again; what it missed is added to its end when that is granted.
    func resume(_ id: Int64, addingTime: Bool, in change: Change) throws {
        let order = try open(id, in: change.database)
        guard let suspended = order.suspendedAt else { throw StateChanged() }
        var end = order.endsAt
        if addingTime, order.state != .ordered {
            // Whole days, so that it ends with a day as all ads do.
            let from = max(suspended, order.startsAt)
            let missed = max(0, VietnamTime(change.now).dayNumber - VietnamTime(from).dayNumber)
            end = VietnamTime(order.endsAt).adding(days: missed).date
        }
        try set(
            id, "suspended_at = NULL, suspend_reason = '', ends_at = ?, notified_at = NULL", [end], in: change)
        try trace("resumed", order, in: change)
        try tell(.resumed, try OrderRows.require(id, in: change.database), nil, [:], in: change)
    }

    /// Ends an order for good before its time.
    func cancel(_ id: Int64, reason: String, in change: Change) throws {
        let order = try open(id, in: change.database)
        try set(id, "state = 'cancelled'", [], in: change)
        try trace("cancelled", order, [reason], in: change)
        try tell(.cancelled, order, nil, ["reason": reason], in: change)
    }

    func addNote(_ id: Int64, _ text: String, in change: Change) throws {
        try trace("note", try OrderRows.require(id, in: change.database), [text], in: change)
    }

    // MARK: - By the clock

    static let dueStartQuery =
        """
        SELECT id FROM ads_orders INDEXED BY ads_orders_starts WHERE state = 'paid' AND starts_at <= ?
        ORDER BY starts_at LIMIT 200
        """
    static let dueEndQuery = """
        SELECT id FROM ads_orders INDEXED BY ads_orders_ends
        WHERE state IN ('paid', 'running') AND ends_at <= ? AND suspended_at IS NULL ORDER BY ends_at LIMIT 200
        """
    static let dueNoticeQuery = """
        SELECT id FROM ads_orders INDEXED BY ads_orders_ends
        WHERE state IN ('paid', 'running') AND ends_at > ? AND ends_at <= ? AND notified_at IS NULL
            AND suspended_at IS NULL ORDER BY ends_at LIMIT 200
        """

    /// Starts what is due and ends what is over; the business is told of both. What is suspended waits for whoever decides
    /// whether it gets its days back.
    func turn(in change: Change) throws {
        let now = change.now
        for id in try Int64.fetchAll(change.database, sql: Self.dueEndQuery, arguments: [now]) {
            try finish(id, in: change)
        }
        for id in try Int64.fetchAll(change.database, sql: Self.dueStartQuery, arguments: [now]) {
            let order = try OrderRows.require(id, in: change.database)
            try set(id, "state = 'running'", [], in: change)
            try trace("started", order, in: change)
            if order.suspendedAt == nil { try tell(.started, order, nil, [:], in: change) }
        }
    }

    private func finish(_ id: Int64, in change: Change) throws {
        let order = try OrderRows.require(id, in: change.database)
        try set(id, "state = 'ended'", [], in: change)
        try trace("ended", order, in: change)
        try tell(.ended, order, nil, [:], in: change)
    }

    /// Tells businesses whose ads end within some days, once for each.
    func notify(days: Int, in change: Change) throws {
        let limit = VietnamTime(change.now).adding(days: days).dayBounds.upperBound
        for id in try Int64.fetchAll(change.database, sql: Self.dueNoticeQuery, arguments: [change.now, limit]) {
            let order = try OrderRows.require(id, in: change.database)
            try set(id, "notified_at = ?", [change.now], in: change)
            try trace("notified", order, in: change)
            try tell(.ending, order, nil, [:], in: change)
        }
    }

    // MARK: - Parts

    private func open(_ id: Int64, in database: Database) throws -> AdOrder {
        let order = try OrderRows.require(id, in: database)
        guard order.state.isOpen else { throw StateChanged() }
        return order
    }

    private func set(
        _ id: Int64, _ columns: String, _ values: [(any DatabaseValueConvertible)?], in change: Change
    ) throws {
        try change.database.execute(
            sql: "UPDATE ads_orders SET \(columns) WHERE id = ?", arguments: StatementArguments(values + [id]))
        change.touch(.shownAds)
    }

    private func trace(_ kind: String, _ order: AdOrder, _ words: [String] = [], in change: Change) throws {
        if kind != "note" {
            let now = try OrderRows.require(order.id, in: change.database)
            try change.saveRevision(of: order.reference, content: Snapshot(now), title: order.code)
        }
        try AdsEvents.note(kind, order.reference, words.filter { !$0.isEmpty }.joined(separator: "\n"), in: change)
        try change.audit(
            "business-ads.order-\(kind)", on: order.reference,
            after: kind == "note" ? ["code": order.code] : ["code": order.code, "details": words.first ?? ""])
    }

    /// An order as each of its revisions keeps it (Art. 10.2).
    private struct Snapshot: Codable {
        let code: String
        let business: Int64
        let position: AdPosition
        let months: Int
        let fee: Int
        let paid: Int
        let startsAt: Date
        let endsAt: Date
        let headline: String
        let target: String
        let state: String
        let suspendedAt: Date?
        let invoice: [String]

        init(_ order: AdOrder) {
            (code, business, position, months) = (order.code, order.business, order.position, order.months)
            (fee, paid, startsAt, endsAt) = (order.fee, order.paid, order.startsAt, order.endsAt)
            (headline, target, state) = (order.headline, order.target.rawValue, order.state.rawValue)
            suspendedAt = order.suspendedAt
            let invoice = order.invoice
            self.invoice = [
                invoice.name, invoice.taxCode, invoice.address, invoice.mail, invoice.number, invoice.day,
            ]
        }
    }

    /// Writes to whom the business named for invoices, else to who applied for it.
    private func tell(
        _ message: AdsMails.Message, _ order: AdOrder, _ business: Business?, _ values: [String: String],
        in change: Change
    ) throws {
        let business = try business ?? BusinessRows.require(order.business, in: change.database)
        let recipient = business.applicant.mailAddress ?? MailAddress(order.invoice.mail, name: order.invoice.name)
        var all = [
            "name": business.name, "code": order.code, "place": order.position.title(context.texts),
            "start": VietnamTime(order.startsAt).dayText, "end": order.lastDay.dayText,
        ].merging(values) { $1 }
        if [.started, .ending, .ended].contains(message) {
            for what in [AdsNames.Count.view, AdsNames.Count.click] {
                let sum = try Tally.sums(of: AdsNames.module, what, records: [order.id], in: change.database)
                all[what == AdsNames.Count.view ? "views" : "clicks"] = (sum[order.id] ?? 0).grouped(context.texts)
            }
        }
        try mails.send(message, to: recipient, about: order.reference, all, in: change)
    }
}
