import Foundation
import Testing

@testable import PortalKit

@Suite struct PasswordTests {
    private let random = SeededBytes(seed: 7).source
    private let quick = AccountWorld.quick

    @Test func verifiesOnlyItsPassword() throws {
        let hash = try PasswordHash(password: "Sông quê mùa nước nổi", parameters: quick, random: random)
        #expect(hash.verify("Sông quê mùa nước nổi"))
        #expect(!hash.verify("Sông quê mùa nước nổi "))
        #expect(!hash.verify("sông quê mùa nước nổi"))
        #expect(!hash.verify(""))
        #expect(!hash.verify(String(repeating: "a", count: 100_000)))
    }

    @Test func decomposedAndComposedTypingAreTheSamePassword() throws {
        let composed = "Mật ong rừng tràm"
        let decomposed = composed.decomposedStringWithCanonicalMapping
        #expect(Array(composed.utf8) != Array(decomposed.utf8))
        #expect(try PasswordHash(password: composed, parameters: quick, random: random).verify(decomposed))
    }

    @Test func storedTextRoundTripsAndSaltsDiffer() throws {
        let first = try PasswordHash(password: "cánh đồng lúa chín", parameters: quick, random: random)
        let second = try PasswordHash(password: "cánh đồng lúa chín", parameters: quick, random: random)
        #expect(first.encoded != second.encoded)
        #expect(first.encoded.hasPrefix("$scrypt$ln=4,r=8,p=1$"))
        let read = try PasswordHash(encoded: first.encoded)
        #expect(read == first)
        #expect(read.verify("cánh đồng lúa chín"))
    }

    @Test func standardParametersWorkAndOldOnesAskForARehash() throws {
        let hash = try PasswordHash(password: "gió mùa đông bắc về", random: random)
        #expect(hash.encoded.hasPrefix("$scrypt$ln=15,r=8,p=1$"))
        #expect(hash.verify("gió mùa đông bắc về"))
        #expect(!hash.needsRehash())
        #expect(try PasswordHash(password: "gió mùa đông bắc về", parameters: quick, random: random).needsRehash())
    }

    /// A vector made with Python's `hashlib.scrypt`: salt 00 01 … 0f.
    @Test func agreesWithAnotherImplementation() throws {
        let text = "$scrypt$ln=14,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$UxYE/nON8zrmLNK5lL/j9XPtKMDZ5VR/h1tkExic5Zo"
        #expect(try PasswordHash(encoded: text).verify("pleaseletmein"))
    }

    @Test(arguments: [
        "", "$", "plain", "$scrypt$ln=15,r=8,p=1$AAAA$AAAA", "$scrypt$ln=31,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$x",
        "$scrypt$ln=99999999999999999999,r=8,p=1$a$b", "$argon2$ln=4,r=8,p=1$a$b", "$scrypt$ln=4,r=8$a$b",
        "$scrypt$ln=-4,r=8,p=1$a$b",
    ])
    func refusesForeignText(_ text: String) {
        #expect(throws: PasswordHashError.malformed) { try PasswordHash(encoded: text) }
    }

    @Test func randomTextNeverCrashesTheReader() throws {
        var generator = SeededGenerator(state: 99)
        let valid = try PasswordHash(password: "con đường làng", parameters: quick, random: random).encoded
        for _ in 0..<2000 {
            var bytes = Array(valid.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
                    in: 32...126, using: &generator)
            }
            _ = try? PasswordHash(encoded: String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test func noPasswordHasTheDecoy() {
        let decoy = PasswordHash.decoy(parameters: quick, random: random)
        #expect(!decoy.verify("mật khẩu nào cũng sai"))
    }

    @Test(arguments: [
        ("ngắn quá", "password.too_short"), ("Mậtkhẩu2026!", "password.common"), ("MatKhau123456", "password.common"),
        ("1234567890", "password.common"), ("aaaaaaaaaaaa", "password.repetitive"),
        ("abcabcabcabc", "password.repetitive"),
        ("Đồng Việt 2026", "password.name"), ("xadongviet@123", "password.name"), ("NguyenVanBinh#1", "password.name"),
        ("binhnguyen2026", "password.name"), ("123456789012", "password.common"), ("vanthu@2026", "password.common"),
        ("Văn Bình 1975", "password.name"),
        ("dongviet.example", "password.name"), ("DongVietDongViet", "password.name"),
    ])
    func refuses(_ password: String, _ reason: String) {
        let policy = PasswordPolicy(siteNames: ["Ủy ban nhân dân xã Đồng Việt", "dongviet.example"])
        #expect(policy.faults(of: password, personNames: ["binhnguyen", "Nguyễn Văn Bình"]) == [reason])
    }

    @Test(arguments: [
        "con trâu đi trước", "Kx8#wq-Lp2vT", "đò ngang chiều muộn", "matkhau cua toi la con meo vang", "rau muống luộc",
    ])
    func accepts(_ password: String) {
        #expect(PasswordPolicy(siteNames: ["Đồng Việt"]).faults(of: password, personNames: ["Trần Thị Hoa"]).isEmpty)
    }

    @Test func lengthCountsComposedCharacters() {
        let policy = PasswordPolicy()
        // Nine letters as typed on a keyboard that sends combining marks: more scalars, the same nine letters.
        let nine = "ấầậẩẫếềệể".decomposedStringWithCanonicalMapping
        #expect(policy.faults(of: nine) == ["password.too_short"])
        let long = (0..<43).map { String(100 + $0 * $0) }.joined().prefix(129)
        #expect(policy.faults(of: String(long)) == ["password.too_long"])
        #expect(policy.faults(of: String(long.dropLast())).isEmpty)
    }

    @Test func hashingARefusedPasswordTellsWhy() {
        #expect(throws: PasswordRefusal(reasons: ["password.too_short"])) {
            try PasswordPolicy().hash("ngắn", parameters: quick, random: random)
        }
    }

    @Test func workerBoundsItsQueueAndPassesErrorsOn() async throws {
        let worker = PasswordWorker(width: 1, limit: 1)
        #expect(try await worker.run { 42 } == 42)
        await #expect(throws: PasswordHashError.malformed) {
            try await worker.run { throw PasswordHashError.malformed }
        }
        let busy = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    do {
                        _ = try await worker.run { PasswordHash.decoy(parameters: .standard).verify("x") }
                        return false
                    } catch { return error is PasswordWorker.Busy }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(busy >= 1)
        #expect(try await worker.run { true })
    }
}
