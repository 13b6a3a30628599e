import Foundation
import GRDB
import Testing

@testable import EServices
@testable import PortalKit

/// Officers build forms without code; a draft is a draft until it is published, and then stays.
@Suite struct BuilderTests {
    private static let root = "\(ServicesSite.admin)/thu-tuc/1/bieu-mau"

    private func draft(_ site: ServicesSite) async throws -> (FormDefinition, Int) {
        let draft = try #require(try await site.context().storage.read { try FormRows.draft(of: 1, in: $0) })
        return (draft.definition, draft.revision)
    }

    @Test func aFormIsBuiltAndPublished() async throws {
        let site = try await ServicesSite(form: nil)
        let officer = try await site.officer()
        #expect(try await officer.get(Self.root).contains("Chưa có trang nào"))
        let page = try await officer.post(
            "\(Self.root)/trang/moi", ["title": "Nội dung", "shown": "title help", "revision": "0", "then": "send"])
        #expect(page.status == 303)
        let kinds = ["Chọn một", "Chữ (một dòng)"]
        for (number, kind) in kinds.enumerated() {
            let revision = try await draft(site).1
            var typed = [
                "label": "Mục \(number)", "kind": kind, "personal": "1", "columns.count": "1",
                "revision": String(revision), "then": "send",
                "shown":
                    "label kind help required personal options minimum maximum columns formula condition_field condition_test condition_value",
            ]
            if number == 0 { typed["options"] = "Có\nKhông" }
            if number == 1 {
                typed["condition_field"] = "Mục 0 (muc_0)"
                typed["condition_test"] = "bằng"
                typed["condition_value"] = "Có"
            }
            let answer = try await officer.post("\(Self.root)/trang/0/muc/moi", typed)
            #expect(answer.status == 303, "\(kind)")
        }
        let (built, _) = try await draft(site)
        #expect(built.fields.map(\.id) == ["muc_0", "muc_1"])
        #expect(built.fields[0].options == ["Có", "Không"])
        #expect(built.fields[1].condition == .init(field: "muc_0", test: .equals, value: "Có"))
        #expect(try await officer.get("\(Self.root)/xem").contains("Mục 0"))
        #expect(try await officer.post("\(Self.root)/ban-hanh").status == 303)
        let procedure = try #require(try await site.context().storage.read { try ProcedureRows.fetch(1, in: $0) })
        #expect(procedure.formVersion == 1)
    }

    @Test func whatContradictsItselfIsNotPublished() async throws {
        let site = try await ServicesSite()
        let officer = try await site.officer()
        let (_, revision) = try await draft(site)
        // The condition's field moves behind what depends on it.
        let moved = try await officer.post("\(Self.root)/xep/0/viec/xuong/\(revision)")
        #expect(moved.status == 303)
        #expect(try await officer.get(Self.root).contains("không đứng trước"))
        #expect(try await officer.post("\(Self.root)/ban-hanh").status == 409)
    }

    @Test func twoWhoBuildDoNotOverwriteEachOther() async throws {
        let site = try await ServicesSite()
        let officer = try await site.officer()
        let (_, revision) = try await draft(site)
        #expect(try await officer.post("\(Self.root)/xep/0/ban/len/\(revision)").status == 303)
        #expect(try await officer.post("\(Self.root)/xep/0/ban/len/\(revision)").status == 409)
        #expect(try await officer.post("\(Self.root)/xep/7/ban/len/\(revision + 1)").status == 404)
    }

    @Test func aFieldOfAWrongKindIsSaidAtOnce() async throws {
        let site = try await ServicesSite()
        let officer = try await site.officer()
        let (_, revision) = try await draft(site)
        let answer = try await officer.post(
            "\(Self.root)/trang/0/muc/moi",
            [
                "label": "Tổng", "kind": "Tự tính", "formula": "la_gi + 1", "columns.count": "1",
                "condition_field": "Luôn hỏi", "revision": String(revision), "then": "send",
                "shown":
                    "label kind help required personal options minimum maximum columns formula condition_field condition_test condition_value",
            ])
        #expect(answer.status == 422)
        #expect(answer.contains("la_gi"))
        #expect(answer.contains("href=\"#field-formula\""))
        #expect(answer.contains("value=\"Tổng\""))
    }
}
