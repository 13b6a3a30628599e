import Foundation
import PortalKit

/// The catalogue: all procedures of the authority, to look through and to find.
enum CataloguePage {
    static func show(_ request: Request) async throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let settings = EServicesSettings(context.settings, language: texts.language)
        let query = CatalogueQuery(request.query)
        let number = try request.pageNumber()
        request.depends(on: .procedures, .settings(EServicesNames.module))
        let found = try await context.storage.read { database in
            let paging = try Paging(number: number, size: settings.pageSize, total: query.count(in: database))
            return (
                paging, try query.rows(limit: paging.size, offset: paging.offset, in: database),
                try query.facet("field", in: database), try query.facet("level", in: database),
                try query.facet("body", in: database)
            )
        }
        let (paging, procedures, fields, levels, bodies) = found
        func facet(
            _ name: String, _ chosen: String, _ values: [CatalogueQuery.Facet], _ title: (String) -> String
        ) -> CatalogueModel.Facet {
            let others = query.pairs.filter { $0.0 != name }
            let all = LinkModel(
                title: texts("catalogue.all"), url: context.url().adding(others), current: chosen.isEmpty)
            return CatalogueModel.Facet(
                id: name, title: texts("catalogue.facet.\(name)"),
                choices: [all]
                    + values.map {
                        LinkModel(
                            title: title($0.value), url: context.url().adding(others + [(name, $0.value)]),
                            current: $0.value == chosen, count: String($0.count))
                    })
        }
        let model = CatalogueModel(
            title: settings.title, intro: texts("catalogue.intro", ["site": context.site.nameInSentence]),
            url: context.url(), query: query.text, hidden: query.pairs.filter { $0.0 != "q" }.map(HiddenModel.init),
            trackUrl: context.url(EServicesPath.track), resumeUrl: context.url(EServicesPath.resume),
            mineUrl: request.citizenAccountURL.map { _ in context.url(EServicesPath.mine) },
            figuresUrl: context.url(EServicesPath.figures),
            summary: texts("catalogue.count", ["count": String(paging.total)]), isFiltered: query.isFiltered,
            hasCards: !procedures.isEmpty,
            cards: procedures.map { ProcedureCard($0, settings, texts, context) },
            empty: texts(query.isFiltered ? "catalogue.nothing_found" : "catalogue.none"),
            pager: Pager(paging, path: context.url(), query: query.pairs, texts: texts),
            facets: [
                facet("linh-vuc", query.field, fields, settings.fieldTitle),
                facet("muc-do", query.level?.rawValue ?? "", levels) { texts("level.\($0)") },
                facet("co-quan", query.body, bodies) { $0 },
            ])
        return try request.page(
            "catalogue", model,
            PageInfo(
                title: model.title, description: model.intro, isIndexed: !query.isFiltered && paging.number == 1,
                canonicalPath: query.isFiltered ? context.url() : nil))
    }
}

/// A value that a form carries along.
struct HiddenModel: Sendable {
    let name: String
    let value: String

    init(_ pair: (String, String)) { (name, value) = pair }
}

/// A procedure in a list.
struct ProcedureCard: Sendable {
    let title: String
    let url: String
    let code: String
    let field: String
    let body: String
    let level: String
    let levelBadge: String
    let term: String
    let fee: String
    let applyUrl: String?

    static let example = ProcedureCard(
        title: "Đăng ký khai sinh", url: "/dich-vu-cong/dang-ky-khai-sinh", code: "1.001193", field: "Hộ tịch",
        body: "UBND xã", level: "Toàn trình", levelBadge: "success", term: "Trong ngày", fee: "Không thu phí",
        applyUrl: "/dich-vu-cong/dang-ky-khai-sinh/nop")
}

extension ProcedureCard {
    init(_ procedure: Procedure, _ settings: EServicesSettings, _ texts: Texts, _ context: ModuleContext) {
        let content = procedure.content
        self.init(
            title: content.name, url: context.url(EServicesPath.procedure(procedure.slug)), code: content.code,
            field: settings.fieldTitle(content.field), body: content.body,
            level: texts("level.\(content.level.rawValue)"), levelBadge: content.level.badge,
            term: content.termText(texts), fee: content.feeText(texts),
            applyUrl: procedure.takesDossiers ? context.url(EServicesPath.apply(procedure.slug)) : nil)
    }
}

extension ProcedureContent.Level {
    var badge: String {
        switch self {
        case .information: "neutral"
        case .partial: "warning"
        case .full: "success"
        }
    }
}

extension String {
    /// An address with a query.
    func adding(_ pairs: [(String, String)]) -> String {
        guard !pairs.isEmpty else { return self }
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~")
        let query = pairs.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
        }
        return "\(self)?\(query.joined(separator: "&"))"
    }
}

/// What the template `catalogue` shows.
struct CatalogueModel: TemplateModel {
    struct Facet: Sendable {
        let id: String
        let title: String
        let choices: [LinkModel]
    }

    let title: String
    let intro: String
    let url: String
    let query: String
    let hidden: [HiddenModel]
    let trackUrl: String
    let resumeUrl: String
    /// Nil where citizens do not sign in.
    let mineUrl: String?
    let figuresUrl: String
    let summary: String
    let isFiltered: Bool
    let hasCards: Bool
    let cards: [ProcedureCard]
    let empty: String
    let pager: Pager
    let facets: [Facet]

    static var example: CatalogueModel {
        CatalogueModel(
            title: "Dịch vụ công", intro: "Thủ tục của xã", url: "/dich-vu-cong", query: "khai sinh",
            hidden: [HiddenModel(("linh-vuc", "ho-tich"))], trackUrl: "/dich-vu-cong/tra-cuu",
            resumeUrl: "/dich-vu-cong/lam-tiep", mineUrl: "/dich-vu-cong/ho-so-cua-toi",
            figuresUrl: "/dich-vu-cong/so-lieu", summary: "15 thủ tục",
            isFiltered: true, hasCards: true, cards: [.example], empty: "Không có", pager: .example,
            facets: [Facet(id: "linh-vuc", title: "Lĩnh vực", choices: [.example])])
    }
}
