import Testing

@testable import PortalKit

struct TextsTests {
    private func load(_ files: [String: String]) throws -> ([String: TextCatalogue], [Fault]) {
        let folder = try TemporaryFolder()
        for (language, text) in files { try folder.write(text, to: "\(language).yml") }
        let (catalogues, faults) = TextCatalogue.load(folder: folder.path, displayName: "translations")
        return (catalogues, faults)
    }

    @Test func fallsBackLayerByLayer() throws {
        let (core, _) = try load([
            "vi": "search: Tìm kiếm\nclose: Đóng\nonly_vi: Chỉ có tiếng Việt", "en": "search: Search\nclose: Close",
        ])
        let (news, _) = try load(["vi": "title: Tin tức\nclose: Đóng tin\nnote: Ghi chú", "en": "title: News"])
        let english = Texts(language: "en", layers: [news, core])
        #expect(english["title"] == "News")
        #expect(english["close"] == "Close")
        #expect(english["note"] == "Ghi chú")
        #expect(english["only_vi"] == "Chỉ có tiếng Việt")
        #expect(english["missing.key"] == "[missing.key]")
        #expect(english.optional("missing.key") == nil)
        #expect(Texts(language: "vi", layers: [news, core])["close"] == "Đóng tin")
    }

    @Test func fillsPlaceholdersAndPlurals() throws {
        let (catalogues, faults) = try load([
            "vi": "found.other: Có {count} văn bản\nhello: Xin chào {name}, {{không}} {Không} {",
            "en": "found.one: One document\nfound.other: \"{count} documents\"\nhello: Hello {name}",
        ])
        #expect(faults.isEmpty)
        let english = Texts(language: "en", layers: [catalogues])
        let vietnamese = Texts(language: "vi", layers: [catalogues])
        #expect(english("found", ["count": "1"]) == "One document")
        #expect(english("found", ["count": "0"]) == "0 documents")
        #expect(vietnamese("found", ["count": "1"]) == "Có 1 văn bản")
        #expect(vietnamese("hello", ["name": "{name}"]) == "Xin chào {name}, {{không}} {Không} {")
        #expect(english("hello") == "Hello {name}")
    }

    @Test func comparesLanguages() throws {
        let (_, faults) = try load([
            "vi": "a: Một\nb: Hai {x}\nc.other: \"{count} tin\"\nd.one: \"{count} bài\"\nd.other: \"{count} bài\"",
            "en": "b: Two {y}\nc.other: \"{count} news\"\ne: Extra\nd.one: One\nd.other: \"{count}\"",
        ])
        let lines = faults.map(\.description)
        #expect(
            lines.contains {
                $0.hasPrefix("translations/en.yml: lacks the key \"a\"; translate it from translations/vi.yml:1")
            })
        #expect(lines.contains { $0.hasPrefix("translations/vi.yml: lacks the key \"e\"") })
        #expect(lines.contains { $0.hasPrefix("translations/en.yml:1: \"b\" has other placeholders") })
        #expect(lines.contains { $0.hasPrefix("translations/en.yml:2: \"c\" lacks its plural form \"one\"") })
        #expect(lines.contains { $0.hasPrefix("translations/vi.yml:4: \"d.one\" is never used") })
        #expect(faults.count == 5)
    }

    @Test func refusesWhatIsNoCatalogue() throws {
        let (catalogues, faults) = try load([
            "vi": "a: Một\na: Hai\n", "en": "Key: x\nlist: [a]\nempty:\n\"a b\": x\nok.key_1: tốt",
        ])
        #expect(catalogues["vi"] == nil)
        #expect(catalogues["en"]?.keys == ["ok.key_1"])
        #expect(faults.filter { $0.file.hasSuffix("en.yml") }.map(\.line) == [1, 2, 3, 4])
        #expect(faults.contains { $0.description.hasPrefix("translations/vi.yml:2: the key \"a\" is written twice") })
    }

    @Test func namesAMissingFile() throws {
        let (_, faults) = try load(["vi": "a: Một"])
        #expect(faults.map(\.file) == ["translations/en.yml"])
    }

    @Test("a large catalogue has a file for each concept, and no key in two of them")
    func parts() throws {
        let (catalogues, faults) = try load([
            "vi": "a: Một\n", "vi/more": "b: Hai\na: Lại một\n", "en/more": "a: One\nb: Two\n",
        ])
        #expect(catalogues["vi"]?.keys == ["a", "b"])
        #expect(catalogues["vi"]?["a"] == "Một")
        #expect(
            faults.map(\.description) == [
                "translations/vi/more.yml:2: \"a\" stands in translations/vi.yml:1 too; keep one of the two"
            ])
    }
}
