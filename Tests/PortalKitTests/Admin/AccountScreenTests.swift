import GRDB
import Testing

@testable import PortalKit

/// The screens of accounts and roles, as an administrator and as somebody who may do less.
struct AccountScreenTests {
    private static let new = "\(AdminPath.accounts)/moi"
    private static let password = "chiều nay gió nồm thổi"

    /// An administrator who may do everything.
    private func chief(_ test: AdminTestSite) async throws -> TestClient {
        let client = try await test.site.official("Dương Thị Ngọc Lan")
        try await test.site.site.database.write { database in
            let id = try AccountStore.list(search: "Duong", in: database)[0].id
            try RoleStore.setRoles([RoleStore.administratorID(in: database)], of: id, in: database)
        }
        return client
    }

    private func id(_ login: String, _ test: AdminTestSite) async throws -> Int64 {
        let account = try await test.site.site.database.read { try AccountStore.find(login: login, in: $0) }
        return try #require(account).id
    }

    /// The path of the link that a page shows.
    private func link(in page: TestPage) throws -> String {
        let match = try #require(page.text.firstMatch(of: #/\/quan-tri\/mat-khau\/[\w-]{43}/#))
        return String(match.output)
    }

    @Test func aWriterIsInvitedSetsAPasswordAndLogsIn() async throws {
        let test = try await AdminTestSite()
        let lan = try await chief(test)
        let role = try await test.site.site.database.write {
            try RoleStore.create(name: "Người ghi", grants: [RoleGrant("fields.write")], in: $0).id
        }
        let made = try await lan.post(
            Self.new, ["name": "Vũ Văn Hùng", "login": "Hung.Vu", "office": "Công chức", "roles": "\(role)"])
        #expect(made.status == 200)
        let path = try link(in: made)
        let id = try await id("hung.vu", test)
        let waiting = try await lan.get("\(AdminPath.accounts)?trang-thai=invited")
        #expect(waiting.contains("Vũ Văn Hùng") && !waiting.contains(">Dương Thị Ngọc Lan</a>"))
        #expect(try await !lan.get("\(AdminPath.accounts)?trang-thai=active").contains("Vũ Văn Hùng"))

        let visitor = test.site.visitor()
        #expect(try await visitor.get(path).contains("Vũ Văn Hùng"))
        let short = try await visitor.post(path, ["password": "ngắn", "repeat": "ngắn"])
        #expect(short.status == 422)
        #expect(try await visitor.post(path, ["password": Self.password, "repeat": Self.password]).status == 303)
        #expect(try await visitor.get(path).status == 410)
        let refused = try await visitor.post(path, ["password": Self.password, "repeat": Self.password])
        #expect(refused.status == 410)

        let login = try await visitor.post(AdminPath.login, ["login": "hung.vu", "password": Self.password])
        #expect(login.status == 303)
        #expect(try await visitor.get(AdminPath.root).status == 200)
        #expect(try await visitor.get(AdminPath.accounts).status == 403)
        #expect(try await lan.get("\(AdminPath.accounts)/\(id)").contains("Người ghi"))
    }

    @Test func faultsKeepWhatWasTyped() async throws {
        let test = try await AdminTestSite()
        let lan = try await chief(test)
        let page = try await lan.post(Self.new, ["name": "Vũ Văn Hùng", "login": "Hùng!", "email": "sai"])
        #expect(page.status == 422)
        #expect(page.contains("Vũ Văn Hùng"))
        #expect(page.contains("Hùng!"))
        let taken = try await lan.post(Self.new, ["name": "Một", "login": "mot.nguoi"])
        #expect(taken.status == 200)
        let again = try await lan.post(Self.new, ["name": "Hai", "login": "mot.nguoi"])
        #expect(again.status == 422)
        #expect(again.contains("đã có người dùng"))
    }

