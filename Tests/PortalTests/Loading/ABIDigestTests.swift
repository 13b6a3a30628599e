import Foundation
import Testing

/// The ABI number changes with everything that a compiled module depends on, and with nothing else.
@Suite(.fewAtOnce) struct ABIDigestTests {
    private static let core = Checkout.root.appending(path: "Sources/PortalKit", directoryHint: .isDirectory)
    private static let tool = Checkout.built.appending(path: "abi-digest-tool")

    private static func source(_ path: String) throws -> String {
        try String(contentsOf: core.appending(path: path), encoding: .utf8)
    }

    private static func digest(_ text: String) async throws -> String {
        let folder = try TemporaryFolder()
        let file = try folder.write(text, to: "Source.swift")
        let result = try await Command.run(tool, ["--print", file.path])
        #expect(result.status == 0, "\(result.errors)")
        return result.output
    }

    /// A change of a real source of the core: what is replaced by what.
    struct Change: Sendable, CustomTestStringConvertible {
        let name: String
        let path: String
        let old: String
        let new: String

        var testDescription: String { name }
    }

    static let harmless = [
        Change(
            name: "the body of a function", path: "Module/ModuleContext.swift",
            old: "path == \"/\" ? mountPath : mountPath + path", new: "mountPath + (path == \"/\" ? \"\" : path)"),
        Change(
            name: "the body of a computed property", path: "Site/SiteIdentity.swift",
            old: "{ languages[0] }", new: "{ languages.first ?? \"vi\" }"),
        Change(
            name: "a comment", path: "Site/SiteIdentity.swift", old: "/// Postal address, or nil.",
            new: "/// Where letters go, or nil."),
        Change(name: "white space", path: "Site/SiteIdentity.swift", old: "\n    ", new: "\n\n  "),
    ]

    static let dangerous = [
        Change(
            name: "a public method more", path: "Site/SiteIdentity.swift",
            old: "public var language: String", new: "public func more() {}\n    public var language: String"),
        Change(
            name: "a private stored property more", path: "Site/SiteIdentity.swift",
            old: "public let authority: String", new: "private let more: Int = 0\n    public let authority: String"),
        Change(
            name: "another type of a property", path: "Site/SiteIdentity.swift",
            old: "public let phone: String?", new: "public let phone: String"),
        Change(
            name: "properties in another order", path: "Site/SiteIdentity.swift",
            old: "public let name: String\n", new: "public let nema: String\n"),
        Change(
            name: "a protocol requirement more", path: "Module/PortalModule.swift",
            old: "func stop() async", new: "func stop() async\n    func more()"),
        Change(
            name: "a case more", path: "HTTP/PortalError.swift", old: "case notFound\n",
            new: "case more\n    case notFound\n"),
        Change(
            name: "another default value of a parameter", path: "Module/ModuleContext.swift",
            old: "path: String = \"/\"", new: "path: String = \"\""),
    ]

    @Test func changesWithTheBodyOfCodeThatClientsHoldCopiesOf() async throws {
        let text = "@inlinable public func twice(_ number: Int) -> Int { number * 2 }"
        #expect(try await Self.digest(text) != Self.digest(text.replacing("* 2", with: "+ number")))
    }

    @Test(arguments: harmless)
    func staysWith(change: Change) async throws {
        let text = try Self.source(change.path)
        #expect(text.contains(change.old))
        #expect(try await Self.digest(text) == Self.digest(text.replacing(change.old, with: change.new)))
    }

    @Test(arguments: dangerous)
    func changesWith(change: Change) async throws {
        let text = try Self.source(change.path)
        #expect(text.contains(change.old))
        #expect(try await Self.digest(text) != Self.digest(text.replacing(change.old, with: change.new)))
    }

    @Test func changesWithVersionAndPins() async throws {
        let folder = try TemporaryFolder()
        let source = try folder.write("public struct A {}\n", to: "A.swift")
        let manifest = try String(contentsOf: Checkout.root.appending(path: "Package.swift"), encoding: .utf8)
        func marker(version: String = "1.0.0", manifest: String) async throws -> String {
            let versionFile = try folder.write(version, to: "VERSION")
            let manifestFile = try folder.write(manifest, to: "Package.swift")
            let output = folder.url.appending(path: "marker.swift")
            let result = try await Command.run(
                Self.tool, [output.path, versionFile.path, manifestFile.path, source.path])
            #expect(result.status == 0, "\(result.errors)")
            return try String(contentsOf: output, encoding: .utf8)
        }
        let before = try await marker(manifest: manifest)
        #expect(before.contains("dinh-abi:1.0.0/"))
        #expect(try await marker(manifest: manifest) == before)
        #expect(try await marker(version: "1.0.1", manifest: manifest) != before)
        let pin = try #require(manifest.firstMatch(of: /GRDB.swift", exact: "([^"]+)"/)).1
        let bumped = manifest.replacing("GRDB.swift\", exact: \"\(pin)\"", with: "GRDB.swift\", exact: \"9.9.9\"")
        #expect(try await marker(manifest: bumped) != before)
        #expect(try await marker(manifest: manifest + "\n// a comment\n") == before)
    }

    /// What is no Swift at all, or half of it, costs at most another number: the tool never fails nor hangs.
    @Test func anyTextHasADigest() async throws {
        var random = SplitMix(state: 20_261_124)
        let folder = try TemporaryFolder()
        let sources = try FileManager.default.subpathsOfDirectory(atPath: Self.core.path)
            .filter { $0.hasSuffix(".swift") }.sorted().map { Array(try Self.source($0).utf8) }
        let splices = ["\"", "\"\"\"", "#\"", "\"#", "\\(", "/*", "*/", "//", "{", "}", "(", "\\", "#", "\u{0}", "ữ"]
            .map { Array($0.utf8) }
        var paths: [String] = []
        for number in 0..<600 {
            var text = sources[Int(random.next() % UInt64(sources.count))]
            for _ in 0...Int(random.next() % 4) {
                let place = Int(random.next() % UInt64(text.count + 1))
                switch random.next() % 3 {
                case 0: text.insert(contentsOf: splices[Int(random.next() % UInt64(splices.count))], at: place)
                case 1: text.removeSubrange(place..<min(text.count, place + Int(random.next() % 40)))
                default: text = Array(text[..<place])
                }
            }
            // The tool reads text; a mutation may have cut a letter in two.
            paths.append(try folder.write(String(decoding: text, as: UTF8.self), to: "\(number).swift").path)
        }
        let result = try await Command.run(Self.tool, ["--print"] + paths, seconds: 60)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.count == 17)
        #expect(try await Command.run(Self.tool, ["--print"] + paths, seconds: 60).output == result.output)
    }
}

/// Random numbers that are the same in each run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
