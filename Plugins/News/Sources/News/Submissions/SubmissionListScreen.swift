import Foundation
import PortalKit

/// The desk: all submissions, what waits first.
enum SubmissionListScreen {
    private static let pageSize = 20
    private static let filterNames = ["q", "loc", "qua", "tu", "den", "ai"]

    static func show(_ request: Request) async throws -> Response {
        let (search, form) = filter(request)
        let (number, texts, context) = (try request.pageNumber(), request.texts, request.module)
        let (rows, paging) = try await context.storage.read { database in
            let paging = try Paging(number: number, size: pageSize, total: search.count(in: database))
            return (try search.rows(limit: pageSize, offset: paging.offset, in: database), paging)
        }
        let isFiltered = filterNames.contains { !form[$0].isEmpty }
        return try request.adminList(
            AdminList(
                intro: texts("submission.list_intro", ["count": String(NewsSettings(context.settings).submissionDays)]),
                actions: [
                    AdminAction(
                        texts("submission.register"), url: context.adminURL(SubmissionScreenPath.register),
                        isPrimary: true, icon: "plus"),
                    AdminAction(
                        texts("submission.statistics"), url: context.adminURL(SubmissionScreenPath.statistics)),
                ], filter: form,
                columns: ["title", "sender", "channel", "received", "due", "state", "assignee"].map {
                    AdminList.Column(texts("submission.\($0)"))
                },
                rows: rows.map { row($0, request) },
                empty: texts(isFiltered ? "submission.nothing_found" : "submission.none"),
                pager: Pager(
                    paging, path: context.adminURL(SubmissionScreenPath.list),
                    query: filterNames.map { ($0, form[$0]) }, texts: texts)),
            PageInfo(title: texts("submission.list")))
    }

    private static func row(_ submission: Submission, _ request: Request) -> AdminList.Row {
        let texts = request.texts
        let isLate = submission.isLate(at: request.now)
        let (state, badge) = submission.stateText(texts)
        return AdminList.Row([
            .init(
                submission.title,
                url: request.module.adminURL(SubmissionScreenPath.submission(submission.id))),
            .init(submission.sender.label),
            .init(texts("submission.channel.\(submission.channel.rawValue)")),
            .init(VietnamTime(submission.receivedAt).dayText),
            submission.state.isOpen
                ? .init(
                    VietnamTime(submission.dueAt).dayText + (isLate ? " – " + texts("submission.late") : ""),
                    badge: isLate ? .error : nil) : .init("–"),
            .init(state, badge: badge),
            .init(submission.assigneeName.isEmpty ? "–" : submission.assigneeName),
        ])
    }

    private static func filter(_ request: Request) -> (SubmissionSearch, Form) {
        let texts = request.texts
        let all = FormField.Option("", texts("admin.all"))
        var form = Form(fields: [
            FormField("q", .input(type: "search"), label: texts("submission.filter_text")),
            FormField(
                "loc", .select, label: texts("submission.state"),
                options: [FormField.Option("", texts("submission.which.all"))]
                    + SubmissionSearch.Which.allCases.map {
                        FormField.Option($0.rawValue, texts("submission.which.\($0.rawValue)"))
                    }),
            FormField(
                "qua", .select, label: texts("submission.channel"),
                options: [all]
                    + Submission.Channel.allCases.map {
                        FormField.Option($0.rawValue, texts("submission.channel.\($0.rawValue)"))
                    }),
            FormField("tu", .input(type: "date"), label: texts("submission.from")),
            FormField("den", .input(type: "date"), label: texts("submission.to")),
            FormField(
                "ai", .select, label: texts("submission.assignee"),
                options: [all, FormField.Option("toi", texts("submission.mine"))]),
        ])
        var search = SubmissionSearch(now: request.now)
        search.text = String((request.query["q"] ?? "").prefix(100))
        search.which = request.query["loc"].flatMap(SubmissionSearch.Which.init(rawValue:))
        search.channel = request.query["qua"].flatMap(Submission.Channel.init(rawValue:))
        search.from = request.query["tu"].flatMap(VietnamTime.init(parsing:))
        search.to = request.query["den"].flatMap(VietnamTime.init(parsing:))
        search.assignee = request.query["ai"] == "toi" ? request.actor.personId : nil
        form.set("q", to: search.text)
        form.set("loc", to: search.which?.rawValue ?? "")
        form.set("qua", to: search.channel?.rawValue ?? "")
        form.set("tu", to: search.from?.isoDay ?? "")
        form.set("den", to: search.to?.isoDay ?? "")
        form.set("ai", to: search.assignee == nil ? "" : "toi")
        return (search, form)
    }
}

extension Submission {
    /// The state in words, and how it looks.
    func stateText(_ texts: Texts) -> (String, AdminList.Cell.Badge) {
        let badge: AdminList.Cell.Badge =
            switch state {
            case .new: .warning
            case .work, .spam: .neutral
            case .used: .success
            case .declined: .neutral
            }
        return (texts("submission.state.\(state.rawValue)"), badge)
    }
}
