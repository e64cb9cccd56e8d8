extension Clocks {
    /// The defaults, by that county's calendars.
    public init(_ county: County) {
        self.init(
            calendar: county.label, workingDays: county.calendar.workingDays, schoolDays: county.calendar.schoolDays)
    }
}
