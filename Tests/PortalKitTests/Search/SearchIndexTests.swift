import Foundation
import GRDB
import Testing

@testable import PortalKit

struct SearchIndexTests {
    private func site() throws -> TestSite {
        let site = try TestSite()
        try site.storage("news").writeBlocking(as: .an) { change in
            try add(change, 1, "Sửa đường liên thôn", "Từ ngày 5, đoạn đường qua bản Nà Hoi cấm xe tải.")
            try add(change, 2, "Lịch bán hàng lưu động", "Hội chợ về bản, bà con mua bán đến 17 giờ.")
            try add(change, 3, "Tin buồn", "Cái bàn của duong van a.")
        }
        try site.storage("legal-documents").writeBlocking(as: .an) { change in
            try change.index(
                SearchEntry(
                    record: RecordReference(type: "legal.document", id: 1), kind: "document",
                    title: "Quyết định 12/2026/QĐ-UBND", text: "Về việc quản lý đường xã.", path: "/qd-12",
                    date: TestClock.start))
        }
        return site
    }

    private func add(_ change: Change, _ id: Int64, _ title: String, _ text: String) throws {
        try change.index(
            SearchEntry(
                record: RecordReference(type: "news.article", id: id), kind: "article", title: title, text: text,
                path: "/\(id)"))
    }

    private func search(
        _ site: TestSite, _ typed: String, kinds: Set<String>? = nil,
        modules: Set<String> = ["news", "legal-documents"], limit: Int = 20, offset: Int = 0
    ) throws -> SearchResults {
        try site.database.readBlocking {
            try SearchIndex.search(
                typed, kinds: kinds, enabledModules: modules, limit: limit, offset: offset, in: $0)
        }
    }

    private func paths(_ results: SearchResults) -> [String] { results.hits.map(\.path) }

    @Test func wordsAreFoundWithoutDiacriticsAndCase() throws {
        let site = try site()
        #expect(try Set(paths(search(site, "duong"))) == ["/1", "/3", "/qd-12"])
        #expect(try Set(paths(search(site, "ĐƯỜNG"))) == ["/1", "/3", "/qd-12"])
        #expect(try paths(search(site, "quyet dinh")) == ["/qd-12"])
        #expect(try paths(search(site, "nà hoi".decomposedStringWithCanonicalMapping)) == ["/1"])
    }

    @Test func theSpellingTypedComesFirst() throws {
        let site = try TestSite()
        try site.storage("news").writeBlocking(as: .an) { change in
            for (id, word) in ["bán", "bàn", "bản", "bạn", "ban"].enumerated() {
                try add(change, Int64(id), "Tin", "Chữ \(word) ở đây")
            }
        }
        for (id, word) in ["bán", "bàn", "bản", "bạn"].enumerated() {
            let results = try search(site, word)
            #expect(results.total == 5)
            #expect(results.hits.first?.path == "/\(id)")
        }
        #expect(try search(site, "ban").total == 5)
    }

