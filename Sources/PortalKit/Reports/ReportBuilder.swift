import Foundation
import Logging

/// Draws up the portal's report: the sections of all enabled modules, in the order of `site.yml`.
enum ReportBuilder {
    /// One section, drawn up or not.
    struct Section: Sendable, Codable {
        /// The module's id.
        let module: String
        /// The section's id in its module.
        let id: String
        let title: String
        /// Nil when the section failed; the reason is in the log, and the rest of the report stands.
        let table: ReportTable?
    }

    /// A section that takes longer is left out.
    static let timeLimit = Duration.seconds(60)

    /// The sections for a period, one after the other: a report is no hurry and must not slow the portal.
    ///
    /// - Parameter language: that of the titles; nil for the site's first.
    static func build(site: Site, period: ReportPeriod, language: String? = nil) async -> [Section] {
        let assembly = site.assembly
        var sections: [Section] = []
        for module in assembly.modules {
            let texts = assembly.texts.texts(module: module.id, language: language ?? site.identity.language)
            for section in module.contributions.reportSections {
                let table = await table(of: section, in: module, period: period, site: site)
                sections.append(
                    Section(module: module.id, id: section.id, title: texts(section.title), table: table))
            }
        }
        return sections
    }

    private static func table(
        of section: ReportSection, in module: ActiveModule, period: ReportPeriod, site: Site
    ) async -> ReportTable? {
        do {
            return try await TimeLimit().run(timeLimit) {
                try await module.use.during { try await section.make(module.context, period) }
            }
        } catch {
            site.logger.error("report section \(module.id)/\(section.id) failed: \(error)")
            return nil
        }
    }

    /// The report as one file: each section with its title above it, an empty line between two.
    ///
    /// - Parameter missing: what to write for a section that failed.
    static func csv(_ sections: [Section], heading: [[String]], missing: String) -> CSV {
        var csv = CSV()
        for line in heading { csv.append(line) }
        for section in sections {
            csv.append([])
            csv.append([section.title])
            guard let table = section.table else {
                csv.append([missing])
                continue
            }
            csv.append(table.columns)
            for row in table.rows { csv.append(row) }
            if !table.totals.isEmpty { csv.append(table.totals) }
        }
        return csv
    }
}
