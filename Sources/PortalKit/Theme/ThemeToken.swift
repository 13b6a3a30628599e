/// The colours that a site's theme may set: the tokens `--color-…` of `tokens.css`, with the values that stand there.
///
/// The values are repeated here because contrast is checked between what a theme sets and what it leaves; a test
/// holds both places together.
enum ThemeToken: String, CaseIterable {
    case paper, surface, sunken, line
    case lineStrong = "line-strong"
    case ink
    case inkSoft = "ink-soft"
    case primary
    case primaryStrong = "primary-strong"
    case primarySoft = "primary-soft"
    case onPrimary = "on-primary"
    case secondary
    case secondarySoft = "secondary-soft"
    case accent
    case accentSoft = "accent-soft"
    case accentInk = "accent-ink"
    case band
    case bandDeep = "band-deep"
    case onBand = "on-band"
    case foot
    case onFoot = "on-foot"
    case focus

    /// The portal's own colours.
    var defaults: (light: ThemeColor, dark: ThemeColor) {
        let (light, dark) = Self.values[self] ?? (0, 0)
        return (ThemeColor(rgb: light), ThemeColor(rgb: dark))
    }

    /// Two tokens that meet as foreground and background, and the least contrast that WCAG 2.2 asks of them.
    static let pairs: [(foreground: ThemeToken, background: ThemeToken, minimum: Double)] = [
        (.ink, .paper, 4.5), (.ink, .surface, 4.5), (.ink, .sunken, 4.5), (.inkSoft, .paper, 4.5),
        (.inkSoft, .surface, 4.5), (.primary, .paper, 4.5), (.primary, .surface, 4.5), (.primary, .primarySoft, 4.5),
        (.onPrimary, .primary, 4.5), (.onPrimary, .primaryStrong, 4.5), (.primaryStrong, .surface, 4.5),
        (.accentInk, .accentSoft, 4.5), (.onBand, .band, 4.5), (.onFoot, .foot, 4.5), (.focus, .surface, 3),
        (.lineStrong, .surface, 3),
    ]

    private static let values: [ThemeToken: (light: Int, dark: Int)] = [
        .paper: (0xfaf6ee, 0x171310), .surface: (0xfffdf9, 0x211b17), .sunken: (0xf2eadc, 0x2c2520),
        .line: (0xdfd2bd, 0x46392f), .lineStrong: (0x877761, 0x94836f), .ink: (0x231b15, 0xf4ece0),
        .inkSoft: (0x54483c, 0xcdc1b1), .primary: (0x8c2f1e, 0xf2a68d), .primaryStrong: (0x6a1f13, 0xffc9b7),
        .primarySoft: (0xf7e5dc, 0x43231a), .onPrimary: (0xfffaf4, 0x2b0f08), .secondary: (0x1d4d40, 0x97d3bd),
        .secondarySoft: (0xe2ede5, 0x18372e), .accent: (0xc08a2e, 0xd9a648), .accentSoft: (0xf9eed3, 0x3d2f14),
        .accentInk: (0x654306, 0xf0cd86), .band: (0x8c2f1e, 0x561d12), .bandDeep: (0x6a1f13, 0x3c130b),
        .onBand: (0xfff6ea, 0xfff6ea), .foot: (0x17392f, 0x0e211b), .onFoot: (0xf1efe4, 0xf1efe4),
        .focus: (0x0b57a4, 0x8ec5ff),
    ]
}
