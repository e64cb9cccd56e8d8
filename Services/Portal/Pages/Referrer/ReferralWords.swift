import FoundationEssentials
import Inclusion
import ServiceKit

/// Where a referral stands, as pages say it.
enum ReferralWords {
    /// The status as a word or two, the same as in the API.
    static func tag(_ json: JSON) -> PageTag {
        let code = json.at("status")?.words ?? ""
        let words = code.replacing("_", with: " ").startingLarge
        return switch StandingStatus(rawValue: code) {
        case .needsInformation: PageTag(words, colour: "yellow")
        case .placed, .supported: PageTag(words, colour: "green")
        case .noPlaceFound, .searchStopped: PageTag(words, colour: "red")
        case .closed, .withdrawn, .enteredInError: PageTag(words, colour: "grey")
        default: PageTag(words)
        }
    }

    /// Such as “You answer what was asked, by 7 December 2026”.
    static func next(_ json: JSON) -> String? {
        guard let words = json.at("next/words")?.words else { return nil }
        guard let by = day(json.at("next/by")) else { return words }
        return "\(words.hasSuffix(".") ? String(words.dropLast()) : words), by \(by)."
    }

    /// The day of an instant, or a day.
    static func day(_ json: JSON?) -> String? {
        json?.words.flatMap { text in
            RFC3339.instant(text).map { PlainDate.day($0) } ?? CalendarDate(text).map { PlainDate.day($0) }
        }
    }
}
