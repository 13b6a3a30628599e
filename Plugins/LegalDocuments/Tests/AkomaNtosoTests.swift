import Foundation
import Testing

@testable import LegalDocuments
@testable import PortalKit

/// Akoma Ntoso out and in gives the same text and the same tree.
@Suite struct AkomaNtosoTests {
    private static let identity = AkomaNtosoIdentity(
        type: "quyet-dinh", author: "ubnd-xa-thu", authorName: LegalTestSite.committee, number: "15/2026/QĐ-UBND",
        title: "Quy chế & nội quy", issuedOn: "2026-06-12", versionOn: "2026-07-01", publisher: "UBND xã Thử",
        madeOn: "2026-11-24")

    /// The sample texts of the commune Đồng Việt.
    private static let samples: [String] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
            path: "../../../sites/dong-viet/content/legal-documents")
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.sorted { $0.path < $1.path }.compactMap { try? String(contentsOf: $0, encoding: .utf8) }
            .map { $0.split(separator: "---\n", maxSplits: 2).last.map(String.init) ?? "" }
    }()

    private func words(_ text: LegalText) -> [Substring] { text.plainText.split(whereSeparator: \.isWhitespace) }

    @Test func everySampleComesBack() throws {
        #expect(Self.samples.count > 50)
        for sample in Self.samples {
            let text = LegalText(lines: LegalLine.lines(of: sample))
            let xml = AkomaNtosoWriter.write(text, Self.identity)
            let again = LegalText(lines: try AkomaNtosoReader.lines(of: Array(xml.utf8)))
            #expect(words(again) == words(text))
            #expect(
                again.flattened.filter { !$0.anchor.isEmpty }.map { "\($0.role) \($0.anchor)" }
                    == text.flattened.filter { !$0.anchor.isEmpty }.map { "\($0.role) \($0.anchor)" })
        }
    }

    @Test func whatIsNoneIsRefused() {
        #expect(throws: DocumentError.unsupported(.xml)) { try AkomaNtosoReader.lines(of: Array("<a/>".utf8)) }
        #expect(throws: DocumentError.damaged) { try AkomaNtosoReader.lines(of: Array("<akomaNtoso".utf8)) }
    }
}
