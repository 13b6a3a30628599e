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

    @Test func aLoginThatIsAMailAddressIsWhereMailGoes() async throws {
        let site = try await OperationsTestSite().open()
        for (login, email) in [("hanh@thu.example", nil), ("lan@thu.example", "lan@khac.example"), ("tu-nguyen", nil)] {
            _ = try await site.addAccount(
                login: login, fullName: "Người Dùng", body: "Trạm Y tế xã", email: email,
                password: "sông-Thương-mùa-lũ",
                roles: [])
        }
        let made = try await site.database.read { database in
            try ["hanh@thu.example", "lan@thu.example", "tu-nguyen"].map {
                try #require(try AccountStore.find(login: $0, in: database))
            }
        }
        #expect(made.map(\.email) == ["hanh@thu.example", "lan@khac.example", ""])
        #expect(made.allSatisfy { $0.body == "Trạm Y tế xã" })
    }

    @Test func whoeverHasNotSetAPasswordIsListedAsInvited() async throws {
        let site = try await OperationsTestSite().open()
        try await site.database.write { database in
            _ = try AccountStore.invite(
                try AccountDetails(login: "kien", fullName: "Phạm Kiên").validated(), roles: [], now: site.now(),
                in: database)
        }
        #expect(try await site.accounts().map(\.state) == ["invited"])
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
