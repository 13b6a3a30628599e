import Foundation
import GRDB
import Testing

@testable import EServices
@testable import PortalKit

/// The sample commune's procedures and dossiers: taken once, in every state, with histories as if they had been worked on
/// day by day, and nobody written to.
@Suite struct SamplesTests {
    private static let content = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "sites/dong-viet/content")

    /// A portal with the sample's files, and with the fields that its `site.yml` names.
    private func sampleSite() async throws -> ServicesSite {
        let slugs = [
            "ho-tich", "chung-thuc", "dat-dai", "xay-dung", "bao-tro-xa-hoi", "nguoi-co-cong", "cu-tru", "kinh-doanh",
            "nong-nghiep", "van-hoa",
        ]
        let site = try await ServicesSite([
            "fields": .records(slugs.map { ["slug": .text($0), "title": .text($0)] })
        ])
        let folder = site.portal.folder.appending(path: "content")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: Self.content.appending(path: "e-services"), to: folder.appending(path: "e-services"))
        return site
    }

    private func load(_ site: ServicesSite) async throws -> ContentReport {
        try await ServicesLoader.load(site.portal.folder.appending(path: "content/e-services"), site.context())
    }

    /// Loaded today, over Tết, and in half a year.
    @Test(arguments: [0, 75, 183])
    func theSampleCommunesDossiersAreTakenInEveryStateAndOnlyOnce(_ days: Int) async throws {
        let site = try await sampleSite()
        site.clock.advance(by: .seconds(days * 86_400))
        let first = try await load(site)
        #expect(first.faults == [] && first.added == 25 + 103)
        let again = try await load(site)
        #expect(again.added == 0 && again.changed == 0 && again.unchanged == first.added)
        let dossiers = try await site.dossiers()
        #expect(Set(dossiers.map(\.state)) == Set(DossierState.allCases))
        let now = site.clock.now
        let isWorkingDay = try site.context().workingDays.contains(VietnamTime(now))
        #expect(dossiers.contains { $0.isDueToday(at: now) } == isWorkingDay)
        #expect(dossiers.contains { $0.isLate(at: now) } && dossiers.contains { $0.isOnTime == false })
        #expect(dossiers.contains { $0.feePaidAt != nil } && Set(dossiers.map(\.channel)).count == 2)
        #expect(try await site.mails().isEmpty)
    }

    @Test func eachStepStandsAtItsOwnMoment() async throws {
        let site = try await sampleSite()
        _ = try await load(site)
        let now = site.clock.now
        let histories = try await site.context().storage.read { database in
            try Dictionary(
                grouping: Row.fetchAll(database, sql: "SELECT * FROM eservices_events ORDER BY id"),
                by: { $0["dossier_id"] as Int64 }
            ).mapValues { rows in rows.map { $0["at"] as Date } }
        }
        for history in histories.values {
            #expect(history == history.sorted())
            #expect(history.allSatisfy { $0 <= now })
        }
        // What was done is in the log when it was done, however long ago the dossier tells that it was.
        let logged = try await site.context().storage.read { database in
            try Date.fetchAll(
                database, sql: "SELECT DISTINCT at FROM core_audit WHERE action = 'e-services.dossier-issued'")
        }
        #expect(logged == [now])
    }

    @Test func theFiguresAreThoseOfTheDossiers() async throws {
        let site = try await sampleSite()
        _ = try await load(site)
        let dossiers = try await site.dossiers()
        let figures = try await site.context().storage.read { database in
            try FigureQuery.rows(.month, from: "2025-01-01", to: "2026-12-31", in: database)
        }
        let sum = figures.reduce(FigureRow(label: ""), +)
        #expect(sum.received == dossiers.count)
        #expect(sum.onTime == dossiers.count { $0.isOnTime == true })
        #expect(sum.late == dossiers.count { $0.isOnTime == false })
        #expect(sum.withdrawn == dossiers.count { $0.outcome == .withdrawn })
        for month in figures {
            let received = dossiers.count { VietnamTime($0.receivedAt).isoDay.hasPrefix(month.label) }
            #expect(received == month.received, "\(month.label)")
        }
    }

    @Test func faultsAreNamedAndNothingIsTaken() async throws {
        let site = try await ServicesSite()
        let folder = site.portal.folder.appending(path: "content/e-services")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(
            """
            dossiers:
              - {id: a, procedure: "1.000001", time: chiều, steps: [nhận]}
              - {id: b, procedure: "1.000001", steps: [{step: accept, day: 900}]}
            """.utf8
        ).write(to: folder.appending(path: "dossiers.yml"))
        let report = try await load(site)
        #expect(report.added == 0)
        for word in ["chiều", "nhận", "day"] { #expect(report.faults.contains { "\($0)".contains(word) }, "\(word)") }
        #expect(try await site.dossiers().isEmpty)
    }
}
