import Logging

extension Request {
    /// What the modules add below the content of this page, in their order. One that fails is left out and logged: the page
    /// is worth more.
    func frameAdditions() async -> SafeHTML {
        guard method == .get else { return .empty }
        var parts: [SafeHTML] = []
        for module in assembly.modules {
            for addition in module.contributions.frameAdditions {
                do {
                    let inner = self.in(module)
                    if let part = try await module.use.during({ try await addition.render(inner) }) {
                        parts.append(part)
                    }
                } catch {
                    site.logger.error(
                        "frame addition failed", metadata: ["module": "\(module.id)", "error": "\(error)"])
                    trace.expire(at: now)
                }
            }
        }
        return parts.joined()
    }
}
