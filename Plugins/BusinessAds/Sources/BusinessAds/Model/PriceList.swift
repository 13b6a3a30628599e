import Foundation
import PortalKit

/// A place where ads stand.
enum AdPosition: String, Sendable, CaseIterable, Codable {
    /// The block on the home page.
    case home
    /// Below the content of the pages that the site names.
    case foot
    /// Above the directory of businesses.
    case directory

    func title(_ texts: Texts) -> String { texts("position.\(rawValue)") }
}

/// What one place costs for one period.
struct Price: Sendable, Hashable, Codable {
    let position: AdPosition
    let months: Int
    /// In đồng.
    let fee: Int

    /// `home/3`
    var key: String { "\(position.rawValue)/\(months)" }
}

/// The fees from a day on, until the next list.
struct PriceList: Sendable {
    /// The periods that are offered, in months.
    static let periods = [1, 3, 6, 12]

    let id: Int64
    /// The decision that sets them: "Quyết định số 12/QĐ-UBND".
    let decision: String
    /// `2026-01-01`
    let validFrom: String
    let note: String
    let prices: [Price]
    /// Whether an order was made by it.
    let isUsed: Bool

    var reference: RecordReference { AdsNames.priceList(id) }

    /// A list can be changed until it has come into force, or been used.
    func isOpen(on day: String) -> Bool { validFrom > day && !isUsed }

    func price(_ key: String) -> Price? { prices.first { $0.key == key } }

    func fee(_ position: AdPosition, months: Int) -> Int? {
        prices.first { $0.position == position && $0.months == months }?.fee
    }
}
