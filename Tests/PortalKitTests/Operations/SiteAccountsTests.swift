import Testing

@testable import PortalKit

@Suite struct SiteAccountsTests {
    @Test func anAccountIsMadeListedAndItsTraceIsKept() async throws {
        let site = try await OperationsTestSite().open()
        let role = try #require(try await site.roleNames().first)
        let before = try await site.verifyAudit().entries
        _ = try await site.addAccount(
            login: "hanh@thu.example", fullName: "Nguyễn Thị Hạnh", password: "sông-Thương-mùa-lũ", roles: [role])
        let accounts = try await site.accounts()
        #expect(accounts.map(\.login) == ["hanh@thu.example"])
        #expect(accounts.first?.roles == [role])
        #expect(try await site.issueSetupCode() == nil)
        let verdict = try await site.verifyAudit()
        #expect(verdict.entries == before + 1)
        #expect(verdict.broken == nil)
    }

    @Test func whatIsRefusedIsSaidInWords() async throws {
        let site = try await OperationsTestSite().open()
        let attempts: [(login: String, password: String, roles: [String])] = [
            ("x", "sông-Thương-mùa-lũ", []), ("hanh", "ngắn", []), ("hanh", "sông-Thương-mùa-lũ", ["Không có"]),
        ]
        for attempt in attempts {
            await #expect(throws: SiteCommandFailure.self, "\(attempt)") {
                try await site.addAccount(
                    login: attempt.login, fullName: "Hạnh", password: attempt.password, roles: attempt.roles)
            }
        }
        await #expect(throws: SiteCommandFailure.self) { try await site.setPassword("sông-Thương-mùa-lũ", of: "ai") }
        #expect(try await site.accounts() == [])
    }
}
