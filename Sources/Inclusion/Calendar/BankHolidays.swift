/// The days on which banks and councils are closed beside weekends: data, handed in.
public struct BankHolidays: Sendable, Equatable {
    /// Where the list comes from.
    public let source: String
    /// The closed days.
    public let days: Set<CalendarDate>

    /// From its parts.
    public init(source: String, days: Set<CalendarDate>) {
        self.source = source
        self.days = days
    }

    /// England and Wales, 2025 to 2028, substitute days included. Beyond, only weekends are known:
    /// add the year when it is published.
    public static let england = BankHolidays(
        source: "https://www.gov.uk/bank-holidays (England and Wales; Banking and Financial Dealings Act 1971)",
        days: Set(
            [
                // New Year, Good Friday, Easter Monday, early May, spring, summer, Christmas, Boxing Day.
                "2025-01-01", "2025-04-18", "2025-04-21", "2025-05-05",
                "2025-05-26", "2025-08-25", "2025-12-25", "2025-12-26",
                "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04",
                "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28",
                "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03",
                "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28",
                "2028-01-03", "2028-04-14", "2028-04-17", "2028-05-01",
                "2028-05-29", "2028-08-28", "2028-12-25", "2028-12-26",
            ].compactMap { CalendarDate($0) }))
}
