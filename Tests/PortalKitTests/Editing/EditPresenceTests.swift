import Foundation
import Testing

@testable import PortalKit

@Suite struct EditPresenceTests {
    private let form = EditKey.record(RecordReference(type: "news.article", id: 12))
    private let start = Date(timeIntervalSince1970: 1_795_485_600)

    @Test func eachSeesTheOthersAndNotThemselves() {
        let presence = EditPresence()
        #expect(presence.note(form, person: 1, name: "Hạnh", at: start).isEmpty)
        let seen = presence.note(form, person: 2, name: "Hoa", at: start.addingTimeInterval(60))
        #expect(seen.map(\.name) == ["Hạnh"])
        #expect(presence.others(form, than: 1, at: start.addingTimeInterval(60)).map(\.name) == ["Hoa"])
        let other = EditKey.record(RecordReference(type: "news.article", id: 13))
        #expect(presence.others(other, than: 1, at: start).isEmpty)
    }

    @Test func whoGivesNoSignIsGoneAndWhoStaysIsThereSinceTheyCame() {
        let presence = EditPresence()
        _ = presence.note(form, person: 1, name: "Hạnh", at: start)
        _ = presence.note(form, person: 2, name: "Hoa", at: start)
        _ = presence.note(form, person: 2, name: "Hoa", at: start.addingTimeInterval(140))
        let late = start.addingTimeInterval(200)
        #expect(presence.others(form, than: 2, at: late).isEmpty)
        #expect(presence.others(form, than: 1, at: late).map(\.since) == [start])
    }

    @Test func memoryIsBounded() {
        let presence = EditPresence()
        for id in 1...5_000 {
            _ = presence.note(.record(RecordReference(type: "x.y", id: Int64(id))), person: 1, name: "A", at: start)
        }
        let late = start.addingTimeInterval(1_000)
        _ = presence.note(form, person: 1, name: "Hạnh", at: late)
        #expect(presence.others(form, than: 2, at: late).count == 1)
    }

    @Test func keysAreReadAsTheyAreWritten() throws {
        for key in [form, .new("news.article"), .new("organization.person", in: 3)] {
            #expect(EditKey(text: key.text) == key)
        }
        for text in ["", "news.article", "/12", String(repeating: "a", count: 200) + "/1"] {
            #expect(EditKey(text: text) == nil)
        }
    }
}
