import Foundation

/// Where a secret that the site was given is read, each time it is needed: a new one takes effect without a restart.
public enum SecretSource: Sendable, Equatable {
    /// A file's full path; the first line counts.
    case file(String)
    /// A variable of the server's environment.
    case environment(String)

    /// The secret.
    ///
    /// - Throws: ``Unreadable``, which names the place and never what stands there.
    func read() throws(Unreadable) -> String {
        switch self {
        case .file(let path):
            guard let text = try? String(contentsOfFile: path, encoding: .utf8),
                let line = text.split(whereSeparator: \.isNewline).first
            else { throw Unreadable(reason: "the secret cannot be read from \(path)") }
            return String(line)
        case .environment(let name):
            guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
                throw Unreadable(reason: "the environment variable \(name) with the secret is not set")
            }
            return value
        }
    }

    /// A secret is not where it was said to be.
    struct Unreadable: Error {
        let reason: String
    }
}
