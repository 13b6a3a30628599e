import Foundation

/// Hands mails over to whatever brings them on their way.
public protocol MailTransport: Sendable {
    /// Whether mails leave at all; when not, they wait in the queue until a transport is configured.
    var isActive: Bool { get }

    /// Whether this is a trial from which no mail reaches anybody: then also confidential mails are kept, to be read.
    var isTrial: Bool { get }

    /// Hands one mail over; once it returns, the mail is the transport's care.
    func deliver(_ message: MailMessage) async throws
}

extension MailTransport {
    /// Mails reach people.
    public var isTrial: Bool { false }
}

/// No mail leaves the site.
public struct NoMailTransport: MailTransport {
    /// Makes it.
    public init() {}

    /// Mails wait in the queue.
    public var isActive: Bool { false }

    /// Always throws: nothing calls it while the transport is not active.
    public func deliver(_ message: MailMessage) async throws {
        throw MailTransportError(reason: "the site has no mail transport")
    }
}

/// Writes each mail as an `.eml` file into a folder, for trials and for another program to fetch.
public struct FolderMailTransport: MailTransport {
    private let folder: URL

    /// - Parameter path: the folder; it is made when it does not exist, for this user only.
    public init(path: String) {
        folder = URL(fileURLWithPath: path, isDirectory: true)
    }

    /// Whoever may read the folder, or the list of mails, is the only reader.
    public var isTrial: Bool { true }

    /// Mails leave.
    public var isActive: Bool { true }

    /// Writes the file, named by the mail's number.
    public func deliver(_ message: MailMessage) async throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let number = String(message.id)
        let name = String(repeating: "0", count: max(0, 8 - number.count)) + number + ".eml"
        try message.data.write(to: folder.appendingPathComponent(name), options: .atomic)
    }
}

/// Gives each mail to the `sendmail` program of the machine's mail server.
public struct SendmailTransport: MailTransport {
    private let program: String

    /// - Parameter program: the program's absolute path.
    public init(program: String = "/usr/sbin/sendmail") {
        self.program = program
    }

    /// Mails leave.
    public var isActive: Bool { true }

    /// Runs the program once, with the message as its standard input.
    ///
    /// - Throws: ``MailTransportError`` when it ends with another status than 0.
    public func deliver(_ message: MailMessage) async throws {
        // A file as standard input, not a pipe: a program that ends early would otherwise end this process with
        // a signal, and one that does not read would block it.
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("mail-\(UUID().uuidString)")
        guard
            FileManager.default.createFile(
                atPath: file.path, contents: message.data, attributes: [.posixPermissions: 0o600])
        else { throw MailTransportError(reason: "no temporary file can be written") }
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["-i", "-f", message.sender.address, "--", message.recipient.address]
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let status = try await Self.run(process)
        guard status == 0 else { throw MailTransportError(reason: "\(program) ended with status \(status)") }
    }

    private static func run(_ process: Process) async throws -> Int32 {
        let handle = ProcessHandle(process)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
                do {
                    try process.run()
                } catch {
                    process.terminationHandler = nil
                    continuation.resume(throwing: error)
                }
            }
        } onCancel: {
            handle.terminate()
        }
    }
}

/// Ends a process from another task. `Process` says nothing of concurrency, but a signal may be sent at any time.
private final class ProcessHandle: @unchecked Sendable {
    private let process: Process

    init(_ process: Process) {
        self.process = process
    }

    func terminate() {
        if process.isRunning { process.terminate() }
    }
}

/// Why a transport did not take a mail.
public struct MailTransportError: Error, CustomStringConvertible, Equatable {
    /// What went wrong, in one line.
    public let reason: String
    /// Whether another attempt would fail in the same way, as when the recipient does not exist.
    public let isPermanent: Bool

    /// Makes an error.
    public init(reason: String, isPermanent: Bool = false) {
        self.reason = reason
        self.isPermanent = isPermanent
    }

    /// The reason.
    public var description: String { reason }
}
