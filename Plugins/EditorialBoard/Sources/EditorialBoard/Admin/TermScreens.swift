import Foundation
import GRDB
import PortalKit

extension Term: BoardForm {
    static func fields(_ content: Term, _ place: BoardPlace) -> [FormField] {
        [
            .line("title", place, isRequired: true, value: content.title),
            .line("decision", place, help: "field.decision_help", isRequired: true, value: content.decision),
            .day("decided_on", place, value: content.decidedOn), .day("starts_on", place, value: content.startsOn),
            .day("ends_on", place, help: "field.ends_on_help", isRequired: false, value: content.endsOn),
            .lines("note", place, rows: 5, help: "field.term_note_help", value: content.note),
        ]
    }

    mutating func take(_ form: inout Form, _ place: BoardPlace) {
        (title, decision, note) = (form["title"], form["decision"], form["note"])
        (decidedOn, startsOn, endsOn) = (form.day("decided_on"), form.day("starts_on"), form.optionalDay("ends_on"))
        if let endsOn, endsOn < startsOn { form.fail("ends_on", place.texts("form.ends_before_start")) }
    }
}

extension Member: BoardForm {
    static var keepsDrafts: Bool { false }

    static func fields(_ content: Member, _ place: BoardPlace) -> [FormField] {
        let texts = place.texts
        return [
            FormField(
                "title", label: texts("field.name"), help: place.people.isEmpty ? nil : texts("field.member_name_help"),
                isRequired: true, maximumLength: 100, suggestions: place.peopleNames, value: content.title),
            FormField(
                "role", .select, label: texts("field.role"), isRequired: true,
                options: Role.allCases.map { .init($0.rawValue, texts("role.\($0.rawValue)")) },
                value: content.role.rawValue),
            .line("office", place, value: content.office), .line("unit", place, value: content.unit),
            FormField(
                "account", .select, label: texts("field.account"), help: texts("field.account_help"),
                options: [.init("", texts("field.no_account"))]
                    + place.accounts.map { .init(String($0.id), $0.fullName) },
                value: content.account.map { String($0) } ?? ""),
            .mail("email", place, help: "field.member_email_help", value: content.email),
            .lines("duties", place, help: "field.duties_help", value: content.duties),
            .day("starts_on", place, help: "field.member_days_help", isRequired: false, value: content.startsOn),
            .day("ends_on", place, isRequired: false, value: content.endsOn),
        ]
    }

    mutating func take(_ form: inout Form, _ place: BoardPlace) {
        (title, office, unit, email, duties) = (
            form["title"], form["office"], form["unit"], form["email"], form["duties"]
        )
        fillIn(from: place.people)
        role = Role(rawValue: form["role"]) ?? .member
        account = Int64(form["account"])
        (startsOn, endsOn) = (form.optionalDay("starts_on"), form.optionalDay("ends_on"))
        if let startsOn, let endsOn, endsOn < startsOn { form.fail("ends_on", place.texts("form.ends_before_start")) }
    }

    /// What was left empty is as the authority's directory has it; of several offices the first, which is the highest.
    private mutating func fillIn(from people: [PersonSummary]) {
        guard let person = people.first(where: { $0.name == title }) else { return }
        if office.isEmpty { office = person.office }
        if unit.isEmpty { unit = person.body.name }
        if email.isEmpty { email = person.email }
    }

    static func settle(
        _ id: Int64, before: Member?, after: Member, _ context: ModuleContext, in change: Change
    ) throws {
        guard let account = after.account else { return }
        let others = try Int64.fetchOne(
            change.database,
            sql: "SELECT id FROM board_members WHERE term_id = ? AND account_id = ? AND id <> ?",
            arguments: [after.term, account, id])
        if others != nil { throw Refusal.accountTaken }
        // A calendar goes with the person, not with the entry.
        if let before, before.account != after.account {
            try change.database.execute(sql: "DELETE FROM board_feeds WHERE member_id = ?", arguments: [id])
        }
    }
}

/// The board and its members.
enum TermScreens {
    static let list = BoardList<Term>(
        columns: [
            .init("field.title", order: ("board_terms.search_key", true)) { term, place in
                .init(term.content.title, url: place.url(Term.screen(term.id)))
            },
            .init("field.decision") { term, _ in .init(term.content.decision) },
            .init("field.starts_on", order: ("board_terms.starts_on", false)) { term, place in
                .init(place.day(term.content.startsOn))
            },
            .init("field.ends_on") { term, place in .init(place.day(term.content.endsOn)) },
            .init("field.state") { term, place in
                term.content.holds(on: place.today)
                    ? .init(place.texts("term.in_force"), badge: .success) : .init(place.texts("term.not_in_force"))
            },
        ], timeColumn: "board_terms.starts_on", sortedBy: 2)

