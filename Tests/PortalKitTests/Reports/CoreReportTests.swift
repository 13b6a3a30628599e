import GRDB
import Testing

@testable import PortalKit

/// What the core itself reports, without any module.
@Suite struct CoreReportTests {
    @Test func incidentsAndBackupsOfThePeriodAreCounted() async throws {
        let world = try await AdminTestSite()
        try await world.site.site.database.write { database in
            for (kind, severity, day, closed) in [
                ("leak", "high", "2026-03-01", "2026-03-02 01:00:00.000"), ("leak", "low", "2026-04-01", nil),
                ("outage", "medium", "2026-05-01", nil), ("other", "high", "2025-05-01", nil),
            ] {
                try database.execute(
                    sql: """
                        INSERT INTO core_incidents (kind, severity, text, raised_at, raised_by, raised_name, closed_at)
                        VALUES (?, ?, 'Thấy văn bản mật', ?, 1, 'Đỗ Văn Kiên', ?)
                        """, arguments: [kind, severity, "\(day) 01:00:00.000", closed])
            }
            for (moment, state) in [
                ("2026-02-01 19:00:00.000", "succeeded"), ("2026-02-02 01:00:00.000", "succeeded"),
                ("2026-02-03 19:00:00.000", "failed"), ("2025-02-03 19:00:00.000", "succeeded"),
            ] {
                try database.execute(
                    sql: "INSERT INTO core_backups (started_at, state) VALUES (?, ?)", arguments: [moment, state])
            }
        }
        let officer = try await world.site.official("Đỗ Văn Kiên", permissions: [CorePermission.reports])
        let csv = try await officer.get("/quan-tri/bao-cao/tai-ve?tu=2026-01-01&den=2026-12-31&dang=csv").text
        #expect(csv.contains("\"Có dấu hiệu lộ, lọt bí mật\",2,1,1,0"))
        // Both good backups began on one day in Viet Nam.
        for line in ["Lần sao lưu thành công,2,1", "Lần sao lưu không thành công,1,0", "có bản sao lưu thành công,1,1"]
        {
            #expect(csv.contains(line), "\(line)")
        }
        #expect(!csv.contains("văn bản mật"))
    }
}
