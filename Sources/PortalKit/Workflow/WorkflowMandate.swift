import Foundation
import GRDB

/// By what right somebody acts in a step.
enum WorkflowMandate: Sendable, Hashable {
    /// By their own.
    case own
    /// As the deputy of somebody who is away.
    case deputy(of: WorkflowPerson)
}

/// Somebody with an account, as far as steps ask.
struct WorkflowPerson: Sendable, Hashable {
    let id: Int64
    let name: String
    let permissions: PermissionSet
    let roles: Set<Int64>
    /// The body's name, folded.
    let body: String

    func isOne(of transition: WorkflowTransition, scope: String?) -> Bool {
        if transition.parties.isEmpty { return permissions.allows(transition.permission, scope: scope) }
        return transition.parties.contains { party in
            switch party {
            case .permission(let permission): permissions.allows(permission, scope: scope)
            case .role(let role): roles.contains(role)
            case .body(let name): !body.isEmpty && body == name.folded
            case .account(let account): account == id
            case .outside: false
            }
        }
    }

    /// The person of an account as it is now; nil when it is blocked or gone.
    static func fetch(_ id: Int64, in db: Database) throws -> WorkflowPerson? {
        guard let account = try AccountStore.find(id, in: db), account.state == .active else { return nil }
        return try make(account, permissions: RoleStore.permissions(of: id, in: db), in: db)
    }

    static func make(_ account: Account, permissions: PermissionSet, in db: Database) throws -> WorkflowPerson {
        WorkflowPerson(
            id: account.id, name: account.fullName, permissions: permissions,
            roles: Set(try RoleStore.roles(of: account.id, in: db).map(\.id)), body: account.body.folded)
    }
}

/// Somebody who acts, with everybody in whose name they may act at this moment.
struct WorkflowAuthority: Sendable {
    /// Nil for the portal itself and the command line, which may do everything, and for visitors, who may do nothing.
    let person: WorkflowPerson?
    /// Who has made them their deputy, and for which module; an empty one means all.
    let represented: [(person: WorkflowPerson, module: String)]
    private let actor: Actor

    init(_ actor: Actor, now: Date, in db: Database) throws {
        self.actor = actor
        guard let id = actor.personId else {
            person = nil
            represented = []
            return
        }
        if let account = try AccountStore.find(id, in: db) {
            person = try WorkflowPerson.make(account, permissions: actor.permissions, in: db)
        } else {
            person = WorkflowPerson(id: id, name: actor.name, permissions: actor.permissions, roles: [], body: "")
        }
        // What was delegated to somebody who is away themselves is not handed on: only the delegator's own rights count.
        represented = try Delegations.active(for: id, now: now, in: db).compactMap { delegation in
            try WorkflowPerson.fetch(delegation.delegator, in: db).map { ($0, delegation.module) }
        }
    }

    /// The right by which a transition may be taken; nil when there is none.
    ///
    /// - Parameter writers: who wrote the record: neither they nor their deputies approve it, unless the site allows that;
    ///   and only they withdraw it.
    func mandate(
        for transition: WorkflowTransition, in type: WorkflowType, scope: String?, writers: Set<Int64>
    ) -> WorkflowMandate? {
        guard let person else {
            return actor.may(transition.permission, scope: scope) ? .own : nil
        }
        let isBarred = type.isApproval(transition) && !type.allowsSelfApproval
        if isBarred, writers.contains(person.id) { return nil }
        let isWritersOnly = type.isWithdrawal(transition)
        if !isWritersOnly || writers.contains(person.id), person.isOne(of: transition, scope: scope) { return .own }
        return represented.first { other, module in
            (module.isEmpty || module == type.module) && !(isBarred && writers.contains(other.id))
                && (!isWritersOnly || writers.contains(other.id)) && other.isOne(of: transition, scope: scope)
        }.map { .deputy(of: $0.person) }
    }

    /// Whether only having written the record keeps the person, or whom they represent, from taking a transition.
    func isBarredAsWriter(
        from transition: WorkflowTransition, in type: WorkflowType, scope: String?, writers: Set<Int64>
    ) -> Bool {
        mandate(for: transition, in: type, scope: scope, writers: writers) == nil
            && mandate(for: transition, in: type, scope: scope, writers: []) != nil
    }
}

extension WorkflowType {
    /// The module that the workflow's id begins with.
    var module: String { String(id.prefix { $0 != "." }) }
}
