import Foundation
import GRDB
import Synchronization
import Testing

@testable import EServices
@testable import PortalKit

#if canImport(Glibc)
    import Glibc
#endif

/// Files are held until a scanner has said that they are clean. The scanner here speaks clamd's protocol.
@Suite struct ScanTests {
    @Test func answersOfClamdAreRead() throws {
        #expect(try ClamdScanner.verdict("stream: OK\0") == .clean)
        #expect(try ClamdScanner.verdict("stream: Eicar-Signature FOUND\0") == .infected("Eicar-Signature"))
        for wrong in ["", "UNKNOWN COMMAND", "INSTREAM size limit exceeded. ERROR", "stream: gì đó"] {
            #expect(throws: ClamdScanner.Failure.self) { try ClamdScanner.verdict(wrong) }
        }
    }

    @Test(arguments: ["", "clamd", "host:0", "host:x", ":", "/" + String(repeating: "a", count: 200)])
    func placesAreChecked(_ setting: String) { #expect(ClamdScanner(setting) == nil) }

    @Test func filesAreHeldUntilTheyAreClean() async throws {
        let peer = try ClamdPeer()
        let site = try await ServicesSite(["scanner": .text(peer.path)])
        let context = try site.context()
        let (good, bad) = (Array("lành".utf8), Array("X5O!P%@AP-độc".utf8))
        try await context.storage.write(as: .system("test")) { change in
            var answers = Answers()
            for (name, value) in ServicesSite.applicant { answers.set(name, value) }
            answers.files["p_giay_to_chung_minh"] = try [("a.pdf", good), ("b.pdf", bad)].map { name, bytes in
                let stored = try context.files.store.store(bytes)
                return KeptUpload(hash: stored.hash, name: name, mediaType: .pdf, bytes: bytes.count)
            }
            guard let procedure = try ProcedureRows.fetch(1, in: change.database) else { return }
            try DossierDesk(context).receive(
                DossierDraft(
                    procedure: procedure, content: procedure.content, procedureVersion: 1, formVersion: 1,
                    definition: ServicesSite.form, answers: answers, channel: .online), in: change)
        }
        let officer = try await site.officer()
        _ = try await officer.post("\(ServicesSite.admin)/ho-so/1/xem")
        #expect(try await officer.get("\(ServicesSite.admin)/ho-so/1/tep/1").status == 404)
        try await FileScans.run(context)
        let scans = try await context.storage.read { try DossierRows.files(of: 1, in: $0) }
        #expect(scans.map(\.scan) == [.clean, .infected])
        #expect(scans.last?.finding == "Test-Signature")
        let given = try await officer.get("\(ServicesSite.admin)/ho-so/1/tep/1")
        #expect(given.status == 200)
        #expect(given.headers["Content-Disposition"]?.hasPrefix("attachment") == true)
        #expect(given.bytes == good)
        #expect(try await officer.get("\(ServicesSite.admin)/ho-so/1/tep/2").status == 404)
        #expect(try await officer.get("\(ServicesSite.admin)/ho-so/1").contains("Test-Signature"))
    }

    @Test func withoutTheScannerFilesWait() async throws {
        let site = try await ServicesSite(["scanner": .text("/khong/co/clamd")])
        let context = try site.context()
        try await context.storage.write(as: .system("test")) { change in
            let stored = try context.files.store.store(Array("x".utf8))
            guard let procedure = try ProcedureRows.fetch(1, in: change.database) else { return }
            var answers = Answers()
            for (name, value) in ServicesSite.applicant { answers.set(name, value) }
            answers.files["p_giay_to_chung_minh"] = [
                KeptUpload(hash: stored.hash, name: "a.pdf", mediaType: .pdf, bytes: 1)
            ]
            try DossierDesk(context).receive(
                DossierDraft(
                    procedure: procedure, content: procedure.content, procedureVersion: 1, formVersion: 1,
                    definition: ServicesSite.form, answers: answers, channel: .online), in: change)
        }
        try await FileScans.run(context)
        #expect(try await context.storage.read { try DossierRows.files(of: 1, in: $0) }.map(\.scan) == [.waiting])
    }
}

/// A small peer that speaks clamd's INSTREAM over a socket file, and finds what holds `X5O!P%@AP`.
final class ClamdPeer: Sendable {
    let path: String
    private let descriptor: Int32

    init() throws {
        path = "/tmp/clamd-\(UInt32.random(in: 0 ... .max)).ctl"
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8CString)
        withUnsafeMutableBytes(of: &address.sun_path) { room in
            for (index, byte) in bytes.enumerated() { room[index] = UInt8(bitPattern: byte) }
        }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, listen(descriptor, 8) == 0 else { throw ClamdScanner.Failure.unreachable }
        let own = descriptor
        Thread.detachNewThread {
            while true {
                let peer = accept(own, nil, nil)
                guard peer >= 0 else { return }
                Self.answer(peer)
                close(peer)
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
        unlink(path)
    }

    private static func read(_ count: Int, _ peer: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < count {
            let got = recv(peer, &buffer, min(buffer.count, count - bytes.count), 0)
            guard got > 0 else { return nil }
            bytes += buffer.prefix(got)
        }
        return bytes
    }

    private static func answer(_ peer: Int32) {
        guard read(10, peer) == Array("zINSTREAM\0".utf8) else { return }
        var content: [UInt8] = []
        while let head = read(4, peer) {
            let length = head.reduce(0) { $0 << 8 | Int($1) }
            guard length > 0, let chunk = read(length, peer) else { break }
            content += chunk
        }
        let isBad = String(decoding: content, as: UTF8.self).contains("X5O!P%@AP")
        let line = Array((isBad ? "stream: Test-Signature FOUND\0" : "stream: OK\0").utf8)
        _ = line.withUnsafeBytes { send(peer, $0.baseAddress, $0.count, 0) }
    }
}
