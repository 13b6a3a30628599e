import Testing

@testable import PortalKit

@Suite struct RequestLogTests {
    @Test func theTokenOfAPasswordLinkStaysOutOfTheLog() {
        #expect(PortalResponder.logged("/quan-tri/mat-khau/3f9a1c") == "/quan-tri/mat-khau/…")
        #expect(PortalResponder.logged("/quan-tri/mat-khau") == "/quan-tri/mat-khau")
        #expect(PortalResponder.logged("/tin-tuc/thong-bao") == "/tin-tuc/thong-bao")
    }
}
