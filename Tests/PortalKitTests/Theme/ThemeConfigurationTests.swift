import Foundation
import Testing

@testable import PortalKit

struct ThemeConfigurationTests {
    private func read(_ yaml: String?, files: [String] = []) throws -> (ThemeConfiguration, [Fault]) {
        let folder = try TemporaryFolder()
        if let yaml { try folder.write(yaml, to: "theme/theme.yml") }
        for file in files { try folder.write("x", to: "theme/\(file)") }
        var faults: [Fault] = []
        let theme = ThemeConfiguration.read(folder: folder.path + "/theme", faults: &faults)
        return (theme, faults)
    }

    @Test func standsAloneWithoutAFile() throws {
        let (theme, faults) = try read(nil)
        #expect(theme == .standard && faults.isEmpty)
    }

    @Test func writesOneRuleForBothSchemes() throws {
        let (theme, faults) = try read(
            "colors: {primary: \"#1D4ED8\", band: \"#1e3a8a\"}\nlogo: logo.svg\nshare_image: chia-se.png\n",
            files: ["logo.svg", "chia-se.png"])
        #expect(faults.isEmpty)
        #expect(
            theme.stylesheet
                == ":root{--color-primary:var(--if-light,#1d4ed8) var(--if-dark,#f2a68d);"
                + "--color-band:var(--if-light,#1e3a8a) var(--if-dark,#561d12)}\n")
        #expect(theme.themeColor == "#1e3a8a")
        #expect(theme.logo == "logo.svg" && theme.shareImage == "chia-se.png" && theme.favicon == nil)
    }

    @Test func namesTheContrastOfAPair() throws {
        let (_, faults) = try read("colors:\n  ink: \"#999999\"\n  on-primary: \"#8c2f1e\"\n")
        #expect(faults.contains { $0.line == 2 && $0.message.contains("ink #999999 on surface #fffdf9") })
        #expect(faults.contains { $0.line == 3 && $0.message.contains("a contrast of 1.00:1") })
    }

    @Test(arguments: [
        "red", "#fff", "#12345g", "#1234567", "#12345６", "#ffffff;}*{x:y", "url(//a.example)", "#+12345", "#-12345",
    ])
    func letsNothingButColoursIn(_ text: String) throws {
        let (theme, faults) = try read("colors: {primary: \"\(text)\"}")
        #expect(theme.stylesheet == "")
        #expect(!faults.isEmpty)
    }

    @Test(arguments: ["../site.yml", "logo.html", ".svg", "none.svg", "a/b.svg", "logo.svg\\n", "logo.php.svg"])
    func refusesFiles(_ name: String) throws {
        let (theme, faults) = try read("logo: \"\(name)\"", files: ["logo.html", "logo.php.svg"])
        #expect(theme.logo == nil)
        #expect(faults.count == 1)
    }

    @Test func suggestsTokens() throws {
        let (_, faults) = try read("colors: {primry: \"#111111\"}")
        #expect(faults.map(\.mend) == ["did you mean \"primary\"?"])
    }

    @Test func measuresContrastByTheStandard() throws {
        let black = ThemeColor(rgb: 0)
        #expect(black.contrast(with: ThemeColor(rgb: 0xffffff)) == 21)
        #expect(abs(ThemeColor(rgb: 0x767676).contrast(with: ThemeColor(rgb: 0xffffff)) - 4.54) < 0.01)
        #expect(ThemeColor(rgb: 0x0000ff).description == "#0000ff")
    }

    @Test func ownColoursHaveEnoughContrast() {
        for pair in ThemeToken.pairs {
            let (foreground, background) = (pair.foreground.defaults, pair.background.defaults)
            #expect(foreground.light.contrast(with: background.light) >= pair.minimum, "\(pair) light")
            #expect(foreground.dark.contrast(with: background.dark) >= pair.minimum, "\(pair) dark")
        }
    }
}