    @Test func aBlockedAccountCannotBeEnteredAndItsLinkEnds() async throws {
        let test = try await AdminTestSite()
        let lan = try await chief(test)
        let path = try link(in: try await lan.post(Self.new, ["name": "Vũ Văn Hùng", "login": "hung.vu"]))
        let account = "\(AdminPath.accounts)/\(try await id("hung.vu", test))"
        #expect(try await lan.post("\(account)/khoa").status == 303)
        #expect(try await test.site.visitor().get(path).status == 410)
        #expect(try await lan.get(account).contains("Đã khóa tài khoản"))
        #expect(try await lan.post("\(account)/lien-ket").status == 303)
        #expect(try await lan.get(account).contains("Tài khoản đang bị khóa"))
        #expect(try await lan.post("\(account)/mo-khoa").status == 303)
        #expect(try await lan.get(account).contains("Xóa tài khoản của Vũ Văn Hùng?"))
        #expect(try await lan.post("\(account)/xoa").status == 303)
        #expect(try await lan.get(account).status == 404)
        #expect(try await lan.get(AdminPath.audit).contains("xóa tài khoản"))
    }

    @Test func anInvitationHoldsThreeDays() async throws {
        let test = try await AdminTestSite()
        let path = try link(in: try await chief(test).post(Self.new, ["name": "Vũ Văn Hùng", "login": "hung.vu"]))
        test.site.clock.advance(by: .seconds(71 * 3600))
        #expect(try await test.site.visitor().get(path).status == 200)
        test.site.clock.advance(by: .seconds(2 * 3600))
        #expect(try await test.site.visitor().get(path).status == 410)
    }

    @Test func theLastAdministratorStays() async throws {
        let test = try await AdminTestSite()
        let lan = try await chief(test)
        let account = try await test.site.site.database.read { try AccountStore.list(search: "Duong", in: $0)[0] }
        let page = try await lan.post(
            "\(AdminPath.accounts)/\(account.id)", ["name": account.fullName, "login": account.login])
        #expect(page.status == 422)
        #expect(page.contains("quản trị viên cuối cùng"))
        #expect(try await lan.post("\(AdminPath.accounts)/\(account.id)/khoa").status == 303)
        #expect(try await lan.get("\(AdminPath.accounts)/\(account.id)").contains("chính tài khoản bạn đang dùng"))
    }

