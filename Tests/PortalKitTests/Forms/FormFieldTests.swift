import Foundation
import Testing

@testable import PortalKit

/// What the core itself finds wrong with what was typed.
struct FormFieldTests {
    private static func error(_ type: String, _ typed: String, bounds: ClosedRange<Int>? = nil) -> String? {
        var field = FormField("x", .input(type: type), label: "X", bounds: bounds)
        let texts = Texts(
            language: "vi",
            layers: [
                ["vi": catalogue(["form.no_date", "form.no_time", "form.no_number", "form.number_out_of_bounds"])]
            ])
        field.accept(FormValues([("x", typed)]), texts: texts)
        return field.error
    }

    private static func catalogue(_ keys: [String]) -> TextCatalogue {
        TextCatalogue(
            language: "vi", file: "vi.yml",
            entries: Dictionary(uniqueKeysWithValues: keys.map { ($0, .init(text: $0, file: "vi.yml", line: 1)) }))
    }

    @Test(arguments: [
        ("date", "2026-11-18"), ("date", "18/11/2026"), ("datetime-local", "2026-11-18T08:30"),
        ("datetime-local", "08:30 18/11/2026"), ("datetime-local", "18/11/2026"), ("number", "12"), ("number", "-3"),
        ("date", ""), ("datetime-local", ""), ("number", ""), ("text", "31/02/2026"),
    ])
    func right(_ type: String, _ typed: String) {
        #expect(Self.error(type, typed) == nil)
    }

    @Test(arguments: [
        ("date", "31/02/2026", "form.no_date"), ("date", "ngày mai", "form.no_date"),
        ("date", "2026-11-18T08:30", "form.no_date"), ("datetime-local", "25:00 18/11/2026", "form.no_time"),
        ("datetime-local", "mười giờ", "form.no_time"), ("number", "ba", "form.no_number"),
        ("number", "1.5", "form.no_number"),
    ])
    func wrong(_ type: String, _ typed: String, _ error: String) {
        #expect(Self.error(type, typed) == error)
    }

    @Test func boundsSayMoreThanTheType() {
        #expect(Self.error("number", "ba", bounds: 1...5) == "form.number_out_of_bounds")
    }

    @Test func theSummaryNamesAFieldOnce() {
        var form = Form(fields: [FormField("name", label: "Họ và tên"), FormField("mail", label: "Thư điện tử")])
        form.fail("name", "Chưa nhập mục “Họ và tên”.")
        form.fail("mail", "Địa chỉ chưa đúng.")
        let model = FormModel(form, action: "/gui", csrf: "", submit: "Gửi")
        #expect(model.errors.map(\.text) == ["Chưa nhập mục “Họ và tên”.", "Thư điện tử: Địa chỉ chưa đúng."])
    }

    @Test func timesGoInAndComeOut() {
        var form = Form(fields: [
            FormField("day", .input(type: "date"), label: "Ngày"),
            FormField("at", .input(type: "datetime-local"), label: "Lúc"),
        ])
        let moment = Date(timeIntervalSince1970: 1_795_482_000)
        form.set("day", to: moment)
        form.set("at", to: moment)
        #expect(form["day"] == "2026-11-24" && form["at"] == "2026-11-24T08:00")
        #expect(form.time("at") == moment)
        #expect(form.time("day") == VietnamTime(moment).startOfDay.date)
        form.set("at", to: "")
        #expect(form.time("at") == nil)
        #expect(form.time("nothing") == nil)
    }
}
