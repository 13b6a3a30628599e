import Foundation

/// Where forms send what is being typed into them, and that they are open; and where a person throws away what was kept.
enum EditingScreen {
    static let path = "\(AdminPath.root)/dang-soan"
    static let discardPath = "\(path)/bo"
    static let endpoints = [
        AdminEndpoints.screen(.post, path, handler: keep),
        AdminEndpoints.screen(.post, discardPath, handler: discard),
    ]

    /// What the script is told.
    private struct Answer: Encodable {
        /// When what was typed was kept, as `10:32`.
        let at: String?
        /// Who else has the record open, in words.
        let presence: String
        /// That somebody saved the record meanwhile, in words.
        let overtaken: String
        /// Fresh tokens, so that a form may stay open for as long as its session.
        let csrf: String
        let token: String
    }

    private static func keep(_ request: Request) async throws -> Response {
        let (form, person, session) = try parts(request)
        let now = request.now
        let isSignOnly = request.form[Editing.Name.presence] != nil
        let draft = isSignOnly ? nil : FormDraft(session: session, values: typed(request.form), at: now)
        let seen = request.form.integer("revision") ?? 0
        if let draft {
            let isKept = try await request.site.database.write {
                try FormDrafts.save(draft, of: form, person: person, in: $0)
            }
            guard isKept else { throw PortalError.tooLarge(limitBytes: FormDrafts.mostBytes) }
        }
        let newest = try await request.site.database.read { database in
            try form.record.flatMap { try Revisions.list(of: $0, limit: 1, in: database).first }
        }
        let texts = request.coreTexts
        let others =
            form.record == nil
            ? [] : request.site.presence.note(form, person: person, name: request.actor.name, at: now)
        let overtaken = newest.flatMap { newest in
            newest.number > seen
                ? texts(
                    "draft.saved_meanwhile", ["name": newest.person(texts), "time": VietnamTime(newest.at).clockText])
                : nil
        }
        return try .json(
            Answer(
                at: draft.map { VietnamTime($0.at).clockText }, presence: presence(others, texts) ?? "",
                overtaken: overtaken ?? "", csrf: request.formToken(), token: request.editToken(form)))
    }

    private static func discard(_ request: Request) async throws -> Response {
        let (form, person, session) = try parts(request)
        try await request.site.database.write { try FormDrafts.discard(session, of: form, person: person, in: $0) }
        let back = request.form[Editing.Name.back] ?? ""
        return .redirect(
            to: back.hasPrefix(AdminPath.root + "/") ? back : AdminPath.root,
            message: FlashMessage(.success, request.coreTexts("draft.discarded")))
    }

    /// Which form it is; only one that this person was shown.
    private static func parts(_ request: Request) throws -> (form: EditKey, person: Int64, session: String) {
        guard let person = request.actor.personId, let form = EditKey(text: request.form[Editing.Name.form] ?? ""),
            let session = Editing.session(request.form[Editing.Name.session] ?? ""),
            request.isShown(form, token: request.form[Editing.Name.token] ?? "")
        else { throw PortalError.forbidden }
        return (form, person, session)
    }

    /// All but what belongs to the sending.
    private static func typed(_ form: FormValues) -> [String: [String]] {
        let names = form.names.filter { $0 != "csrf" && !$0.hasPrefix("keep_") }
        return Dictionary(uniqueKeysWithValues: names.map { ($0, form.all($0)) })
    }

    /// Who else has the record open, in words.
    static func presence(_ others: [EditPresence.Visitor], _ texts: Texts) -> String? {
        let names = others.prefix(3).map { other in
            texts("draft.presence", ["name": other.name, "time": VietnamTime(other.since).clockText])
        }
        return names.isEmpty ? nil : (names + [texts("draft.presence_advice")]).joined(separator: " ")
    }
}

extension Request {
    fileprivate func isShown(_ form: EditKey, token: String) -> Bool {
        site.formTokens.verify(
            token, for: client.formHolder(session: session), purpose: "edit \(form.text)", now: now)
    }
}
