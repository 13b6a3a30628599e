import GRDB
import PortalKit

/// One document: what is known of it, its text, how it stands to others.
enum DocumentPage {
    static func show(_ request: Request) async throws -> Response {
        let document = try await publicDocument(request)
        request.expires(at: VietnamTime(request.now).dayBounds.upperBound)
        let (model, info) = try await model(document, request, asked: AskedDay(request))
        return try request.page("document", model, info)
    }

    /// The public document that the path names.
    static func publicDocument(_ request: Request) async throws -> LegalDocument {
        guard let slug = request.parameters["slug"], Slug.isValid(slug) else { throw PortalError.notFound }
        let found = try await request.module.storage.read { try DocumentRows.fetch(slug: slug, in: $0) }
        guard let document = found, document.isPublic else {
            throw found?.wasPublic == true ? PortalError.gone : PortalError.notFound
        }
        request.depends(on: .legalDocument(document.id), .settings(request.module.id))
        return document
    }

    /// The page of a document as the public sees it, also before it does.
    ///
    /// - Parameter asked: the day whose text and force are shown.
    static func model(
        _ document: LegalDocument, _ request: Request, asked: AskedDay = .original
    ) async throws -> (LegalDocumentModel, PageInfo) {
        let (context, texts) = (request.module, request.texts)
        let today = VietnamTime(request.now).isoDay
        let day = asked.day(today: today)
        let (lines, versions, version, mentions, outgoing, incoming) = try await context.storage.read { database in
            let versions = try VersionRows.list(of: document.id, in: database)
            let version = day.flatMap { versions.inForce(on: $0) }
            let lines =
                try version.map { try VersionRows.lines(of: $0.id, in: database) } ?? document.content.lines
            return (
                lines, versions, version,
                try LegalMentions.find(
                    in: lines, own: document.id, url: { context.url($0) }, in: database),
                try RelatedDocument.outgoing(of: document.id, in: database),
                try RelatedDocument.incoming(of: document.id, in: database)
            )
        }
        let layout = LegalLayout(LegalText(lines: lines), linked: mentions.linked)
        let content = document.content
        let consulted = try await consultedDrafts(content, request)
        let status = document.status(on: day ?? today)
        let settings = LegalSettings(request)
        let groups = RelationGroups(outgoing: outgoing, incoming: incoming, context: context, texts: texts).models
        func links(_ documents: [RelatedDocument]) -> [LegalDocumentModel.Link] {
            documents.compactMap { other in
                other.slug.map { slug in
                    .init(
                        title: texts("document.title", ["type": other.type ?? "", "number": other.number]),
                        url: context.url(LegalPath.document(slug)))
                }
            }
        }
        let endedBy = links(incoming.filter { $0.kind.ends })
        let amendedBy = links(incoming.filter { $0.kind == .amends })
        let model = LegalDocumentModel(
            title: texts("document.title", ["type": content.type, "number": content.number]), summary: content.summary,
            status: texts(status.key), statusBadge: status.badge,
            dayNote: asked.named.map { texts("document.day_note", ["day": $0.dayText]) },
            statusNote: StatusNote(document, status, incoming).text(texts),
            hasStatusLinks: !endedBy.isEmpty, statusLinks: endedBy, hasAmendments: !amendedBy.isEmpty,
            amendments: amendedBy,
            versionNote: version.map {
                texts("version.note", ["day": $0.effectiveOn.dayText, "source": $0.source])
            }, hasVersions: !versions.isEmpty,
            versions: VersionLinks(document, versions, shown: version, context, texts).models,
            url: context.url(document.path), day: asked.named ?? today,
            dayError: asked.unreadable.map { texts("document.day_error", ["text": $0]) },
            compareUrl: versions.isEmpty ? nil : context.url(LegalPath.comparison(document.slug)),
            note: content.note.isEmpty ? nil : content.note, facts: facts(document, texts),
            hasContents: layout.contents.count > 3, contents: layout.contents, blocks: layout.blocks,
            hasRelations: !groups.isEmpty, relationGroups: groups,
            hasConsulted: !consulted.isEmpty, consulted: consulted,
            fieldLinks: content.fields.map {
                .init(title: settings.title(of: $0), url: context.url() + "?linh-vuc=\($0)")
            },
            downloads: content.files.map { file in
                .init(
                    title: texts(
                        "download.file", ["name": file.name, "size": file.bytes.fileSize(language: texts.language)]),
                    url: FileLibrary.url(file.hash, name: file.name))
            } + [
                .init(
                    title: texts("download.akn"), url: context.url(LegalPath.akomaNtoso(document.slug)) + asked.query),
                .init(
                    title: texts("download.text"), url: context.url(LegalPath.plainText(document.slug)) + asked.query),
            ], citation: citation(content, texts))
        let info = PageInfo(
            title: model.title, description: content.summary,
            breadcrumbs: [PageInfo.Breadcrumb(settings.title, url: context.url())], lastModified: document.changedAt,
            canonicalPath: context.url(document.path), isArticle: true,
            structuredData: structuredData(document, context))
        return (model, info)
    }

