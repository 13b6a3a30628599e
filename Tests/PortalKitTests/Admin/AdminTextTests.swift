import Testing

@testable import PortalKit

struct AdminTextTests {
    @Test(arguments: [(0, "0"), (999, "999"), (4812, "4.812"), (1_234_567, "1.234.567"), (-1000, "-1.000")])
    func groupsThousands(number: Int, text: String) {
        #expect(number.grouped("vi") == text)
        #expect(number.grouped("en") == text.replacing(".", with: ","))
    }

    @Test(arguments: [
        (0, "0 B"), (1023, "1.023 B"), (1024, "1 KB"), (1_400_000_000, "1,3 GB"), (157_286_400, "150 MB"),
    ])
    func shortensSizes(bytes: Int, text: String) {
        #expect(bytes.byteText("vi") == text)
    }

    @Test func refusalsShowNoPlacesOnTheMachine() async throws {
        let site = try await AdminTestSite().site.site
        let texts = site.assembly.texts.texts(module: "core", language: "vi")
        let refusals: [ModuleRefusal] = [
            .unknown("news", searched: ["/srv/dinh/modules"]), .missingLibrary("/srv/dinh/libNews.so"),
            .unreadable("/srv/dinh/libNews.so", reason: "/srv/dinh/libNews.so: bad"),
            .notAModule("/srv/dinh/libNews.so"),
        ]
        for refusal in refusals {
            #expect(!refusal.text(texts).contains("/srv"))
            #expect(!(refusal.text(texts) + refusal.advice(texts)).contains("["))
        }
    }
}
