import Foundation
import PortalKit

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a scanner says of a file.
enum ScanVerdict: Sendable, Equatable {
    case clean
    /// With the name of what was found.
    case infected(String)
}

/// Looks for malicious content in what people send.
protocol FileScanner: Sendable {
    /// - Throws: when nothing can be said now; the file waits.
    func scan(_ chunks: AnyIterator<[UInt8]>) throws -> ScanVerdict
}

/// ClamAV's daemon, asked over its socket: the command `INSTREAM` of clamd(8), the file in pieces with their lengths.
struct ClamdScanner: FileScanner {
    enum Place: Sendable, Equatable {
        case path(String)
        case host(String, port: Int)
    }

    enum Failure: Error, Equatable {
        case unreachable
        case interrupted
        case answer(String)
    }

    let place: Place
    /// Seconds for each step of the talk.
    var timeout = 30

    /// `/run/clamav/clamd.ctl`, or `localhost:3310`; nil when it is neither.
    init?(_ setting: String) {
        if setting.hasPrefix("/") {
            guard setting.utf8.count < 100 else { return nil }
            place = .path(setting)
            return
        }
        let parts = setting.split(separator: ":")
        guard parts.count == 2, let port = Int(parts[1]), (1...65_535).contains(port) else { return nil }
        place = .host(String(parts[0]), port: port)
    }

    func scan(_ chunks: AnyIterator<[UInt8]>) throws -> ScanVerdict {
        let descriptor = try connect()
        defer { close(descriptor) }
        try send(Array("zINSTREAM\0".utf8), to: descriptor)
        for chunk in chunks where !chunk.isEmpty {
            try send(Self.length(chunk.count) + chunk, to: descriptor)
        }
        try send(Self.length(0), to: descriptor)
        return try Self.verdict(String(decoding: try answer(from: descriptor), as: UTF8.self))
    }

    /// What clamd's line means.
    static func verdict(_ line: String) throws -> ScanVerdict {
        let text = line.trimmingCharacters(in: CharacterSet(charactersIn: "\0\n\r "))
        guard let colon = text.firstIndex(of: ":") else { throw Failure.answer(String(text.prefix(200))) }
        let said = text[text.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        if said == "OK" { return .clean }
        guard said.hasSuffix(" FOUND") else { throw Failure.answer(String(said.prefix(200))) }
        return .infected(String(said.dropLast(6).prefix(120)))
    }

    private static func length(_ count: Int) -> [UInt8] {
        withUnsafeBytes(of: UInt32(count).bigEndian, Array.init)
    }

    // MARK: - The socket

    private func connect() throws -> Int32 {
        switch place {
        case .path(let path): try connect(path: path)
        case .host(let host, let port): try connect(host: host, port: port)
        }
    }

    private func connect(path: String) throws -> Int32 {
        let descriptor = try open(AF_UNIX)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8CString)
        withUnsafeMutableBytes(of: &address.sun_path) { room in
            for (index, byte) in bytes.enumerated() { room[index] = UInt8(bitPattern: byte) }
        }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Self.connectSocket(descriptor, $0, size) }
        }
        guard result == 0 else {
            close(descriptor)
            throw Failure.unreachable
        }
        return descriptor
    }

    private func connect(host: String, port: Int) throws -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let first = found else { throw Failure.unreachable }
        defer { freeaddrinfo(found) }
        let descriptor = try open(first.pointee.ai_family)
        guard Self.connectSocket(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0 else {
            close(descriptor)
            throw Failure.unreachable
        }
        return descriptor
    }

    private static func connectSocket(
        _ descriptor: Int32, _ address: UnsafePointer<sockaddr>?, _ size: socklen_t
    ) -> Int32 {
        Glibc.connect(descriptor, address, size)
    }

    private func open(_ family: Int32) throws -> Int32 {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure.unreachable }
        var limit = timeval(tv_sec: timeout, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        return descriptor
    }

    private func send(_ bytes: [UInt8], to descriptor: Int32) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure.interrupted }
            sent += count
        }
    }

    /// The answer, which ends with a zero byte.
    private func answer(from descriptor: Int32) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 512)
        while bytes.count < 4_096, !bytes.contains(0) {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { throw Failure.interrupted }
            if count == 0 { break }
            bytes += buffer.prefix(count)
        }
        guard !bytes.isEmpty else { throw Failure.interrupted }
        return bytes
    }
}
