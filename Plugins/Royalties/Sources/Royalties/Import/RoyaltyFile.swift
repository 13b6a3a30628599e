import Foundation
import PortalKit

/// The content file `royalties.yml`, with which a commune brings what it kept elsewhere:
///
/// ```yaml
/// payees:
///   - {id: nghia, name: Vũ Thị Nghĩa, pen_names: [Nghĩa Vũ], unit: Thôn Bến Sen, tax_code: "001190012345"}
/// rates:
///   - from: 2026-01-01
///     decision: Quyết định số 18/QĐ-UBND
///     base_salary: 2340000
///     amounts: {writing: {A: 200000, B: 150000}}
///     coefficients: {photo: {A: "0,04"}}
/// budgets:
///   - {year: 2026, amount: 60000000, decision: Quyết định số 212/QĐ-UBND}
/// incomes:
///   - {id: gom-ha, day: 2026-03-02, amount: 3000000, title: Gốm Hạ}
/// works:
///   - {id: anh-hoi-lang, payee: nghia, kind: photo, title: Ảnh hội làng, day: 2026-08-12, quantity: 5, grade: A}
/// sheets:
///   - {period: 2026-Q3, state: paid, drawn_up_by: Đỗ Thị Hạnh, approved_by: Trần Quang Hòa, paid_on: 2026-10-08, reference: UNC 215}
/// ```
struct RoyaltyFile: Sendable {
    struct PayeeEntry: Sendable {
        let id: String
        let content: PayeeContent
    }

    struct BudgetEntry: Sendable {
        let year: Int
        let amount: Int
        let decision: String
    }

    struct IncomeEntry: Sendable {
        let id: String
        let day: String
        let amount: Int
        let title: String
    }

    struct WorkEntry: Sendable {
        let id: String
        let payee: String
        let content: ContributionContent
        let grade: String
        let line: Int
    }

    struct SheetEntry: Sendable {
        enum State: String, CaseIterable, Sendable {
            case draft
            case review
            case approved
            case paid
        }

        let period: SheetPeriod
        let state: State
        let drawnUpBy: String
        let approvedBy: String
        let paidOn: String
        let reference: String
        let line: Int
    }

    var payees: [PayeeEntry] = []
    var rates: [RateContent] = []
    var budgets: [BudgetEntry] = []
    var incomes: [IncomeEntry] = []
    var works: [WorkEntry] = []
    var sheets: [SheetEntry] = []

    static let name = "royalties.yml"
    /// The file as faults name it.
    static let displayName = "content/royalties/\(name)"

    /// Reads the file; nil when it is faulty.
    static func read(_ url: URL, faults: inout [Fault]) -> RoyaltyFile? {
        let before = faults.count
        guard let root = ConfigNode.load(file: url.path, displayName: displayName, faults: &faults),
            root.requireMapping(faults: &faults)
        else { return nil }
        root.unknownKeys(allowing: ["payees", "rates", "budgets", "incomes", "works", "sheets"], faults: &faults)
        var file = RoyaltyFile()
        for node in root.items("payees", faults: &faults) { file.payees += payee(node, &faults) }
        for node in root.items("rates", faults: &faults) { file.rates += rates(node, &faults) }
        for node in root.items("budgets", faults: &faults) { file.budgets += budget(node, &faults) }
        for node in root.items("incomes", faults: &faults) { file.incomes += income(node, &faults) }
        for node in root.items("works", faults: &faults) { file.works += work(node, &faults) }
        for node in root.items("sheets", faults: &faults) { file.sheets += sheet(node, &faults) }
        let ids = Set(file.payees.map(\.id))
        for work in file.works where !ids.contains(work.payee) {
            faults.append(
                Fault(
                    file: displayName, line: work.line, message: "there is no payee \"\(work.payee)\"",
                    mend: "add it to payees"))
        }
        return faults.count == before ? file : nil
    }

    // MARK: - Entries

    private static func payee(_ node: ConfigNode, _ faults: inout [Fault]) -> [PayeeEntry] {
        let keys = ["id", "name", "pen_names", "unit", "tax_code", "bank_account", "bank_name", "tax_exempt"]
        guard accepts(node, keys, &faults), let id = node.text("id", required: true, faults: &faults),
            let name = node.text(
                "name", required: true, maximumLength: PayeeContent.Limit.name, faults: &faults)
        else { return [] }
        let taxCode = node.text("tax_code", faults: &faults) ?? ""
        if !taxCode.isEmpty, !TaxCode.isValid(taxCode) {
            faults.append(node.fault("has no tax code of 10, 12 or 13 digits", mend: "write it in quotes"))
        }
        return [
            PayeeEntry(
                id: id,
                content: PayeeContent(
                    name: name.nfc, penNames: node.list("pen_names", faults: &faults).map(\.nfc),
                    unit: (node.text("unit", faults: &faults) ?? "").nfc, taxCode: taxCode,
                    bankAccount: node.text("bank_account", faults: &faults) ?? "",
                    bankName: (node.text("bank_name", faults: &faults) ?? "").nfc,
                    isTaxExempt: node.boolean("tax_exempt", faults: &faults) ?? false))
        ]
    }