    @Test func titlesCountMoreAndMatchesAreMarked() throws {
        let site = try site()
        let hit = try #require(try search(site, "ban hang", modules: ["news"]).hits.first)
        #expect(
            hit.title == [
                SearchSegment(text: "Lịch ", isMatch: false), SearchSegment(text: "bán", isMatch: true),
                SearchSegment(text: " ", isMatch: false), SearchSegment(text: "hàng", isMatch: true),
                SearchSegment(text: " lưu động", isMatch: false),
            ])
        let marked = hit.excerpt.filter(\.isMatch).map(\.text)
        #expect(marked == ["bản", "bán"])
        #expect(hit.excerpt.map(\.text).joined() == "Hội chợ về bản, bà con mua bán đến 17 giờ.")
    }

    @Test func theLastWordMayBeIncomplete() throws {
        let site = try site()
        #expect(try paths(search(site, "lưu độ")) == ["/2"])
        #expect(try paths(search(site, "lư động")) == [])
        #expect(try paths(search(site, "12/2026/qd")) == ["/qd-12"])
    }

    @Test func aWholeWordIsNotTakenForTheBeginningOfOthers() throws {
        let site = try TestSite()
        try site.storage("news").writeBlocking(as: .an) { change in
            for (id, title) in ["Mùa thu", "Thuốc trừ sâu", "Nộp thuế"].enumerated() {
                try add(change, Int64(id), title, "Nội dung")
            }
        }
        #expect(try paths(search(site, "thu")) == ["/0"])
        #expect(try paths(search(site, "thuo")) == ["/1"])
    }

    @Test func quotedWordsFollowEachOther() throws {
        let site = try site()
        #expect(try paths(search(site, "\"hàng lưu động\"")) == ["/2"])
        #expect(try paths(search(site, "\"động hàng\"")) == [])
    }

    @Test func recordsOfDisabledModulesAreNotFound() throws {
        let site = try site()
        #expect(try Set(paths(search(site, "đường", modules: ["news"]))) == ["/1", "/3"])
        #expect(try search(site, "đường", modules: []) == .none)
        #expect(try paths(search(site, "đường", kinds: ["document"])) == ["/qd-12"])
        #expect(try search(site, "đường", kinds: []) == .none)
        let hit = try #require(try search(site, "đường", kinds: ["document"]).hits.first)
        #expect(hit.module == "legal-documents" && hit.date == TestClock.start && hit.kind == "document")
    }

    @Test(arguments: [
        "", " ", "\"", "\"\"", "a\"b", "AND", "OR NOT", "NEAR(", "title:x", "^a", "a*", "(", "{title} : a", "-a", "+",
        "\u{0}a", "a\u{0}b", "'", "';--", "đ\u{E000}", "\u{E000}", "💥", "‘’“”", "\"a", "....", "a AND", "\u{2}a\u{3}",
        String(repeating: "a ", count: 5000), String(repeating: "đ", count: 5000),
    ])
    func whateverIsTypedIsNoError(typed: String) throws {
        let site = try site()
        _ = try search(site, typed)
    }

    @Test func randomInputIsNoError() throws {
        let site = try site()
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("ađ \"*()^:+-{}'AND OR NEAR\u{0}\u{2}\u{E000}ế.,“”")
        for _ in 0..<2000 {
            let typed = String((0..<12).compactMap { _ in alphabet.randomElement(using: &generator) })
            _ = try search(site, typed)
        }
    }

    @Test func entriesAreReplacedAndRemoved() throws {
        let site = try site()
        try site.storage("news").writeBlocking(as: .an) { change in
            try add(change, 1, "Trồng rừng", "Cây giống")
            try change.removeFromIndex(RecordReference(type: "news.article", id: 2))
        }
        #expect(try paths(search(site, "liên thôn")) == [])
        #expect(try paths(search(site, "trong rung")) == ["/1"])
        #expect(try paths(search(site, "lưu động")) == [])
        try site.database.writeBlocking {
            try $0.execute(sql: "INSERT INTO core_search_text (core_search_text, rank) VALUES ('integrity-check', 1)")
        }
    }

    @Test func hitsAreCountedToALimitAndPaged() throws {
        let site = try TestSite()
        try site.storage("news").writeBlocking(as: .an) { change in
            for id in 1...1050 { try add(change, Int64(id), "Thông báo số \(id)", "Nội dung") }
        }
        let first = try search(site, "thông báo", limit: 10)
        #expect(first.total == 1000 && first.isTotalBounded && first.hits.count == 10)
        let second = try search(site, "thông báo", limit: 10, offset: 10)
        #expect(Set(paths(first)).isDisjoint(with: paths(second)))
        #expect(first.kinds == nil)
        let exact = try search(site, "\"số 77\"")
        #expect(exact.total == 1 && !exact.isTotalBounded)
    }

    /// Of what is found everywhere only the newest thousand are looked at: titles first, then the newest.
    @Test func wordsOfEveryPageAreShownNewestFirst() throws {
        let site = try TestSite()
        try site.storage("news").writeBlocking(as: .an) { change in
            for id in 1...1050 {
                try add(change, Int64(id), [5, 60, 90].contains(id) ? "Lũ quét" : "Tin \(id)", "Có lũ")
            }
        }
        #expect(paths(try search(site, "lũ", limit: 4)) == ["/90", "/60", "/1050", "/1049"])
        #expect(paths(try search(site, "lũ", limit: 2, offset: 1)) == ["/60", "/1050"])
        #expect(paths(try search(site, "lũ", limit: 3, offset: 4)) == ["/1048", "/1047", "/1046"])
        #expect(try search(site, "lũ", kinds: ["article"]).total == 1000)
        #expect(try search(site, "lũ", kinds: ["document"]).total == 0)
    }

    @Test func kindsAreCountedWhateverIsChosen() throws {
        let site = try site()
        let all = try search(site, "đường")
        #expect(
            Set(all.kinds?.map { "\($0.module) \($0.kind) \($0.count)" } ?? [])
                == ["news article 2", "legal-documents document 1"])
        let one = try search(site, "đường", kinds: ["document"])
        #expect(one.total == 1 && one.kinds.map { Set($0) } == all.kinds.map { Set($0) })
        #expect(try search(site, "không có gì").kinds?.isEmpty == true)
    }

    /// A module's own list: what its tables say narrows all that match, not only the newest thousand.
    @Test func aListIsNarrowedAmongAllMatches() throws {
        let site = try TestSite()
        try site.storage("news").writeBlocking(as: .an) { change in
            for id in 1...1050 { try add(change, Int64(id), id == 3 ? "Lũ quét" : "Tin \(id)", "Có lũ") }
        }
        func found(_ typed: String, _ condition: String?, limit: Int, offset: Int = 0) throws -> FoundRecords {
            try site.database.readBlocking {
                try SearchIndex.records(
                    typed, kind: "article", module: "news", where: condition.map { .init($0, []) }, limit: limit,
                    offset: offset, in: $0)
            }
        }
        #expect(try found("lũ", "record_id < 8", limit: 20) == FoundRecords(ids: [3, 7, 6, 5, 4, 2, 1], total: 7))
        #expect(try found("lũ", "record_id < 8", limit: 2, offset: 2) == FoundRecords(ids: [6, 5], total: 7))
        #expect(try found("lũ", nil, limit: 2) == FoundRecords(ids: [1050, 1049], total: 1000))
        #expect(try found("tin 77", nil, limit: 5) == FoundRecords(ids: [77], total: 1))
        #expect(try found("lũ", "record_id < 0", limit: 5) == FoundRecords(ids: [], total: 0))
        #expect(try found("…", nil, limit: 5).total == 0)
    }

    /// The index is put together in small steps, and finds the same afterwards.
    @Test func partsOfTheIndexAreMerged() throws {
        let site = try TestSite()
        for id in 1...40 {
            try site.storage("news").writeBlocking(as: .an) { try add($0, Int64(id), "Tin \(id)", "Có lũ \(id * 7)") }
        }
        func parts() throws -> Int? {
            try site.database.readBlocking {
                try Int.fetchOne($0, sql: "SELECT count(DISTINCT segid) FROM core_search_text_idx")
            }
        }
        let before = try #require(try parts())
        try #require(before > 1)
        var isDone = try site.database.writeBlocking { try SearchIndex.merge(pages: -2, in: $0) }
        for _ in 0..<100 where !isDone {
            isDone = try site.database.writeBlocking { try SearchIndex.merge(pages: 2, in: $0) }
        }
        #expect(isDone)
        #expect(try parts() == 1)
        #expect(try search(site, "lũ").total == 40)
        #expect(paths(try search(site, "lũ 77")) == ["/11"])
    }

    /// What costs most is to look a match up in another table: for words of every page that is done for those shown only.
    @Test func wordsOfEveryPageAreNotLookedUpOneByOne() throws {
        let site = try TestSite()
        try site.storage("news").writeBlocking(as: .an) { change in
            for id in 1...1050 { try add(change, Int64(id), "Tin \(id)", "Có lũ") }
        }
        func asked(_ typed: String, modules: Set<String>) throws -> [String] {
            try site.database.readBlocking { database in
                var asked: [String] = []
                database.trace(options: .statement) { event in
                    if case .statement(let statement) = event { asked.append(statement.sql) }
                }
                _ = try SearchIndex.search(typed, enabledModules: modules, in: database)
                database.trace(options: [])
                return asked
            }
        }
        func lookUps(_ sql: [String]) -> Int { sql.count { $0.contains("core_search_facts") } }
        #expect(lookUps(try asked("lũ", modules: ["news", "legal-documents"])) == 0)
        #expect(lookUps(try asked("tin 77", modules: ["news"])) == 1)
        // Without a module of theirs entries are to be left out, one by one.
        #expect(lookUps(try asked("lũ", modules: ["legal-documents"])) > 0)
    }

    /// Of a module that is not served nothing is found, counted or named, however much of it there is.
    @Test func whatIsLeftOutOfManyMatchesIsNotCounted() throws {
        let site = try site()
        try site.storage("news").writeBlocking(as: .an) { change in
            for id in 10...1060 { try add(change, Int64(id), "Tin \(id)", "Sửa đường") }
        }
        let found = try search(site, "đường", modules: ["legal-documents"])
        #expect(paths(found) == ["/qd-12"] && found.total == 1 && !found.isTotalBounded)
        let all = try search(site, "đường", limit: 3)
        // Of more than are counted only the newest are looked at.
        #expect(paths(all) == ["/1060", "/1059", "/1058"] && all.total == 1000 && all.isTotalBounded)
    }
}
