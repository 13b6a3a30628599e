import Foundation
import Testing

@testable import DraftConsultation
@testable import PortalKit

/// The sample drafts of the commune Đồng Việt.
@Suite struct SamplesTests {
    private static let files: [(name: String, text: String)] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
            path: "../../../sites/dong-viet/content/draft-consultation")
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.compactMap { file in
            (try? String(contentsOf: file, encoding: .utf8)).map { (file.lastPathComponent, $0) }
        }
    }()

    /// Whenever they are loaded, there is one in each phase, and whatever has begun has comments.
    @Test(arguments: [0, 30, 183, 800])
    func everyPhaseIsShownOnEveryDay(daysLater: Int) async throws {
        let site = try await ConsultationTestSite()
        site.clock.advance(by: .seconds(daysLater * 86_400))
        let folder = site.portal.folder.appending(path: "content/draft-consultation", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in Self.files { try Data(file.text.utf8).write(to: folder.appending(path: file.name)) }
        #expect(try await site.portal.loadContent().flatMap(\.faults) == [])
        let now = try site.context().now()
        var phases: Set<DraftPhase> = []
        for id in 1...Int64(Self.files.count) {
            let draft = try await site.draft(id)
            let phase = draft.phase(at: now)
            phases.insert(phase)
            #expect(draft.commentCount > 0 || phase == .upcoming, "\(draft.content.title)")
        }
        #expect(phases == Set(DraftPhase.allCases))
    }
}
