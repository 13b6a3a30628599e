import Foundation
import GRDB
import Testing

@testable import PortalKit

struct SecondFactorTests {
    private static let secret = Array("12345678901234567890".utf8)

    /// The vectors of RFC 6238, appendix B, cut to six digits.
    @Test(arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
        (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ])
    func codesAreThoseOfTheStandard(time: Int, code: String) {
        let step = TOTP.step(at: Date(timeIntervalSince1970: Double(time)))
        #expect(TOTP.code(secret: Self.secret, step: step) == code)
    }

    @Test func aClockMayBeOneStepOffAndACodeIsGoodOnce() {
        let now = Date(timeIntervalSince1970: 1_800_000_015)
        let current = TOTP.step(at: now)
        for offset in Int64(-3)...3 {
            let code = TOTP.code(secret: Self.secret, step: current + offset)
            let match = TOTP.matchingStep(code, secret: Self.secret, now: now, after: 0)
            #expect(match == (abs(offset) <= 1 ? current + offset : nil))
        }
        let code = TOTP.code(secret: Self.secret, step: current)
        #expect(TOTP.matchingStep(code, secret: Self.secret, now: now, after: current) == nil)
        #expect(TOTP.matchingStep("", secret: Self.secret, now: now, after: 0) == nil)
    }

    /// The vectors of RFC 4648, section 10.
    @Test(arguments: [("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI")])
    func secretsAreWrittenInBase32(plain: String, encoded: String) {
        #expect(Base32.encode(Array(plain.utf8)) == encoded)
    }

    @Test func secretsAreEncryptedAndRecoveryCodesAreGoodOnce() throws {
        let world = try AccountWorld()
        let account = try world.person("lan")
        let store = SecondFactorStore(
            secrets: try SiteSecrets(bytes: [UInt8](repeating: 7, count: 32)), random: world.random)
        let now = world.start
        try world.write { try store.begin(for: account.id, in: $0) }
        let secret = try #require(try world.read { try store.find(account.id, in: $0) }).secret
        #expect(try world.read { try !SecondFactorStore.isInForce(for: account.id, in: $0) })
        let stored = try world.read {
            try Data.fetchOne($0, sql: "SELECT secret FROM core_second_factors")
        }
        #expect(stored?.range(of: Data(secret)) == nil)
        let wrong = try world.write { try store.confirm("000000", for: account.id, now: now, in: $0) }
        #expect(wrong == nil)
        let code = TOTP.code(secret: secret, step: TOTP.step(at: now))
        let codes = try #require(try world.write { try store.confirm(code, for: account.id, now: now, in: $0) })
        #expect(Set(codes).count == SecondFactorStore.codes)
        #expect(try world.write { try store.use(code, of: account.id, now: now, in: $0) } == .refused)
        let typed = codes[3].lowercased().replacing("-", with: " ")
        #expect(try world.write { try store.use(typed, of: account.id, now: now, in: $0) } == .recoveryCode(left: 9))
        #expect(try world.write { try store.use(codes[3], of: account.id, now: now, in: $0) } == .refused)
        let other = SecondFactorStore(secrets: try SiteSecrets(bytes: [UInt8](repeating: 8, count: 32)))
        #expect(throws: (any Error).self) { try world.read { try other.find(account.id, in: $0) } }
    }

    @Test func aTicketIsForOneBrowserAndFiveMinutes() throws {
        let ticket = LoginTicket(secrets: try SiteSecrets(bytes: [UInt8](repeating: 7, count: 32)))
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        let text = ticket.make(account: 12, browser: "a", now: now)
        #expect(ticket.account(of: text, browser: "a", now: now.addingTimeInterval(299)) == 12)
        #expect(ticket.account(of: text, browser: "b", now: now) == nil)
        #expect(ticket.account(of: text, browser: "a", now: now.addingTimeInterval(301)) == nil)
        #expect(ticket.account(of: text.replacing("12.", with: "13."), browser: "a", now: now) == nil)
        #expect(ticket.account(of: "", browser: "a", now: now) == nil)
    }

    @Test func aQRCodeIsDrawnWithoutStyle() throws {
        let svg = try #require(QRCode.svg(of: "otpauth://totp/x", title: "Mã \"QR\"")).html
        #expect(svg.hasPrefix("<svg") && !svg.contains("style=") && svg.contains("&quot;QR&quot;"))
    }
}
