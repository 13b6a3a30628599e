import Testing

@testable import PortalKit

struct AuditChangeTests {
    private func changes(_ before: String?, _ after: String?) -> [AuditChange] {
        AuditChange.all(before: before, after: after) { "[\($0)]" }
    }

    @Test func namesTheFieldsThatDiffer() {
        #expect(
            changes(#"{"title":"Cũ","body":"như nhau","old":1}"#, #"{"title":"Mới","body":"như nhau","on":true}"#) == [
                AuditChange(field: "[old]", before: "1", after: nil),
                AuditChange(field: "[on]", before: nil, after: "✓"),
                AuditChange(field: "[title]", before: "Cũ", after: "Mới"),
            ])
    }

    @Test func readsListsAndObjects() {
        #expect(
            changes(#"{"tags":["a"]}"#, #"{"tags":["a","b"],"by":{"id":2,"name":"Hạnh"}}"#) == [
                AuditChange(field: "[by]", before: nil, after: "id: 2, name: Hạnh"),
                AuditChange(field: "[tags]", before: "a", after: "a; b"),
            ])
    }

    @Test func bearsWhateverStandsThere() {
        #expect(changes(nil, nil).isEmpty)
        #expect(changes("{}", "{}").isEmpty)
        #expect(changes("không phải JSON", nil).isEmpty)
        #expect(changes(#""a""#, #""b""#) == [AuditChange(field: "", before: "a", after: "b")])
        #expect(changes(nil, #"{"note":""}"#).isEmpty)
    }
}