    @Test func nobodyGivesOrTakesOverMoreThanTheyHold() async throws {
        let test = try await AdminTestSite()
        _ = try await chief(test)
        let manager = try await test.site.official(
            "Hà Văn Quản", permissions: [CorePermission.accounts, "fields.write"])
        let (administrator, role) = try await test.site.site.database.read { database in
            (try AccountStore.list(search: "Duong", in: database)[0], try RoleStore.administratorID(in: database))
        }
        let theirs = "\(AdminPath.accounts)/\(administrator.id)"
        let page = try await manager.get(theirs)
        #expect(page.contains("bạn chỉ xem được"))
        #expect(!page.contains("name=\"email\""))
        let taken = try await manager.post(
            theirs, ["name": "X", "login": administrator.login, "email": "ke.xau@xa.example"])
        #expect(taken.status == 422)
        for action in ["lien-ket", "khoa", "xoa", "ket-thuc-phien"] {
            #expect(try await manager.post("\(theirs)/\(action)").status == 303)
        }
        let after = try await test.site.site.database.read { try AccountStore.find(administrator.id, in: $0) }
        #expect(after == administrator)
        let offered = try await manager.get(Self.new)
        #expect(!offered.contains("value=\"\(role)\""))
        #expect(
            try await manager.post(Self.new, ["name": "X", "login": "tay.trong", "roles": "\(role)"]).status == 422)
    }

    @Test func aBlockedAdministratorIsStillOutOfReach() async throws {
        let test = try await AdminTestSite()
        _ = try await chief(test)
        let manager = try await test.site.official("Hà Văn Quản", permissions: [CorePermission.accounts])
        let now = test.site.clock.now
        let other = try await test.site.site.database.write { database in
            let account = try AccountStore.invite(
                AccountDetails(login: "cuu.quan.tri", fullName: "Cựu quản trị"),
                roles: [RoleStore.administratorID(in: database)], now: now, in: database)
            try AccountStore.setState(.blocked, of: account.id, in: database)
            return account
        }
        _ = try await manager.post("\(AdminPath.accounts)/\(other.id)/mo-khoa")
        let after = try await test.site.site.database.read { try AccountStore.find(other.id, in: $0) }
        #expect(after?.state == .blocked)
    }

    @Test func rolesAreMadeCopiedChangedAndRemoved() async throws {
        let test = try await AdminTestSite()
        let lan = try await chief(test)
        let path = "\(AdminPath.roles)/moi"
        #expect(try await lan.post(path, ["quyen": "fields.write"]).status == 422)
        #expect(try await lan.post(path, ["name": "Người ghi", "quyen": "fields.write"]).status == 303)
        #expect(try await lan.get(AdminPath.roles).contains("Ghi sổ"))
        let role = try #require(
            try await test.site.site.database.read { try RoleStore.find(name: "Người ghi", in: $0) })
        #expect(try await lan.get("\(path)?tu=\(role.id)").contains("Người ghi (bản sao)"))
        #expect(try await lan.post("\(AdminPath.roles)/\(role.id)", ["name": "Người xem"]).status == 303)
        #expect(try await lan.get(AdminPath.roles).contains("Xóa vai trò Người xem?"))
        #expect(try await lan.post("\(AdminPath.roles)/\(role.id)/xoa").status == 303)
        #expect(try await lan.get("\(AdminPath.roles)/\(role.id)").status == 404)
        let builtIn = try await test.site.site.database.read { try RoleStore.administratorID(in: $0) }
        #expect(try await lan.get("\(AdminPath.roles)/\(builtIn)").contains("không sửa hoặc xóa được"))
        #expect(try await lan.post("\(AdminPath.roles)/\(builtIn)", ["name": "X"]).status == 422)
    }

    @Test func aRoleIsLimitedToPlacesAndKeepsWhatNoModuleDeclaresAnyMore() async throws {
        let test = try await AdminTestSite()
        let lan = try await chief(test)
        let role = try await test.site.site.database.write {
            try RoleStore.create(
                name: "Tổ ghi", grants: [RoleGrant("fields.write", scope: "dong-cua"), RoleGrant("old.thing")], in: $0)
        }
        let page = try await lan.get("\(AdminPath.roles)/\(role.id)")
        #expect(page.contains("Đồng Cửa"))
        #expect(page.contains("value=\"old.thing\" checked"))
        let saved = try await lan.post(
            "\(AdminPath.roles)/\(role.id)", ["name": "Tổ ghi", "quyen": "fields.write|dong-sau"])
        #expect(saved.status == 303)
        let grants = try await test.site.site.database.read { try RoleStore.grants(of: role.id, in: $0) }
        #expect(grants == [RoleGrant("fields.write", scope: "dong-sau")])
    }

    @Test func aRoleGivesNoMoreThanItsMakerHolds() async throws {
        let test = try await AdminTestSite()
        let manager = try await test.site.official(permissions: [CorePermission.accounts])
        let page = try await manager.get("\(AdminPath.roles)/moi")
        #expect(!page.contains("value=\"fields.write\""))
        let refused = try await manager.post("\(AdminPath.roles)/moi", ["name": "Lách", "quyen": "fields.write"])
        #expect(refused.status == 422)
        #expect(refused.contains("quyền mà bạn không có"))
    }

    @Test func starterRolesAreMadeOnceAndStayRemoved() async throws {
        let test = try await AdminTestSite()
        let find: @Sendable (Database) throws -> Role? = { try RoleStore.find(name: "Người giữ sổ", in: $0) }
        let role = try #require(try await test.site.site.database.read(find))
        try await test.site.site.database.write { try RoleStore.remove(role.id, in: $0) }
        try await test.site.disable("fields")
        try await test.site.enable("fields")
        #expect(try await test.site.site.database.read(find) == nil)
    }
}
