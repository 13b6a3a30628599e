import Foundation
import Testing

@testable import PortalKit

struct ThemeTokenTests {
    /// The values of `ThemeToken` are those of `tokens.css`.
    @Test func agreesWithTheStylesheet() throws {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.appendingPathComponent("Sources/PortalKit/Resources/assets/css")
        let css = try String(contentsOf: folder.appendingPathComponent("tokens.css"), encoding: .utf8)
        for token in ThemeToken.allCases {
            let (light, dark) = token.defaults
            let name = "--color-\(token.rawValue):"
            let both = "\(name) var(--if-light, \(light)) var(--if-dark, \(dark));"
            #expect(css.contains(both) || (light == dark && css.contains("\(name) \(light);")), "\(token)")
        }
    }
}
