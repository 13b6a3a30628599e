import GRDB
import Testing

@testable import PortalKit

/// Roles that modules begin with.
@Suite(.fewAtOnce) struct StarterRoleTests {
    @Test func noRoleIsLostWhereItsNameIsTaken() async throws {
        let portal = try await TestPortal("  editorial-board: {enabled: false}")
        try await portal.site.database.write { database in
            _ = try RoleStore.create(name: "Trưởng Ban Biên tập", grants: [], in: database)
        }
        try await portal.site.enable("editorial-board", by: .system("test"))
        let names = try await portal.site.database.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT role.name FROM core_roles role
                    JOIN core_role_permissions permission ON permission.role_id = role.id
                    WHERE permission.permission = 'editorial-board.approve'
                    """)
        }
        #expect(names == ["Trưởng Ban Biên tập (Ban Biên tập)"])
    }
}
