import Foundation
import Testing

@testable import PortalKit

struct ConfigNodeTests {
    private func parse(_ text: String) -> (node: ConfigNode?, faults: [Fault]) {
        var faults: [Fault] = []
        let node = ConfigNode.parse(text, file: "site.yml", faults: &faults)
        return (node, faults)
    }

    @Test func readsWhatIsWritten() throws {
        let (root, faults) = parse(
            "name: Xã Đồng Việt\nphone: 0222 3 811 002\ncount: 5\nopen: true\nlist: [a, 'b']\nno: ~")
        var notes = faults
        let node = try #require(root)
        #expect(node.text("name", faults: &notes) == "Xã Đồng Việt")
        #expect(node.text("phone", faults: &notes) == "0222 3 811 002")
        #expect(node.integer("count", in: 1...10, faults: &notes) == 5)
        #expect(node.boolean("open", faults: &notes) == true)
        #expect(node.list("list", faults: &notes) == ["a", "b"])
        #expect(node.text("no", faults: &notes) == nil)
        #expect(node.children.map(\.key) == ["name", "phone", "count", "open", "list", "no"])
        #expect(notes.isEmpty)
    }

    @Test func bringsTextToNFC() throws {
        let decomposed = "name: X\u{61}\u{303} Đồng Việt"
        let root = try #require(parse(decomposed).node)
        var faults: [Fault] = []
        let name = try #require(root.text("name", faults: &faults))
        #expect(Array(name.unicodeScalars).count == "Xã Đồng Việt".unicodeScalars.count)
    }

    @Test func notesEveryFaultAndGoesOn() throws {
        let (root, none) = parse("count: nhiều\nopen: có\nname: [x]\nlist: một\ndomain: y\nscheme: htps\n")
        #expect(none.isEmpty)
        let node = try #require(root)
        var faults: [Fault] = []
        #expect(node.integer("count", in: 1...9, faults: &faults) == nil)
        #expect(node.boolean("open", faults: &faults) == nil)
        #expect(node.text("name", faults: &faults) == nil)
        #expect(node.list("list", faults: &faults) == [])
        #expect(node.text("missing", required: true, faults: &faults) == nil)
        #expect(node.choice("scheme", of: ["http", "https"], faults: &faults) == nil)
        node.unknownKeys(allowing: ["count", "open", "name", "list", "domains", "scheme"], faults: &faults)
        #expect(faults.map(\.line) == [1, 2, 3, 4, 1, 6, 5])
        #expect(faults.last?.description == "site.yml:5: unknown key \"domain\"; did you mean \"domains\"?")
        #expect(faults[5].mend.hasPrefix("did you mean"))
    }

    @Test func namesThePathInsideTheFile() throws {
        let root = try #require(parse("home:\n  - block: a\n  - width: full\n    block: {}\n").node)
        var faults: [Fault] = []
        for item in root.items("home", faults: &faults) { _ = item.text("block", faults: &faults) }
        #expect(faults.map(\.description).first?.hasPrefix("site.yml:4: home[2].block must be a text") == true)
    }

    @Test(arguments: [
        ("a: [1, 2\nb: 3", 2), ("a: \"không đóng", 1), ("a:\n\t- b", 2), ("a: 1\n---\nb: 2", 2), ("a: *lạ", 1),
        ("a: b: c", 1), ("x: 1\ny: \u{1}", 2),
    ])
    func refusesWhatIsNotYAML(_ text: String, _ line: Int) {
        let (node, faults) = parse(text)
        #expect(node == nil)
        #expect(faults.count == 1)
        #expect(abs((faults.first?.line ?? 0) - line) <= 1)
    }

    @Test func namesTheSecondOfTwoEqualKeys() {
        let (node, faults) = parse("name: a\ndomains: [x]\n\nname: b\n")
        #expect(node == nil)
        #expect(faults.map(\.line) == [4])
        #expect(faults.first?.message.contains("first on line 1") == true)
    }

    @Test func refusesAliasBombs() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...30 {
            text += "a\(level): &a\(level) [\((0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ", "))]\n"
        }
        let (node, faults) = parse(text + "? *a30\n: x\n")
        #expect(node == nil)
        #expect(faults.count == 1)
    }

    @Test(arguments: ["a: R&D và *đậm*", "a: 'x &b y'\nc: '* b'", "a: Bảo vệ & phát triển *"])
    func letsAmpersandsAndStarsBe(_ text: String) { #expect(parse(text).faults.isEmpty) }

    @Test(arguments: ["[", "{a: ", "- "])
    func refusesDeepNesting(_ opening: String) {
        for depth in [100, 900, 20_000] {
            let (node, faults) = parse(String(repeating: opening, count: depth))
            #expect(node == nil)
            #expect(!faults.isEmpty)
        }
    }

    @Test func survivesHostileBytes() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array(":-[]{}&*!|>'\"%@`?,#\n\t abc0Đ~.\u{0}\u{FEFF}\u{85}")
        for _ in 0..<3000 {
            let text = String(
                (0..<Int.random(in: 0...60, using: &generator)).compactMap { _ in alphabet.randomElement() })
            let (node, faults) = parse(text)
            #expect(node != nil || !faults.isEmpty)
        }
    }

    @Test func boundsAndDecodesFiles() throws {
        let folder = try TemporaryFolder()
        var faults: [Fault] = []
        #expect(ConfigNode.load(file: folder.path + "/none.yml", displayName: "none.yml", faults: &faults) == nil)
        try folder.write(String(repeating: "# x\n", count: 300_000), to: "large.yml")
        #expect(ConfigNode.load(file: folder.path + "/large.yml", displayName: "large.yml", faults: &faults) == nil)
        try Data([0x61, 0x3A, 0x20, 0xFF]).write(to: URL(fileURLWithPath: folder.path + "/latin.yml"))
        #expect(ConfigNode.load(file: folder.path + "/latin.yml", displayName: "latin.yml", faults: &faults) == nil)
        #expect(ConfigNode.load(file: folder.path, displayName: "folder", faults: &faults) == nil)
        #expect(ConfigNode.load(file: "/dev/zero", displayName: "zero", faults: &faults) == nil)
        #expect(faults.map(\.file) == ["none.yml", "large.yml", "latin.yml", "folder", "zero"])
        try folder.write("", to: "empty.yml")
        #expect(ConfigNode.load(file: folder.path + "/empty.yml", displayName: "e", faults: &faults)?.isEmpty == true)
    }
}
