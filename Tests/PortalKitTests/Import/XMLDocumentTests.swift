import Foundation
import Testing

@testable import PortalKit

@Suite struct XMLDocumentTests {
    private func root(_ text: String) throws -> XMLElement { try XMLDocument.root(of: Array(text.utf8)) }

    @Test func namesHaveTheUsualPrefix() throws {
        let root = try root(
            """
            <z:document xmlns:z="http://purl.oclc.org/ooxml/wordprocessingml/main" a="1" z:val="2&lt;"><z:t>a&amp;b\
            <!-- no --><![CDATA[<c>]]></z:t><other xmlns="urn:x"/></z:document>
            """)
        #expect(root.name == "w:document")
        #expect(root["a"] == "1")
        #expect(root["w:val"] == "2<")
        #expect(root.elements.map(\.name) == ["w:t", "?:other"])
        #expect(root.first("w:t")?.text == "a&b<c>")
    }

    @Test(arguments: [
        "<!DOCTYPE a><a/>", "<!DOCTYPE a SYSTEM \"http://127.0.0.1/a.dtd\"><a/>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x \"aaaa\"><!ENTITY y \"&x;&x;&x;\">]><a>&y;</a>",
    ])
    func refusesDeclarations(_ text: String) {
        #expect(throws: DocumentError.forbiddenDeclaration) { try root(text) }
    }

    @Test(arguments: ["", "a", "<a>", "<a></b>", "<a>&x;</a>", "<a/><b/>", "<a b=1/>", "\u{0}", "<a>\u{1}</a>"])
    func refusesWhatIsNone(_ text: String) {
        #expect(throws: DocumentError.damaged) { try root(text) }
    }

    @Test func readsUTF16() throws {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>Đường</a>"
        for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian] {
            let bytes = try #require("\u{FEFF}\(text)".data(using: encoding))
            #expect(try XMLDocument.root(of: Array(bytes)).text == "Đường")
        }
    }

    @Test func boundsDepthElementsAndNamespaces() {
        let deep = String(repeating: "<a>", count: 121) + String(repeating: "</a>", count: 121)
        #expect(throws: DocumentError.tooComplex) { try root(deep) }
        #expect(throws: DocumentError.tooComplex) {
            try XMLDocument.root(of: Array("<a><b/><b/></a>".utf8), limits: XMLLimits(elements: 2))
        }
        let names = (0..<201).map { "<a xmlns:n\($0)=\"urn:\($0)\">" }.joined()
        #expect(throws: DocumentError.tooComplex) { try root(names) }
    }

    /// libxml2 would compare every pair of attributes.
    @Test func boundsAttributes() {
        let attributes = (0..<500_000).map { " a\($0)=''" }.joined()
        #expect(throws: DocumentError.tooComplex) { try root("<a\(attributes)/>") }
    }

    @Test func mutationsNeverDoHarm() {
        var random = SeededRandom(seed: 7)
        let good = Array(
            "<?xml version='1.0'?><w:a xmlns:w='urn:x'><w:b c='1'>x&lt;</w:b><![CDATA[y]]><!-- z --><d/></w:a>".utf8)
        for _ in 0..<10_000 { _ = try? XMLDocument.root(of: good.mutated(using: &random)) }
    }
}
