import Foundation
import GRDB
import Synchronization

/// Counts the views of public pages, by day and path, in memory. Nothing is kept of who looks: no address, no cookie, no
/// browser. Whoever is logged in is not counted, nor are programs that say what they are.
final class TrafficCounter: Sendable {
    /// What is counted apart.
    struct Key: Hashable, Sendable {
        /// ``VietnamTime/dayNumber``
        let day: Int
        let path: String
    }

    /// More paths than so many, as somebody makes up addresses, are counted under none.
    static let maximumPaths = 5000
    private static let maximumLength = 200

    private let counts = Mutex<[Key: Int]>([:])

    /// Counts one view.
    func count(_ path: String, userAgent: String, at moment: Date) {
        guard path.utf8.count <= Self.maximumLength, !Self.isProgram(userAgent) else { return }
        let day = Int((moment.timeIntervalSince1970 + Self.vietnam) / 86_400)
        counts.withLock { counts in
            let key = Key(day: day, path: path)
            if counts.count >= Self.maximumPaths, counts[key] == nil {
                counts[Key(day: day, path: ""), default: 0] += 1
            } else {
                counts[key, default: 0] += 1
            }
        }
    }

    /// Seconds that clocks in Viet Nam are ahead of UTC.
    private static let vietnam = 25_200.0

    /// Hands the counts over and begins anew.
    func take() -> [Key: Int] {
        counts.withLock { counts in
            defer { counts = [:] }
            return counts
        }
    }

    /// Takes back what could not be written.
    func put(_ taken: [Key: Int]) {
        counts.withLock { $0.merge(taken) { $0 + $1 } }
    }

    private static let programs = [
        "bot", "crawl", "spider", "slurp", "curl", "wget", "python", "http-client", "monitor", "headless", "preview",
        "scan", "feed", "okhttp", "java/", "go-http",
    ]

    /// Whether a client says that it is no browser; one that says nothing is none.
    static func isProgram(_ userAgent: String) -> Bool {
        guard !userAgent.isEmpty else { return true }
        let lower = userAgent.lowercased()
        return programs.contains { lower.contains($0) }
    }
}
