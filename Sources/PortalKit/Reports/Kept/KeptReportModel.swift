/// What the template `admin/kept-report` shows.
struct KeptReportModel: TemplateModel {
    struct Remark: Sendable {
        let title: String
        let text: String
    }

    struct Part: Sendable {
        let title: String
        let form: FormModel
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let state: String
    /// `info`, `warning` or `success`.
    let stateKind: String
    /// Why it was sent back.
    let returned: String?
    let facts: [FactModel]
    let postActions: [PostAction]
    let compared: String
    let sections: [ReportSectionModel]
    let remarks: [Remark]
    /// What can be written about it.
    let parts: [Part]
    let downloads: [ReportModel.Download]

    static var example: KeptReportModel {
        KeptReportModel(
            title: "6 tháng đầu năm 2026", intro: "Từ 01/01/2026 đến 30/06/2026", hasActions: true,
            actions: [AdminAction("Danh sách", url: "/quan-tri/bao-cao/da-lap", isPrimary: true, icon: "dossier")],
            state: "Chờ duyệt", stateKind: "warning", returned: "Bổ sung số liệu tháng 6", facts: [.example],
            postActions: [
                PostAction(
                    AdminPost("Duyệt", url: "/quan-tri/bao-cao/da-lap/1/duyet", subject: "", confirm: .example),
                    csrf: "t")
            ],
            compared: "So với kỳ trước", sections: [.example], remarks: [Remark(title: "Nhận xét", text: "Tin đều.")],
            parts: [Part(title: "Nhận xét", form: .example)],
            downloads: [.init(label: "PDF", url: "/quan-tri/bao-cao")])
    }
}
