import Foundation
import GRDB
import PortalKit

extension BoardCase: BoardForm {
    static var keepsDrafts: Bool { false }

    static func fields(_ content: BoardCase, _ place: BoardPlace) -> [FormField] {
        let texts = place.texts
        return [
            FormField(
                "kind", .radio, label: texts("field.case_kind"), isRequired: true,
                options: Kind.allCases.map { .init($0.rawValue, texts("case.kind.\($0.rawValue)")) },
                value: content.kind.rawValue),
            FormField(
                "title", label: texts("field.subject"), help: texts("field.subject_help"), isRequired: true,
                maximumLength: 200, value: content.title),
            .line("unit", place, value: content.unit),
            .lines("grounds", place, rows: 5, help: "field.grounds_help", isRequired: true, value: content.grounds),
            .lines("proposal", place, rows: 3, help: "field.proposal_help", isRequired: true, value: content.proposal),
            .line("proposed_by", place, isRequired: true, value: content.proposedBy),
            .day("proposed_on", place, value: content.proposedOn),
        ]
    }

    mutating func take(_ form: inout Form, _ place: BoardPlace) {
        kind = Kind(rawValue: form["kind"]) ?? kind
        (title, unit, grounds, proposal) = (form["title"], form["unit"], form["grounds"], form["proposal"])
        (proposedBy, proposedOn) = (form["proposed_by"], form.day("proposed_on"))
    }

    var isOpen: Bool { state == .proposed }

    var isChangeable: Bool { isOpen }
}

/// Commendations and violations (Art. 15).
enum CaseScreens {
    static let list = BoardList<BoardCase>(
        columns: [
            .init("field.subject", order: ("board_cases.search_key", true)) { found, place in
                .init(found.content.title, url: place.url(BoardCase.screen(found.id)))
            },
            .init("field.case_kind", order: ("board_cases.kind", true)) { found, place in
                .init(place.texts("case.kind.\(found.content.kind.rawValue)"))
            },
            .init("field.unit") { found, _ in .init(found.content.unit) },
            .init("field.proposed_on", order: ("board_cases.proposed_on", false)) { found, place in
                .init(place.day(found.content.proposedOn))
            },
            .init("field.state") { found, place in stateCell(found.content, place) },
            .init("field.decision_number") { found, _ in .init(found.content.decisionNumber) },
        ], states: BoardCase.State.allCases.map(\.rawValue), timeColumn: "board_cases.proposed_on", sortedBy: 3,
        choice: .init(
            name: "loai", label: "field.case_kind",
            options: { place in
                BoardCase.Kind.allCases.map { .init($0.rawValue, place.texts("case.kind.\($0.rawValue)")) }
            }, condition: "board_cases.kind = ?"))

    static let edit = EditScreens<BoardCase>(
        begin: { request, _ in
            var proposed = BoardCase()
            (proposed.proposedBy, proposed.proposedByAccount) = (request.actor.name, request.actor.personId)
            proposed.proposedOn = VietnamTime(request.now).isoDay
            return proposed
        })

    static func show(_ request: Request) async throws -> Response { try await screen(nil, request) }

    /// The head decides; not on what they proposed themselves.
    static func decide(_ request: Request) async throws -> Response {
        let (place, found) = (try await BoardPlace(request), try await request.record(BoardCase.self))
        guard found.content.isOpen else { throw PortalError.conflict(reason: "error.409") }
        var form = decisionForm(place)
        form.accept(request)
        if form.isValid, form["state"] == BoardCase.State.granted.rawValue, form["decision_number"].isEmpty {
            form.fail("decision_number", place.texts("form.no_decision_number"))
        }
        guard form.isValid else { return try await screen(form, request) }
        let path = BoardCase.screen(found.id)
        var content = found.content
        content.state = BoardCase.State(rawValue: form["state"]) ?? .refused
        (content.decision, content.decisionNumber) = (form["decision"], form["decision_number"])
        (content.decidedOn, content.decidedBy) = (form.day("decided_on"), request.actor.name)
        let changed = content
        return try await request.perform("case.decided", to: path, from: path) { change in
            if let proposer = found.content.proposedByAccount, proposer == change.actor.personId {
                throw Refusal.ownProposal
            }
            try BoardDesk.save(found.id, changed, from: found.revision, action: "decide", in: change)
        }
    }

