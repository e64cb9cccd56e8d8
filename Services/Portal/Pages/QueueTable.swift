import Contracts
import FoundationEssentials
import Inclusion

/// The rows under one heading, in words.
struct QueueTable: Sendable {
    let code: String
    let heading: String
    let total: Int
    let meaning: String
    let caption: String
    /// Whether there are more rows under the heading than are shown here.
    let isPart: Bool
    let showsLocality: Bool
    /// Whether its rows can be ticked, to be given to somebody: what nobody has acknowledged cannot.
    let canTick: Bool
    /// Of the last column.
    let lastColumn: String
    /// HTML of all rows, one after the other.
    let rows: String

    /// One referral.
    struct Row: Sendable {
        /// From then on its words are others, though nothing has changed.
        let until: Date
        let reference: String
        /// Whether it can be given to somebody here.
        let canTick: Bool
        let caseID: String
        /// That is shown here.
        let caseVersion: Int64
        /// Of its case.
        let caseAddress: String
        /// `nil` when all rows of the table belong to one.
        let locality: String?
        let forum: String
        let level: String
        let age: String
        let keyStage: String
        let needs: String
        let apAsked: String
        let daysOut: String
        let isExcluded: Bool
        /// By when it is to be acknowledged, for one that has not been.
        let due: PageTime?
        /// How late it is, for one that was not acknowledged in time.
        let late: String?
        let standing: Standing?
        /// Who does; `nil` while nobody does.
        let worksOnIt: String?
    }

    /// How far a referral has come that has been acknowledged.
    struct Standing: Sendable {
        let words: String
        /// Who has the next step.
        let with: String?
        /// By when something is to have happened next.
        let dueBy: PageTime?
        /// How late that is.
        let lateBy: String?
        let answerBy: PageTime?
        /// When a forum looks at it.
        let meets: PageTime?
        /// What began on that day.
        let sinceWords: String
        let since: PageTime
    }

    /// - Parameters:
    ///   - rows: each as HTML, from ``QueueRows``.
    ///   - showsLocality: whether the rows belong to several.
    init(_ section: QueuePage.Section, _ rows: [String], showsLocality: Bool) {
        let group = section.group
        code = group.code
        heading = group.heading
        total = section.total
        meaning = group.meaning
        caption = Self.caption(section, shown: rows.count)
        isPart = rows.count < section.total
        self.showsLocality = showsLocality
        canTick = !group.isOpen
        lastColumn = group.isOpen ? "Acknowledge by" : "Where it stands"
        self.rows = rows.joined()
    }

    private static func caption(_ section: QueuePage.Section, shown: Int) -> String {
        let all = "\(section.group.heading): \(section.total == 1 ? "1 referral" : "\(section.total) referrals")"
        guard shown > 0, shown < section.total else { return all }
        return "\(all), \(section.skipped + 1) to \(section.skipped + shown) shown here"
    }
}

extension QueueTable.Row {
    /// `nil` for what has no case yet.
    init?(_ item: QueueItem, _ key: QueueRows.Key, now: Date) {
        guard let file = item.file else { return nil }
        self.init(file, item.search, key, now: now)
    }

    private init(_ file: QueuedCase, _ search: PlaceSearch?, _ key: QueueRows.Key, now: Date) {
        let forum = Forum.allCases.first { $0.code == file.forum } ?? .unspecified
        let isOpen = key.isOpen
        let due = isOpen ? file.acknowledgeBy : file.dueAt
        self.init(
            until: due.map { Lateness.holds(since: $0, now: now) } ?? .distantFuture,
            reference: file.reference, canTick: !isOpen, caseID: file.id.text, caseVersion: file.version,
            caseAddress: "/cases/\(file.id.text)", locality: key.locality,
            forum: forum.words, level: file.level > 0 ? String(file.level) : "Not known",
            age: String(file.ageYears), keyStage: (KeyStage(code: file.keyStage) ?? .unspecified).words,
            needs: file.needs.isEmpty ? "None recorded" : SendNeed.words(of: file.needs).startingLarge,
            apAsked: file.apRequested ? "Yes" : "No",
            daysOut: file.daysOutOfSchool == 0 ? "None" : String(file.daysOutOfSchool),
            isExcluded: file.permanentlyExcluded, due: isOpen ? PageTime(file.acknowledgeBy) : nil,
            late: isOpen ? Lateness.words(since: file.acknowledgeBy, now: now) : nil,
            standing: isOpen ? nil : QueueTable.Standing(file, search, now: now), worksOnIt: key.worksOnIt)
    }
}

extension QueueTable.Standing {
    fileprivate init(_ file: QueuedCase, _ search: PlaceSearch?, now: Date) {
        words = [Self.words(file.state, search?.state), file.isSharingAllowed ? nil : Self.stopSharing]
            .compactMap { $0 }.joined(separator: " ")
        with = file.with?.words
        dueBy = file.dueAt.map { PageTime($0) }
        lateBy = file.dueAt.flatMap { Lateness.words(since: $0, now: now) }
        answerBy = file.state == .awaitingPlacement ? search?.answerBy.map { PageTime($0) } : nil
        meets = file.state == .listed ? file.meetsOn.flatMap(CalendarDate.init(_:)).map { PageTime($0) } : nil
        sinceWords =
            switch file.state {
            case .open: "Opened on"
            case .acknowledged, .inTriage: "With you since"
            case .awaitingPlacement: "Looked for since"
            case .needsInformation: "Asked on"
            case .listed: "Listed on"
            case .decided: "Decided on"
            case .active: "Arranged on"
            case .closed: "Closed on"
            }
        since = PageTime(dayOf: file.since)
    }

    private static let stopSharing = "Share nothing: there is no lawful basis any more."

    /// The case's own words, or those of its search for a place where they say more.
    static func words(_ state: CaseState, _ search: PlacementState?) -> String {
        switch (state, search) {
        // An earlier search that found nothing: the new one has not been heard of yet.
        case (.awaitingPlacement, .unableToMatch), (.awaitingPlacement, nil): state.words
        case (.awaitingPlacement, let search?): search.words
        case (.acknowledged, .unableToMatch?), (.inTriage, .unableToMatch?): PlacementState.unableToMatch.words
        case (.active, .accepted?): PlacementState.accepted.words
        default: state.words
        }
    }
}
