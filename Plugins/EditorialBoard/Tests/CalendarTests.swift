import Foundation
import GRDB
import PortalKit
import Testing

@testable import EditorialBoard

@Suite struct CalendarTests {
    /// Reads content lines back as RFC 5545 says: unfolded, then values unescaped.
    private func lines(_ text: String) -> [(name: String, value: String)] {
        // By bytes, as programs read it: a mark that combines with the byte before is a byte like any other here.
        var lines: [[UInt8]] = [[]]
        var bytes = Array(text.utf8)[...]
        while let byte = bytes.first {
            if bytes.starts(with: [13, 10, 32]) {
                bytes = bytes.dropFirst(3)
            } else if bytes.starts(with: [13, 10]) {
                bytes = bytes.dropFirst(2)
                lines.append([])
            } else {
                lines[lines.count - 1].append(byte)
                bytes = bytes.dropFirst()
            }
        }
        return lines.map { line in
            let end = line.firstIndex(of: 58) ?? line.count
            return (
                String(decoding: line[..<end], as: UTF8.self), String(decoding: line.dropFirst(end + 1), as: UTF8.self)
            )
        }
    }

    private func unescaped(_ value: String) -> String {
        var result = ""
        var isEscaped = false
        for character in value.unicodeScalars {
            if isEscaped {
                result.unicodeScalars.append(character == "n" || character == "N" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.unicodeScalars.append(character)
            }
        }
        return result
    }

    private func randomText() -> String {
        let alphabet = Array("aăđĐ ợ;,\\:\"\nơ€👩‍👩‍👧𝄞\u{301}e\tx".unicodeScalars)
        return String(
            String.UnicodeScalarView((0..<Int.random(in: 0...200)).map { _ in alphabet.randomElement() ?? "a" }))
    }

    @Test func anyTextComesBackFromACalendarThatKeepsTheRules() throws {
        for _ in 0..<1_000 {
            let (summary, place, description) = (randomText(), randomText(), randomText())
            var calendar = ICalendar(name: randomText())
            calendar.add(
                .init(
                    uid: "coverage-1@xa.example", sequence: 3,
                    time: .moments(
                        Date(timeIntervalSince1970: 1_795_482_000), Date(timeIntervalSince1970: 1_795_485_600)),
                    summary: summary, place: place, description: description),
                stamp: Date(timeIntervalSince1970: 0))
            let text = calendar.text
            for line in Array(text.utf8).split(separator: 10, omittingEmptySubsequences: false).dropLast() {
                #expect(line.count <= 76 && line.last == 13)
                #expect(!line.dropLast().contains(13))
            }
            #expect(Array(text.utf8).suffix(15) == Array("END:VCALENDAR\r\n".utf8))
            let found = Dictionary(lines(text)) { first, _ in first }
            #expect(unescaped(found["SUMMARY"] ?? "") == summary)
            #expect(unescaped(found["LOCATION"] ?? "") == place)
            #expect(unescaped(found["DESCRIPTION"] ?? "") == description)
        }
    }

    @Test func controlCharactersAndLineEndsOfAllKindsDoNotBreakALine() {
        #expect(ICalendar.escaped("a\r\nb\rc\u{2028}d\u{0}e\u{7}f") == "a\\nb\\nc\\ndef")
        #expect(ICalendar.escaped("Họp; xong, nghỉ \\ về") == "Họp\\; xong\\, nghỉ \\\\ về")
    }

    @Test func timesAreInUTCAndDaysAreDays() {
        #expect(ICalendar.utc(Date(timeIntervalSince1970: 1_795_482_000)) == "20261124T010000Z")
        var calendar = ICalendar(name: "x")
        calendar.add(
            .init(uid: "item-1@x", sequence: 1, time: .day("2026-12-10"), summary: "Hạn", isCancelled: true),
            stamp: Date(timeIntervalSince1970: 0))
        #expect(calendar.text.contains("\r\nDTSTART;VALUE=DATE:20261210\r\n"))
        #expect(calendar.text.contains("\r\nSTATUS:CANCELLED\r\n"))
    }

    @Test func aMemberFetchesTheirCalendarByASecretAddressThatCanBeChanged() async throws {
        let board = try await BoardSite()
        let office = try await board.office()
        let member = try await board.person(1, BoardPermission.takePart)
        let form = BoardSite.coverage.merging(["members": "\(board.members[1])"]) { $1 }
        #expect(try await office.post(BoardSite.root + "/moi", form).status == 303)
        let shown = try await member.post(BoardSite.root + "/cua-toi/dia-chi-lich")
        let address = try #require(shown.text.firstMatch(of: /\/ban-bien-tap\/lich\.ics\?ma=[A-Za-z0-9_-]{43}/)).output
        #expect(try await !member.get(BoardSite.root + "/cua-toi").contains("?ma="))
        let visitor = board.site.visitor()
        let calendar = try await visitor.get(String(address))
        #expect(calendar.status == 200)
        #expect(calendar.headers["Content-Type"]?.hasPrefix("text/calendar") == true)
        #expect(calendar.headers["Cache-Control"] == "private, no-cache")
        #expect(calendar.contains("DTSTART:20261208T010000Z"))
        #expect(calendar.contains("SUMMARY:Kỳ họp cuối năm HĐND xã"))
        // What changes is there at once, with a higher number.
        let moved = form.merging(["starts_at": "2026-12-09T08:00", "ends_at": "2026-12-09T09:00", "revision": "1"]) {
            $1
        }
        #expect(try await office.post(BoardSite.root + "/1/sua", moved).status == 303)
        let again = try await visitor.get(String(address))
        #expect(again.contains("DTSTART:20261209T010000Z"))
        #expect(again.contains("SEQUENCE:2"))
        for wrong in ["", "?ma=", "?ma=khong-co"] {
            #expect(try await visitor.get("/ban-bien-tap/lich.ics" + wrong).status == 404, "\(wrong)")
        }
        _ = try await member.post(BoardSite.root + "/cua-toi/dia-chi-lich")
        #expect(try await visitor.get(String(address)).status == 404)
        let stored = try await board.read { try String.fetchAll($0, sql: "SELECT token_hash FROM board_feeds") }
        #expect(stored.allSatisfy { !address.hasSuffix($0) && $0.count == 64 })
    }

    @Test func whoeverLeavesTheBoardLosesTheCalendar() async throws {
        let board = try await BoardSite()
        let member = try await board.person(1, BoardPermission.takePart)
        let shown = try await member.post(BoardSite.root + "/cua-toi/dia-chi-lich")
        let address = try #require(shown.text.firstMatch(of: /\/ban-bien-tap\/lich\.ics\?ma=[A-Za-z0-9_-]{43}/)).output
        #expect(try await board.site.visitor().get(String(address)).status == 200)
        let id = board.members[1]
        try await board.write { change in
            var content = try Member.require(id, in: change.database).content
            content.endsOn = "2026-11-23"
            try BoardDesk.save(id, content, in: change)
        }
        #expect(try await board.site.visitor().get(String(address)).status == 404)
        #expect(try await member.get(BoardSite.root + "/cua-toi").contains("chưa gắn với thành viên nào"))
    }

    @Test func aBlockedAccountLosesTheCalendarWithinAMinute() async throws {
        let board = try await BoardSite()
        let member = try await board.person(1, BoardPermission.takePart)
        let shown = try await member.post(BoardSite.root + "/cua-toi/dia-chi-lich")
        let address = try #require(shown.text.firstMatch(of: /\/ban-bien-tap\/lich\.ics\?ma=[A-Za-z0-9_-]{43}/)).output
        #expect(try await board.site.visitor().get(String(address)).status == 200)
        try await board.write { try $0.database.execute(sql: "UPDATE core_accounts SET state = 'blocked'") }
        board.site.clock.advance(by: .seconds(61))
        #expect(try await board.site.visitor().get(String(address)).status == 404)
    }
}
