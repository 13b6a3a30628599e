internal import Foundation

/// A colour of sRGB without transparency: nothing but `#rrggbb` can be written, so nothing else gets into a stylesheet.
struct ThemeColor: Sendable, Hashable, CustomStringConvertible {
    let rgb: Int

    init(rgb: Int) {
        self.rgb = rgb & 0xff_ffff
    }

    /// Reads `#rrggbb`, in capitals or not; nil for everything else.
    init?(_ text: String) {
        let digits = text.utf8.dropFirst()
        let isHexadecimal = digits.allSatisfy { byte in
            (48...57).contains(byte) || (97...102).contains(byte | 0x20)
        }
        guard text.utf8.count == 7, text.hasPrefix("#"), isHexadecimal, let rgb = Int(text.dropFirst(), radix: 16)
        else {
            return nil
        }
        self.rgb = rgb
    }

    /// `#rrggbb` in small letters.
    var description: String {
        let digits = String(rgb, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// The contrast ratio of WCAG 2.2 between two colours, 1 to 21.
    func contrast(with other: ThemeColor) -> Double {
        let lighter = max(luminance, other.luminance)
        let darker = min(luminance, other.luminance)
        return (lighter + 0.05) / (darker + 0.05)
    }

    private var luminance: Double {
        func linear(_ shift: Int) -> Double {
            let value = Double((rgb >> shift) & 0xff) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
    }
}
