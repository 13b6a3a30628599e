import Testing

@testable import PortalKit

/// The pages of a list, and what is said of their number.
struct PagingTests {
    private func summary(_ number: Int, total: Int, countedTo limit: Int? = nil) throws -> String {
        var faults: [Fault] = []
        let words =
            "pager.summary: \"{first}–{last} của {total}\"\npager.summary_many: \"{first}–{last} của {total} trở lên\""
        let root = try #require(ConfigNode.parse(words, file: "vi.yml", faults: &faults))
        let texts = Texts(
            language: "vi", layers: [["vi": TextCatalogue.read(root, language: "vi", faults: &faults)]])
        let paging = try Paging(number: number, size: 20, total: total, countedTo: limit)
        return Pager(paging, path: "/danh-sach", texts: texts).summary
    }

    @Test func aListThatWasCountedToALimitSaysSo() throws {
        #expect(try summary(2, total: 61) == "21–40 của 61")
        #expect(try summary(1, total: 0) == "0–0 của 0")
        #expect(try summary(20, total: 400, countedTo: 400) == "381–400 của 400 trở lên")
        #expect(try summary(20, total: 399, countedTo: 400) == "381–399 của 399")
    }

    @Test func thereIsNoPageBeyondTheLast() throws {
        #expect(throws: PortalError.self) { try Paging(number: 4, size: 20, total: 60) }
        #expect(try Paging(number: 1, size: 20, total: 0).pages == 1)
    }
}
