import Foundation
import PortalKit

/// What officers can do with a case besides answering it.
enum CaseAction: String, RecordAction {
    case claim = "nhan"
    case release = "bo-nhan"
    case told = "da-bao"
    case classify = "phan-loai"
    case assign = "giao"
    case forward = "chuyen"
    case opinion = "hoi-co-quan"
    case ask = "hoi-nguoi-gui"
    case goOn = "tiep-tuc"
    case supplement = "bo-sung"
    case note = "ghi-chu"
    case extend = "gia-han"
    case merge = "gop"
    case split = "tach"
    case hide = "an"
    case show = "hien"
    case spam = "rac"
    case unspam = "khong-rac"
    case erase = "xoa-thong-tin"

    static let texts = "action"

    /// What the offer of an action depends on.
    struct Place: Sendable {
        let item: FeedbackCase
        let access: CaseAccess
        let settings: FeedbackSettings
        /// Who can be given a case.
        let officers: [Account]
        let bodies: [BodySummary]
        /// Open cases that may be about the same.
        let similar: [FeedbackCase]
        let now: Date
    }

    func isOffered(_ place: Place) -> Bool {
        let (item, actor) = (place.item, place.access.actor)
        let isOwn = item.assignee != nil && item.assignee == actor.personId
        let isDesk = place.access.isDesk
        let mayPublish = isDesk || actor.may(FeedbackPermission.approve, inAnyOf: item.scopes)
        guard isDesk || place.access.mayHandle(item) || mayPublish && [.hide, .show].contains(self) else {
            return self == .note
        }
        switch self {
        case .claim: return item.state.isOpen && !isOwn && actor.personId != nil
        case .release: return item.state.isOpen && isOwn
        case .told: return item.waitsForTelling
        case .classify: return item.state.isOpen
        case .assign: return item.state.isOpen && place.officers.contains { $0.id != actor.personId }
        case .forward: return isDesk && item.state.isOpen && !place.bodies.isEmpty
        case .opinion: return item.state.isWorkable
        case .ask: return item.state == .new || item.state == .work
        case .goOn: return item.state == .asked
        case .supplement: return item.state.isOpen
        case .note: return true
        case .extend: return item.state.isOpen
        case .merge: return isDesk && item.state.isWorkable
        case .split: return isDesk && item.state == .merged
        case .hide: return mayPublish && item.isPublic
        case .show: return mayPublish && item.hiddenAt != nil
        case .spam: return isDesk && item.state.isWorkable
        case .unspam: return isDesk && item.state == .spam
        case .erase: return isDesk && item.erasedAt == nil && !item.state.isOpen
        }
    }

    var isPlain: Bool { [.claim, .release, .spam, .unspam, .split, .show].contains(self) }

    func form(_ place: Place, _ request: Request) -> Form {
        Form(fields: fields(place, request.texts))
    }

    private func fields(_ place: Place, _ texts: Texts) -> [FormField] {
        let item = place.item
        switch self {
        case .claim, .release, .spam, .unspam, .split, .show: return []
        case .told: return [line("way", "told", texts)]
        case .classify: return classification(place, texts)
        case .assign:
            return [
                FormField(
                    "officer", .select, label: texts("action.officer"), isRequired: true,
                    options: place.officers.filter { $0.id != place.access.actor.personId }.map {
                        FormField.Option(
                            String($0.id), $0.office.isEmpty ? $0.fullName : "\($0.fullName), \($0.office)")
                    })
            ]
        case .forward:
            return [
                FormField(
                    "body", .select, label: texts("case.body"),
                    options: [FormField.Option("", texts("case.no_body"))]
                        + place.bodies.map { FormField.Option(String($0.id), $0.name) },
                    value: item.body.map { String($0) } ?? ""),
                area("message", "forward", texts, isRequired: false),
            ]
        case .opinion:
            return [
                FormField(
                    "name", label: texts("action.opinion_name"), isRequired: true, maximumLength: FeedbackLimit.name),
                FormField(
                    "office", label: texts("action.opinion_office"), isRequired: true,
                    maximumLength: FeedbackLimit.name),
                FormField(
                    "mail", .input(type: "email"), label: texts("case.mail"), isRequired: true,
                    maximumLength: FeedbackLimit.name),
                area("message", "opinion", texts),
            ]
        case .ask: return [area("question", "ask", texts)]
        case .goOn: return [area("text", "go_on", texts)]
        case .supplement: return [area("text", "supplement", texts)]
        case .note: return [area("note", "note", texts)]
        case .extend:
            return [
                FormField(
                    "day", .input(type: "date"), label: texts("action.extend_day"), isRequired: true,
                    value: VietnamTime(item.dueAt).isoDay,
                    check: { typed in
                        VietnamTime(parsing: typed).map { $0.dayBounds.upperBound > place.now } == false
                            ? texts("action.extend_past") : nil
                    }),
                area("reason", "extend", texts),
            ]
        case .merge:
            let options = place.similar.map {
                FormField.Option($0.code.text, "\($0.title) (\($0.code.text))")
            }
            let suggested =
                options.isEmpty
                ? []
                : [
                    FormField(
                        "similar", .radio, label: texts("action.merge_similar"),
                        options: [FormField.Option("", texts("action.merge_other"))] + options)
                ]
            return suggested + [
                FormField(
                    "code", label: texts("action.merge_code"), help: texts("action.merge_help"),
                    maximumLength: 40)
            ]
        case .hide: return [line("reason", "hide", texts)]
        case .erase:
            return [
                FormField(
                    "sure", .checkbox, label: texts("action.erase_sure"), help: texts("action.erase_help"),
                    isRequired: true)
            ]
        }
    }

    private func classification(_ place: Place, _ texts: Texts) -> [FormField] {
        let (item, settings) = (place.item, place.settings)
        return [
            FormField(
                "kind", .select, label: texts("case.kind"), help: texts("action.classify_help"), isRequired: true,
                options: FeedbackCase.Kind.allCases.map {
                    FormField.Option(
                        $0.rawValue,
                        texts(
                            "action.kind_days",
                            ["kind": texts("case.kind.\($0.rawValue)"), "days": String(settings.days(for: $0))]))
                }, value: item.kind.rawValue),
            FormField(
                "topic", .select, label: texts("case.topic"), isRequired: true,
                options: settings.topics.map { FormField.Option($0.slug, $0.title) }, value: item.topic),
            FormField(
                "aim", label: texts("case.aim"), help: texts("action.aim_help"), maximumLength: FeedbackLimit.title,
                value: item.aim),
            FormField(
                "demand", label: texts("case.demand"), help: texts("action.demand_help"),
                maximumLength: FeedbackLimit.title, value: item.demand),
        ]
    }

    private func line(_ name: String, _ key: String, _ texts: Texts) -> FormField {
        FormField(
            name, label: texts("action.\(key)_label"), help: texts("action.\(key)_help"), isRequired: true,
            maximumLength: 300)
    }

    private func area(_ name: String, _ key: String, _ texts: Texts, isRequired: Bool = true) -> FormField {
        FormField(
            name, .textarea(rows: 4), label: texts("action.\(key)_label"), help: texts("action.\(key)_help"),
            isRequired: isRequired, maximumLength: FeedbackLimit.note)
    }
}
