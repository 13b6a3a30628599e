internal import CCurl
import Foundation

/// One question to a provider's server.
struct ProviderCall: Sendable, Equatable {
    /// What is sent with a POST; nil for a GET.
    enum Authorization: Sendable, Equatable {
        case basic(String)
        case bearer(String)
    }

    var url: String
    var form: [String: String]?
    var authorization: Authorization?
    /// A file with the certificates to trust instead of the system's.
    var certificates: String?
}

/// What a provider's server said.
struct ProviderAnswer: Sendable {
    let status: Int
    let body: [UInt8]
}

/// The server was not reached, or said too much; the text is for the log and holds nothing of a person.
struct ProviderUnreachable: Error, CustomStringConvertible {
    let description: String
}

extension ProviderCall {
    /// Asks, on a thread of its own: libcurl blocks until the server has answered.
    static func send(_ call: ProviderCall) async throws -> ProviderAnswer {
        try await BlockingWork.run { try ProviderTransfer(call).run() }
    }
}

/// One conversation with a provider's server. Used by one thread, from its making to its end.
private final class ProviderTransfer {
    private static let isReady = dinh_curl_start() != 0

    private static let connectSeconds = 5
    private static let totalSeconds = 10
    /// Keys and claims are a few kilobytes.
    private static let mostBytes = 256 << 10

    private let call: ProviderCall
    private var body: [UInt8] = []

    init(_ call: ProviderCall) { self.call = call }

    func run() throws -> ProviderAnswer {
        guard Self.isReady, let handle = dinh_curl_new() else {
            throw ProviderUnreachable(description: "libcurl cannot be loaded (Debian: libcurl4)")
        }
        defer { dinh_curl_free(handle) }
        var fields = dinh_curl_list_append(nil, "Accept: application/json")
        switch call.authorization {
        case .basic(let value): fields = dinh_curl_list_append(fields, "Authorization: Basic \(value)")
        case .bearer(let value): fields = dinh_curl_list_append(fields, "Authorization: Bearer \(value)")
        case nil: break
        }
        defer { dinh_curl_list_free(fields) }
        dinh_curl_set_list(handle, CURLOPT_HTTPHEADER, fields)
        setServer(handle)
        if let form = call.form {
            // The text is copied; it has no zero byte, being encoded.
            dinh_curl_set_text(
                handle, CURLOPT_COPYPOSTFIELDS, FormURLEncoded.encode(form.sorted { $0.key < $1.key }.map { ($0, $1) }))
        }
        setBody(handle)
        let result = dinh_curl_perform(handle)
        guard result == CURLE_OK else {
            throw ProviderUnreachable(description: String(cString: dinh_curl_explain(result)))
        }
        var code = 0
        dinh_curl_response_code(handle, &code)
        return ProviderAnswer(status: code, body: body)
    }

    private func setServer(_ handle: UnsafeMutableRawPointer) {
        dinh_curl_set_text(handle, CURLOPT_URL, call.url)
        dinh_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "https,http")
        // This machine is reached directly; to others the server's proxy leads, if its environment names one.
        if ProviderAddress(call.url)?.isLoopback == true { dinh_curl_set_text(handle, CURLOPT_PROXY, "") }
        dinh_curl_set_text(handle, CURLOPT_USERAGENT, "dinh")
        dinh_curl_set_number(handle, CURLOPT_FOLLOWLOCATION, 0)
        dinh_curl_set_number(handle, CURLOPT_SSL_VERIFYPEER, 1)
        dinh_curl_set_number(handle, CURLOPT_SSL_VERIFYHOST, 2)
        if let certificates = call.certificates { dinh_curl_set_text(handle, CURLOPT_CAINFO, certificates) }
        dinh_curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, Self.connectSeconds)
        dinh_curl_set_number(handle, CURLOPT_TIMEOUT, Self.totalSeconds)
        dinh_curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
    }

    private func setBody(_ handle: UnsafeMutableRawPointer) {
        dinh_curl_set_pointer(handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(self).toOpaque())
        dinh_curl_set_writer(handle) { buffer, size, count, target in
            guard let buffer, let target else { return 0 }
            let piece = UnsafeRawBufferPointer(start: buffer, count: size * count)
            return Unmanaged<ProviderTransfer>.fromOpaque(target).takeUnretainedValue().take(piece)
        }
    }

    /// - Returns: how much was taken; less than was offered ends the transfer.
    private func take(_ piece: UnsafeRawBufferPointer) -> Int {
        guard body.count + piece.count <= Self.mostBytes else { return 0 }
        body.append(contentsOf: piece)
        return piece.count
    }
}