    /// The drafts that were put out for comment before it was issued.
    private static func consultedDrafts(
        _ content: LegalContent, _ request: Request
    ) async throws -> [LegalDocumentModel.Link] {
        guard let service = request.module.service((any ConsultedDrafts).self) else { return [] }
        request.depends(on: service.dependency)
        return try await service.drafts(ofDocument: content.number, issuedOn: content.issuedOn).map {
            .init(title: $0.title, url: $0.url)
        }
    }

    private static func facts(_ document: LegalDocument, _ texts: Texts) -> [LegalDocumentModel.Fact] {
        let content = document.content
        let days = [
            ("fact.issued", content.issuedOn), ("fact.effective", content.effectiveOn),
            ("fact.ended", document.endedOn),
        ].compactMap { key, day in
            DayModel(day).map { LegalDocumentModel.Fact(label: texts(key), value: $0.text, iso: $0.iso) }
        }
        let signer = [content.signer, content.signerOffice].filter { !$0.isEmpty }.joined(separator: ", ")
        let words = [
            ("fact.number", content.number), ("fact.type", content.type), ("fact.body", content.issuingBody),
            ("fact.signer", signer),
        ].filter { !$0.1.isEmpty }.map { LegalDocumentModel.Fact(label: texts($0.0), value: $0.1, iso: nil) }
        return words + days
    }

    /// As documents are cited in others (Decree 30/2020/NĐ-CP, annex I).
    static func citation(_ content: LegalContent, _ texts: Texts) -> String {
        let day = VietnamTime(parsing: content.issuedOn)?.documentDayText ?? ""
        return texts(
            "document.citation",
            [
                "type": content.type, "number": content.number, "day": day, "body": content.issuingBody,
                "summary": summaryInSentence(content.summary),
            ])
    }

    /// "ban hành Quy chế …", "về kiện toàn …"; a name at its beginning keeps its capital.
    private static func summaryInSentence(_ summary: String) -> String {
        let words = summary.split(separator: " ", maxSplits: 2)
        let isName = words.count > 1 && words[1].first?.isUppercase == true
        let small = isName ? summary : summary.prefix(1).lowercased() + summary.dropFirst()
        let orders = ["về ", "ban hành ", "quy định ", "sửa đổi", "bãi bỏ ", "phê duyệt ", "công bố ", "thông qua "]
        return orders.contains(where: small.hasPrefix) ? small : "về " + small
    }

    private static func structuredData(_ document: LegalDocument, _ context: ModuleContext) -> JSONValue {
        let content = document.content
        var fields: [String: JSONValue] = [
            "@context": .string("https://schema.org"), "@type": .string("Legislation"),
            "name": .string("\(content.type) \(content.number)"), "description": .string(content.summary),
            "legislationIdentifier": .string(content.number), "legislationType": .string(content.type),
            "legislationDate": .string(content.issuedOn), "inLanguage": .string("vi"),
            "url": .string(context.absoluteURL(document.path)),
            "legislationPassedBy": .object([
                "@type": .string("GovernmentOrganization"), "name": .string(content.issuingBody),
            ]),
        ]
        if !content.effectiveOn.isEmpty { fields["legislationDateVersion"] = .string(content.effectiveOn) }
        return .object(fields)
    }
}

/// Since when a document is in force or no longer, as a sentence.
private struct StatusNote {
    private let key: String
    private let day: String

