import Foundation
import GRDB
import Synchronization

@testable import PortalKit

/// Repeatable random numbers (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

final class SeededBytes: Sendable {
    private let generator: Mutex<SeededGenerator>

    init(seed: UInt64) {
        generator = Mutex(SeededGenerator(state: seed))
    }

    var source: RandomBytes {
        { count in
            self.generator.withLock { generator in (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            }
        }
    }
}

/// A database with the tables of accounts and workflows, and people to act in it.
struct AccountWorld {
    let database: DatabaseQueue
    let random = SeededBytes(seed: 2026).source
    let start = Date(timeIntervalSince1970: 1_790_000_000)

    static let quick = PasswordHash.Parameters(logCost: 4, blockSize: 8, parallelism: 1)

    init() throws {
        database = try DatabaseQueue()
        try database.write { db in
            for migration in AccountSchema.migrations + WorkflowSchema.migrations { try migration.apply(db) }
        }
    }

    func hash(_ password: String) throws -> PasswordHash {
        try PasswordHash(password: password, parameters: Self.quick, random: random)
    }

    @discardableResult
    func write<Value>(_ work: (Database) throws -> Value) throws -> Value { try database.write(work) }
    func read<Value>(_ work: (Database) throws -> Value) throws -> Value { try database.read(work) }

    /// Makes an account of that login, with the built-in role or with a role that has these permissions.
    @discardableResult
    func person(_ login: String, isAdministrator: Bool = false, grants: Set<RoleGrant> = []) throws -> Account {
        let hash = try hash("mưa rơi trên mái ngói \(login)")
        return try write { db in
            var roles: Set<Int64> = []
            if isAdministrator { roles.insert(try RoleStore.administratorID(in: db)) }
            if !grants.isEmpty {
                roles.insert(try RoleStore.create(name: "Vai trò \(login)", grants: grants, in: db).id)
            }
            return try AccountStore.create(
                AccountDetails(login: login, fullName: "Người dùng \(login)"), passwordHash: hash, roles: roles,
                now: start, in: db)
        }
    }

    /// The account as one that acts.
    func actor(_ account: Account) throws -> Actor {
        Actor(
            .person(id: account.id, name: account.fullName),
            permissions: try read { try RoleStore.permissions(of: account.id, in: $0) })
    }
}
