import Testing

@testable import PortalKit

struct CSVTests {
    @Test(arguments: [
        ("xã Đồng Việt", "xã Đồng Việt"), ("", ""), ("a,b", "\"a,b\""), ("nói \"được\"", "\"nói \"\"được\"\"\""),
        ("hai\ndòng", "\"hai\ndòng\""),
    ])
    func quotesOnlyWhatNeedsIt(value: String, cell: String) {
        #expect(CSV.cell(value) == cell)
    }

    @Test(arguments: [
        "=1+1", "@SUM(A1)", "+cmd", "-cmd|calc", "\t=1", "--5", "＝1+1", "-1+cmd|' /C calc'!A0",
    ])
    func defusesFormulas(value: String) {
        let cell = CSV.cell(value)
        #expect(cell.hasPrefix("'") || cell.hasPrefix("\"'"))
    }

    @Test(arguments: ["-5", "+84", "-1.250,5", "12%", "-3 %", "0", "-"])
    func leavesNumbersAlone(value: String) {
        #expect(CSV.cell(value).trimmingCharacters(["\""]) == value)
    }

    @Test func writesLinesWithByteOrderMark() {
        var csv = CSV()
        csv.append(["Tiêu đề", "Số"])
        csv.append([])
        csv.append(["Lúa, ngô", "3"])
        #expect(csv.text == "\u{FEFF}Tiêu đề,Số\r\n\r\n\"Lúa, ngô\",3\r\n")
    }
}

extension String {
    fileprivate func trimmingCharacters(_ characters: Set<Character>) -> String {
        filter { !characters.contains($0) }
    }
}