    init(_ document: LegalDocument, _ status: LegalStatus, _ incoming: [RelatedDocument]) {
        let (effective, ended) = (document.content.effectiveOn, document.endedOn)
        switch status {
        case .upcoming: (key, day) = ("status.upcoming_note", effective)
        case .ended:
            let isReplaced = incoming.contains { $0.kind == .replaces }
            let isRepealed = incoming.contains { $0.kind == .repeals }
            key = isReplaced ? "status.replaced_note" : isRepealed ? "status.repealed_note" : "status.ended_note"
            day = ended
        case .inForce where !ended.isEmpty:
            key = incoming.contains(where: \.kind.ends) ? "status.ending_by_note" : "status.ending_note"
            day = ended
        case .inForce:
            (key, day) = effective.isEmpty ? ("status.undated_note", "") : ("status.in_force_note", effective)
        }
    }

    func text(_ texts: Texts) -> String { texts(key, ["day": day.isEmpty ? "" : day.dayText]) }
}

/// The versions of a document beside its text.
private struct VersionLinks {
    let models: [LegalDocumentModel.Version]

    init(
        _ document: LegalDocument, _ versions: [LegalVersion], shown: LegalVersion?, _ context: ModuleContext,
        _ texts: Texts
    ) {
        let url = context.url(document.path)
        let original = LegalDocumentModel.Version(
            title: texts("version.original"), url: "\(url)?ngay=\(ComparePage.original)", current: shown == nil)
        models =
            [original]
            + versions.map {
                .init(
                    title: texts("version.by", ["day": $0.effectiveOn.dayText, "source": $0.source]),
                    url: "\(url)?ngay=\($0.effectiveOn)", current: $0.id == shown?.id)
            }
    }
}

/// A document that another names, or that names it.
struct RelatedDocument: Sendable {
    /// Nil for one that the portal does not have or does not show.
    let id: Int64?
    let kind: LegalRelation.Kind
    let number: String
    let type: String?
    let slug: String?
    let summary: String?
    let issuedOn: String?
    let effectiveOn: String?

    /// Its type, or for a document that the portal does not have what its number says of it.
    var knownType: String? { type ?? (try? LegalNumber.read(number).get().typeName) }

    /// Type and number.
    var name: String { [type, number].compactMap { $0 }.joined(separator: " ") }

    private init(_ row: Row) {
        kind = LegalRelation.Kind(rawValue: row["kind"]) ?? .relates
        number = row["number"]
        type = row["type"]
        slug = row["slug"]
        summary = row["summary"]
        issuedOn = row["issued_on"]
        id = row["id"]
        effectiveOn = row["effective_on"]
    }

    static func outgoing(of id: Int64, in database: Database) throws -> [RelatedDocument] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT legal_relations.kind, coalesce(other.number, legal_relations.number) AS number, other.type,
                    other.id, other.slug, other.summary, other.issued_on, other.effective_on
                FROM legal_relations
                LEFT JOIN legal_documents AS other ON other.id = legal_relations.target_id AND other.is_public = 1
                WHERE legal_relations.document_id = ? ORDER BY legal_relations.position
                """, arguments: [id]
        ).map(RelatedDocument.init)
    }

    static func incoming(of id: Int64, in database: Database) throws -> [RelatedDocument] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT legal_relations.kind, other.id, other.number, other.type, other.slug, other.summary,
                    other.issued_on, other.effective_on
                FROM legal_relations JOIN legal_documents AS other ON other.id = legal_relations.document_id
                WHERE legal_relations.target_id = ? AND other.is_public = 1
                ORDER BY other.issued_on DESC, other.id DESC LIMIT 100
                """, arguments: [id]
        ).map(RelatedDocument.init)
    }
}

/// The relations of a document, by what they say, in both directions.
private struct RelationGroups {
    let outgoing: [RelatedDocument]
    let incoming: [RelatedDocument]
    let context: ModuleContext
    let texts: Texts

    var models: [LegalDocumentModel.RelationGroup] {
        LegalRelation.Kind.allCases.flatMap { kind in
            [
                group("relation.\(kind.rawValue)", outgoing.filter { $0.kind == kind }),
                group("relation.\(kind.rawValue)_by", incoming.filter { $0.kind == kind }),
            ].compactMap { $0 }
        }
    }

    private func group(_ title: String, _ documents: [RelatedDocument]) -> LegalDocumentModel.RelationGroup? {
        guard !documents.isEmpty else { return nil }
        return .init(
            title: texts(title),
            relations: documents.map { document in
                .init(
                    title: document.knownType.map { texts("document.title", ["type": $0, "number": document.number]) }
                        ?? document.number,
                    url: document.slug.map { context.url(LegalPath.document($0)) }, summary: document.summary,
                    day: document.issuedOn?.dayText)
            })
    }
}
