import Testing

@testable import Feedback

@Suite struct TrackingCodeTests {
    @Test func aCodeReadsBackHoweverItIsTyped() {
        for _ in 0..<200 {
            let code = TrackingCode()
            #expect(TrackingCode(typed: code.text) == code)
            #expect(TrackingCode(typed: code.key.lowercased()) == code)
            #expect(TrackingCode(typed: "pa " + code.key.replacing("0", with: "o").replacing("1", with: "l")) == code)
        }
    }

    /// The check character finds every single slip, and any two characters that were swapped.
    @Test func slipsAreFound() {
        let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        for _ in 0..<20 {
            let key = Array(TrackingCode().key)
            for place in key.indices {
                for letter in letters where letter != key[place] {
                    var wrong = key
                    wrong[place] = letter
                    #expect(TrackingCode(typed: String(wrong)) == nil)
                }
                for other in key.indices where key[other] != key[place] {
                    var wrong = key
                    wrong.swapAt(place, other)
                    #expect(TrackingCode(typed: String(wrong)) == nil)
                }
            }
        }
    }

    @Test func whatIsNoCodeIsNone() {
        var generator = SystemRandomNumberGenerator()
        for typed in ["", "PA", "PA-", "PA-7K2M-9QX4", "🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆🦆", String(repeating: "A", count: 1000)] {
            #expect(TrackingCode(typed: typed) == nil)
        }
        for _ in 0..<500 {
            let typed = String(
                decoding: (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                },
                as: UTF8.self)
            _ = TrackingCode(typed: typed)
        }
    }
}
