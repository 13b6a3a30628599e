import Foundation
import GRDB
import Testing

@testable import PortalKit

@Suite struct FirstRunTests {
    private let world: AccountWorld
    private let details = AccountDetails(login: "quantri", fullName: "Phạm Văn Thắng")

    init() throws {
        world = try AccountWorld()
    }

    private func issue() throws -> String? {
        try world.write { try FirstRun.issueCode(now: world.start, random: world.random, in: $0) }
    }

    private func setUp(_ code: String) throws -> Account {
        let hash = try world.hash("bến đò chiều mưa")
        return try world.write {
            try FirstRun.createAdministrator(code: code, details, passwordHash: hash, now: world.start, in: $0)
        }
    }

    @Test func theCodeMakesOneAdministrator() throws {
        let code = try #require(try issue())
        #expect(code.count == 23)
        let stored = try world.read { try String.fetchOne($0, sql: "SELECT code_hash FROM core_setup_code") }
        #expect(stored?.contains(code) == false)
        let account = try setUp(code)
        #expect(try world.actor(account).permissions.allows("core.anything"))
        #expect(throws: FirstRunError.alreadySetUp) { try setUp(code) }
        #expect(try issue() == nil)
    }

    @Test func typingIsForgiven() throws {
        let code = try #require(try issue())
        let typed = code.lowercased().replacing("-", with: " ").replacing("0", with: "o").replacing("1", with: "l")
        _ = try setUp(" \(typed) ")
    }

    @Test func wrongAndOlderCodesAreRefused() throws {
        #expect(throws: FirstRunError.wrongCode) { try setUp("") }
        let old = try #require(try issue())
        let new = try #require(try issue())
        #expect(old != new)
        #expect(throws: FirstRunError.wrongCode) { try setUp(old) }
        #expect(throws: FirstRunError.wrongCode) { try setUp(String(new.dropLast())) }
        #expect(throws: FirstRunError.wrongCode) { try setUp(String(repeating: "A", count: 100_000)) }
        _ = try setUp(new)
    }

    @Test func faultyDetailsLeaveTheCodeValid() throws {
        let code = try #require(try issue())
        let hash = try world.hash("bến đò chiều mưa")
        #expect(throws: AccountError.self) {
            try world.write {
                try FirstRun.createAdministrator(
                    code: code, AccountDetails(login: "x", fullName: ""), passwordHash: hash, now: world.start, in: $0)
            }
        }
        _ = try setUp(code)
    }
}
