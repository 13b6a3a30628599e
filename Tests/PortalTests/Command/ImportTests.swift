import Foundation
import GRDB
import Testing

/// `dinh import`: each file becomes a draft with a report, a bad one stops no other, and nothing is published.
@Suite(.serialized, .fewAtOnce) struct ImportTests {
    private struct Report: Decodable {
        struct Draft: Decodable {
            let title: String
            let url: String
            let notes: [String]
            let isKnown: Bool
        }

        let draft: Draft?
        let fault: String?
    }

    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(
            "name: Xã Thử\ndomains: [thu.example]\nscheme: http\nmodules:\n  news:\n", to: "xa-thu/site.yml")
        try folder.write("Lịch tiêm chủng\n\nTrạm y tế xã tiêm cho trẻ.\n", to: "den/tiem.txt")
        try folder.write("<h1>Hội làng</h1><p>Mở ngày rằm.</p>", to: "den/sub/hoi.html")
        try folder.write("không phải ảnh", to: "den/anh.jpg")
        try Data([0x54, 0x68, 0xAB, 0x6E, 0x67, 0x20, 0x62, 0xB8, 0x6F, 0x0A, 0x0A, 0x48, 0xE9, 0x69, 0x0A])
            .write(to: folder.url.appending(path: "cu.txt"))
        try Data([0x50, 0x4B, 0x03, 0x04, 0x00]).write(to: folder.url.appending(path: "hong.docx"))
        return folder
    }

    private func articles(_ folder: TemporaryFolder) async throws -> [String] {
        let database = try DatabaseQueue(path: folder.url.appending(path: "xa-thu/data/site.sqlite").path)
        return try await database.read {
            try String.fetchAll(
                $0, sql: "SELECT section || ' ' || step || ' ' || is_public FROM news_articles ORDER BY id")
        }
    }

    @Test func filesAndFoldersBecomeDrafts() async throws {
        let folder = try folder()
        func path(_ name: String) -> String { folder.url.appending(path: name).path }
        let result = try await Command.dinh(
            "import", path("xa-thu"), "news", path("hong.docx"), path("den"), path("cu.txt"), path("khong-co.docx"),
            "--charset", "tcvn3", "--set", "section=thong-bao")
        #expect(result.status == 1)
        #expect(result.output.contains("3 drafts made, 0 known already, 2 refused"), "\(result.output)")
        #expect(result.output.contains("cu.txt (TXT): draft “Thông báo”"), "\(result.output)")
        let faults = result.errors.split(separator: "\n")
        #expect(faults.contains { $0.hasPrefix("hong.docx: ") } && faults.contains { $0.hasPrefix("khong-co.docx: ") })
        #expect(faults.count == 3, "\(result.errors)")
        let made = try await articles(folder)
        #expect(made == Array(repeating: "thong-bao draft 0", count: 3))

        let again = try await Command.dinh("import", path("xa-thu"), "news", path("den/tiem.txt"), "--json")
        #expect(again.status == 0)
        let reports = try JSONDecoder().decode([Report].self, from: Data(again.output.utf8))
        #expect(reports.first?.draft?.isKnown == true)
        #expect(try await articles(folder).count == 3)
    }

    @Test func whatCannotBeDoneIsSaidInOneLine() async throws {
        let folder = try folder()
        func refusal(_ arguments: String...) async throws -> String {
            let start = ["import", folder.url.appending(path: "xa-thu").path]
            let result = try await Command.run(
                Checkout.built.appending(path: "dinh"), start + arguments, environment: Command.environment)
            #expect(result.status != 0)
            return result.errors
        }
        let file = folder.url.appending(path: "den/tiem.txt").path
        #expect(try await refusal("organization", file).contains("takes no documents; those that do: news"))
        #expect(try await refusal("news", file, "--as", "nobody").contains("no active account 'nobody'"))
        #expect(try await refusal("news", file, "--charset", "abc").contains("choose one of unicode, tcvn3"))
        #expect(try await refusal("news", file, "--set", "x=1").contains("the module asks for section"))
        #expect(try await refusal("news", file, "--set", "section=none").contains("--set section"))
        #expect(try await articles(folder).isEmpty)
    }
}