    static let edit = EditScreens<Term>()

    static let member = EditScreens<Member>(
        begin: { request, _ in
            var member = Member()
            member.term = try await request.record(Term.self).id
            return member
        }, after: { _, member in Term.screen(member.term) }, parameter: "member",
        back: { Term.screen($0.term) },
        trail: { member, place in
            [
                .init(place.texts("term.list"), url: place.url(Term.path)),
                .init(place.texts("term.one"), url: place.url(Term.screen(member.term))),
            ]
        })

    static func show(_ request: Request) async throws -> Response {
        let (place, term) = (try await BoardPlace(request), try await request.record(Term.self))
        let members = try await request.module.storage.read { try Member.of(term.id, in: $0) }
        let (texts, content, path) = (request.texts, term.content, Term.screen(term.id))
        let mayManage = request.actor.may(BoardPermission.manage)
        var model = AdminRecord(title: content.title)
        if mayManage {
            model.actions = [
                AdminAction(
                    texts("member.new"), url: place.url(path + "/thanh-vien/moi"), isPrimary: true, icon: "plus"),
                AdminAction(texts("edit"), url: place.url(path + "/sua"), icon: "edit"),
            ]
        }
        model.facts = [
            FactModel(texts("field.decision"), "\(content.decision), \(place.day(content.decidedOn))"),
            FactModel(texts("field.starts_on"), place.day(content.startsOn)),
        ]
        if let end = content.endsOn { model.facts.append(FactModel(texts("field.ends_on"), place.day(end))) }
        if !content.note.isEmpty { model.parts = [.init("note", texts("field.note"), text: content.note)] }
        model.sections = [
            .init(
                id: "members", heading: texts("term.members"),
                table: TableModel(
                    columns: [
                        .init(texts("field.name")), .init(texts("field.role")), .init(texts("field.office")),
                        .init(texts("field.duties")), .init(texts("field.days")),
                    ],
                    rows: members.map { member in
                        let content = member.content
                        let days = [content.startsOn, content.endsOn].map { place.day($0) }
                        return [
                            .init(
                                content.title,
                                url: mayManage ? place.url(BoardScreen.member(member.id, of: term.id)) : nil),
                            .init(texts("role.\(content.role.rawValue)")),
                            .init([content.office, content.unit].filter { !$0.isEmpty }.joined(separator: ", ")),
                            .init(
                                content.duties.isEmpty
                                    ? "–"
                                    : content.duties.split(whereSeparator: \.isNewline).joined(separator: "; ")),
                            .init(days.allSatisfy(\.isEmpty) ? texts("term.whole") : days.joined(separator: " – ")),
                        ]
                    }, empty: texts("term.no_members")))
        ]
        if mayManage {
            model.work.buttons = [
                .init(
                    texts("delete"), url: place.url(path + "/xoa"),
                    question: texts("delete_ask", ["title": content.title]),
                    explanation: texts("term.delete_note"), back: place.url(path))
            ]
            if !members.isEmpty {
                let choice = Form(fields: [
                    FormField(
                        "member", .select, label: texts("field.name"), isRequired: true,
                        options: members.map { .init(String($0.id), $0.content.title) })
                ])
                model.work.forms = [
                    .init(
                        choice, id: "remove", label: texts("member.delete"), submit: texts("member.delete"),
                        url: place.url(path + "/thanh-vien/xoa"))
                ]
            }
        }
        model.actions.append(request.revisions(at: path))
        return try request.adminRecord(
            model,
            PageInfo(title: content.title, breadcrumbs: [.init(texts("term.list"), url: place.url(Term.path))]))
    }

    static func delete(_ request: Request) async throws -> Response {
        let id = try request.id()
        return try await request.perform("deleted", to: Term.path, from: Term.screen(id)) {
            try BoardDesk.delete(Term.self, id, in: $0)
        }
    }

    static func deleteMember(_ request: Request) async throws -> Response {
        let id = try request.id()
        guard let member = request.form.integer("member").map(Int64.init) else { throw PortalError.notFound }
        return try await request.perform("deleted", to: Term.screen(id), from: Term.screen(id)) { change in
            guard try Member.require(member, in: change.database).content.term == id else { throw PortalError.notFound }
            try BoardDesk.delete(Member.self, member, in: change)
        }
    }
}
