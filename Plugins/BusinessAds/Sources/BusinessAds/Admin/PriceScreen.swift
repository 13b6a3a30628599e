import PortalKit

/// The lists of fees: the one in force, those that follow, and those that were.
enum PriceScreen {
    static func list(_ request: Request) async throws -> Response {
        let (texts, context, today) = (request.texts, request.module, VietnamTime(request.now).isoDay)
        let lists = try await context.storage.read { try PriceRows.all(in: $0) }
        let current = lists.first { $0.validFrom <= today }?.id
        let paging = try Paging(number: 1, size: max(1, lists.count), total: lists.count)
        return try request.adminList(
            AdminList(
                intro: texts("prices.intro"),
                actions: [
                    AdminAction(
                        texts("prices.new"), url: context.adminURL(AdsScreen.newPrices), isPrimary: true, icon: "plus"),
                    AdminAction(texts("prices.public"), url: context.url(AdsPath.prices), icon: "eye"),
                ],
                columns: [
                    .init(texts("prices.decision")), .init(texts("prices.valid_from")), .init(texts("prices.count")),
                    .init(texts("admin.state")),
                ], rows: lists.map { row($0, current: current, today: today, request) },
                empty: texts("prices.no_lists"),
                pager: Pager(paging, path: context.adminURL(AdsScreen.prices), texts: texts)),
            PageInfo(title: texts("prices.lists")))
    }

    private static func row(
        _ list: PriceList, current: Int64?, today: String, _ request: Request
    ) -> AdminList.Row {
        let (texts, context) = (request.texts, request.module)
        let url = context.adminURL(AdsScreen.priceList(list.id))
        let isOpen = list.isOpen(on: today)
        let state = list.id == current ? "current" : list.validFrom > today ? "upcoming" : "past"
        let deletion = AdminPost(
            texts("prices.delete"), url: context.adminURL(AdsScreen.priceDeletion(list.id)), subject: list.decision,
            confirm: .init(texts("prices.delete_question", ["name": list.decision])))
        return AdminList.Row(
            [
                .init(list.decision, url: url), .init(list.validFrom.dayText), .init(String(list.prices.count)),
                .init(
                    texts("prices.state.\(state)"),
                    badge: state == "current" ? .success : state == "upcoming" ? .warning : .neutral),
            ], links: [AdminAction(texts("admin.open"), url: url)], posts: isOpen ? [deletion] : [])
    }

    static func new(_ request: Request) async throws -> Response {
        // A new list begins with what is in force, since most fees stay.
        let today = VietnamTime(request.now).isoDay
        let current = try await request.module.storage.read { try PriceRows.inForce(on: today, in: $0) }
        return try page(form(current.map { draft($0, keepsDecision: false) } ?? .init(), request), nil, request)
    }

    static func create(_ request: Request) async throws -> Response {
        try await save(nil, request)
    }

    static func show(_ request: Request) async throws -> Response {
        let list = try await list(of: request)
        guard list.isOpen(on: VietnamTime(request.now).isoDay) else { return try closed(list, request) }
        return try page(form(draft(list, keepsDecision: true), request), list, request)
    }

    static func save(_ request: Request) async throws -> Response {
        try await save(try await list(of: request), request)
    }

    static func delete(_ request: Request) async throws -> Response {
        let id = try request.id()
        let url = request.module.adminURL(AdsScreen.prices)
        do {
            try await request.module.storage.write(as: request.actor) { try PriceDesk.delete(id, in: $0) }
        } catch is StateChanged {
            return .redirect(to: url, message: FlashMessage(.warning, request.texts("prices.fixed")))
        }
        return .redirect(to: url, message: FlashMessage(.success, request.texts("prices.deleted")))
    }

    // MARK: - Parts

    private static func list(of request: Request) async throws -> PriceList {
        let id = try request.id()
        guard let list = try await request.module.storage.read({ try PriceRows.fetch(id, in: $0) }) else {
            throw PortalError.notFound
        }
        return list
    }

