import ArgumentParser
import Foundation
import PortalKit

/// What went wrong, in one line that says what to do.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    init(faulty folder: URL, _ error: FaultyConfiguration) {
        let first = error.faults.first.map { "\($0)" } ?? "site.yml"
        let more = error.faults.count > 1 ? " (and \(error.faults.count - 1) more)" : ""
        self.init("\(first)\(more); see dinh check \(folder.lastPathComponent)")
    }
}

/// How far long work is, on one line of the terminal that is written over; nothing when standard error is no terminal.
final class ProgressLine: Sendable {
    private let isTerminal = isatty(STDERR_FILENO) == 1

    /// Shows a step.
    @Sendable func show(_ progress: CommandProgress) {
        guard isTerminal else { return }
        let share = progress.share.map { " \(Int($0 * 100)) %" } ?? ""
        FileHandle.standardError.write(Data("\r\u{1B}[K\(progress.step)\(share)".utf8))
    }

    /// Clears the line.
    func end() {
        if isTerminal { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}

/// Talking to the person at the terminal.
enum Console {
    /// A line to standard error: progress, warnings.
    static func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// A value as JSON on standard output.
    static func print(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        Swift.print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Rows with aligned columns, the headings first; nothing but `empty` when there are no rows.
    static func print(_ headings: [String], _ rows: [[String]], empty: String) {
        Swift.print(rows.isEmpty ? empty : PlainTable.text([headings] + rows), terminator: rows.isEmpty ? "\n" : "")
    }

    /// What a person types in answer to a question.
    ///
    /// - Parameter instead: the option with which nobody is asked.
    static func ask(_ question: String, instead option: String) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            throw Failure("there is nobody to ask; run it in a terminal, or give \(option)")
        }
        FileHandle.standardError.write(Data(question.utf8))
        return readLine() ?? ""
    }

    /// A password: typed twice without being shown, or the first line of standard input.
    static func password(fromInput: Bool) throws -> String {
        if fromInput {
            guard let line = readLine(strippingNewline: true), !line.isEmpty else {
                throw Failure("standard input holds no password; pipe it in as one line")
            }
            return line
        }
        guard isatty(STDIN_FILENO) == 1 else {
            throw Failure("there is no terminal to type the password in; pipe it in with --password-stdin")
        }
        let first = try hidden("Password: ")
        guard try hidden("Again: ") == first else { throw Failure("the two passwords differ; nothing was changed") }
        return first
    }

    private static func hidden(_ question: String) throws -> String {
        FileHandle.standardError.write(Data(question.utf8))
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { throw Failure("the terminal cannot be asked; try again") }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        return readLine() ?? ""
    }
}
