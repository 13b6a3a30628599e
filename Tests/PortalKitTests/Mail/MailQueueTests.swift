import Foundation
import GRDB
import Synchronization
import Testing

@testable import PortalKit

struct MailQueueTests {
    private let site: TestSite

    init() throws {
        site = try TestSite()
    }

    private func queue(_ transport: any MailTransport) throws -> MailQueue {
        let sender = try #require(MailAddress("khong-tra-loi@dongviet.example", name: "UBND xã Đồng Việt"))
        return MailQueue(
            database: site.database, transport: transport, sender: sender, logger: .silent, now: site.clock.read)
    }

    private func send(_ subject: String) throws {
        let address = try #require(MailAddress("an@dongviet.example"))
        try site.storage().writeBlocking(as: .an) { try $0.send(Mail(to: address, subject: subject, text: "Nội dung")) }
    }

    private func list(_ state: QueuedMail.State) throws -> [QueuedMail] {
        try site.database.readBlocking { try MailQueue.list(state, in: $0) }
    }

    @Test func mailsAreWrittenIntoAFolder() async throws {
        let folder = site.folder.appendingPathComponent("mail")
        let queue = try queue(FolderMailTransport(path: folder.path))
        try send("Một")
        try send("Hai")
        #expect(try await queue.sendDue() == 2)
        #expect(try await queue.sendDue() == 0)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files == ["00000001.eml", "00000002.eml"])
        #expect(try list(.sent).map(\.subject) == ["Hai", "Một"])
    }

    @Test func withoutATransportMailsWait() async throws {
        try send("Một")
        #expect(try await queue(NoMailTransport()).sendDue() == 0)
        #expect(try list(.waiting).count == 1)
    }

    @Test func aFailureIsTriedAgainAndGivenUpWithAnAuditEntry() async throws {
        let transport = FailingTransport()
        let queue = try queue(transport)
        try send("Một")
        for _ in 0..<(MailQueue.attempts + 3) {
            try await queue.sendDue()
            try await queue.sendDue()
            site.clock.advance(9 * 3600)
        }
        #expect(transport.tries.withLock { $0 } == MailQueue.attempts)
        let failed = try list(.failed)
        #expect(failed.first?.error == "no route" && failed.first?.nextAt == nil)
        let page = try await site.database.read { try AuditLog.page(in: $0) }
        #expect(page.entries.map(\.action) == ["mail.failed"])
        #expect(page.entries.first?.note == "no route")
        let (clock, id) = (site.clock, try #require(failed.first?.id))
        try await site.database.write { try MailQueue.retry(id, now: clock.read(), in: $0) }
        #expect(try list(.waiting).count == 1)
    }

    @Test func oldMailsAreDeleted() async throws {
        try send("Một")
        try await queue(FolderMailTransport(path: site.folder.path)).sendDue()
        try send("Hai")
        site.clock.advance(MailQueue.retention + 1)
        let now = site.clock.read()
        try await site.database.write { try MailQueue.prune(now: now, in: $0) }
        #expect(try list(.sent).isEmpty)
        #expect(try list(.waiting).count == 1)
    }

    @Test func sendmailGetsMessageAndRecipient() async throws {
        let out = site.folder.appendingPathComponent("out")
        let program = site.folder.appendingPathComponent("sendmail")
        try Data("#!/bin/sh\necho \"$@\" > '\(out.path)'\ncat >> '\(out.path)'\n".utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program.path)
        try send("Một")
        #expect(try await queue(SendmailTransport(program: program.path)).sendDue() == 1)
        let written = try String(contentsOf: out, encoding: .utf8)
        #expect(written.hasPrefix("-i -f khong-tra-loi@dongviet.example -- an@dongviet.example\nFrom: "))
    }

    @Test func aSendmailThatFailsIsNoSuccess() async throws {
        try send("Một")
        #expect(try await queue(SendmailTransport(program: "/bin/false")).sendDue() == 0)
        #expect(try list(.waiting).first?.error == "/bin/false ended with status 1")
        site.clock.advance(3600)
        #expect(try await queue(SendmailTransport(program: "/nowhere/sendmail")).sendDue() == 0)
        #expect(try list(.waiting).first?.attempts == 2)
    }

    @Test func listsUseIndexes() throws {
        #expect(try site.costlySteps(MailQueue.listing, ["waiting", 9, 50]) == [])
        #expect(try site.costlySteps(MailQueue.dueListing, [TestClock.start]) == [])
    }
}

private final class FailingTransport: MailTransport {
    let tries = Mutex(0)
    let isActive = true

    func deliver(_ message: MailMessage) async throws {
        tries.withLock { $0 += 1 }
        throw MailTransportError(reason: "no route")
    }
}
