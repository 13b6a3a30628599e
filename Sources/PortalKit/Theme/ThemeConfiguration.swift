internal import Foundation

/// A site's look: `theme/theme.yml`, with colours and pictures. Templates of its own are in `theme/templates/`.
///
/// ```yaml
/// colors: {primary: "#1d4ed8", primary-strong: "#1e3a8a"}   # the light scheme
/// dark_colors: {primary: "#9db8ff"}                          # the dark scheme
/// logo: logo.svg
/// favicon: favicon.svg
/// share_image: share.png
/// ```
public struct ThemeConfiguration: Sendable, Equatable {
    /// The logo's file name in `theme/`, nil: the portal's own.
    public let logo: String?
    /// The icon of browser tabs, a file name in `theme/`.
    public let favicon: String?
    /// The picture shown where a page is shared, a file name in `theme/`.
    public let shareImage: String?
    /// The rules that follow `tokens.css`; empty when the theme sets no colour. Holds nothing but checked colours.
    public let stylesheet: String
    /// The bars of mobile browsers, `#rrggbb`: the colour of the header's band in the light scheme.
    public let themeColor: String

    /// The portal's own look.
    public static let standard = ThemeConfiguration(
        logo: nil, favicon: nil, shareImage: nil, stylesheet: "",
        themeColor: ThemeToken.band.defaults.light.description)

    /// Reads `theme.yml` of a site's theme folder; a site without one has the standard look.
    ///
    /// - Parameters:
    ///   - folder: The folder `theme/` of the site.
    ///   - faults: Takes unknown tokens, what is no `#rrggbb`, pairs with too little contrast (with the ratio), and
    ///     files that are not there. What is faulty is left at its default.
    public static func read(folder: String, faults: inout [Fault]) -> ThemeConfiguration {
        let file = folder + "/theme.yml"
        guard FileManager.default.fileExists(atPath: file),
            let root = ConfigNode.load(file: file, displayName: "theme/theme.yml", faults: &faults), !root.isEmpty,
            root.requireMapping(faults: &faults)
        else { return .standard }
        root.unknownKeys(allowing: ["colors", "dark_colors", "logo", "favicon", "share_image"], faults: &faults)
        let colors = ThemeColors(root: root, faults: &faults)
        let files = ThemeFiles(root: root, folder: folder)
        return ThemeConfiguration(
            logo: files.name("logo", among: ["svg", "png", "webp"], faults: &faults),
            favicon: files.name("favicon", among: ["svg", "png", "ico"], faults: &faults),
            shareImage: files.name("share_image", among: ["png", "jpg", "jpeg", "webp"], faults: &faults),
            stylesheet: colors.stylesheet,
            themeColor: (colors.light[.band] ?? ThemeToken.band.defaults.light).description)
    }
}

/// The colours of a theme, by token.
struct ThemeColors {
    var light: [ThemeToken: ThemeColor] = [:]
    var dark: [ThemeToken: ThemeColor] = [:]

    init(root: ConfigNode, faults: inout [Fault]) {
        light = Self.read(root, "colors", { $0.light }, faults: &faults)
        dark = Self.read(root, "dark_colors", { $0.dark }, faults: &faults)
    }

    private static func read(
        _ root: ConfigNode, _ key: String, _ standard: ((light: ThemeColor, dark: ThemeColor)) -> ThemeColor,
        faults: inout [Fault]
    ) -> [ThemeToken: ThemeColor] {
        guard let node = root.mapping(key, faults: &faults) else { return [:] }
        node.unknownKeys(allowing: ThemeToken.allCases.map(\.rawValue), faults: &faults)
        var colors: [ThemeToken: ThemeColor] = [:]
        for token in ThemeToken.allCases {
            guard let child = node.child(token.rawValue) else { continue }
            if let color = node.text(token.rawValue, maximumLength: 7, faults: &faults).flatMap(ThemeColor.init) {
                colors[token] = color
            } else {
                faults.append(child.fault("is not a colour", mend: "write it in quotes as \"#8c2f1e\""))
            }
        }
        for pair in ThemeToken.pairs {
            // What the theme does not touch is checked by the portal's own tests.
            guard let line = (node.child(pair.foreground.rawValue) ?? node.child(pair.background.rawValue))?.line,
                colors[pair.foreground] != nil || colors[pair.background] != nil
            else { continue }
            let foreground = colors[pair.foreground] ?? standard(pair.foreground.defaults)
            let background = colors[pair.background] ?? standard(pair.background.defaults)
            let ratio = foreground.contrast(with: background)
            guard ratio < pair.minimum else { continue }
            let shown = String(format: "%.2f", (ratio * 100).rounded(.down) / 100)
            faults.append(
                Fault(
                    file: node.file, line: line,
                    message: "\(key): \(pair.foreground.rawValue) \(foreground) on \(pair.background.rawValue) "
                        + "\(background) has a contrast of \(shown):1",
                    mend: "choose colours with at least \(pair.minimum):1 (WCAG 2.2 AA)"))
        }
        return colors
    }

    /// One rule. `--if-light` and `--if-dark` are the switches of `tokens.css`: one block serves both schemes.
    var stylesheet: String {
        let declarations = ThemeToken.allCases.compactMap { token -> String? in
            guard light[token] != nil || dark[token] != nil else { return nil }
            let (light, dark) = (light[token] ?? token.defaults.light, dark[token] ?? token.defaults.dark)
            return "--color-\(token.rawValue):var(--if-light,\(light)) var(--if-dark,\(dark))"
        }
        return declarations.isEmpty ? "" : ":root{\(declarations.joined(separator: ";"))}\n"
    }
}

/// The files that a theme names.
struct ThemeFiles {
    let root: ConfigNode
    let folder: String

    /// A plain file name of one of the given kinds that exists in the theme's folder.
    func name(_ key: String, among kinds: [String], faults: inout [Fault]) -> String? {
        guard let node = root.child(key), let name = root.text(key, maximumLength: 100, faults: &faults) else {
            return nil
        }
        let stem = name.split(separator: ".", omittingEmptySubsequences: false)
        let isPlain = name.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (97...122).contains(byte | 0x20) || "-_.".utf8.contains(byte)
        }
        guard isPlain, stem.count == 2, stem.first?.isEmpty == false, let kind = stem.last, kinds.contains(String(kind))
        else {
            let ends = kinds.map { "." + $0 }.joined(separator: ", ")
            faults.append(
                node.fault("\"\(name)\" is not a file name that ends in \(ends)", mend: "use letters a-z, digits and -")
            )
            return nil
        }
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
        guard exists, !isFolder.boolValue else {
            faults.append(node.fault("names theme/\(name), which does not exist", mend: "put the file there"))
            return nil
        }
        return name
    }
}
