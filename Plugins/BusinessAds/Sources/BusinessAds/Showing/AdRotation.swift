import Foundation
import PortalKit

/// Which ads stand in a place at a moment: the same for everybody who looks, and in the long run each as often as any
/// other.
///
/// A day is cut into pieces of the same length. The ads take turns piece by piece, in an order that is drawn anew each day,
/// so that none has the mornings for itself.
struct AdRotation: Sendable, Hashable {
    /// How long a choice stands.
    let minutes: Int

    /// Chooses among the ads, given in any order.
    func chosen(_ ids: [Int64], count: Int, at moment: Date) -> [Int64] {
        let clock = VietnamTime(moment)
        let order = ids.sorted { (Self.lot(clock.dayNumber, $0), $0) < (Self.lot(clock.dayNumber, $1), $1) }
        guard !order.isEmpty, count > 0 else { return [] }
        let piece = (clock.hour * 60 + clock.minute) / minutes
        let shown = min(count, order.count)
        // When all are shown, the first place still goes around.
        let step = shown == order.count ? 1 : shown
        // Each round shows all ads equally often; the next one begins with another, so that each is first as often too.
        let round = order.count / Self.greatestCommonDivisor(order.count, step)
        return (0..<shown).map { order[(piece * step + piece / round + $0) % order.count] }
    }

    private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
        b == 0 ? a : greatestCommonDivisor(b, a % b)
    }

    /// When the next choice is made.
    func end(at moment: Date) -> Date {
        let clock = VietnamTime(moment)
        let next = ((clock.hour * 60 + clock.minute) / minutes + 1) * minutes
        let day = clock.dayBounds
        return min(day.upperBound, day.lowerBound.addingTimeInterval(Double(next) * 60))
    }

    /// The lot that an ad draws on a day: SplitMix64 of both.
    private static func lot(_ day: Int, _ id: Int64) -> UInt64 {
        var z =
            UInt64(bitPattern: Int64(day)) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(bitPattern: id) &* 0xD1B5_4A32_D192_ED03
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
