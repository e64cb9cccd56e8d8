extension Clocks {
    /// Without term dates, a half-term is taken to be so many days.
    private static let halfTermDays = 42

    /// By when a placement that begins on `first` is reviewed for the first time: within four weeks (domain section 6), on
    /// a school day where term dates are known, and no later than its last day.
    func firstPlacementReview(from first: CalendarDate, until last: CalendarDate) -> CalendarDate {
        let latest = first.adding(days: placementReviewDays)
        let day = schoolDays?.last(before: latest.adding(days: 1)) ?? latest
        return max(first, min(day, last))
    }

    /// By when it is reviewed again after a review on `day`: before the half-term after that ends, and no later than the
    /// last day of the placement, unless that has passed.
    func nextPlacementReview(after day: CalendarDate, until last: CalendarDate) -> CalendarDate {
        let terms = (schoolDays?.terms ?? []).sorted { $0.lowerBound < $1.lowerBound }
        let next = terms.first { $0.lowerBound > day }?.upperBound ?? day.adding(days: Self.halfTermDays)
        return last > day ? min(next, last) : next
    }
}
