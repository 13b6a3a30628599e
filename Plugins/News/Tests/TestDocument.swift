import Foundation

@testable import PortalKit

/// Documents as people send them.
enum TestDocument {
    /// A Word document with two paragraphs in the font .VnTime.
    static let oldFont: [UInt8] = Array(Data(base64Encoded: base64) ?? Data())

    private static let base64 = """
        UEsDBBQAAAAIAAAAIVzHHBc8CgAAAAgAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbLMJqSxILda3AwBQSwMEFAAAAAgAAAAhXLnk\
        BP/ZAAAAXQEAABEAAAB3b3JkL2RvY3VtZW50LnhtbKWQsU7DMBCGX+XknTgwIBQl6YBUMTKU7oljEqv1nWUfpDxIV0akPgGd4xfD\
        aQUs3br8v0736f91Vy52dgvv2gdDWInbLBegUVFnsK/Ey2p58yAWdTkWHak3q5Eh8RiKsRIDsyukDGrQtgkZOY1p90reNpxG38uR\
        fOc8KR1CirNbeZfn99I2BsUc2VL3MbubxZ/k+WxLQg4wFk1QxlQiW+PKWC1kXco/iOuneDCA/RA/geMX9rCJe54JPnMnddc0PE5H\
        hDYeYDd9QzsdCVSS7EKH/D1H/r+q/gFQSwECFAMUAAAACAAAACFcxxwXPAoAAAAIAAAAEwAAAAAAAAAAAAAAgAEAAAAAW0NvbnRl\
        bnRfVHlwZXNdLnhtbFBLAQIUAxQAAAAIAAAAIVy55AT/2QAAAF0BAAARAAAAAAAAAAAAAACAATsAAAB3b3JkL2RvY3VtZW50Lnht\
        bFBLBQYAAAAAAgACAIAAAABDAQAAAAA=
        """
}

extension TestPage {
    /// The form's fields as a browser sends them back.
    func fields(_ names: [String]) -> [String: String] {
        var values: [String: String] = [:]
        for name in names {
            guard let tag = text.firstRange(of: "name=\"\(name)\""),
                let end = text[tag.upperBound...].firstIndex(of: ">"),
                let value = text[tag.upperBound..<end].firstRange(of: "value=\"")
            else { continue }
            values[name] = String(text[value.upperBound...].prefix { $0 != "\"" })
                .replacing("&quot;", with: "\"").replacing("&#34;", with: "\"").replacing("&amp;", with: "&")
        }
        return values
    }
}
