import Foundation
import Testing

@testable import News
@testable import PortalKit

/// Every template shows only what its model has, and every text is there in both languages.
@Suite struct TemplateTests {
    @Test func templatesAndModelsAgree() throws {
        let templates = { (resources: URL) in resources.appending(path: "templates").path }
        let (library, loading) = TemplateLibrary.load([
            .init(folder: templates(NewsTexts.core), displayName: "core"),
            .init(folder: templates(NewsTexts.resources), displayName: "news", module: "news"),
        ])
        #expect(loading == [])
        var registration = ModuleRegistration(
            manifest: NewsModule.manifest, site: try NewsSite().context().site,
            settings: ModuleSettings(definitions: NewsSettings.definitions), texts: try NewsTexts.vi())
        try NewsModule().register(in: &registration)
        let contributions = registration.contributions
        #expect(contributions.faults(manifest: NewsModule.manifest) == [])
        #expect(NewsModule.manifest.faults == [])
        let examples = Dictionary(
            uniqueKeysWithValues: contributions.templates.map {
                ("news/\($0.key)", TemplateValue(converting: $0.value.example))
            })
        let catalogues = [
            "core": TextCatalogue.load(
                folder: NewsTexts.core.appending(path: "translations").path, displayName: "core"
            ).catalogues,
            "news": TextCatalogue.load(
                folder: NewsTexts.resources.appending(path: "translations").path, displayName: "news"
            ).catalogues,
        ]
        let check = TemplateCheck(library: library, catalogues: catalogues)
        let common = TemplateValue.object(["site": .object(["icons": .text("/icons.svg")])])
        let faults = check.faults(examples: examples, common: common).filter { $0.file.contains("news") }
        #expect(faults.map { $0.description } == [])
    }

    @Test func translationsAreComplete() {
        let (_, faults) = TextCatalogue.load(
            folder: NewsTexts.resources.appending(path: "translations").path, displayName: "news")
        #expect(faults.map(\.description) == [])
    }

    /// Keys that the program asks for, as they stand in its source.
    @Test func everyTextThatTheProgramNamesExists() throws {
        let texts = try NewsTexts.vi()
        let sources = NewsTexts.resources.deletingLastPathComponent().appending(path: "Sources/News")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var missing: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /texts\(\s*"([a-z_.\-0-9]+)"/) {
                let key = String(match.1)
                if texts.optional(key) == nil, texts.optional(key, ["count": "2"]) == nil { missing.insert(key) }
            }
        }
        #expect(missing == [])
    }
}
