import PortalKit

/// What whoever asks may do with dossiers: the office everything, a body what was handed over to it.
struct DossierAccess: Sendable {
    let actor: Actor

    /// Whether they work at the office.
    var isDesk: Bool { actor.may(EServicesPermission.desk) }

    /// The bodies whose dossiers they see; nil for all.
    var bodies: Set<Int64>? {
        if isDesk { return nil }
        guard let scopes = actor.permissions.scopes(of: EServicesPermission.process) else { return nil }
        return Set(scopes.compactMap { $0.hasPrefix("body:") ? Int64($0.dropFirst(5)) : nil })
    }

    func maySee(_ dossier: Dossier) -> Bool {
        guard let bodies else { return isDesk || actor.may(EServicesPermission.process) }
        return dossier.body.map(bodies.contains) ?? false
    }

    /// Whether they work for the body that has the dossier.
    func isBody(of dossier: Dossier) -> Bool {
        actor.may(
            EServicesPermission.process, inAnyOf: dossier.body.map { [BodySummary.scope(of: $0)] } ?? [])
    }
}

extension Request {
    var dossierAccess: DossierAccess { DossierAccess(actor: actor) }

    /// The dossier that the path names, if whoever asks may see it.
    func dossier() async throws -> Dossier {
        let id = try id()
        guard let dossier = try await module.storage.read({ try DossierRows.fetch(id, in: $0) }) else {
            throw PortalError.notFound
        }
        guard dossierAccess.maySee(dossier) else { throw PortalError.forbidden }
        return dossier
    }

    /// The bodies that a dossier can be handed over to: those that the site knows, else what the procedures name.
    func bodies() async throws -> [BodySummary] {
        if let directory = module.service((any BodyDirectory).self) {
            let known = try await directory.bodies()
            if !known.isEmpty { return known }
        }
        let names = try await module.storage.read { try ProcedureRows.all(in: $0) }.map(\.content.body)
        var seen: Set<String> = []
        // Bodies without a number are told apart by their place, below zero so that they are no body's number.
        return names.filter { !$0.isEmpty && seen.insert($0).inserted }.sorted().enumerated().map {
            BodySummary(id: -Int64($0 + 1), name: $1)
        }
    }
}
