import Foundation

/// Runs a program of the system on what a stranger sent: with little memory, little time, nothing of this process's
/// environment, and its answer cut off at a limit.
struct LimitedProgram: Sendable {
    /// The program's absolute path.
    let path: String
    /// What it may use.
    var memoryBytes = 512 << 20
    /// Processor time, and twice as much by the clock.
    var seconds = 20
    /// How much of its output is read; when there is more, it is stopped.
    var outputBytes = 8 << 20

    /// What the program wrote.
    struct Output: Sendable {
        let bytes: [UInt8]
        let isComplete: Bool
        let status: Int32
    }

    /// Runs the program to its end. Blocks the thread.
    func run(_ arguments: [String]) throws(DocumentError) -> Output {
        for needed in [Self.timeLimiter, Self.limiter, path] where !FileManager.default.isExecutableFile(atPath: needed)
        {
            throw .programMissing(needed)
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.timeLimiter)
        process.arguments =
            ["--kill-after=2", "\(seconds * 2)", Self.limiter, "--as=\(memoryBytes)", "--cpu=\(seconds)"]
            + ["--fsize=0", "--core=0", "--", path] + arguments
        process.environment = ["LC_ALL": "C.UTF-8"]
        process.currentDirectoryURL = URL(fileURLWithPath: "/")
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw .programMissing(path)
        }
        var bytes: [UInt8] = []
        while bytes.count <= outputBytes, let chunk = try? output.fileHandleForReading.read(upToCount: 1 << 16),
            !chunk.isEmpty
        {
            bytes += chunk
        }
        let isComplete = bytes.count <= outputBytes
        // The time limiter leads a process group of its own, which holds the program too.
        if !isComplete { kill(-process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        // 124: out of time. From 128 on: ended by a signal, as when the processor time is used up.
        let isCutOff = process.terminationReason == .uncaughtSignal || process.terminationStatus >= 124
        if isComplete, isCutOff { throw .tooSlow(seconds: seconds) }
        return Output(
            bytes: Array(bytes.prefix(outputBytes)), isComplete: isComplete, status: process.terminationStatus)
    }

    /// Parts of util-linux and coreutils, which every Debian has.
    private static let limiter = "/usr/bin/prlimit"
    private static let timeLimiter = "/usr/bin/timeout"
}
