import Foundation

extension Request {
    /// Counts one more try at something that can be guessed, as a code; nil when it may be answered, else the seconds
    /// until the next may. Counted in memory.
    ///
    /// - Parameters:
    ///   - purpose: `e-services.track`.
    ///   - count: so many tries
    ///   - seconds: in so many seconds.
    ///   - key: what is counted besides the purpose; nil for the asker's address block.
    public func limit(
        _ purpose: String, to count: Int, within seconds: Double, key: String? = nil
    ) -> Int? {
        let counted = "\(purpose) \(key ?? AddressBlock(client.address).text)"
        return site.intake.admit(counted, rules: [.init(count: count, seconds: seconds)], now: now)
    }
}
