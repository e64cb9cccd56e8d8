/// What has become of the referrals of one run. The services know the truth; this is what the players have seen of it.
actor DayBook {
    /// One referral's story.
    struct Story: Sendable {
        let referral: String
        let reference: String
        let agency: Person
        /// Its place among the samples.
        let index: Int
        var locality: String?
        var caseID: String?
        var isAcknowledged = false
        var wantsPlace = false
        var isAgreed = false
        var request: RequestStatus?
        var wasShortlisted = false
        var declines = 0

        /// Nobody in this play has anything left to do.
        var isSettled: Bool {
            guard isAcknowledged else { return false }
            return wantsPlace ? request == .accepted || request == .unableToMatch : true
        }
    }

    /// Status of a placement request, as the matcher says it.
    enum RequestStatus: String, Sendable {
        case shortlisted
        case offered
        case declined
        case accepted
        case unableToMatch = "unable_to_match"
    }

    private let wanted: Int
    private var stories: [String: Story] = [:]
    private var byReference: [String: String] = [:]
    private var answers: [String: OfferAnswer] = [:]
    private var mails: [String: String] = [:]
    private var confirmed = 0
    private var refused = 0
    private var standings: [String: Int] = [:]
    private var troubles: [String: Int] = [:]

    /// What a provider said to an offer.
    enum OfferAnswer: Sendable, Equatable {
        case none
        case accepted
        case declined(code: String)
    }

    init(wanted: Int) { self.wanted = wanted }

    // MARK: What happens

    func posted(_ story: Story) {
        stories[story.referral] = story
        byReference[story.reference] = story.referral
    }

    func refusedPosting() { refused += 1 }

    func queued(_ referral: String, case id: String, in locality: String) {
        stories[referral]?.caseID = id
        stories[referral]?.locality = locality
    }

    func acknowledged(_ referral: String, wantsPlace: Bool) {
        stories[referral]?.isAcknowledged = true
        stories[referral]?.wantsPlace = wantsPlace
    }

    func agreed(_ referral: String) { stories[referral]?.isAgreed = true }

    func request(_ referral: String, is status: RequestStatus) {
        stories[referral]?.request = status
        // From the request the book learns of decisions made by somebody else, too.
        stories[referral]?.isAgreed = true
        if status != .unableToMatch { stories[referral]?.wasShortlisted = true }
    }

    func offered(_ offer: String) {
        if answers[offer] == nil { answers[offer] = OfferAnswer.none }
    }

    func answered(_ offer: String, _ answer: OfferAnswer, for referral: String) {
        answers[offer] = answer
        if case .declined = answer { stories[referral]?.declines += 1 }
    }

    func declineConfirmed() { confirmed += 1 }

    func mail(_ id: String, is status: String) { mails[id] = status }

    func standing(_ status: String) { standings[status, default: 0] += 1 }

    /// Notes something that should not have happened, and says whether it is new.
    func trouble(_ words: String) -> Bool {
        troubles[words, default: 0] += 1
        return troubles[words] == 1
    }

    // MARK: What the players ask

    func story(_ referral: String) -> Story? { stories[referral] }

    func story(reference: String) -> Story? { byReference[reference].flatMap { stories[$0] } }

    var all: [Story] { stories.values.sorted { $0.index < $1.index } }

    /// Acknowledged cases of a locality whose decision is still to be made.
    func undecided(in locality: String) -> [Story] {
        stories.values.filter { $0.locality == locality && $0.isAcknowledged && $0.wantsPlace && !$0.isAgreed }
    }

    var isAnyAgreed: Bool { stories.values.contains(where: \.isAgreed) }

    var counts: DayCounts {
        var counts = DayCounts(wanted: wanted, posted: stories.count, refused: refused)
        for story in stories.values {
            if let locality = story.locality { counts.queues[locality, default: 0] += 1 }
            counts.acknowledged += story.isAcknowledged ? 1 : 0
            counts.agreed += story.isAgreed ? 1 : 0
            counts.shortlisted += story.wasShortlisted ? 1 : 0
            counts.accepted += story.request == .accepted ? 1 : 0
            counts.noPlaceFound += story.request == .unableToMatch ? 1 : 0
            counts.settled += story.isSettled ? 1 : 0
        }
        counts.offered = answers.count
        for case .declined(let code) in answers.values { counts.declines[code, default: 0] += 1 }
        counts.confirmed = confirmed
        for status in mails.values { counts.mails[status, default: 0] += 1 }
        counts.standings = standings
        counts.troubles = troubles
        return counts
    }
}
