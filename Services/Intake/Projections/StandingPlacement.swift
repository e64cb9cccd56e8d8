/// What a referrer may know of the place its referral came to: days, and nothing of who has the child.
struct StandingPlacement: Sendable, Equatable {
    /// The agreed first day, or the day it began. ISO 8601.
    var startsOn: String
    /// The last day now. ISO 8601.
    var until: String
    /// The day it is reviewed next; empty where no review is to come. ISO 8601.
    var reviewOn: String
}
