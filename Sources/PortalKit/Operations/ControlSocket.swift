import Foundation
import NIOCore

/// The place of a site's control socket.
///
/// An address of a local socket holds about a hundred bytes, a folder's path may be longer: then the socket is reached
/// through the opened folder.
final class ControlSocket {
    static let name = "control.sock"
    private static let longestPath = 95

    /// A path that fits into a socket's address.
    let path: String
    private let file: String
    private let folder: Int32?

    init(dataFolder: URL) throws {
        file = dataFolder.appending(path: Self.name).path
        guard file.utf8.count > Self.longestPath else {
            path = file
            folder = nil
            return
        }
        let descriptor = open(dataFolder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ServingLockError(path: dataFolder.path, reason: String(cString: strerror(errno)))
        }
        folder = descriptor
        path = "/proc/self/fd/\(descriptor)/\(Self.name)"
    }

    deinit {
        if let folder { close(folder) }
    }

    var exists: Bool { FileManager.default.fileExists(atPath: file) }

    /// Where the socket is made, before it has its mode and its name.
    var unfinishedPath: String { path + Self.unfinished }
    private static let unfinished = ".new"

    /// Closes the new socket to others and gives it its name.
    func publish() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file + Self.unfinished)
        guard rename(file + Self.unfinished, file) == 0 else {
            throw ServingLockError(path: file, reason: String(cString: strerror(errno)))
        }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: file)
    }
}

/// One line of JSON in each direction.
enum ControlLine {
    typealias Channel = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    static func configure(_ channel: any NIOCore.Channel) -> EventLoopFuture<Channel> {
        channel.eventLoop.makeCompletedFuture {
            try Channel(
                wrappingChannelSynchronously: channel,
                configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }

    static func encode(_ value: some Encodable) throws -> ByteBuffer {
        ByteBuffer(string: try JSONText.encode(value) + "\n")
    }

    /// The first line, or nil when the other side ends or sends more than the limit before a line is complete.
    static func read(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>) async throws -> String? {
        try await first(of: inbound) { $0 }
    }

    /// What the first line gives that is not passed over; nil when the other side ends before, or sends a line that is
    /// longer than the limit.
    static func first<Value>(
        of inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ value: (String) throws -> Value?
    ) async throws -> Value? {
        var bytes: [UInt8] = []
        for try await buffer in inbound {
            bytes.append(contentsOf: buffer.readableBytesView)
            while let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
                guard let line = String(validating: bytes[..<end], as: UTF8.self) else { return nil }
                if let found = try value(line) { return found }
                bytes.removeSubrange(...end)
            }
            guard bytes.count <= ControlServer.lineLimit else { return nil }
        }
        return nil
    }
}
