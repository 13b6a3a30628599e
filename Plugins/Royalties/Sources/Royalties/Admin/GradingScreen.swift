import Foundation
import PortalKit

/// What waits for its grade, on one form: the board's work in a sitting.
enum GradingScreen {
    private static let pageSize = 20

    static func show(_ request: Request) async throws -> Response {
        let (form, works, rest) = try await form(request)
        return try show(form, count: works.count, rest: rest, request)
    }

    static func save(_ request: Request) async throws -> Response {
        var (form, works, rest) = try await form(request)
        form.accept(request)
        guard form.isValid else { return try show(form, count: works.count, rest: rest, request) }
        let filled = form
        let grades = works.map { ($0, filled["\(prefix)\($0)"]) }.filter { !$0.1.isEmpty }
        return try await request.perform("grading.saved", to: RoyaltyScreen.grading, from: RoyaltyScreen.grading) {
            for (id, grade) in grades { try ContributionDesk.grade(id, grade, in: $0) }
        }
    }

    private static let prefix = "w"

    /// - Returns: a choice for each of the oldest that the person may grade, and how many wait besides them.
    private static func form(_ request: Request) async throws -> (Form, [Int64], Int) {
        let (open, count, versions) = try await request.module.storage.read { database in
            (
                try ContributionRows.open(limit: 200, in: database), try ContributionRows.countOpen(in: database),
                try RateRows.all(in: database)
            )
        }
        let texts = request.texts
        let mine = request.actor.personId
        let shown = open.filter { $0.payeeAccount == nil || $0.payeeAccount != mine }.prefix(pageSize)
        let fields = shown.map { work in
            field(
                "\(prefix)\(work.id)",
                label: texts(
                    "grading.label",
                    [
                        "title": work.title, "kind": texts("kind.\(work.kind.rawValue)"), "payee": work.payeeName,
                        "day": work.dayText,
                    ]), work, versions.first { $0.effectiveFrom <= work.doneOn }, request)
        }
        return (Form(fields: Array(fields)), shown.map(\.id), count - shown.count)
    }

    private static func show(_ form: Form, count: Int, rest: Int, _ request: Request) throws -> Response {
        let texts = request.texts
        guard count > 0 else { return try nothing(request) }
        let intro = texts(
            rest == 0 ? "grading.intro" : "grading.intro_part", ["count": String(count), "rest": String(rest)])
        return try request.adminForm(
            form,
            PageInfo(
                title: texts("grading"), breadcrumbs: [request.crumb("contributions", RoyaltyScreen.contributions)]),
            submit: texts("grading.save"), cancelURL: request.module.adminURL(), intro: intro)
    }

    private static func nothing(_ request: Request) throws -> Response {
        let texts = request.texts
        let pager = Pager(
            try Paging(number: 1, size: pageSize, total: 0), path: request.path, texts: texts)
        return try request.adminList(
            AdminList(columns: [.init(texts("field.title"))], rows: [], empty: texts("grading.none"), pager: pager),
            PageInfo(
                title: texts("grading"), breadcrumbs: [request.crumb("contributions", RoyaltyScreen.contributions)]))
    }

    /// The choice of a grade, with what each is worth.
    static func field(
        _ name: String, label: String, _ work: Contribution, _ rates: RateVersion?, _ request: Request
    ) -> FormField {
        let texts = request.texts
        let grades = RoyaltySettings(request.module.settings).grades
        let options = grades.compactMap { grade -> FormField.Option? in
            guard let amount = rates?.amount(work.kind, grade: grade) else { return nil }
            let total = Money.text(amount * work.quantity)
            return .init(grade, texts("grading.option", ["grade": grade, "amount": total]))
        }
        let kept = work.grade.isEmpty || grades.contains(work.grade) ? [] : [FormField.Option(work.grade, work.grade)]
        return FormField(
            name, .select, label: label,
            help: options.isEmpty
                ? texts("grading.no_rates")
                : work.quantity > 1 ? texts("grading.pieces", ["count": String(work.quantity)]) : nil,
            options: [.init("", texts("grading.later"))] + options + kept, value: work.grade)
    }
}
