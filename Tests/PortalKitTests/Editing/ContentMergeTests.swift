import Foundation
import Testing

@testable import PortalKit

@Suite struct ContentMergeTests {
    @Test func whatNobodyTouchedIsTakenFromTheOther() throws {
        let merged = try ContentMerge.merge(
            #"{"title":"Mới của tôi","lead":"cũ","tags":["a"]}"#, since: #"{"title":"cũ","lead":"cũ","tags":["a"]}"#,
            with: #"{"title":"cũ","lead":"của chị Hoa","tags":["a","b"]}"#)
        #expect(merged == #"{"lead":"của chị Hoa","tags":["a","b"],"title":"Mới của tôi"}"#)
    }

    @Test func whatBothChangedStaysAsTyped() throws {
        let merged = try ContentMerge.merge(
            #"{"title":"tôi"}"#, since: #"{"title":"cũ"}"#, with: #"{"title":"chị Hoa"}"#)
        #expect(merged == #"{"title":"tôi"}"#)
    }

    @Test func aPartMayComeAndGo() throws {
        #expect(
            try ContentMerge.merge(#"{"a":1}"#, since: #"{"a":1}"#, with: #"{"a":1,"end":"2026-11-25"}"#).contains(
                "end"))
        #expect(
            try ContentMerge.merge(#"{"a":1,"end":"x"}"#, since: #"{"a":1,"end":"x"}"#, with: #"{"a":1}"#)
                == #"{"a":1}"#)
        #expect(
            try ContentMerge.merge(#"{"a":1}"#, since: #"{"a":1,"end":"x"}"#, with: #"{"a":1,"end":"x"}"#)
                == #"{"a":1}"#)
        #expect(throws: DecodingError.self) { try ContentMerge.merge("[]", since: "{}", with: "{}") }
    }

    /// What only one side changed is there, whichever side it was; nothing else is.
    @Test func eachPartIsOneOfTheThree() throws {
        var random = SeededRandom(seed: 8)
        func some() -> [String: Int] {
            Dictionary(
                uniqueKeysWithValues: ["a", "b", "c"].filter { _ in Bool.random(using: &random) }
                    .map { ($0, Int.random(in: 0...2, using: &random)) })
        }
        for _ in 0..<200 {
            let (base, theirs, mine) = (some(), some(), some())
            let merged = try JSONText.decode(
                [String: Int].self,
                from: ContentMerge.merge(
                    JSONText.encode(mine), since: JSONText.encode(base), with: JSONText.encode(theirs)))
            for key in ["a", "b", "c"] { #expect(merged[key] == (mine[key] == base[key] ? theirs[key] : mine[key])) }
        }
    }
}
