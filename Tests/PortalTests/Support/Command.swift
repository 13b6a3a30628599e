import Foundation
import GRDB

/// Runs programs of the checkout and of the system.
enum Command {
    struct Result: Sendable {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Runs a program to its end, at most `seconds` long.
    static func run(
        _ program: URL, _ arguments: [String], environment: [String: String] = [:], seconds: Double = 60
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Swift.Result { try wait(program, arguments, environment: environment, seconds: seconds) })
            }
        }
    }

    static func run(_ name: String, _ arguments: [String]) async throws -> Result {
        try await run(URL(fileURLWithPath: "/usr/bin/env"), [name] + arguments)
    }

    /// The command under test.
    static func dinh(_ arguments: String...) async throws -> Result {
        try await run(Checkout.built.appending(path: "dinh"), arguments, environment: environment)
    }

    /// So that the command finds the fixtures besides the checkout's own modules.
    static let environment = ["DINH_MODULE_PATH": Checkout.fixtures.path, "DINH_HOME": Checkout.root.path]

    private static func wait(
        _ program: URL, _ arguments: [String], environment: [String: String], seconds: Double
    ) throws -> Result {
        let folder = try TemporaryFolder()
        let (output, errors) = (folder.url.appending(path: "out"), folder.url.appending(path: "err"))
        for file in [output, errors] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        let end = Date().addingTimeInterval(seconds)
        while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.02) }
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
        return Result(
            status: process.terminationReason == .exit ? process.terminationStatus : -1,
            output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }
}

/// `dinh serve` as a process of its own.
final class ServedProcess: Sendable {
    let port: Int
    let folder: TemporaryFolder
    private let process: Process
    private let log: URL

    var site: URL { folder.url.appending(path: "xa-thu", directoryHint: .isDirectory) }
    var client: HTTPClient { HTTPClient(port: port) }

    /// - Parameters:
    ///   - fixtures: whether the modules of the tests are found besides those of the site.
    ///   - prepare: changes the site's folder before it is opened.
    init(
        modules: String = "  probe:", configuration: String = "", arguments: [String] = [],
        fixtures: Bool = true, prepare: (URL) throws -> Void = { _ in }
    ) async throws {
        folder = try TemporaryFolder()
        try folder.write(
            "name: Xã Thử\ndomains: [thu.example]\nscheme: http\nmodules:\n\(modules)\n\(configuration)\n",
            to: "xa-thu/site.yml")
        try prepare(folder.url.appending(path: "xa-thu", directoryHint: .isDirectory))
        log = try folder.write("", to: "serve.log")
        process = Process()
        process.executableURL = Checkout.built.appending(path: "dinh")
        process.arguments = ["serve", folder.url.appending(path: "xa-thu").path, "--port", "0"] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(Command.environment) { $1 }
        if !fixtures { process.environment?["DINH_MODULE_PATH"] = "" }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
        let end = ContinuousClock.now + .seconds(30)
        while true {
            let text = try String(contentsOf: log, encoding: .utf8)
            if let line = text.split(separator: "\n").first(where: { $0.hasPrefix("serving ") }),
                let port = line.split(separator: ":").last.flatMap({ Int($0) })
            {
                self.port = port
                return
            }
            guard ContinuousClock.now < end, process.isRunning else {
                throw HTTPClient.Failure(description: "dinh serve did not begin: \(text)")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    deinit {
        if process.isRunning { process.interrupt() }
    }

    var output: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    /// Returns once the module has written this into its diary.
    func waitForDiary(_ what: String) async throws {
        let database = try DatabaseQueue(path: site.appending(path: "data/site.sqlite").path)
        let end = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < end {
            let count = try await database.read {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM probe_diary WHERE what = ?", arguments: [what]) ?? 0
            }
            if count > 0 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw HTTPClient.Failure(description: "'\(what)' is not in the diary")
    }

    func terminate() { process.terminate() }

    /// The exit status, once the process has ended; nil when it has not after so many seconds.
    func status(within seconds: Int) async throws -> Int32? {
        let end = ContinuousClock.now + .seconds(seconds)
        while process.isRunning {
            guard ContinuousClock.now < end else { return nil }
            try await Task.sleep(for: .milliseconds(50))
        }
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }
}
