import Testing

@testable import PortalKit

@Suite("Finding the endpoint of a path")
struct EndpointRouterTests {
    private let router = EndpointRouter(
        ["/", "/tin-tuc", "/tin-tuc/thong-bao/feed.xml", "/tin-tuc/:section", "/tin-tuc/:section/:slug"].map { path in
            Endpoint(.page, .get, path) { _ in Response() }
        } + [Endpoint(.page, .post, "/tin-tuc") { _ in Response() }])

    @Test(arguments: [
        ("/", "/"), ("/tin-tuc", "/tin-tuc"), ("/tin-tuc/thong-bao", "/tin-tuc/:section"),
        ("/tin-tuc/thong-bao/feed.xml", "/tin-tuc/thong-bao/feed.xml"),
        ("/tin-tuc/thong-bao/lich-tiem", "/tin-tuc/:section/:slug"),
    ])
    func aLiteralPartGoesFirstButOnlyIfItLeadsSomewhere(path: String, pattern: String) {
        #expect(router.match(.get, path: path)?.endpoint.path == pattern)
    }

    @Test(arguments: ["/tin-tuc/", "//tin-tuc", "/tin-tuc//x", "/khong-co", "", "tin-tuc", "/tin-tuc/a/b/c"])
    func otherPathsHaveNoEndpoint(path: String) {
        #expect(router.match(.get, path: path) == nil)
    }

    @Test func parametersAreDecodedAndComposed() throws {
        let match = try #require(router.match(.get, path: "/tin-tuc/th%C3%B4ng/ba%CC%81o"))
        #expect(match.parameters == ["section": "thông", "slug": "báo"])
        #expect(router.match(.get, path: "/tin-tuc/%FF") == nil)
    }

    @Test func anotherMethodIsKnown() {
        #expect(router.knows("/tin-tuc", besides: .get))
        #expect(!router.knows("/tin-tuc/x", besides: .get))
        #expect(router.match(.post, path: "/tin-tuc/x") == nil)
    }
}
