import PortalKit

/// How a fee is paid, as the partial `partials/payment` shows it.
struct PaymentModel: Sendable {
    let title: String
    let facts: [FactModel]
    let codeHtml: SafeHTML

    static let example = PaymentModel(
        title: "Nộp phí 8.000 đồng", facts: [.example], codeHtml: SafeHTML(escaping: "QR"))
}

extension PaymentModel {
    /// Nil when there is nothing to pay, or no account to pay it to.
    init?(_ dossier: Dossier, _ request: Request) throws {
        let (settings, texts) = (EServicesSettings(request.module.settings), request.texts)
        guard dossier.fee > 0, dossier.feePaidAt == nil, dossier.state.isOpen, dossier.acceptedAt != nil,
            let account = settings.account
        else { return nil }
        let provider: any PaymentProvider = BankTransfer(account: account)
        let asked = PaymentRequest(
            amount: dossier.fee, reference: dossier.code, description: dossier.procedureName)
        guard let offer = provider.offer(asked),
            let picture = QRCode.svg(of: offer.code, title: texts("payment.code", ["amount": dossier.fee.dong]))
        else { return nil }
        self.init(
            title: texts("payment.title", ["amount": dossier.fee.dong]),
            facts: offer.facts.filter { !$0.value.isEmpty }.map { FactModel(texts($0.key), $0.value) },
            codeHtml: picture)
    }
}