    private static func rates(_ node: ConfigNode, _ faults: inout [Fault]) -> [RateContent] {
        guard accepts(node, ["from", "decision", "base_salary", "amounts", "coefficients"], &faults),
            let from = day("from", node, &faults), let decision = node.text("decision", required: true, faults: &faults)
        else { return [] }
        var content = RateContent(
            effectiveFrom: from, decision: decision.nfc,
            baseSalary: node.integer("base_salary", in: 0...Money.maximum, faults: &faults) ?? 0)
        for kind in WorkKind.allCases {
            for (grade, value) in node.mapping("amounts", faults: &faults)?.child(kind.rawValue)?.children ?? [] {
                guard let typed = value.asText(faults: &faults), let amount = Money.parse(typed), amount >= 0 else {
                    faults.append(value.fault("is no amount in đồng", mend: "write 150000"))
                    continue
                }
                content.rates[RateKey(kind: kind, grade: grade)] = .amount(amount)
            }
            for (grade, value) in node.mapping("coefficients", faults: &faults)?.child(kind.rawValue)?.children ?? [] {
                guard let typed = value.asText(faults: &faults), let found = Coefficient(parsing: typed) else {
                    faults.append(value.fault("is no coefficient", mend: "write \"0,05\""))
                    continue
                }
                content.rates[RateKey(kind: kind, grade: grade)] = .coefficient(found)
            }
        }
        return [content]
    }

    private static func budget(_ node: ConfigNode, _ faults: inout [Fault]) -> [BudgetEntry] {
        guard accepts(node, ["year", "amount", "decision"], &faults),
            let year = node.integer("year", in: 2000...2999, faults: &faults),
            let amount = node.integer("amount", in: 0...Money.maximum, faults: &faults),
            let decision = node.text("decision", required: true, faults: &faults)
        else { return [] }
        return [BudgetEntry(year: year, amount: amount, decision: decision.nfc)]
    }

    private static func income(_ node: ConfigNode, _ faults: inout [Fault]) -> [IncomeEntry] {
        guard accepts(node, ["id", "day", "amount", "title"], &faults),
            let id = node.text("id", required: true, faults: &faults), let day = day("day", node, &faults),
            let amount = node.integer("amount", in: 0...Money.maximum, faults: &faults),
            let title = node.text("title", required: true, maximumLength: 300, faults: &faults)
        else { return [] }
        return [IncomeEntry(id: id, day: day, amount: amount, title: title.nfc)]
    }

    private static func work(_ node: ConfigNode, _ faults: inout [Fault]) -> [WorkEntry] {
        let kinds = WorkKind.allCases.map(\.rawValue)
        guard accepts(node, ["id", "payee", "kind", "title", "day", "quantity", "grade", "note"], &faults),
            let id = node.text("id", required: true, faults: &faults),
            let payee = node.text("payee", required: true, faults: &faults),
            let kind = node.choice("kind", of: kinds, faults: &faults).flatMap(WorkKind.init(rawValue:)),
            let title = node.text(
                "title", required: true, maximumLength: ContributionContent.Limit.title, faults: &faults),
            let day = day("day", node, &faults)
        else { return [] }
        let quantity = node.integer("quantity", in: ContributionContent.Limit.quantity, faults: &faults) ?? 1
        return [
            WorkEntry(
                id: id, payee: payee,
                content: ContributionContent(
                    kind: kind, title: title.nfc, quantity: quantity, doneOn: day,
                    note: (node.text("note", faults: &faults) ?? "").nfc),
                grade: node.text("grade", faults: &faults) ?? "", line: node.line)
        ]
    }

    private static func sheet(_ node: ConfigNode, _ faults: inout [Fault]) -> [SheetEntry] {
        let states = SheetEntry.State.allCases.map(\.rawValue)
        guard accepts(node, ["period", "state", "drawn_up_by", "approved_by", "paid_on", "reference"], &faults),
            let text = node.text("period", required: true, faults: &faults)
        else { return [] }
        guard let period = SheetPeriod(parsing: text) else {
            faults.append(node.fault("has no period \"\(text)\"", mend: "write 2026-11 or 2026-Q4"))
            return []
        }
        let state = node.choice("state", of: states, faults: &faults).flatMap(SheetEntry.State.init(rawValue:))
        return [
            SheetEntry(
                period: period, state: state ?? .draft,
                drawnUpBy: (node.text("drawn_up_by", faults: &faults) ?? "").nfc,
                approvedBy: (node.text("approved_by", faults: &faults) ?? "").nfc,
                paidOn: state == .paid ? day("paid_on", node, &faults) ?? "" : "",
                reference: (node.text("reference", faults: &faults) ?? "").nfc, line: node.line)
        ]
    }

    private static func accepts(_ node: ConfigNode, _ keys: [String], _ faults: inout [Fault]) -> Bool {
        guard node.requireMapping(faults: &faults) else { return false }
        node.unknownKeys(allowing: keys, faults: &faults)
        return true
    }

    private static func day(_ key: String, _ node: ConfigNode, _ faults: inout [Fault]) -> String? {
        guard let text = node.text(key, required: true, faults: &faults) else { return nil }
        guard let day = VietnamTime(parsing: text) else {
            faults.append(node.fault("has no day \"\(text)\" in \(key)", mend: "write 2026-11-24"))
            return nil
        }
        return day.isoDay
    }
}
