public import FoundationEssentials

/// Instants as text, always in UTC: `2026-03-02T09:00:00Z`. What events carry in `acknowledge_by` and `answer_by`.
public enum RFC3339 {
    /// To the second; fractions are dropped.
    public static func text(_ instant: Date) -> String {
        let seconds = LondonTime.wholeSeconds(instant)
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let (date, second) = (CalendarDate(dayNumber: day), seconds - day * 86_400)
        // Digit by digit: a page of a queue writes 150 of them.
        return String(unsafeUninitializedCapacity: 20) { out in
            var end = 0
            func write(_ number: Int, _ digits: Int, then mark: Unicode.Scalar) {
                var rest = number
                for place in (end..<end + digits).reversed() {
                    out[place] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
                out[end + digits] = UInt8(ascii: mark)
                end += digits + 1
            }
            write(date.year, 4, then: "-")
            write(date.month, 2, then: "-")
            write(date.day, 2, then: "T")
            write(second / 3600, 2, then: ":")
            write(second / 60 % 60, 2, then: ":")
            write(second % 60, 2, then: "Z")
            return end
        }
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
