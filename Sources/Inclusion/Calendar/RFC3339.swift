public import FoundationEssentials

/// Instants as text, always in UTC: `2026-03-02T09:00:00Z`. What events carry in `acknowledge_by` and `answer_by`.
public enum RFC3339 {
    /// To the second; fractions are dropped.
    public static func text(_ instant: Date) -> String {
        let seconds = LondonTime.wholeSeconds(instant)
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let second = seconds - day * 86_400
        let clock = [second / 3600, second / 60 % 60, second % 60].map { CalendarDate.padded($0, to: 2) }
        return "\(CalendarDate(dayNumber: day))T\(clock.joined(separator: ":"))Z"
    }

    /// Reads what `text` writes, also with a fraction of a second (which is dropped). `nil` for anything else.
    public static func instant(_ text: String) -> Date? {
        guard text.utf8.count >= 20, text.utf8.allSatisfy({ $0 < 128 }), text.hasSuffix("Z"),
            let date = CalendarDate(String(text.prefix(10))), text.dropFirst(10).first == "T"
        else { return nil }
        let clock = text.dropFirst(11).dropLast()
        let fraction = clock.dropFirst(8)
        let digits = fraction.dropFirst()
        guard fraction.isEmpty || (fraction.first == "." && !digits.isEmpty && digits.allSatisfy(\.isNumber)) else {
            return nil
        }
        let parts = clock.prefix(8).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isNumber) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), let second = Int(parts[2]),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let seconds = date.dayNumber * 86_400 + hour * 3600 + minute * 60 + second
        return Date(timeIntervalSince1970: Double(seconds))
    }
}
