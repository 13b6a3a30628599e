import Foundation
import PortalKit

/// A procedure as the public reads it (Art. 8.3), as it is in force or, with `?ban=`, as another version said.
enum ProcedurePage {
    static func show(_ request: Request) async throws -> Response {
        let context = request.module
        let slug = request.parameters["slug"] ?? ""
        let found = try await context.storage.read { database -> (Procedure, [ProcedureVersion])? in
            guard let procedure = try ProcedureRows.fetch(slug: slug, in: database) else { return nil }
            return (procedure, try ProcedureRows.versions(of: procedure.id, in: database))
        }
        guard let (procedure, versions) = found, procedure.isShown else { throw PortalError.notFound }
        request.depends(on: .record(procedure.reference), .procedures, .settings(EServicesNames.module))
        let number = try request.number("ban", in: 1...100_000, default: procedure.version)
        guard let version = versions.first(where: { $0.number == number }) else { throw PortalError.notFound }
        return try await page(procedure, version, versions, request)
    }

    static func page(
        _ procedure: Procedure, _ version: ProcedureVersion, _ versions: [ProcedureVersion], _ request: Request
    ) async throws -> Response {
        let (texts, context) = (request.texts, request.module)
        let settings = EServicesSettings(context.settings, language: texts.language)
        let content = version.content
        let url = context.url(EServicesPath.procedure(procedure.slug))
        let isCurrent = version.number == procedure.version
        let model = ProcedureModel(
            title: content.name, code: content.code, level: texts("level.\(content.level.rawValue)"),
            levelBadge: content.level.badge, levelHelp: texts("level.\(content.level.rawValue)_help"),
            applyUrl: procedure.takesDossiers && isCurrent ? context.url(EServicesPath.apply(procedure.slug)) : nil,
            trackUrl: context.url(EServicesPath.track), office: settings.office, address: context.site.address,
            otherVersion: isCurrent ? nil : version.otherLabel(texts), currentUrl: url,
            facts: request.facts([
                (
                    "procedure.field", settings.fieldTitle(content.field),
                    context.url().adding([("linh-vuc", content.field)])
                ),
                ("procedure.body", content.body, nil), ("procedure.term", content.termText(texts), nil),
                ("procedure.fee", content.feeText(texts), nil), ("procedure.result", content.result, nil),
                ("procedure.effective", version.effectiveOn.dayText, nil),
            ]),
            applicants: content.applicants.orNil, conditions: content.conditions.orNil,
            hasSteps: !content.steps.isEmpty,
            steps: content.steps.map { step in
                ProcedureModel.Step(
                    title: step.title, body: step.body.orNil,
                    days: step.days.map { $0 == 0 ? texts("term.same_day") : texts("term.days", ["count": String($0)]) }
                )
            },
            hasComponents: !content.components.isEmpty,
            components: TableModel(
                columns: [
                    .init(texts("component.name")), .init(texts("component.originals"), isNumber: true),
                    .init(texts("component.copies"), isNumber: true), .init(texts("component.note")),
                ],
                rows: content.components.map { component in
                    [
                        .init(component.name), .init(String(component.originals)), .init(String(component.copies)),
                        .init(
                            component.note.isEmpty && !component.isRequired ? texts("component.if_any") : component.note
                        ),
                    ]
                }, empty: ""), sets: texts("procedure.set_count", ["count": String(content.sets)]),
            downloadsHtml: content.downloads.isEmpty ? nil : try RichText.html(from: content.downloads),
            hasBasis: !content.legalBasis.isEmpty,
            basis: try await basis(content.legalBasis, request), hasVersions: versions.count > 1,
            versions: versions.map { other in
                LinkModel(
                    title: other.label(texts),
                    url: other.number == procedure.version ? url : url.adding([("ban", String(other.number))]),
                    current: other.number == version.number)
            })
        return try request.page(
            "procedure", model,
            PageInfo(
                title: content.name,
                description: texts(
                    "procedure.description",
                    ["name": content.name, "term": content.termText(texts), "fee": content.feeText(texts)]),
                breadcrumbs: [request.catalogueStep], isIndexed: isCurrent, lastModified: procedure.changedAt,
                canonicalPath: isCurrent ? nil : url))
    }

    /// Each line of the legal basis, with links to the documents that it names.
    private static func basis(_ text: String, _ request: Request) async throws -> [ProcedureModel.Basis] {
        var lines: [ProcedureModel.Basis] = []
        let items = text.split(separator: "\n").map { SafeHTML(escaping: String($0)) }
        // One query for all of them.
        let separator = SafeHTML(trusted: "<hr>")
        let linked = try await request.linkingMentions(items.joined(separator: separator))
        for line in linked.html.components(separatedBy: "<hr>") where !line.isEmpty {
            lines.append(ProcedureModel.Basis(lineHtml: SafeHTML(stored: line)))
        }
        return lines
    }
}

extension Request {
    /// The step of the way that is the catalogue.
    var catalogueStep: PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(
            EServicesSettings(module.settings, language: texts.language).title, url: module.url())
    }
}

extension String {
    var orNil: String? { isEmpty ? nil : self }

    /// A day of a column, as people read it; empty when it is not known.
    var dayText: String { self == ProcedureVersion.undated ? "" : VietnamTime(parsing: self)?.dayText ?? self }
}

/// What the template `procedure` shows.
struct ProcedureModel: TemplateModel {
    struct Step: Sendable {
        let title: String
        let body: String?
        let days: String?
    }

    struct Basis: Sendable {
        let lineHtml: SafeHTML
    }

    let title: String
    let code: String
    let level: String
    let levelBadge: String
    let levelHelp: String
    let applyUrl: String?
    let trackUrl: String
    let office: String
    let address: String?
    let otherVersion: String?
    let currentUrl: String
    let facts: [FactModel]
    let applicants: String?
    let conditions: String?
    let hasSteps: Bool
    let steps: [Step]
    let hasComponents: Bool
    let components: TableModel
    let sets: String
    let downloadsHtml: SafeHTML?
    let hasBasis: Bool
    let basis: [Basis]
    let hasVersions: Bool
    let versions: [LinkModel]

    static var example: ProcedureModel {
        ProcedureModel(
            title: "Đăng ký khai sinh", code: "1.001193", level: "Toàn trình", levelBadge: "success",
            levelHelp: "Nộp và nhận kết quả qua mạng", applyUrl: "/dich-vu-cong/dang-ky-khai-sinh/nop",
            trackUrl: "/dich-vu-cong/tra-cuu", office: "Bộ phận Một cửa", address: "Thôn Đình Cả",
            otherVersion: "Đây là bản khác", currentUrl: "/dich-vu-cong/dang-ky-khai-sinh", facts: [.example],
            applicants: "Cha, mẹ", conditions: "Không", hasSteps: true,
            steps: [Step(title: "Nộp hồ sơ", body: "Công dân", days: "Trong ngày")], hasComponents: true,
            components: .example, sets: "Số lượng: 01 bộ", downloadsHtml: SafeHTML(escaping: "Tờ khai"),
            hasBasis: true, basis: [Basis(lineHtml: SafeHTML(escaping: "Luật Hộ tịch"))], hasVersions: true,
            versions: [.example])
    }
}
