public import Foundation

/// Checks a login: limits, then compares, and tells a stranger nothing about which accounts there are.
public struct LoginCheck: Sendable {
    /// What came of an attempt.
    public enum Outcome: Sendable {
        /// The password is right. Then, in one transaction: store `rehashed` if there is one, `AccountStore.recordLogin`,
        /// and `SessionStore.begin`.
        case accepted(accountID: Int64, rehashed: PasswordHash?)
        /// Unknown login, wrong password or blocked account: which of them is nobody's business.
        case refused
        /// Too many attempts: none is checked for that many seconds.
        case wait(seconds: Int)
    }

    private let limiter: LoginLimiter
    private let worker: PasswordWorker
    private let parameters: PasswordHash.Parameters
    private let random: RandomBytes
    private let decoy: PasswordHash

    /// A check with these limits; one value serves a site for as long as the server runs.
    public init(
        limiter: LoginLimiter = LoginLimiter(), worker: PasswordWorker = .shared,
        parameters: PasswordHash.Parameters = .standard, random: @escaping RandomBytes = systemRandomBytes
    ) {
        self.limiter = limiter
        self.worker = worker
        self.parameters = parameters
        self.random = random
        decoy = .decoy(parameters: parameters, random: random)
    }

    /// Makes one attempt.
    ///
    /// - Parameter credentials: What `AccountStore.credentials` read for this login and address.
    /// - Throws: `PasswordWorker.Busy` under a flood of attempts.
    public func attempt(
        login: String, password: String, address: String, credentials: Credentials?, now: Date
    ) async throws -> Outcome {
        let isFamiliar = credentials?.isFamiliarAddress ?? false
        switch limiter.admit(login: login, address: address, isFamiliar: isFamiliar, now: now) {
        case .wait(let seconds): return .wait(seconds: seconds)
        case .allowed: break
        }
        let hash = credentials?.passwordHash ?? decoy
        let isRight = try await worker.run { hash.verify(password) }
        guard isRight, let credentials, credentials.state == .active else { return .refused }
        limiter.succeeded(login: login, address: address, isFamiliar: isFamiliar)
        return .accepted(accountID: credentials.accountID, rehashed: try await rehash(password, hash))
    }

    private func rehash(_ password: String, _ hash: PasswordHash) async throws -> PasswordHash? {
        guard hash.needsRehash(for: parameters) else { return nil }
        let (parameters, random) = (parameters, random)
        return try await worker.run { try PasswordHash(password: password, parameters: parameters, random: random) }
    }
}
