internal import CCurl
import Foundation
import Synchronization

/// Hands each mail to a mail server by SMTP (RFC 5321), with libcurl.
public struct SMTPMailTransport: MailTransport {
    private let settings: SMTPSettings

    /// A transport to one server.
    public init(_ settings: SMTPSettings) {
        self.settings = settings
    }

    /// Mails leave.
    public var isActive: Bool { true }

    /// Brings one mail to the server, on a thread of its own: libcurl blocks until the server has answered.
    ///
    /// - Throws: ``MailTransportError``; permanent when the server refused this very mail (a reply of 5xx).
    public func deliver(_ message: MailMessage) async throws {
        let password: String?
        do {
            password = try settings.password?.read()
        } catch {
            throw MailTransportError(reason: "mail: \(error.reason)")
        }
        let settings = settings
        let isCancelled = SMTPCancellation()
        try await withTaskCancellationHandler {
            try await BlockingWork.run {
                try SMTPTransfer(settings, password: password, message, isCancelled: isCancelled).run()
            }
        } onCancel: {
            isCancelled.set()
        }
    }
}

/// Whether a transfer is to end early.
final class SMTPCancellation: Sendable {
    private let value = Mutex(false)

    var isSet: Bool { value.withLock { $0 } }

    func set() { value.withLock { $0 = true } }
}

/// One conversation with a mail server. Used by one thread, from its making to its end.
private final class SMTPTransfer {
    private static let isReady = dinh_curl_start() != 0

    private static let connectSeconds = 15
    /// Shorter than the queue's own limit for a transport, so that the reason is known.
    private static let totalSeconds = 50

    private let settings: SMTPSettings
    private let password: String?
    private let message: MailMessage
    private let isCancelled: SMTPCancellation
    private let bytes: [UInt8]
    private var sent = 0
    /// The server's last line.
    private var reply = ""

    init(_ settings: SMTPSettings, password: String?, _ message: MailMessage, isCancelled: SMTPCancellation) {
        self.settings = settings
        self.password = password
        self.message = message
        self.isCancelled = isCancelled
        bytes = Array(message.data)
    }

    func run() throws {
        guard Self.isReady, let handle = dinh_curl_new() else {
            throw MailTransportError(reason: "libcurl cannot be loaded (Debian: libcurl4)")
        }
        defer { dinh_curl_free(handle) }
        let recipients = dinh_curl_list_append(nil, "<\(message.recipient.address)>")
        defer { dinh_curl_list_free(recipients) }
        setServer(handle)
        setMail(handle, recipients)
        let result = dinh_curl_perform(handle)
        guard result != CURLE_OK else { return }
        var code = 0
        dinh_curl_response_code(handle, &code)
        throw failure(result, code: code)
    }

    // MARK: - Options

    private func setServer(_ handle: UnsafeMutableRawPointer) {
        let scheme = settings.security == .tls ? "smtps" : "smtp"
        let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
        // The path is the name with which the client greets: the domain in whose name it writes.
        let name = message.sender.address.split(separator: "@").last ?? "localhost"
        dinh_curl_set_text(handle, CURLOPT_URL, "\(scheme)://\(host):\(settings.port)/\(name)")
        dinh_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        dinh_curl_set_text(handle, CURLOPT_PROXY, "")
        let use = settings.security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
        dinh_curl_set_number(handle, CURLOPT_USE_SSL, Int(use.rawValue))
        dinh_curl_set_number(handle, CURLOPT_SSL_VERIFYPEER, 1)
        dinh_curl_set_number(handle, CURLOPT_SSL_VERIFYHOST, 2)
        if let certificates = settings.certificates { dinh_curl_set_text(handle, CURLOPT_CAINFO, certificates) }
        if let user = settings.user, let password {
            dinh_curl_set_text(handle, CURLOPT_USERNAME, user)
            dinh_curl_set_text(handle, CURLOPT_PASSWORD, password)
        }
        dinh_curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, Self.connectSeconds)
        dinh_curl_set_number(handle, CURLOPT_TIMEOUT, Self.totalSeconds)
        dinh_curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
    }

    private func setMail(_ handle: UnsafeMutableRawPointer, _ recipients: UnsafeMutablePointer<curl_slist>?) {
        let this = Unmanaged.passUnretained(self).toOpaque()
        dinh_curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(message.sender.address)>")
        dinh_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
        dinh_curl_set_number(handle, CURLOPT_UPLOAD, 1)
        dinh_curl_set_pointer(handle, CURLOPT_READDATA, this)
        dinh_curl_set_reader(handle) { buffer, size, count, source in
            guard let buffer, let source else { return 0 }
            return Unmanaged<SMTPTransfer>.fromOpaque(source).takeUnretainedValue().read(into: buffer, size * count)
        }
        dinh_curl_set_pointer(handle, CURLOPT_HEADERDATA, this)
        dinh_curl_set_header_writer(handle) { buffer, size, count, target in
            guard let buffer, let target else { return 0 }
            let line = UnsafeRawBufferPointer(start: buffer, count: size * count)
            Unmanaged<SMTPTransfer>.fromOpaque(target).takeUnretainedValue().reply = String(
                decoding: line.prefix(500), as: UTF8.self)
            return size * count
        }
        dinh_curl_set_number(handle, CURLOPT_NOPROGRESS, 0)
        dinh_curl_set_pointer(handle, CURLOPT_XFERINFODATA, this)
        dinh_curl_set_progress(handle) { target, _, _, _, _ in
            guard let target else { return 0 }
            return Unmanaged<SMTPTransfer>.fromOpaque(target).takeUnretainedValue().isCancelled.isSet ? 1 : 0
        }
    }

    private func read(into buffer: UnsafeMutablePointer<CChar>, _ room: Int) -> Int {
        let piece = bytes[sent..<min(sent + room, bytes.count)]
        UnsafeMutableRawBufferPointer(start: buffer, count: room).copyBytes(from: piece)
        sent += piece.count
        return piece.count
    }

    // MARK: - Failure

    /// What became of it. Only an answer to sender, recipient or text is about this mail; whatever the server says
    /// of login or encryption is about the settings, and the mail waits until they are put right.
    private func failure(_ result: CURLcode, code: Int) -> MailTransportError {
        let isAboutMail =
            result == CURLE_SEND_ERROR || (result == CURLE_WEIRD_SERVER_REPLY && sent == bytes.count)
        let isAboutSettings = [530, 534, 535, 538].contains(code)
        let said = reply.normalizedInput().replacing(message.recipient.address, with: message.recipient.masked)
        let explained = String(cString: dinh_curl_explain(result))
        let reason = code >= 400 && !said.isEmpty ? "\(settings.host): \(said)" : "\(settings.host): \(explained)"
        return MailTransportError(
            reason: reason, isPermanent: isAboutMail && (500...599).contains(code) && !isAboutSettings)
    }
}
