import Testing

@testable import PortalKit

@Suite struct SettingTypeTextTests {
    @Test(arguments: [
        (SettingType.text(maximumLength: 9), "Tin", SettingValue.text("Tin")),
        (.integer(1...9), "7", .integer(7)), (.boolean, "true", .boolean(true)), (.boolean, "false", .boolean(false)),
        (.choice(["a", "b"]), "b", .text("b")), (.list, "một, hai", .list(["một", "hai"])),
        (.list, "[\"một, hai\"]", .list(["một, hai"])), (.list, "", .list([])),
        (.records([]), "[{\"ten\":\"Đông\"}]", .records([["ten": .text("Đông")]])),
    ])
    func whatAPersonWritesIsTaken(_ type: SettingType, _ text: String, _ value: SettingValue) {
        #expect(type.value(of: text) == value)
    }

    @Test(arguments: [
        (SettingType.integer(1...9), "bảy"), (.boolean, "có"), (.list, "[1"), (.records([]), "tên=Đông"),
    ])
    func whatStandsForNothingIsRefused(_ type: SettingType, _ text: String) {
        #expect(type.value(of: text) == nil)
    }
}
