import Glibc

/// A colour of the screen, red, green and blue from 0 to 255.
package struct Colour: Sendable, Hashable, Codable {
    /// Red.
    package var red: UInt8
    /// Green.
    package var green: UInt8
    /// Blue.
    package var blue: UInt8

    /// A colour.
    package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Reads `#rrggbb`; nil for anything else.
    package init?(hex: String) {
        let digits = hex.utf8.dropFirst()
        guard hex.utf8.first == UInt8(ascii: "#"), digits.count == 6, digits.allSatisfy({ $0 < 0x80 }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16), !hex.contains("+")
        else { return nil }
        self.init(UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255))
    }

    /// A quiet blue for a brand without a colour.
    package static let standard: Colour? = Colour(0x1F, 0x5F, 0xA8)
    /// White.
    package static let white = Colour(255, 255, 255)
    /// Black.
    package static let black = Colour(0, 0, 0)

    /// `#rrggbb`.
    package var hex: String {
        "#"
            + [red, green, blue].map { byte in
                let digits = String(byte, radix: 16)
                return digits.utf8.count == 1 ? "0" + digits : digits
            }.joined()
    }

    /// Relative luminance as WCAG 2.2 defines it, 0 to 1.
    package var luminance: Double {
        func linear(_ byte: UInt8) -> Double {
            let value = Double(byte) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// Contrast ratio with another colour as WCAG 2.2 defines it, 1 to 21.
    package func contrast(with other: Colour) -> Double {
        let (dark, light) = (min(luminance, other.luminance), max(luminance, other.luminance))
        return (light + 0.05) / (dark + 0.05)
    }

    /// This colour with `share` (0 to 1) of another in it.
    package func mixed(with other: Colour, _ share: Double) -> Colour {
        func mix(_ left: UInt8, _ right: UInt8) -> UInt8 {
            UInt8(max(0, min(255, (Double(left) * (1 - share) + Double(right) * share).rounded())))
        }
        return Colour(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
    }

    /// This colour, moved towards black or white as little as it takes to reach `ratio` on every one of `grounds`.
    package func legible(on grounds: [Colour], towards end: Colour, ratio: Double) -> Colour {
        for step in 0...50 {
            let candidate = mixed(with: end, Double(step) / 50)
            if grounds.allSatisfy({ candidate.contrast(with: $0) >= ratio }) { return candidate }
        }
        return end
    }
}
