import Foundation
import GRDB
import PortalKit

/// Records contributions when something is published: what was published by whom it was written, and who took it through
/// the steps of its workflow.
///
/// It may be told of the same publication again, also after a crash: each person gets each kind of work on a record once.
enum PublicationCredits {
    /// What modules say of what they publish; each part may be missing.
    private struct Published: Decodable {
        let title: String?
        /// Below the module's mount path.
        let path: String?
        /// The name that it is signed with.
        let author: String?
        /// From when on it is public.
        let publishedAt: Date?
        /// The account that wrote it.
        let writtenBy: Int64?
    }

    static func record(_ event: Event, _ context: ModuleContext) async throws {
        guard let record = event.record else { return }
        let published = try event.decode(Published.self)
        let kinds = RoyaltySettings(context.settings).kindsByTransition
        try await context.storage.write(as: .system("royalties.credits")) { change in
            let log = try WorkflowLog.history(of: record, limit: 1000, in: change.database)
            let day = VietnamTime(published.publishedAt ?? log.last?.at ?? change.now).isoDay
            var credits: [(payee: Int64, kind: WorkKind)] = []
            if let author = try writer(published, log, in: change) { credits.append((author, .writing)) }
            for entry in log {
                guard let transition = entry.transition, let kind = kinds[transition],
                    case .person(let account, let name) = entry.actor
                else { continue }
                credits.append((try payee(ofAccount: account, name: name, in: change), kind))
            }
            let title = published.title.flatMap { $0.isEmpty ? nil : $0 } ?? record.description
            for (payee, kind) in credits {
                let content = ContributionContent(
                    payee: payee, kind: kind, title: String(title.prefix(ContributionContent.Limit.title)), doneOn: day)
                _ = try ContributionDesk.credit(content, for: record, path: published.path ?? "", in: change)
            }
        }
    }

    /// Whoever signed it, else the account that wrote it.
    private static func writer(
        _ published: Published, _ log: [WorkflowLogEntry], in change: Change
    ) throws -> Int64? {
        var account = published.writtenBy
        if account == nil, case .person(let id, _)? = log.first?.actor { account = id }
        let person = try account.flatMap { try AccountStore.find($0, in: change.database) }
        let name = String((published.author ?? "").normalizedInput().prefix(PayeeContent.Limit.name))
        guard !name.isEmpty else {
            return try person.map { try payee(ofAccount: $0.id, name: $0.fullName, in: change) }
        }
        let known = try PayeeRows.fetch(named: name, in: change.database)
        if let match = known.first(where: { $0.content.account == account && account != nil }) ?? known.first {
            return match.id
        }
        let isOwnName = person.map { $0.fullName.folded == name.folded } ?? false
        if isOwnName, let person { return try payee(ofAccount: person.id, name: name, in: change) }
        return try PayeeDesk.create(PayeeContent(name: name), in: change)
    }

    private static func payee(ofAccount account: Int64, name: String, in change: Change) throws -> Int64 {
        if let known = try PayeeRows.fetch(ofAccount: account, in: change.database) { return known.id }
        let body = try AccountStore.find(account, in: change.database)?.body ?? ""
        return try PayeeDesk.create(PayeeContent(name: name, account: account, unit: body), in: change)
    }
}
