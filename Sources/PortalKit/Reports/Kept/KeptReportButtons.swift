/// The buttons below a report: what whoever looks at it may do with it now.
struct KeptReportButtons {
    let report: KeptReport
    let request: Request

    var posts: [PostAction] {
        switch report.state {
        case .draft:
            [
                post("submit", "trinh", isPrimary: true), post("renew", "so-lieu"),
                post("remove", "xoa", asks: true),
            ]
        case .submitted where request.actor.may(CorePermission.reportApproval):
            [post("approve", "duyet", isPrimary: true, asks: true)]
        case .submitted, .approved: []
        }
    }

    private func post(_ deed: String, _ place: String, isPrimary: Bool = false, asks: Bool = false) -> PostAction {
        let texts = request.texts
        let post = AdminPost(
            texts("report.\(deed)"), url: "\(KeptReportScreen.path(report.id))/\(place)", subject: "",
            isPrimary: isPrimary,
            confirm: asks
                ? .init(
                    texts("report.\(deed)_ask", ["title": report.title]), explanation: texts("report.\(deed)_note"))
                : nil)
        return PostAction(post, csrf: request.formToken(), back: KeptReportScreen.path(report.id))
    }
}
