import Foundation
import PortalKit

/// What the template `admin/dossier` shows.
struct DossierModel: TemplateModel {
    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let csrf: String
    let state: String
    let stateBadge: String
    let late: String?
    let suspicious: String?
    let facts: [FactModel]
    let isMasked: Bool
    let revealUrl: String
    let personal: [FactModel]
    let sections: [AnswerSheet.Section]
    let hasFiles: Bool
    let files: [FileModel]
    let hasHandovers: Bool
    let handovers: TableModel
    let asked: String?
    let work: RecordWork
    let events: [EventModel]
    let views: [EventModel]
    let hasViews: Bool

    static var example: DossierModel {
        DossierModel(
            title: "UBND-261124-0007", intro: "Đăng ký khai sinh", hasActions: true,
            actions: [AdminAction("Phiếu", url: "/quan-tri/e-services/ho-so/1/phieu", isPrimary: true, icon: "print")],
            csrf: "…", state: "Đang giải quyết", stateBadge: "neutral", late: "Quá hạn", suspicious: "Nghi là rác",
            facts: [.example], isMasked: true, revealUrl: "/quan-tri/e-services/ho-so/1/xem", personal: [.example],
            sections: [AnswerSheet.example], hasFiles: true,
            files: [.example], hasHandovers: true, handovers: .example, asked: "Xin bổ sung",
            work: .example, events: [.example], views: [.example], hasViews: true)
    }
}

extension DossierModel {
    init(
        _ dossier: Dossier, _ sheet: DossierSheet, _ place: DossierAction.Place,
        failed: (action: DossierAction, form: Form)?, _ request: Request
    ) {
        let (texts, context) = (request.texts, request.module)
        let next = DossierAction.next(dossier.state)
        self.init(
            title: dossier.code, intro: dossier.procedureName, hasActions: true,
            actions: [
                AdminAction(
                    texts("desk.slip"), url: context.adminURL(EServicesScreen.slip(dossier.id)), icon: "print"),
                AdminAction(
                    texts("desk.slip_file"), url: context.adminURL(EServicesScreen.slipFile(dossier.id)),
                    icon: "download"),
            ], csrf: request.formToken(), state: texts("state.\(dossier.state.rawValue)"),
            stateBadge: dossier.badge.rawValue,
            late: dossier.isLate(at: request.now) ? texts("desk.late") : nil,
            suspicious: dossier.isSuspicious ? texts("desk.suspicious") : nil,
            facts: Self.facts(dossier, request), isMasked: !sheet.isOpen && dossier.erasedAt == nil,
            revealUrl: context.adminURL(EServicesScreen.action(dossier.id, "xem")),
            personal: sheet.isOpen ? Self.personal(sheet.applicant, request) : [],
            sections: sheet.sections, hasFiles: !sheet.files.isEmpty,
            files: sheet.files.map { file in
                FileModel(
                    "\(file.label): \(file.file.name)", bytes: file.file.bytes,
                    url: sheet.isOpen && file.scan.isGivenOut
                        ? context.adminURL(EServicesScreen.file(dossier.id, file.id)) : nil,
                    note: file.scan.isGivenOut
                        ? nil : texts("scan.\(file.scan.rawValue)", ["finding": file.finding]), texts)
            }, hasHandovers: !sheet.handovers.isEmpty, handovers: Self.handovers(sheet.handovers, request),
            asked: sheet.stoppedFor?.request,
            work: request.recordWork(
                DossierAction.allCases.filter { $0.isOffered(place) }, primary: next, open: next, failed: failed,
                url: { context.adminURL(EServicesScreen.action(dossier.id, $0.rawValue)) },
                form: { $0.form(place, request).0 }),
            events: sheet.events.map { event in
                EventModel(texts("event.\(event.kind.rawValue)"), by: event.actor, at: event.at, text: event.text)
            },
            views: sheet.views.map { EventModel(texts("desk.viewed"), by: $0.name, at: $0.at) },
            hasViews: !sheet.views.isEmpty)
    }

    private static func facts(_ dossier: Dossier, _ request: Request) -> [FactModel] {
        func day(_ date: Date?) -> String { date.map { VietnamTime($0).dayText } ?? "" }
        let texts = request.texts
        let fee =
            dossier.fee == 0 && dossier.feePaidAt == nil
            ? texts("fee.free")
            : dossier.fee.dong + " – "
                + (dossier.feePaidAt == nil
                    ? texts("fee.unpaid") : texts("fee.paid", ["receipt": dossier.feeReceipt]))
        return request.facts([
            ("dossier.applicant", dossier.applicantLabel, nil),
            (
                "dossier.confirmed",
                dossier.confirmedBy.isEmpty
                    ? "" : texts("dossier.confirmed_by", ["provider": dossier.confirmedBy]), nil
            ),
            ("desk.channel", texts("channel.\(dossier.channel.rawValue)"), nil),
            ("dossier.received", VietnamTime(dossier.receivedAt).timeText, nil),
            ("desk.accepted", day(dossier.acceptedAt), nil),
            (
                dossier.acceptedAt == nil ? "desk.check_due" : "dossier.due",
                dossier.state == .supplement
                    ? texts("desk.stopped", ["day": day(dossier.stoppedAt)]) : day(dossier.dueAt),
                nil
            ),
            ("dossier.body", dossier.bodyName, nil),
            ("desk.stage_due", dossier.state.isCounted ? day(dossier.stageDueAt) : "", nil),
            ("desk.finished", day(dossier.finishedAt), nil),
            ("dossier.delivery", dossier.deliveryText(texts), nil),
            ("procedure.fee", fee, nil), ("dossier.result", dossier.resultText, nil),
            ("desk.assignee", dossier.assigneeName, nil), ("desk.erased", day(dossier.erasedAt), nil),
        ])
    }

    private static func personal(_ applicant: Applicant, _ request: Request) -> [FactModel] {
        request.facts([
            ("applicant.name", applicant.name, nil), ("applicant.identity", applicant.identity, nil),
            ("applicant.phone", applicant.phone, "tel:\(applicant.phone)"),
            ("applicant.mail", applicant.mail, "mailto:\(applicant.mail)"),
            ("applicant.address", applicant.address, nil), ("applicant.behalf", applicant.behalf, nil),
        ])
    }

    private static func handovers(_ handovers: [Handover], _ request: Request) -> TableModel {
        let texts = request.texts
        return TableModel(
            columns: ["handover.number", "handover.body", "handover.handed", "handover.due", "handover.state"].map {
                .init(texts($0))
            },
            rows: handovers.map { handover in
                [
                    .init(
                        texts("handover.slip", ["number": String(handover.id)]),
                        url: request.module.adminURL(EServicesScreen.handover(handover.id))),
                    .init(handover.bodyName),
                    .init("\(VietnamTime(handover.handedAt).timeText), \(handover.handedBy)"),
                    .init(VietnamTime(handover.dueAt).dayText),
                    .init(
                        [texts("handover.state.\(handover.state.rawValue)"), handover.answeredBy, handover.reason]
                            .filter { !$0.isEmpty }.joined(separator: ", ")),
                ]
            }, empty: "")
    }
}
