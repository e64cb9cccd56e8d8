/// How much is measured.
struct Sizes: Sendable {
    /// How often limit and value are measured in turns.
    var rounds = 3
    /// How long each turn of accepting takes.
    var acceptSeconds = 5
    /// Rows of a file that is imported at each turn.
    var importRows = 10_000
    /// Events in the outbox at each turn of the relay.
    var relayEvents = 100_000
    /// Events projected at each turn.
    var projectionEvents = 60_000
    /// Events that a rebuild reads.
    var rebuildEvents = 200_000
    /// Postcodes of the directory: as many as the country has.
    var postcodes = 1_700_000
    /// Postcodes looked up, and decisions made.
    var routings = 100_000
    /// Open cases in the queues that pages are read from.
    var openCases = 100_000
    /// How long each turn of reading pages takes.
    var pageSeconds = 5
    /// Cases of a simulated year.
    var yearCases = 20_000
    /// Children of a round of matching, and ten times as many in another.
    var matchedChildren = 10_000
    /// Provisions that a request is ranked against.
    var rankedProvisions = 2000
    /// How long each turn of asking for the same places takes.
    var bookingSeconds = 5
    var idleSeconds = 30
    /// How long each turn of posting 50 a second takes.
    var visibleSeconds = 10
    /// Stored referrals when latencies are measured first; ten times as many when they are measured again.
    var stock = 10_000
    /// How long filling up to ten times the stock may take.
    var stockSeconds = 240
    /// Pages of the portal's queue that are open at once.
    var livePages = 500
    /// Looks at the queue page each time.
    var looks = 100

    /// Ten times the stock: what the memory is measured after.
    var fullStock: Int { stock * 10 }

    /// The figures the goals are about.
    static let full = Sizes()

    /// Only to see that everything can be measured.
    static let quick = Sizes(
        rounds: 1, acceptSeconds: 1, importRows: 300, relayEvents: 3000, projectionEvents: 3000, rebuildEvents: 3000,
        postcodes: 20_000, routings: 2000,
        openCases: 2000, pageSeconds: 1, yearCases: 500, matchedChildren: 500, rankedProvisions: 200, bookingSeconds: 1,
        idleSeconds: 2,
        visibleSeconds: 2,
        stock: 100,
        stockSeconds: 60, livePages: 20, looks: 5)
}
