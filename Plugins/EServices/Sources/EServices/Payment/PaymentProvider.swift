import Foundation
import PortalKit

/// A fee that is to be paid.
struct PaymentRequest: Sendable {
    let amount: Int
    /// What the payer's bank shows, and the authority's bank passes on.
    let reference: String
    let description: String
}

/// How a fee can be paid.
struct PaymentOffer: Sendable {
    /// What a payment application reads from the QR code.
    let code: String
    let facts: [(key: String, value: String)]
}

/// Takes fees. The default asks for a bank transfer; a provider of another kind says how it is paid there.
protocol PaymentProvider: Sendable {
    /// How a fee can be paid, or nil when it cannot be paid this way.
    func offer(_ request: PaymentRequest) -> PaymentOffer?
}

/// A transfer to the authority's account, by the banks' common QR code (VietQR, after EMVCo's merchant-presented mode).
/// The text is made here; no service is asked.
struct BankTransfer: PaymentProvider {
    let account: EServicesSettings.Account

    func offer(_ request: PaymentRequest) -> PaymentOffer? {
        let code = VietQR(
            bank: account.bank, account: account.number, amount: request.amount, purpose: request.reference)
        return code.text.map {
            PaymentOffer(
                code: $0,
                facts: [
                    ("payment.holder", account.holder), ("payment.account", account.number),
                    (account.bankName.isEmpty ? "payment.bank_id" : "payment.bank", bank),
                    ("payment.amount", request.amount.dong),
                    ("payment.reference", request.reference),
                ])
        }
    }

    /// Its name where the site gives it; applications that do not read the code ask for one of the two.
    private var bank: String {
        account.bankName.isEmpty ? account.bank : "\(account.bankName) (\(account.bank))"
    }
}