    private static func save(_ list: PriceList?, _ request: Request) async throws -> Response {
        let texts = request.texts
        var form = form(.init(), request)
        form.accept(request)
        let draft = draft(form)
        if draft.prices.isEmpty { form.fail(field(.home, 1), texts("error.no_price")) }
        guard form.isValid else { return try page(form, list, request) }
        do {
            try await request.module.storage.write(as: request.actor) { change in
                if let list {
                    try PriceDesk.save(list.id, draft, in: change)
                } else {
                    try PriceDesk.create(draft, in: change)
                }
            }
        } catch is DayTaken {
            form.fail("valid_from", texts("error.day_taken"))
            return try page(form, list, request)
        } catch is StateChanged {
            return .redirect(
                to: request.module.adminURL(AdsScreen.prices), message: FlashMessage(.warning, texts("prices.fixed")))
        }
        return .redirect(
            to: request.module.adminURL(AdsScreen.prices), message: FlashMessage(.success, texts("prices.saved")))
    }

    private static func field(_ position: AdPosition, _ months: Int) -> String { "fee-\(position.rawValue)-\(months)" }

    private static func form(_ draft: PriceDesk.Draft, _ request: Request) -> Form {
        let texts = request.texts
        let fees = AdPosition.allCases.flatMap { place in
            [FormField("heading-\(place.rawValue)", .heading, label: place.title(texts))]
                + PriceList.periods.map { months in
                    let fee = draft.prices.first { $0.position == place && $0.months == months }?.fee
                    return FormField(
                        field(place, months),
                        label: texts("prices.fee", ["place": place.title(texts), "count": String(months)]),
                        maximumLength: 20,
                        value: fee.map { $0.grouped(texts) } ?? "",
                        check: { Money.read($0) == nil ? texts("error.amount") : nil })
                }
        }
        return Form(
            fields: [
                FormField(
                    "decision", label: texts("prices.decision"), help: texts("prices.decision_help"), isRequired: true,
                    maximumLength: 200, value: draft.decision),
                FormField(
                    "valid_from", .input(type: "date"), label: texts("prices.valid_from"),
                    help: texts("prices.valid_from_help"), isRequired: true, value: draft.validFrom),
                FormField(
                    "note", .textarea(rows: 3), label: texts("prices.note"), help: texts("prices.note_help"),
                    maximumLength: 1000, value: draft.note),
            ] + fees)
    }

    private static func draft(_ form: Form) -> PriceDesk.Draft {
        let prices = AdPosition.allCases.flatMap { place in
            PriceList.periods.compactMap { months in
                Money.read(form[field(place, months)]).map { Price(position: place, months: months, fee: $0) }
            }
        }
        return PriceDesk.Draft(
            decision: form["decision"], validFrom: form.time("valid_from").map { VietnamTime($0).isoDay } ?? "",
            note: form["note"].normalizedInput(multiline: true), prices: prices)
    }

    private static func draft(_ list: PriceList, keepsDecision: Bool) -> PriceDesk.Draft {
        PriceDesk.Draft(
            decision: keepsDecision ? list.decision : "", validFrom: keepsDecision ? list.validFrom : "",
            note: list.note,
            prices: list.prices)
    }

    private static func page(_ form: Form, _ list: PriceList?, _ request: Request) throws -> Response {
        let url = request.module.adminURL(AdsScreen.prices)
        return try request.adminForm(
            form,
            PageInfo(
                title: list?.decision ?? request.texts("prices.new"),
                breadcrumbs: [PageInfo.Breadcrumb(request.texts("prices.lists"), url: url)]),
            submit: request.texts("prices.save"), cancelURL: url, intro: request.texts("prices.form_intro"))
    }

    /// A list that cannot be changed any more.
    private static func closed(_ list: PriceList, _ request: Request) throws -> Response {
        let texts = request.texts
        var model = AdminRecord(title: list.decision)
        model.intro = texts("prices_source", ["decision": list.decision, "day": list.validFrom.dayText])
        model.notice = texts("prices.fixed")
        model.actions = [
            AdminAction(
                texts("prices.new"), url: request.module.adminURL(AdsScreen.newPrices), isPrimary: true, icon: "plus")
        ]
        model.facts = [FactModel(texts("prices.valid_from"), list.validFrom.dayText)]
        if !list.note.isEmpty { model.parts = [.init("note", texts("prices.note"), text: list.note)] }
        model.sections = [.init(id: "prices", heading: texts("prices"), table: PricePage.table(list, texts))]
        return try request.adminRecord(
            model,
            PageInfo(
                title: list.decision,
                breadcrumbs: [
                    PageInfo.Breadcrumb(texts("prices.lists"), url: request.module.adminURL(AdsScreen.prices))
                ]))
    }
}
