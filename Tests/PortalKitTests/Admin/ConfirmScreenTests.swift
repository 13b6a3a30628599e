import Testing

@testable import PortalKit

/// A button that asks first: the core shows the question, and only its own button reaches the handler.
struct ConfirmScreenTests {
    @Test func theQuestionStandsBetween() async throws {
        let test = try await AdminTestSite()
        let lan = try await test.administrator()
        let path = "/quan-tri/phan-he/fields/tat"
        let page = try await lan.post(
            path,
            [
                "confirm-question": "Tắt “Đồng <ruộng>”?", "confirm-explanation": "Dữ liệu vẫn còn.",
                "confirm-submit": "Tắt", "confirm-back": AdminPath.modules,
            ])
        #expect(page.status == 200)
        #expect(page.contains("Tắt “Đồng &lt;ruộng&gt;”?") && page.contains("Dữ liệu vẫn còn."))
        #expect(page.contains("action=\"\(path)\"") && page.contains("href=\"\(AdminPath.modules)\""))
        #expect(!page.contains("confirm-question"))
        #expect(test.site.site.module("fields")?.state == .enabled)
        #expect(try await lan.post(path).status == 303)
        #expect(test.site.site.module("fields")?.state == .disabled)
    }

    @Test func itLeadsNowhereElseAndNeedsTokenAndPermission() async throws {
        let test = try await AdminTestSite()
        let lan = try await test.administrator()
        let (path, question) = ("/quan-tri/phan-he/fields/tat", "Tắt?")
        for back in ["//cho-khac.example", "https://cho-khac.example/quan-tri", "/quan-tri-gia", "javascript:1"] {
            let page = try await lan.post(path, ["confirm-question": question, "confirm-back": back])
            #expect(page.status == 200)
            #expect(!page.contains(back))
        }
        let clerk = try await test.site.official(permissions: ["fields.write"])
        #expect(try await clerk.post(path, ["confirm-question": question]).status == 403)
        #expect(try await lan.post(path, ["confirm-question": question], isForged: true).status >= 400)
        #expect(try await lan.post(path, ["confirm-question": String(repeating: "?", count: 5_000)]).status == 200)
    }

    @Test func theButtonCarriesItsQuestion() throws {
        let post = AdminPost("Xóa", url: "/x", subject: "Hội làng", confirm: .init("Xóa “Hội làng”?"))
        let action = PostAction(post, csrf: "…", back: "/quan-tri/fields")
        #expect(action.confirmation?.question == "Xóa “Hội làng”?" && action.confirmation?.submit == "Xóa")
        #expect(PostAction(AdminPost("Lên", url: "/x", subject: ""), csrf: "…").confirmation == nil)
    }
}
