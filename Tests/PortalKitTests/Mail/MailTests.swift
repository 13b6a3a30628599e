import Foundation
import Testing

@testable import PortalKit

struct MailTests {
    private func message(
        subject: String = "Chào", text: String = "Nội dung", name: String = ""
    ) throws -> String {
        let recipient = try #require(MailAddress("an@dongviet.example", name: name))
        let sender = try #require(MailAddress("khong-tra-loi@dongviet.example", name: "UBND xã Đồng Việt"))
        let mail = Mail(to: recipient, subject: subject, text: text)
        let message = MailMessage(id: 12, mail: mail, sender: sender, at: TestClock.start)
        return String(decoding: message.data, as: UTF8.self)
    }

    private func headers(_ message: String) -> [String] {
        String(message.components(separatedBy: "\r\n\r\n").first ?? "").replacing("\r\n ", with: " ")
            .components(separatedBy: "\r\n")
    }

    @Test func aMessageHasTheHeadersOfRFC5322() throws {
        let headers = headers(try message())
        #expect(headers.contains("To: an@dongviet.example"))
        #expect(headers.contains("Date: Sat, 31 Jan 2026 07:00:00 +0700"))
        #expect(headers.contains("Message-ID: <1769817600.12@dongviet.example>"))
        #expect(headers.contains("Subject: =?utf-8?B?Q2jDoG8=?="))
        #expect(
            headers.contains { $0.hasPrefix("From: =?utf-8?B?") && $0.hasSuffix("<khong-tra-loi@dongviet.example>") })
        #expect(headers.allSatisfy { $0.allSatisfy(\.isASCII) })
    }

    @Test(arguments: ["a\r\nBcc: x@y.example", "a\nBcc: x@y.example", "a\rBcc: x", "a\u{2028}Bcc: x", "a\u{85}b", "\0"])
    func noLineBreakGetsIntoAHeader(evil: String) throws {
        let headers = headers(try message(subject: evil, name: evil))
        #expect(
            headers.map { $0.prefix { $0 != ":" } } == [
                "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type",
                "Content-Transfer-Encoding", "Auto-Submitted",
            ])
    }

    @Test func longSubjectsAreSplitBetweenCharacters() throws {
        let subject = String(repeating: "Đường ở xã ", count: 20).trimmingCharacters(in: .whitespaces)
        let message = try message(subject: subject)
        #expect(message.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 78 })
        let words = MailMessage.encodedWords(subject).components(separatedBy: "\r\n ")
        let decoded = try words.map { word in
            let base64 = word.dropFirst("=?utf-8?B?".count).dropLast(2)
            let data = try #require(Data(base64Encoded: String(base64)))
            return try #require(String(data: data, encoding: .utf8))
        }
        #expect(decoded.joined() == subject)
    }

    @Test func theTextIsWhole() throws {
        let text = "Kính gửi ông Quàng Văn Bình,\n\nHồ sơ đã nhận.\n.\n" + String(repeating: "đ", count: 500)
        let message = try message(text: text)
        let body = try #require(message.components(separatedBy: "\r\n\r\n").last)
        let data = try #require(Data(base64Encoded: body, options: .ignoreUnknownCharacters))
        #expect(String(decoding: data, as: UTF8.self) == text.replacing("\n", with: "\r\n"))
    }

    @Test(arguments: ["an@dongviet.example", "a.b+c@x-y.gov.vn", "A1@b.c"])
    func addressesAreTaken(address: String) {
        #expect(MailAddress(address)?.address == address)
    }

    @Test(arguments: [
        "", "an", "an@", "@x.vn", "an@x", "an@@x.vn", "a b@x.vn", "an@x.vn\r\nBcc: y@z.vn", "-f@x.vn", "a..b@x.vn",
        "an@-x.vn", "an@x..vn", "an@x.vn,b@x.vn", "<an@x.vn>", "ân@x.vn", "an@xã.vn", "an@x.vn\0",
        String(repeating: "a", count: 65) + "@x.vn",
    ])
    func otherTextIsNoAddress(address: String) {
        #expect(MailAddress(address) == nil)
    }

    @Test func addressesAreMaskedInLogs() throws {
        #expect("\(try #require(MailAddress("an@dongviet.example")))" == "a***@dongviet.example")
    }
}
