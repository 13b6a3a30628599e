import Foundation
import GRDB
import Testing

@testable import LegalDocuments
@testable import PortalKit

/// A consolidated text is corrected, kept, found, and comes in with content files.
@Suite struct ConsolidatedTextTests {
    private static let list = LegalTestSite.list
    private static let changed = LegalTestSite.text
        .replacing("Trưởng thôn giữ chìa khóa.", with: "Trưởng thôn và công an viên giữ chìa khóa.")

    private func version(_ site: ModuleTestSite, of document: LegalDocument) async throws -> (
        LegalVersion, [LegalLine]
    )? {
        try await site.context(of: LegalNames.module).storage.read { database in
            try VersionRows.list(of: document.id, in: database).last.map {
                ($0, try VersionRows.lines(of: $0.id, in: database))
            }
        }
    }

    /// A document with a version from October 2026.
    private func make(_ site: ModuleTestSite) async throws -> (LegalDocument, LegalVersion) {
        let document = try await site.publish { $0.effectiveOn = "2026-07-01" }
        let content = LegalVersionContent(
            effectiveOn: "2026-10-01", source: "Quyết định số 20/2026/QĐ-UBND",
            lines: LegalLine.lines(of: Self.changed))
        let context = try site.context(of: LegalNames.module)
        try await context.storage.write(as: .command("test")) {
            _ = try VersionDesk(context).add(content, to: document.id, in: $0)
        }
        return (document, try #require(try await version(site, of: document)).0)
    }

    @Test func theSearchFindsBothTexts() async throws {
        let site = try await LegalTestSite.make()
        let (document, version) = try await make(site)
        let visitor = site.visitor()
        for words in ["cong+an+vien", "truong+thon+giu+chia+khoa"] {
            #expect(try await visitor.get("/van-ban?q=\(words)").contains(document.slug), "\(words)")
        }
        let officer = try await site.official(permissions: LegalTestSite.all)
        let url = "\(Self.list)/\(document.id)/hop-nhat/\(version.id)/xoa"
        #expect(try await officer.post(url).status == 303)
        #expect(try await !visitor.get("/van-ban?q=cong+an+vien").contains(document.slug))
    }

    @Test func itsStructureIsCorrectedAsThatOfTheOriginal() async throws {
        let site = try await LegalTestSite.make()
        let (document, version) = try await make(site)
        let officer = try await site.official(permissions: LegalTestSite.all)
        let url = "\(Self.list)/\(document.id)/hop-nhat/\(version.id)/cau-truc"
        #expect(try await officer.get(url).contains("Cấu trúc bản hợp nhất từ 01/10/2026"))
        let form = [
            "revision": "1", "page": "1", "role_12": "clause", "line_12": "Quyết định này áp dụng trong toàn xã.",
        ]
        #expect(try await officer.post(url, form).location.hasPrefix(url))
        let (after, lines) = try #require(try await self.version(site, of: document))
        #expect(lines[12].role == .clause)
        #expect(after.revision == 2)
        #expect(try await site.documents().first?.content.lines == document.content.lines)
        // The form of somebody who has not seen that.
        #expect(try await officer.post(url, form).status == 409)
        var wrong = form.merging(["revision": "2"]) { $1 }
        wrong["line_12"] = "Quyết định này áp dụng trong một thôn."
        #expect(try await officer.post(url, wrong).status == 422)
        let kept = try await site.context(of: LegalNames.module).storage.read {
            try Revisions.count(ofType: LegalNames.versionType, in: .distantPast ..< .distantFuture, in: $0)
        }
        #expect(kept == 2)
        #expect(try await officer.get("\(Self.list)/\(document.id)/hop-nhat/99/cau-truc").status == 404)
    }

    @Test func itsWordsAreChangedAfterwards() async throws {
        let site = try await LegalTestSite.make()
        let (document, version) = try await make(site)
        let officer = try await site.official(permissions: LegalTestSite.all)
        let url = "\(Self.list)/\(document.id)/hop-nhat/\(version.id)"
        #expect(try await officer.get(url).contains("công an viên"))
        var form = [
            "revision": "1", "effective_on": "2026-06-30", "source": version.source,
            "text": Self.changed.replacing("công an viên", with: "tổ bảo vệ"),
        ]
        #expect(try await officer.post(url, form).status == 422)
        form["effective_on"] = "2026-10-05"
        #expect(try await officer.post(url, form).status == 303)
        #expect(try await site.visitor().get("/van-ban/\(document.slug)").contains("tổ bảo vệ"))
        // The form of somebody who has not seen that.
        #expect(try await officer.post(url, form).contains("người khác đã lưu"))
        let reader = try await site.official(permissions: [LegalPermission.write])
        #expect(try await reader.post(url, form).status == 403)
        #expect(try site.faults() == [])
    }

    /// All that was saved of it is listed, compared and brought back, as of the document itself.
    @Test func whatWasSavedBeforeIsComparedAndRestored() async throws {
        let site = try await LegalTestSite.make()
        let (document, version) = try await make(site)
        let officer = try await site.official(permissions: LegalTestSite.all)
        let url = "\(Self.list)/\(document.id)/hop-nhat/\(version.id)"
        let changed = [
            "revision": "1", "effective_on": "2026-10-05", "source": version.source,
            "text": Self.changed.replacing("công an viên", with: "tổ bảo vệ"),
        ]
        #expect(try await officer.post(url, changed).status == 303)
        #expect(try await officer.get("\(Self.list)/\(document.id)/hop-nhat").contains("\(url)/phien-ban"))
        let compared = try await officer.get("\(url)/phien-ban?cu=1&moi=2")
        #expect(compared.contains("<del>công an viên</del>") || compared.contains("công an viên"))
        #expect(compared.contains("tổ bảo vệ") && compared.contains("05/10/2026"))
        let reader = try await site.official(permissions: [LegalPermission.write])
        #expect(try await reader.post("\(url)/phien-ban/1/khoi-phuc/2").status == 403)
        #expect(try await officer.post("\(url)/phien-ban/1/khoi-phuc/2").status == 303)
        let (after, lines) = try #require(try await self.version(site, of: document))
        #expect(after.effectiveOn == "2026-10-01" && after.revision == 3)
        #expect(lines == LegalLine.lines(of: Self.changed))
    }

    /// A day that another consolidated text has taken meanwhile is not taken from it.
    @Test func aDayThatIsTakenIsNotRestored() async throws {
        let site = try await LegalTestSite.make()
        let (document, version) = try await make(site)
        let context = try site.context(of: LegalNames.module)
        try await context.storage.write(as: .command("test")) { change in
            let desk = VersionDesk(context)
            let lines = document.content.lines
            let moved = LegalVersionContent(effectiveOn: "2026-10-09", source: "QĐ 20", lines: lines)
            try desk.save(version.id, moved, of: document.id, from: 1, in: change)
            try desk.add(
                LegalVersionContent(effectiveOn: "2026-10-01", source: "QĐ 21", lines: lines), to: document.id,
                in: change)
        }
        let officer = try await site.official(permissions: LegalTestSite.all)
        let url = "\(Self.list)/\(document.id)/hop-nhat/\(version.id)/phien-ban"
        #expect(try await officer.post("\(url)/1/khoi-phuc/2").status != 500)
        let days = try await context.storage.read { try VersionRows.list(of: document.id, in: $0).map(\.effectiveOn) }
        #expect(days == ["2026-10-01", "2026-10-09"])
    }

    // MARK: - Content files

    private static let file = """
        ---
        number: 15/2026/QĐ-UBND
        ---
        \(LegalTestSite.text)
        """
    private static let consolidation = """
        ---
        consolidates: 15/2026/QĐ-UBND
        by: 20/2026/QĐ-UBND
        effective: 2026-10-01
        ---
        \(changed)
        """

    private func write(_ site: ModuleTestSite, _ name: String, _ text: String) throws {
        let folder = site.folder.appending(path: "content/legal-documents")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    @Test func aContentFileBringsOne() async throws {
        let site = try await LegalTestSite.make()
        // The name sorts before that of its document.
        try write(site, "01.txt", Self.consolidation)
        try write(site, "02.txt", Self.file)
        let first = try await site.loadContent().flatMap(\.faults)
        #expect(first == [])
        let document = try #require(try await site.documents().first)
        let made = try #require(try await version(site, of: document)).0
        #expect(made.source == "20/2026/QĐ-UBND")
        #expect(try await site.visitor().get("/van-ban/\(document.slug)").contains("công an viên"))
        // Again, changed in the file, changed in both, and removed in the portal.
        try await site.loadContent()
        #expect(try await version(site, of: document)?.0.revision == 1)
        try write(site, "01.txt", Self.consolidation.replacing("công an viên", with: "tổ bảo vệ"))
        try await site.loadContent()
        #expect(try await version(site, of: document)?.0.revision == 2)
        let context = try site.context(of: LegalNames.module)
        let own = LegalVersionContent(effectiveOn: "2026-10-01", source: "QĐ 20", lines: document.content.lines)
        try await context.storage.write(as: .command("test")) {
            try VersionDesk(context).save(made.id, own, of: document.id, from: 2, in: $0)
        }
        try write(site, "01.txt", Self.consolidation.replacing("công an viên", with: "dân quân"))
        #expect(try await site.loadContent().flatMap(\.faults).map(\.message).first?.contains("stays") == true)
        #expect(try await version(site, of: document)?.0.source == "QĐ 20")
        let present = try #require(try await version(site, of: document)).0
        try await context.storage.write(as: .command("test")) {
            try VersionDesk(context).remove(present, of: document.id, in: $0)
        }
        try await site.loadContent()
        #expect(try await version(site, of: document) == nil)
    }

    @Test func aContentFileThatIsIncompleteIsNamed() async throws {
        let site = try await LegalTestSite.make()
        try write(site, "01.txt", Self.consolidation)
        #expect(
            try await site.loadContent().flatMap(\.faults).map(\.message)
                == ["consolidates 15/2026/QĐ-UBND, which the portal does not have"])
        try write(site, "01.txt", Self.consolidation.replacing("by: 20/2026/QĐ-UBND\n", with: ""))
        #expect(
            try await site.loadContent().flatMap(\.faults).map(\.message) == ["is no consolidated text"])
    }
}
