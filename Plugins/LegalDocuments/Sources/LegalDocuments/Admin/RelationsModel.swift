import PortalKit

/// What the template `admin/relations` shows.
struct RelationsModel: TemplateModel {
    struct Option: Sendable {
        let value: String
        let label: String
        let selected: Bool
    }

    struct Row: Sendable {
        let index: String
        let kind: String
        let title: String
        let url: String?
        let summary: String?
        let day: String?
        /// Why there is no link.
        let note: String?
    }

    /// A document that can be added.
    struct Candidate: Sendable {
        let id: String
        let title: String
        let number: String
        let issuedOn: String
        let summary: String?
        let options: [Option]
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let error: String?
    let mayEdit: Bool
    let postUrl: String
    let csrf: String
    let revision: String
    let hasOutgoing: Bool
    let outgoing: [Row]
    let hasIncoming: Bool
    let incoming: [Row]
    let hasSuggested: Bool
    let suggested: [Candidate]
    let query: String
    let isSearched: Bool
    let hasFound: Bool
    let found: [Candidate]
    let options: [Option]

    static var example: RelationsModel {
        let option = Option(value: "replaces", label: "Thay thế", selected: true)
        let row = Row(
            index: "0", kind: "Thay thế", title: "Quyết định số 11/2021/QĐ-UBND", url: "/quan-tri/legal-documents/2",
            summary: "Quy chế nhà văn hóa", day: "05/05/2021", note: "Cổng chưa có văn bản này")
        let candidate = Candidate(
            id: "2", title: "Quyết định 11/2021/QĐ-UBND", number: "11/2021/QĐ-UBND", issuedOn: "2021-05-05",
            summary: "Quy chế nhà văn hóa", options: [option])
        return RelationsModel(
            title: "Quan hệ", intro: "Văn bản này làm gì với văn bản khác", hasActions: true,
            actions: [AdminAction("Về văn bản", url: "/quan-tri/legal-documents/1", isPrimary: true, icon: "list")],
            error: "Thiếu số", mayEdit: true, postUrl: "/quan-tri/legal-documents/1/quan-he", csrf: "…", revision: "3",
            hasOutgoing: true, outgoing: [row], hasIncoming: true, incoming: [row], hasSuggested: true,
            suggested: [candidate], query: "11/2021", isSearched: true, hasFound: true, found: [candidate],
            options: [option])
    }

    static func make(
        _ document: LegalDocument, query: String, outgoing: [RelatedDocument], incoming: [RelatedDocument],
        found: [RelationCandidate], suggested: [RelationSuggestion], error: String?, _ request: Request
    ) -> RelationsModel {
        let (texts, context) = (request.texts, request.module)
        func options(_ chosen: LegalRelation.Kind) -> [Option] {
            LegalRelation.Kind.allCases.map {
                Option(value: $0.rawValue, label: texts("relation.\($0.rawValue)"), selected: $0 == chosen)
            }
        }
        func candidate(_ found: RelationCandidate, _ kind: LegalRelation.Kind, _ id: String) -> Candidate {
            Candidate(
                id: id, title: [found.type, found.number].filter { !$0.isEmpty }.joined(separator: " "),
                number: found.number, issuedOn: found.issuedOn,
                summary: found.summary.isEmpty ? nil : found.summary.excerpt(length: 140), options: options(kind))
        }
        func row(_ other: RelatedDocument, _ index: Int, key: String) -> Row {
            Row(
                index: String(index), kind: texts(key),
                title: [other.type, other.number].compactMap { $0 }.joined(separator: " "),
                url: other.slug.map { context.url(LegalPath.document($0)) }, summary: other.summary,
                day: other.issuedOn.flatMap(DayModel.init)?.text,
                note: other.slug == nil ? texts("relations.not_here") : nil)
        }
        let url = context.adminURL(LegalScreen.relations(document.id))
        return RelationsModel(
            title: texts("relations.title"), intro: texts("relations.intro"), hasActions: true,
            actions: [
                AdminAction(texts("structure.back"), url: context.adminURL(LegalScreen.edit(document.id)))
            ], error: error, mayEdit: LegalAccess(actor: request.actor).mayEdit(document), postUrl: url,
            csrf: request.formToken(), revision: String(document.revision), hasOutgoing: !outgoing.isEmpty,
            outgoing: outgoing.enumerated().map { row($1, $0, key: "relation.\($1.kind.rawValue)") },
            hasIncoming: !incoming.isEmpty,
            incoming: incoming.enumerated().map { row($1, $0, key: "relation.\($1.kind.rawValue)_by") },
            hasSuggested: !suggested.isEmpty,
            suggested: suggested.enumerated().map { candidate($1.document, $1.kind, "goi-y-\($0)") }, query: query,
            isSearched: !query.isEmpty, hasFound: !found.isEmpty,
            found: found.enumerated().map { candidate($1, .relates, "tim-thay-\($0)") }, options: options(.relates))
    }
}
