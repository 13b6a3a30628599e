import Synchronization

/// Figures for operators in the text format of Prometheus (version 0.0.4).
final class RequestMetrics: Sendable {
    private struct Key: Hashable {
        let site: String
        let statusClass: Int
    }

    private struct Figures {
        var count = 0
        var seconds = 0.0
        var buckets = [Int](repeating: 0, count: RequestMetrics.bounds.count)
    }

    private static let bounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5]
    private let figures = Mutex<[Key: Figures]>([:])

    func record(site: String, status: Int, duration: Duration) {
        let seconds = duration.seconds
        figures.withLock { figures in
            var entry = figures[Key(site: site, statusClass: status / 100), default: Figures()]
            entry.count += 1
            entry.seconds += seconds
            for (index, bound) in Self.bounds.enumerated() where seconds <= bound { entry.buckets[index] += 1 }
            figures[Key(site: site, statusClass: status / 100)] = entry
        }
    }

    /// All figures as text.
    func exposition(sites: [Site]) -> String {
        let entries = figures.withLock { $0 }.sorted { left, right in
            (left.key.site, left.key.statusClass) < (right.key.site, right.key.statusClass)
        }
        var lines = [
            "# HELP dinh_request_duration_seconds Time to answer a request.",
            "# TYPE dinh_request_duration_seconds histogram",
        ]
        for (key, entry) in entries {
            let labels = "site=\"\(Self.escaped(key.site))\",status=\"\(key.statusClass)xx\""
            for (bound, count) in zip(Self.bounds, entry.buckets) {
                lines.append("dinh_request_duration_seconds_bucket{\(labels),le=\"\(bound)\"} \(count)")
            }
            lines.append("dinh_request_duration_seconds_bucket{\(labels),le=\"+Inf\"} \(entry.count)")
            lines.append("dinh_request_duration_seconds_sum{\(labels)} \(entry.seconds)")
            lines.append("dinh_request_duration_seconds_count{\(labels)} \(entry.count)")
        }
        lines += ["# HELP dinh_module_up Whether a listed module is served.", "# TYPE dinh_module_up gauge"]
        for site in sites {
            for module in site.modules {
                let isUp = module.state == .enabled ? 1 : 0
                lines.append(
                    "dinh_module_up{site=\"\(Self.escaped(site.id))\",module=\"\(Self.escaped(module.id))\"} \(isUp)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
