import Foundation
import Testing

@testable import PortalKit

@Suite struct BackupRetentionTests {
    private static func file(_ moment: Date) -> BackupFile {
        BackupFile(name: "xa-\(VietnamTime(moment).fileStamp).zip", madeAt: moment, bytes: 1)
    }

    private static func day(_ text: String, hour: Int = 2) throws -> Date {
        try #require(VietnamTime(parsing: text)).date.addingTimeInterval(Double(hour) * 3600)
    }

    /// A year of nights, each followed by the rule, leaves what the rule says and never more than one rule can keep.
    @Test func aYearOfNights() throws {
        let rule = BackupRetention(daily: 7, weekly: 4, monthly: 6)
        var files: [BackupFile] = []
        var now = try Self.day("2026-01-01")
        for _ in 0..<365 {
            files.append(Self.file(now))
            let gone = Set(rule.superfluous(files, now: now))
            files.removeAll { gone.contains($0) }
            now = now.addingTimeInterval(86_400)
        }
        let days = files.map { VietnamTime($0.madeAt).isoDay }
        #expect(days.suffix(7) == (25...31).map { "2026-12-\($0)" })
        #expect(days.prefix(5) == ["2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30"])
        #expect(days.dropFirst(5).dropLast(7) == ["2026-12-13", "2026-12-20"])
    }

    @Test func theNewestAndTheLastDayAlwaysStay() throws {
        let rule = BackupRetention(daily: 1, weekly: 0, monthly: 0)
        let old = Self.file(try Self.day("2020-05-01"))
        #expect(rule.superfluous([old], now: try Self.day("2026-05-01")) == [])
        let today = try (8...12).map { Self.file(try Self.day("2026-05-01", hour: $0)) }
        #expect(rule.superfluous(today + [old], now: try Self.day("2026-05-01", hour: 13)) == [old])
        #expect(rule.superfluous(today, now: try Self.day("2026-05-03")).count == 4)
    }

    @Test func onlyBackupsOfTheSiteAreSeen() throws {
        let folder = try TemporaryFolder()
        for name in [
            "xa-2026-05-01-020000.zip", "xa-thu-2026-05-01-020000.zip", "xa-2026-13-01-020000.zip", "xa-khac.zip",
            ".xa-2026-05-01-020000.zip.part", "xa-2026-05-02-020000.zip",
        ] { try folder.write("", to: "b/\(name)") }
        try folder.write("name: Xã\ndomains: [a.example]\nbackup: {folder: \(folder.path)/b}\n", to: "xa/site.yml")
        let configuration = try #require(SiteConfiguration.read(folder: folder.path + "/xa").0)
        let backups = BackupFolder(configuration, dataFolder: URL(fileURLWithPath: folder.path))
        #expect(backups.files().map(\.name) == ["xa-2026-05-02-020000.zip", "xa-2026-05-01-020000.zip"])
        #expect(backups.file("../xa-2026-05-01-020000.zip") == nil)
        backups.removeLeftovers()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/b").count == 5)
    }

    @Test func configurationIsReadAndChecked() throws {
        let folder = try TemporaryFolder()
        func read(_ text: String) throws -> (SiteConfiguration.Backup?, [Fault]) {
            try folder.write("name: Xã\ndomains: [a.example]\nbackup: \(text)\n", to: "site.yml")
            let (configuration, faults) = SiteConfiguration.read(folder: folder.path)
            return (configuration?.backup, faults)
        }
        let (good, none) = try read("{hour: 23, daily: 3, weekly: 0, monthly: 12, folder: /backup}")
        #expect(none == [] && good?.hour == 23 && good?.folder == "/backup")
        #expect(good?.retention == BackupRetention(daily: 3, weekly: 0, monthly: 12))
        #expect(try read("{enabled: false}").0?.isEnabled == false)
        for text in ["{hour: 24}", "{folder: backup}", "{daily: 0}", "{houre: 2}"] {
            let faults = try read(text).1
            #expect(faults.count == 1 && faults[0].line == 3, "\(text)")
        }
    }

    @Test func laterVersionsAreKnown() {
        func manifest(_ portal: String, format: Int = 1) -> BackupManifest {
            BackupManifest(
                format: format, site: "xa", name: "Xã", madeAt: Date(), portal: portal, modules: [], migrations: [:],
                rows: [:], audit: nil, databaseBytes: 0, files: 0, fileBytes: 0, missing: [])
        }
        let here = PortalVersion.version
        #expect(!manifest(here).isFromLater && !manifest("0.0.1").isFromLater)
        #expect(
            manifest("99.0").isFromLater && manifest(here + ".1").isFromLater && manifest(here, format: 2).isFromLater)
    }

    @Test func entriesThatLeadOutAreUnknown() {
        for name in ["archives/../x", "site/../../x", "/site.sqlite", "files/ab/cd", "site//x", "archives/", "x"] {
            #expect(!BackupEntry.isKnown(name), "\(name)")
        }
        let hash = ContentHash(of: [1])
        #expect(BackupEntry.hash(of: BackupEntry.name(of: hash)) == hash)
        #expect(BackupEntry.isKnown("site/theme/theme.yml") && BackupEntry.isKnown("archives/news-2026.sqlite"))
    }
}
