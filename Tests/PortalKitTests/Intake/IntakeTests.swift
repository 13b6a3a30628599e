import Foundation
import Testing

@testable import PortalKit

@Suite struct IntakeTests {
    private let now = Date(timeIntervalSince1970: 1_795_485_600)
    private let secrets: SiteSecrets

    init() throws {
        secrets = try SiteSecrets(bytes: (0..<32).map { UInt8($0) })
    }

    @Test func aTicketIsGoodForItsPurposeAndSiteOnly() throws {
        let ticket = IntakeTicket(purpose: "news.submission", now: now)
        let text = ticket.text(secrets)
        #expect(IntakeTicket(text, purpose: "news.submission", secrets: secrets) == ticket)
        #expect(IntakeTicket(text, purpose: "feedback.report", secrets: secrets) == nil)
        let other = try SiteSecrets(bytes: Array(repeating: 7, count: 32))
        #expect(IntakeTicket(text, purpose: "news.submission", secrets: other) == nil)
    }

    @Test func aChangedTicketIsNone() {
        let text = IntakeTicket(purpose: "a", now: now).text(secrets)
        var generator = SystemRandomNumberGenerator()
        for index in text.indices {
            var changed = text
            let letter = Character(Unicode.Scalar(UInt8.random(in: 48...57, using: &generator)))
            changed.replaceSubrange(index...index, with: String(letter))
            guard changed != text else { continue }
            #expect(IntakeTicket(changed, purpose: "a", secrets: secrets) == nil, "\(changed)")
        }
        for rubbish in ["", "..", "1.2.3", String(repeating: ".", count: 500), "x.\(text)"] {
            #expect(IntakeTicket(rubbish, purpose: "a", secrets: secrets) == nil)
        }
    }

    @Test func theProofNeedsItsZeroBits() throws {
        let nonce = "AAAAAAAAAAAAAAAAAAAAAA"
        let solution = try #require((0..<2_000_000).first { IntakeProof.holds(String($0), nonce: nonce, bits: 10) })
        #expect(!IntakeProof.holds(String(solution), nonce: "BAAAAAAAAAAAAAAAAAAAAA", bits: 20))
        #expect(!IntakeProof.holds("", nonce: nonce, bits: 0))
        #expect(!IntakeProof.holds("-1", nonce: nonce, bits: 0))
        #expect(!IntakeProof.holds("1234567890123", nonce: nonce, bits: 0))
    }

    @Test func theQuestionTakesItsAnswer() {
        for seed in 0..<50 {
            let question = IntakeQuestion(nonce: "nonce-\(seed)")
            #expect((2...18).contains(question.sum))
            #expect(question.isAnswered(by: " \(question.sum) "))
            #expect(!question.isAnswered(by: String(question.sum + 1)))
            #expect(!question.isAnswered(by: ""))
        }
    }

    @Test func theLimiterCountsEachBlockForItself() {
        let limiter = IntakeLimiter()
        let rules = [IntakeLimiter.Rule(count: 2, seconds: 60), IntakeLimiter.Rule(count: 3, seconds: 600)]
        #expect(limiter.admit("a", rules: rules, now: now) == nil)
        #expect(limiter.admit("a", rules: rules, now: now.addingTimeInterval(10)) == nil)
        #expect(limiter.admit("a", rules: rules, now: now.addingTimeInterval(20)) == 40)
        #expect(limiter.admit("b", rules: rules, now: now.addingTimeInterval(20)) == nil)
        #expect(limiter.admit("a", rules: rules, now: now.addingTimeInterval(61)) == nil)
        #expect(limiter.admit("a", rules: rules, now: now.addingTimeInterval(200)) == 400)
        #expect(limiter.admit("a", rules: rules, now: now.addingTimeInterval(601)) == nil)
    }

    @Test func theLimiterIsBounded() {
        let limiter = IntakeLimiter(capacity: 100)
        for number in 0..<1000 {
            _ = limiter.admit(
                "k\(number)", rules: IntakeLimiter.forms, now: now.addingTimeInterval(Double(number)))
        }
        #expect(limiter.size <= 100)
    }
}
