import GRDB
import PortalKit

/// Whoever is paid: an account's person, or somebody from outside.
struct PayeeContent: Sendable, Hashable {
    var name = ""
    /// Under which they sign, one a line.
    var penNames: [String] = []
    /// The account, if they have one: what is done with it is theirs.
    var account: Int64?
    /// The body or village they belong to.
    var unit = ""
    var taxCode = ""
    var bankAccount = ""
    var bankName = ""
    /// Whether nothing is withheld, as for whoever has given the commitment that the tax law asks for.
    var isTaxExempt = false

    /// All names by which a contribution can name them, folded.
    var nameKeys: Set<String> { Set(([name] + penNames).map(\.folded).filter { !$0.isEmpty }) }

    /// The greatest lengths, in characters.
    enum Limit {
        static let name = 100
        static let penNames = 500
        static let unit = 200
        static let bankName = 100
    }
}

/// A payee as stored. What opens a bank account or names a person to the tax office stays here: never in the audit log.
struct Payee: Sendable, Hashable, Identifiable {
    let id: Int64
    let content: PayeeContent
    let revision: Int

    init(row: Row) {
        id = row["id"]
        let penNames: String = row["pen_names"]
        content = PayeeContent(
            name: row["name"], penNames: penNames.split(separator: "\n").map(String.init), account: row["account_id"],
            unit: row["unit"], taxCode: row["tax_code"], bankAccount: row["bank_account"], bankName: row["bank_name"],
            isTaxExempt: row["is_tax_exempt"])
        revision = row["revision"]
    }

    var name: String { content.name }

    var reference: RecordReference { RoyaltyNames.payee(id) }
}

/// The form of a tax code: ten digits, thirteen for a dependent unit, or the twelve of a citizen's number, which is the tax
/// code of a person since 1 July 2025 (circular 86/2024/TT-BTC).
enum TaxCode {
    static func isValid(_ text: String) -> Bool {
        let digits = text.filter { $0 != "-" && $0 != " " }
        return [10, 12, 13].contains(digits.utf8.count) && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
