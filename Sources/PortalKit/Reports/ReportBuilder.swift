import Foundation
import Logging

/// Draws up the portal's report: the sections of all enabled modules, in the order of `site.yml`, then the core's own.
enum ReportBuilder {
    /// A section that takes longer is left out.
    static let timeLimit = Duration.seconds(60)

    /// The sections for a period and the period before, one after the other: a report is no hurry and must not slow the
    /// portal.
    ///
    /// - Parameter language: that of the titles; nil for the site's first.
    static func build(site: Site, period: ReportPeriod, language: String? = nil) async -> [ReportPart] {
        let assembly = site.assembly
        let language = language ?? site.identity.language
        var parts: [ReportPart] = []
        for module in assembly.modules {
            let texts = assembly.texts.texts(module: module.id, language: language)
            for section in module.contributions.reportSections {
                let part = await part(of: section, module.id, texts, period, site) { period in
                    try await module.use.during { try await section.make(module.context, period) }
                }
                parts.append(part)
            }
        }
        let core = site.coreContext(texts: assembly.texts.texts(module: "core", language: language))
        for section in CoreReports.all {
            parts.append(
                await part(of: section, core.id, core.texts, period, site) { try await section.make(core, $0) })
        }
        return parts
    }

    private static func part(
        of section: ReportSection, _ module: String, _ texts: Texts, _ period: ReportPeriod, _ site: Site,
        make: @escaping @Sendable (ReportPeriod) async throws -> ReportTable
    ) async -> ReportPart {
        func table(_ period: ReportPeriod) async -> ReportTable? {
            do {
                return try await TimeLimit().run(timeLimit) { try await make(period) }
            } catch {
                site.logger.error("report section \(module)/\(section.id) failed: \(error)")
                return nil
            }
        }
        return ReportPart(
            module: module, section: section.id, title: texts(section.title), table: await table(period),
            before: await table(period.before))
    }
}