    static func delete(_ request: Request) async throws -> Response {
        let found = try await request.record(BoardCase.self)
        guard found.content.isOpen else { throw PortalError.conflict(reason: "error.409") }
        return try await request.perform("deleted", to: BoardCase.path, from: BoardCase.screen(found.id)) {
            try BoardDesk.delete(BoardCase.self, found.id, in: $0)
        }
    }

    // MARK: - Parts

    private static func screen(_ failed: Form?, _ request: Request) async throws -> Response {
        let (place, found) = (try await BoardPlace(request), try await request.record(BoardCase.self))
        let (texts, content, path) = (request.texts, found.content, BoardCase.screen(found.id))
        var model = AdminRecord(title: content.title)
        model.intro = texts("case.kind.\(content.kind.rawValue)")
        let state = stateCell(content, place)
        model.badges = [.init(state.text, state.badge)]
        model.facts = [
            FactModel(texts("field.unit"), content.unit.isEmpty ? "–" : content.unit),
            FactModel(texts("field.proposed_by"), "\(content.proposedBy), \(place.day(content.proposedOn))"),
        ]
        model.parts = [
            .init("grounds", texts("field.grounds"), text: content.grounds),
            .init("proposal", texts("field.proposal"), text: content.proposal),
        ]
        if content.isOpen {
            if request.actor.may(BoardPermission.plan) {
                model.actions = [AdminAction(texts("edit"), url: place.url(path + "/sua"), icon: "edit")]
                model.work.buttons = [
                    .init(
                        texts("delete"), url: place.url(path + "/xoa"),
                        question: texts("delete_ask", ["title": content.title]), back: place.url(path))
                ]
            }
            if request.actor.may(BoardPermission.approve) {
                model.work.forms = [
                    .init(
                        failed ?? decisionForm(place), id: "decision", label: texts("case.decide"),
                        submit: texts("save"), url: place.url(path + "/quyet-dinh"))
                ]
            }
        } else {
            model.facts += [
                FactModel(
                    texts("field.decision_number"), content.decisionNumber.isEmpty ? "–" : content.decisionNumber),
                FactModel(texts("field.decided_by"), "\(content.decidedBy), \(place.day(content.decidedOn))"),
            ]
            model.parts.append(.init("decision", texts("field.case_decision"), text: content.decision))
        }
        model.actions.append(request.revisions(at: path))
        return try request.adminRecord(
            model,
            PageInfo(
                title: content.title, breadcrumbs: [.init(texts("case.list"), url: place.url(BoardCase.path))],
                status: failed == nil ? 200 : 422))
    }

    private static func decisionForm(_ place: BoardPlace) -> Form {
        let texts = place.texts
        return Form(fields: [
            FormField(
                "state", .radio, label: texts("field.outcome_of_case"), isRequired: true,
                options: [BoardCase.State.granted, .refused].map {
                    .init($0.rawValue, texts("case.state.\($0.rawValue)"))
                }),
            FormField(
                "decision", .textarea(rows: 4), label: texts("field.case_decision"), isRequired: true,
                maximumLength: 4000),
            .line("decision_number", place, help: "field.decision_number_help", value: ""),
            .day("decided_on", place, value: place.today),
        ])
    }

    private static func stateCell(_ found: BoardCase, _ place: BoardPlace) -> BoardList<BoardCase>.Cell {
        let badge: AdminList.Cell.Badge =
            switch found.state {
            case .proposed: .warning
            case .granted: .success
            case .refused: .neutral
            }
        return .init(place.texts("case.state.\(found.state.rawValue)"), badge: badge)
    }
}
