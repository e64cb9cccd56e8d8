import Inclusion
import RoutingData

/// When there is school and office work, as the built-in county has it.
enum CountyCalendar {
    private static let county = try? BuiltIn.county().county

    /// On which days children can be taught.
    static let days = TeachingDays(county?.calendar)

    /// By when providers answer.
    static let clocks = county.map(Clocks.init) ?? .standard
}
