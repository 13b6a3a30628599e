import Foundation
import GRDB
import Testing

@testable import PortalKit

@Suite struct AccountStoreTests {
    private let world: AccountWorld

    init() throws {
        world = try AccountWorld()
    }

    @Test func storesWhatWasTypedInItsProperForm() throws {
        let hash = try world.hash("cầu khỉ qua mương")
        let account = try world.write { db in
            try AccountStore.create(
                AccountDetails(
                    login: "  Lan.TRAN@dongviet.example ",
                    fullName: " Trần  Thị Lan ".decomposedStringWithCanonicalMapping,
                    office: "Công chức Văn hóa - Xã hội", body: "UBND xã Đồng Việt", email: "lan.tran@dongviet.example"),
                passwordHash: hash, now: world.start, in: db)
        }
        #expect(account.login == "lan.tran@dongviet.example")
        #expect(Array(account.fullName.utf8) == Array("Trần Thị Lan".utf8))
        #expect(account.state == .active)
        #expect(account.createdAt == world.start)
        #expect(account.lastLoginAt == nil)
        let found = try world.read { try AccountStore.find(login: "LAN.tran@dongviet.example", in: $0) }
        #expect(found == account)
    }

    @Test func namesEveryFault() throws {
        let hash = try world.hash("cầu khỉ qua mương")
        let faults: [AccountFault] = [
            AccountFault(field: "login", reason: "account.fault.login"),
            AccountFault(field: "fullName", reason: "account.fault.required"),
            AccountFault(field: "office", reason: "account.fault.too_long"),
            AccountFault(field: "email", reason: "account.fault.email"),
        ]
        #expect(throws: AccountError.invalid(faults)) {
            try world.write { db in
                try AccountStore.create(
                    AccountDetails(
                        login: "hoa huệ", fullName: " ", office: String(repeating: "ă", count: 201), email: "hoa@"),
                    passwordHash: hash, now: world.start, in: db)
            }
        }
        #expect(try world.read { try AccountStore.isEmpty(in: $0) })
    }

    @Test func aLoginBelongsToOneAccount() throws {
        try world.person("hoa")
        let other = try world.person("mai")
        #expect(throws: AccountError.loginTaken) { try world.person("HOA") }
        #expect(throws: AccountError.loginTaken) {
            try world.write { try AccountStore.update(other.id, AccountDetails(login: "Hoa", fullName: "Mai"), in: $0) }
        }
        let same = try world.write {
            try AccountStore.update(other.id, AccountDetails(login: "mai", fullName: "Lê Thị Mai"), in: $0)
        }
        #expect(same.fullName == "Lê Thị Mai")
    }

    @Test func searchesWithAndWithoutDiacritics() throws {
        let hash = try world.hash("cầu khỉ qua mương")
        try world.write { db in
            for (login, name) in [("dung", "Đặng Quốc Dũng"), ("anh", "Bùi Minh Ánh"), ("yen", "Vũ Hải Yến")] {
                try AccountStore.create(
                    AccountDetails(login: login, fullName: name), passwordHash: hash, now: world.start, in: db)
            }
        }
        let names = { (search: String) in
            try world.read { try AccountStore.list(search: search, in: $0) }.map(\.fullName)
        }
        #expect(try names("") == ["Bùi Minh Ánh", "Đặng Quốc Dũng", "Vũ Hải Yến"])
        #expect(try names("dang quoc") == ["Đặng Quốc Dũng"])
        #expect(try names("HẢI") == ["Vũ Hải Yến"])
        #expect(try names("%") == [])
        #expect(try world.read { try AccountStore.count(search: "minh", in: $0) } == 1)
        #expect(try world.read { try AccountStore.list(limit: 1, offset: 1, in: $0) }.map(\.login) == ["dung"])
    }

    @Test func permissionsComeFromAllRolesOfAnActiveAccount() throws {
        let account = try world.person("lan", grants: [RoleGrant("news.write"), RoleGrant("news.publish", scope: "3")])
        let permissions = try world.actor(account).permissions
        #expect(permissions.allows("news.write"))
        #expect(permissions.allows("news.write", scope: "9"))
        #expect(permissions.allows("news.publish", scope: "3"))
        #expect(!permissions.allows("news.publish", scope: "4"))
        #expect(!permissions.allows("news.publish"))
        #expect(!permissions.allows("news.moderate"))
        try world.write { try AccountStore.setState(.blocked, of: account.id, in: $0) }
        #expect(try !world.actor(account).permissions.allows("news.write"))
    }

    @Test func theLastAdministratorStays() throws {
        let first = try world.person("binh", isAdministrator: true)
        let attempts: [(Database) throws -> Void] = [
            { try AccountStore.remove(first.id, in: $0) },
            { try AccountStore.setState(.blocked, of: first.id, in: $0) },
            { try RoleStore.setRoles([], of: first.id, in: $0) },
        ]
        for attempt in attempts {
            #expect(throws: AccountError.lastAdministrator) { try world.write(attempt) }
        }
        let second = try world.person("chi", isAdministrator: true)
        try world.write { try AccountStore.setState(.blocked, of: second.id, in: $0) }
        // A blocked administrator administers nothing.
        for attempt in attempts {
            #expect(throws: AccountError.lastAdministrator) { try world.write(attempt) }
        }
        try world.write { try AccountStore.setState(.active, of: second.id, in: $0) }
        try world.write { try AccountStore.remove(first.id, in: $0) }
        #expect(throws: AccountError.lastAdministrator) {
            try world.write { try AccountStore.remove(second.id, in: $0) }
        }
    }

    @Test func theBuiltInRoleCannotBeChanged() throws {
        let id = try world.read { try RoleStore.administratorID(in: $0) }
        let attempts: [(Database) throws -> Void] = [
            { try RoleStore.remove(id, in: $0) }, { try RoleStore.rename(id, to: "Khác", in: $0) },
            { try RoleStore.setGrants([], of: id, in: $0) },
        ]
        for attempt in attempts {
            #expect(throws: AccountError.builtInRole) { try world.write(attempt) }
        }
        #expect(throws: AccountError.roleNameTaken) {
            try world.write { try RoleStore.create(name: Role.administrator, in: $0) }
        }
        let everything = try world.actor(try world.person("binh", isAdministrator: true)).permissions
        #expect(everything.allows("anything.at-all"))
    }

    @Test func rolesAreMadeChangedAndRemoved() throws {
        let role = try world.write {
            try RoleStore.create(
                name: " Biên tập  viên ", grants: [RoleGrant("news.write"), RoleGrant("news.moderate", scope: "2")],
                in: $0)
        }
        #expect(role.name == "Biên tập viên")
        let account = try world.person("lan")
        try world.write { db in
            try RoleStore.setRoles([role.id], of: account.id, in: db)
            #expect(try RoleStore.roles(of: account.id, in: db) == [role])
            #expect(
                try RoleStore.grants(of: role.id, in: db)
                    == [RoleGrant("news.moderate", scope: "2"), RoleGrant("news.write")])
            try RoleStore.rename(role.id, to: "Kiểm duyệt viên", in: db)
            #expect(try RoleStore.list(in: db).map(\.name) == ["administrator", "Kiểm duyệt viên"])
            try RoleStore.remove(role.id, in: db)
            #expect(try RoleStore.roles(of: account.id, in: db).isEmpty)
        }
        for grant in ["*", "news", "News.write", "news.é", ""] {
            #expect(throws: AccountError.self) {
                try world.write { try RoleStore.create(name: "Sai", grants: [RoleGrant(grant)], in: $0) }
            }
        }
        #expect(throws: AccountError.roleNotFound) {
            try world.write { try RoleStore.setRoles([999], of: account.id, in: $0) }
        }
    }

    @Test func fewAddressesAreRememberedAndNoneForLong() throws {
        let account = try world.person("lan")
        for day in 0..<15 {
            try world.write {
                try AccountStore.recordLogin(
                    of: account.id, address: "203.0.113.\(day)",
                    now: world.start.addingTimeInterval(Double(day) * 86_400), in: $0)
            }
        }
        let isFamiliar = { (address: String) in
            try world.read { try AccountStore.credentials(login: "lan", address: address, in: $0) }?.isFamiliarAddress
        }
        #expect(try isFamiliar("203.0.113.14") == true)
        #expect(try isFamiliar("203.0.113.4") == false)
        #expect(try isFamiliar("203.0.113.5") == true)
        try world.write {
            try FamiliarAddresses.purge(now: world.start.addingTimeInterval(100 * 86_400), in: $0)
        }
        #expect(try isFamiliar("203.0.113.9") == false)
        #expect(try isFamiliar("203.0.113.10") == true)
    }
}
