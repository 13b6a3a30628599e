public import Foundation

/// A mail as text, to one person.
public struct Mail: Sendable, Hashable {
    /// Who gets it.
    public let recipient: MailAddress
    /// One line.
    public let subject: String
    /// Plain text.
    public let text: String
    /// The record that it is about.
    public let record: RecordReference?
    /// Whether its text opens something, as a link to set a password does: then nobody reads it in the administration,
    /// and it is forgotten once it is sent.
    public let isConfidential: Bool

    /// Makes a mail; line breaks in the subject become spaces.
    public init(
        to recipient: MailAddress, subject: String, text: String, record: RecordReference? = nil,
        isConfidential: Bool = false
    ) {
        self.recipient = recipient
        self.subject = String(subject.normalizedInput().prefix(250))
        self.text = text.nfc
        self.record = record
        self.isConfidential = isConfidential
    }
}

/// A mail as it goes to a mail program: headers by RFC 5322, words in them by RFC 2047, the text as base64.
public struct MailMessage: Sendable, Hashable {
    /// Unique in this site's queue.
    public let id: Int64
    /// Who sends it.
    public let sender: MailAddress
    /// Who gets it.
    public let recipient: MailAddress
    /// The whole message, lines ended by CR LF.
    public let data: Data

    init(id: Int64, mail: Mail, sender: MailAddress, at date: Date) {
        self.id = id
        self.sender = sender
        recipient = mail.recipient
        let domain = sender.address.split(separator: "@").last ?? "localhost"
        let headers = [
            ("From", Self.mailbox(sender)),
            ("To", Self.mailbox(mail.recipient)),
            ("Subject", Self.encodedWords(mail.subject)),
            ("Date", Self.date(date)),
            ("Message-ID", "<\(Int(date.timeIntervalSince1970)).\(id)@\(domain)>"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "base64"),
            ("Auto-Submitted", "auto-generated"),
        ]
        let text = mail.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .joined(separator: "\r\n")
        let body = Data(text.utf8)
            .base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
        data = Data((headers.map { "\($0.0): \($0.1)\r\n" }.joined() + "\r\n" + body + "\r\n").utf8)
    }

    private static func mailbox(_ address: MailAddress) -> String {
        address.name.isEmpty ? address.address : "\(encodedWords(address.name))\r\n <\(address.address)>"
    }

    /// The text as encoded words, one a line; no character is split between two.
    ///
    /// All text is encoded, ASCII too: then there is nothing in it that could need quoting.
    static func encodedWords(_ text: String) -> String {
        var chunks: [String] = [""]
        for character in text {
            // 39 bytes are 52 characters of base64, 64 with "=?utf-8?B?" and "?=": a line has 76, with the header's name.
            if (chunks.last?.utf8.count ?? 0) + character.utf8.count > 39 { chunks.append("") }
            chunks[chunks.count - 1].append(character)
        }
        return chunks.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// `Sat, 31 Jan 2026 07:00:00 +0700`.
    static func date(_ date: Date) -> String {
        let clock = VietnamTime(date)
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let time = [clock.hour, clock.minute, clock.second].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "\(days[clock.weekday - 1]), \(clock.day) \(months[clock.month - 1]) \(clock.year) \(time) +0700"
    }
}
