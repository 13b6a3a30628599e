import Foundation
import Testing

@testable import PortalKit

/// SMTP against a real server on loopback.
@Suite(.serialized) struct SMTPTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var message: MailMessage {
        get throws {
            let recipient = try #require(MailAddress("an@dongviet.example", name: "An"))
            let sender = try #require(MailAddress("cong@dongviet.example", name: "Xã Đồng Việt"))
            let mail = Mail(to: recipient, subject: "Chào", text: "Dòng một\n.\nDòng ba")
            return MailMessage(id: 7, mail: mail, sender: sender, at: Date(timeIntervalSince1970: 1_800_000_000))
        }
    }

    private func deliver(_ settings: SMTPSettings) async -> MailTransportError? {
        do {
            try await SMTPMailTransport(settings).deliver(try message)
            return nil
        } catch {
            return error as? MailTransportError ?? MailTransportError(reason: "\(error)")
        }
    }

    @Test func aMailArrivesAsItWasWritten() async throws {
        let server = try SMTPServer(.plain, in: folder.path)
        #expect(await deliver(SMTPSettings(host: "127.0.0.1", port: server.port, security: .none)) == nil)
        #expect(try server.envelope == "cong@dongviet.example an@dongviet.example")
        #expect(try server.mail == (try message).data)
    }

    @Test(arguments: [SMTPServer.Mode.starttls, .tls])
    func theCertificateIsVerified(mode: SMTPServer.Mode) async throws {
        let server = try SMTPServer(mode, in: folder.path)
        let security: SMTPSettings.Security = mode == .tls ? .tls : .starttls
        let unknown = await deliver(SMTPSettings(host: "localhost", port: server.port, security: security))
        #expect(unknown?.isPermanent == false)
        let settings = SMTPSettings(
            host: "localhost", port: server.port, security: security, certificates: server.certificate)
        #expect(await deliver(settings) == nil)
        var otherName = settings
        otherName.host = "127.0.0.1"
        #expect(await deliver(otherName) != nil)
    }

    @Test func aServerWithoutTLSGetsNothing() async throws {
        let server = try SMTPServer(.plain, in: folder.path)
        let error = await deliver(SMTPSettings(host: "127.0.0.1", port: server.port, security: .starttls))
        #expect(error?.isPermanent == false)
        #expect(throws: (any Error).self) { try server.mail }
    }

    @Test func aWrongPasswordIsTriedAgainLater() async throws {
        let server = try SMTPServer(.auth, in: folder.path)
        let file = folder.path + "/password"
        try Data("sai\n".utf8).write(to: URL(fileURLWithPath: file))
        let settings = SMTPSettings(
            host: "localhost", port: server.port, security: .starttls, user: "cong", password: .file(file),
            certificates: server.certificate)
        let refused = await deliver(settings)
        #expect(refused?.isPermanent == false)
        #expect(refused?.reason.contains("sai") == false)
        try Data("mật khẩu thư\n".utf8).write(to: URL(fileURLWithPath: file))
        #expect(await deliver(settings) == nil)
    }

    @Test(arguments: [(SMTPServer.Mode.temporary, false), (.permanent, true), (.unknownRecipient, true)])
    func aRefusalIsTemporaryOrPermanent(mode: SMTPServer.Mode, isPermanent: Bool) async throws {
        let server = try SMTPServer(mode, in: folder.path)
        let error = await deliver(SMTPSettings(host: "127.0.0.1", port: server.port, security: .none))
        #expect(error?.isPermanent == isPermanent)
        #expect(error?.reason.contains("an@dongviet.example") == false)
    }

    @Test func aServerThatIsDownIsTriedAgainLater() async throws {
        let error = await deliver(SMTPSettings(host: "127.0.0.1", port: 9, security: .none))
        #expect(error?.isPermanent == false)
    }
}

/// The server of `smtp_server.py`, for as long as this value lives.
final class SMTPServer: Sendable {
    enum Mode: String, Sendable {
        case plain, starttls, tls, auth, temporary, permanent
        case unknownRecipient = "unknown-recipient"
    }

    let port: Int
    let certificate: String
    private let folder: String
    private let input: FileHandle

    init(_ mode: Mode, in folder: String) throws {
        self.folder = folder
        certificate = folder + "/certificate.pem"
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "smtp_server.py").path
        var arguments = [script, folder, mode.rawValue]
        if [.starttls, .tls, .auth].contains(mode) {
            let key = folder + "/key.pem"
            try Self.run(
                "/usr/bin/openssl",
                [
                    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out",
                    certificate,
                ])
            arguments += [certificate, key]
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = arguments
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        self.input = input.fileHandleForWriting
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    deinit {
        try? input.close()
    }

    var mail: Data { get throws { try Data(contentsOf: URL(fileURLWithPath: folder + "/mail.eml")) } }
    var envelope: String { get throws { try String(contentsOfFile: folder + "/envelope", encoding: .utf8) } }

    private static func run(_ program: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
    }
}
