import Foundation
import Testing

@testable import News
@testable import PortalKit

/// What is published without a source, an author or in the wrong section is refused, whatever the way (Art. 9.1, 9.2).
@Suite struct GateTests {
    private func reasons(_ change: (inout ArticleContent) -> Void) throws -> [String] {
        let site = try NewsSite()
        let draft = try site.create(.sample.with(change), as: .writer)
        do {
            try site.write { try site.desk.publish(draft.id, in: $0) }
            return []
        } catch WorkflowError.gatesFailed(let failures) {
            #expect(try site.article(draft.id)?.step == "draft")
            return failures.map(\.reason)
        }
    }

    @Test func sourceAndAuthorAreDemanded() throws {
        #expect(try reasons { $0.source = "" } == ["gate.source_missing"])
        #expect(try reasons { $0.author = "" } == ["gate.author_missing"])
        #expect(try reasons { _ in } == [])
    }

    @Test func referenceNewsStandsInItsSectionOnly() throws {
        #expect(try reasons { $0.isReference = true } == ["gate.reference_elsewhere"])
        #expect(try reasons { $0.section = "tin-tham-khao" } == ["gate.confirmed_in_reference"])
        #expect(
            try reasons {
                $0.section = "tin-tham-khao"
                $0.isReference = true
            } == [])
    }

    @Test func textSectionAndAlternativeTextAreDemanded() throws {
        #expect(try reasons { $0.body = "  " } == ["gate.body_missing"])
        #expect(try reasons { $0.section = "khong-co" } == ["gate.section_unknown"])
        let hash = ContentHash(of: [1])
        let picture = ArticlePicture(
            name: "anh.jpg", variants: [.init(hash: hash, width: 10, height: 10)], alt: "", caption: "")
        let site = try NewsSite()
        let file = try site.files.store.store([1])
        let draft = try site.write(as: .writer) { change in
            try change.register(file, name: "anh.jpg", mediaType: .jpeg)
            return try site.desk.create(.sample.with { $0.picture = picture }, in: change)
        }
        #expect(throws: WorkflowError.gatesFailed([GateFailure(field: "alt", reason: "gate.alt_missing")])) {
            try site.write { try site.desk.publish(draft.id, in: $0) }
        }
    }

    @Test func aPublishedArticleMustStillPass() throws {
        let site = try NewsSite()
        let article = try site.publish(.sample)
        #expect(throws: WorkflowError.self) {
            try site.write { try site.desk.save(article.id, article.content.with { $0.source = "" }, from: 1, in: $0) }
        }
        #expect(try site.article(article.id)?.content.source == "Phòng Kinh tế xã")
    }

    @Test func aMarkOfSecrecyStopsEachWay() throws {
        #expect(try reasons { $0.body = "Kính gửi\n\nTỐI MẬT\n\nNội dung" } == ["gate.secrecy_field"])
        #expect(try reasons { $0.lead = "Số: 05/BC-UBND (MẬT)" } == ["gate.secrecy_field"])
        let site = try NewsSite()
        let article = try site.publish(.sample)
        #expect(throws: WorkflowError.self) {
            try site.write { change in
                try site.desk.save(
                    article.id, article.content.with { $0.title = "Độ mật: Mật" }, from: 1, in: change)
            }
        }
        #expect(try site.article(article.id)?.content.title == article.content.title)
        #expect(try site.read { try Revisions.count(of: article.reference, in: $0) } == 1)
    }

    /// What was found clean when it was scheduled is looked at once more when its time has come.
    @Test func aScheduledArticleIsLookedAtWhenItsTimeHasCome() async throws {
        let site = try NewsSite()
        let clean = try site.publish(.sample.with { $0.publishedAt = site.now.addingTimeInterval(3600) })
        let marked = try site.publish(.sample.with { $0.publishedAt = site.now.addingTimeInterval(3600) })
        try site.write { _ = try $0.saveRevision(of: marked.reference, content: ["title": "TUYỆT MẬT"]) }
        site.advance(3600)
        try await NewsJobs.release.run(site.context())
        #expect(try site.article(clean.id)?.isPublic == true)
        #expect(try site.article(marked.id)?.isPublic == false)
        #expect(try site.article(marked.id)?.isScheduled == true)
    }

    @Test func everyReasonHasItsWords() throws {
        let texts = try NewsTexts.vi()
        for key in [
            "source_missing", "author_missing", "reference_elsewhere", "confirmed_in_reference", "section_unknown",
            "body_missing", "alt_missing",
        ] {
            #expect(texts.optional("gate.\(key)") != nil, "\(key)")
        }
    }
}
