import FoundationEssentials

/// Between `Date` and PostgreSQL's microseconds since 2000-01-01 UTC.
enum PostgresTime {
    /// Seconds from 2000-01-01 to Foundation's reference date 2001-01-01.
    private static let referenceShift = 366.0 * 86_400
    private static let microsecondsPerDay: Int64 = 86_400_000_000

    static func microseconds(_ date: Date) -> Int64? {
        let exact = (date.timeIntervalSinceReferenceDate * 1_000_000).rounded() + referenceShift * 1_000_000
        // 4713 BC to AD 294276, as PostgreSQL's documentation gives timestamptz's range.
        guard exact > -211_813_488_000_000_000, exact < 9_223_371_331_200_000_000 else { return nil }
        return Int64(exact)
    }

    static func date(_ microseconds: Int64) -> Date {
        Date(timeIntervalSinceReferenceDate: Double(microseconds - Int64(referenceShift) * 1_000_000) / 1_000_000)
    }

    /// Reads `2026-11-22 08:41:32.123456+00`, with or without time, fraction, zone and `BC`.
    static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        var scanner = Scanner(text: text)
        guard let year = scanner.number(atLeast: 4), scanner.skip("-"), let month = scanner.number(exactly: 2),
            scanner.skip("-"), let day = scanner.number(exactly: 2), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        var time: Int64 = 0
        if scanner.peek == UInt8(ascii: " "), scanner.peekNext != UInt8(ascii: "B") {
            guard scanner.skip(" "), let clock = scanner.clock() else { return nil }
            time = clock
        }
        var before = false
        if scanner.skip(" ") {
            guard scanner.skip("B"), scanner.skip("C") else { return nil }
            before = true
        }
        guard scanner.atEnd else { return nil }
        let days = daysSince2000(year: before ? 1 - year : year, month: month, day: day)
        let (start, tooFar) = days.multipliedReportingOverflow(by: microsecondsPerDay)
        let (sum, over) = start.addingReportingOverflow(time)
        return tooFar || over ? nil : sum
    }

    /// Howard Hinnant's days_from_civil, shifted to 2000-01-01.
    private static func daysSince2000(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 730_425
    }

    private struct Scanner {
        let text: UnsafeBufferPointer<UInt8>
        var position = 0

        var atEnd: Bool { position == text.count }
        var peek: UInt8? { position < text.count ? text[position] : nil }
        var peekNext: UInt8? { position + 1 < text.count ? text[position + 1] : nil }

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard peek == UInt8(ascii: character) else { return false }
            position += 1
            return true
        }

        /// Decimal digits: at most nine, so that nothing overflows.
        mutating func number(atLeast least: Int, atMost most: Int = 9) -> Int64? {
            let start = position
            var value: Int64 = 0
            while let byte = peek, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), position - start < most {
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
                position += 1
            }
            return position - start >= least ? value : nil
        }

        mutating func number(exactly digits: Int) -> Int64? {
            number(atLeast: digits, atMost: digits)
        }

        /// `08:41:32[.123456][+01[:30[:15]]]` as microseconds of the UTC day (which may lie outside 0..<24 h).
        mutating func clock() -> Int64? {
            guard let hour = number(exactly: 2), skip(":"), let minute = number(exactly: 2), skip(":"),
                let second = number(exactly: 2)
            else { return nil }
            var microseconds = ((hour * 60 + minute) * 60 + second) * 1_000_000
            if skip(".") {
                let start = position
                guard var fraction = number(atLeast: 1, atMost: 6) else { return nil }
                for _ in (position - start)..<6 { fraction *= 10 }
                microseconds += fraction
            }
            guard let sign = peek, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return microseconds }
            position += 1
            guard var offset = number(exactly: 2) else { return nil }
            offset *= 3600
            if skip(":") {
                guard let minutes = number(exactly: 2) else { return nil }
                offset += minutes * 60
                if skip(":") {
                    guard let seconds = number(exactly: 2) else { return nil }
                    offset += seconds
                }
            }
            return microseconds - (sign == UInt8(ascii: "+") ? offset : -offset) * 1_000_000
        }
    }
}
