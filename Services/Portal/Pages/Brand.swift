import Foundation
import ServiceKit

/// How the portal is called and which colour it wears: an authority's own.
struct Brand: Sendable, Equatable {
    let name: String
    /// Red, green and blue, 0 to 255.
    private let red, green, blue: UInt8

    /// The hub's own.
    static let standard = Brand(name: "Referral Hub", red: 0x0b, green: 0x4f, blue: 0x57)

    /// What white letters need to be read on the colour, and letters of the colour on the menu's tint, which is a sixth
    /// darker than white: 4.5 to 1 there (WCAG 2.2, success criterion 1.4.3).
    static let leastContrast = 5.3

    private init(name: String, red: UInt8, green: UInt8, blue: UInt8) {
        (self.name, self.red, self.green, self.blue) = (name, red, green, blue)
    }

    /// - Parameters:
    ///   - name: `portal.name`.
    ///   - colour: `portal.colour`, such as `#0b4f57`.
    /// - Throws: ``ConfigurationError`` with everything that is wrong with them.
    init(name: String, colour: String) throws(ConfigurationError) {
        var problems: [SettingProblem] = []
        let name = name.trimmed
        if name.isEmpty || name.count > 60 || name.contains(where: \.isNewline) {
            problems.append(
                SettingProblem(
                    key: "portal.name", words: "is not one line of 1 to 60 characters.",
                    remedy: "Set what the pages call the service, such as Referral Hub."))
        }
        var brand = Brand.standard
        if let parts = Self.parts(colour) {
            brand = Brand(name: name, red: parts[0], green: parts[1], blue: parts[2])
            if brand.contrastToWhite < Self.leastContrast {
                problems.append(
                    SettingProblem(
                        key: "portal.colour", words: "is too light for white letters to be read on it.",
                        remedy: "Take a darker one: their contrast must be at least 5.3 to 1."))
            }
        } else {
            problems.append(
                SettingProblem(
                    key: "portal.colour", words: "is not a colour.",
                    remedy: "Write # and six hexadecimal digits, such as #0b4f57."))
        }
        guard problems.isEmpty else { throw ConfigurationError(problems: problems) }
        self = brand
    }

    /// The colour as style sheets write it.
    var colour: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Sets the colour for everything that wears it.
    var styleSheet: String { ":root { --govuk-brand-colour: \(colour); --hub-brand: \(colour) }\n" }

    /// From 1 to 21: WCAG 2.2, “contrast ratio”.
    var contrastToWhite: Double {
        let light = [red, green, blue].map(Self.linear)
        return 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05)
    }

    /// A part of a colour as light: WCAG 2.2, “relative luminance”.
    private static func linear(_ part: UInt8) -> Double {
        let share = Double(part) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }

    private static func parts(_ colour: String) -> [UInt8]? {
        let digits = Array(colour.utf8)
        guard digits.count == 7, digits[0] == UInt8(ascii: "#") else { return nil }
        let parts = [1, 3, 5].compactMap { UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16) }
        // Swift reads “+f” as a number.
        return parts.count == 3 && !digits.contains(UInt8(ascii: "+")) ? parts : nil
    }
}
