/// What is counted of one place in alternative provision that has come to its end, or was not taken up: codes alone.
public struct EndedPlace: Sendable, Equatable {
    /// ONS district code, `out_of_area` or `unrouted`.
    public let locality: String
    /// Code of a ``PlacementEnding``, or ``notStarted``.
    public let endedAs: String
    /// School days out of education until it began; `nil` when it did not begin.
    public let daysOut: Int?

    /// Where the child never came.
    public static let notStarted = "not_started"

    /// From its parts.
    public init(locality: String, endedAs: String, daysOut: Int?) {
        (self.locality, self.endedAs, self.daysOut) = (locality, endedAs, daysOut)
    }

    /// How some ended.
    public static func endings(_ places: [EndedPlace]) -> CountTable {
        let values =
            PlacementEnding.allCases.map { ThemeValue($0.code, $0.words) }
            + [ThemeValue(notStarted, "not taken up"), .notKnown]
        let codes = Set(values.map(\.code))
        return CountTable(
            values, of: places.map { codes.contains($0.endedAs) ? $0.endedAs : ThemeValue.notKnown.code })
    }

    /// How long children had been out of education when some began.
    public static func daysOut(_ places: [EndedPlace]) -> CountTable {
        let values = DaysOutBand.allCases.map(ThemeValue.init) + [ThemeValue(notStarted, "not taken up")]
        return CountTable(values, of: places.map { $0.daysOut.map { DaysOutBand(days: $0).code } ?? notStarted })
    }
}
