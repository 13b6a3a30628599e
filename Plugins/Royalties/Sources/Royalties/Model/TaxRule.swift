import PortalKit

/// How much personal income tax is withheld from what one person is paid on one sheet: the site's setting, since the rule
/// changes more often than a program (today ten per cent of a payment of two million đồng and more, circular
/// 111/2013/TT-BTC, Art. 25.1.i).
struct TaxRule: Sendable, Hashable, Codable {
    /// In per cent; 0 withholds nothing.
    let percent: Int
    /// Payments below are left alone.
    let threshold: Int
    /// Whether only what lies above the threshold is taxed, instead of the whole payment.
    let isOnExcess: Bool

    init(percent: Int, threshold: Int, isOnExcess: Bool) {
        self.percent = percent
        self.threshold = threshold
        self.isOnExcess = isOnExcess
    }

    init(_ settings: ModuleSettings) {
        self.init(
            percent: settings.integer("tax_percent"), threshold: settings.integer("tax_threshold"),
            isOnExcess: settings.text("tax_on") == "excess")
    }

    /// What is withheld of a payment, to the nearest đồng: never less than nothing, never more than the payment.
    func withheld(of gross: Int, isExempt: Bool = false) -> Int {
        guard gross > 0, gross >= threshold, !isExempt else { return 0 }
        return ((isOnExcess ? gross - threshold : gross) * percent).dividedRounding(by: 100)
    }
}
