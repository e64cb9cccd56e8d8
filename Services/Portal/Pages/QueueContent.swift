import FoundationEssentials
import Inclusion
import ServiceKit

/// What the page of a queue shows, in words.
struct QueueContent: Sendable {
    let heading: String
    /// Whose queue, or which part of it.
    let caption: String
    let title: String
    let asAt: PageTime
    /// This page again, as it is then.
    let again: String
    let live: Live
    let tabs: Tabs
    /// What has just been done.
    let notice: String?
    /// `nil` where nobody waits to be taken.
    let acceptNext: AcceptNext?
    let choice: QueueChoice
    /// Shown instead of tables when there is nothing at all.
    let emptyQueue: String?
    /// Under which headings there is nothing.
    let quiet: String?
    let onTheirWay: String?
    let tables: [QueueTable]
    /// `nil` where there is nothing that could be given to somebody.
    let assign: Assign?
    /// `nil` when everything fits on one page.
    let pagination: Pagination?

    /// What the script needs.
    struct Live: Sendable {
        let address: String
        let version: String
        let total: Int
        /// Whether only a part of the queue is looked at.
        let isPart: Bool
    }

    /// A button that takes the case that needs somebody most.
    struct AcceptNext: Sendable {
        let token: String
        let key: String
        /// What is looked at.
        let hidden: [OneButtonForm.Hidden]
        let explains: String
    }

    /// Gives the cases that are ticked to somebody.
    struct Assign: Sendable {
        let token: String
        let key: String
        let back: String
        let people: Assignees
    }

    /// Who a case can be given to.
    struct Assignees: KeptPart {
        static let template = PageTemplates.Part.assignees
        /// The first is whoever looks.
        let people: [Colleague]
    }

    /// The headings.
    struct Tabs: KeptPart {
        static let template = PageTemplates.Part.queueTabs
        let all: [Tab]
    }

    /// A heading with its count.
    struct Tab: Hashable, Sendable {
        let code: String
        let name: String
        let count: Int
        let address: String
        let isCurrent: Bool
        /// Draws the eye: it is late.
        let isUrgent: Bool
    }

    init(
        address: QueueAddress, person: Person, counts: QueueCounts, page: QueuePage, rows: [[String]],
        standing: QueueTally.Standing, now: Date, formToken: String? = nil, done: String? = nil
    ) {
        var address = address
        address.page = page.number
        let (localities, people) = (standing.localities, standing.people)
        let names = (address.locality.map { [$0] } ?? person.localities).map(localities.name(of:))
        heading = address.group?.heading ?? "Your queue"
        caption = names.count > 3 ? "\(names.count) localities" : names.joined(separator: ", ")
        title = [
            "\(heading): \(caption)", page.count > 1 ? "page \(page.number) of \(page.count)" : nil,
        ].compactMap { $0 }.joined(separator: ", ")
        asAt = PageTime(now)
        again = address.path
        let isPart = address.filter(for: person) != QueueFilter()
        live = Live(address: address.livePath, version: counts.version, total: counts.total, isPart: isPart)
        tabs = Tabs(all: Self.tabs(address, counts))
        choice = QueueChoice(address, person, people, localities)
        notice = done.flatMap { Self.notices[$0] }
        let rowCount = address.groups.reduce(0) { $0 + counts[$1] }
        acceptNext = rowCount == 0 ? nil : formToken.flatMap { Self.acceptNext($0, address) }
        emptyQueue =
            counts.total > 0
            ? nil
            : isPart ? "Nothing in your queue is like that. Take something back to see more." : Self.emptyWords(names)
        quiet = counts.total == 0 ? nil : Self.quietWords(address, counts)
        onTheirWay = standing.onTheirWay > 0 ? Self.onTheirWayWords(standing.onTheirWay) : nil
        let showsLocality = names.count > 1
        tables = zip(page.sections, rows).map { QueueTable($0, $1, showsLocality: showsLocality) }
        assign =
            tables.contains(where: \.canTick) ? formToken.map { Self.assign($0, address, person, people) } : nil
        pagination = Pagination(address, count: page.count, rows: rowCount)
    }

    /// What is said after something that leads back to the queue, by the word in the address.
    private static let notices = [
        "transfer": "It is in the other locality’s queue.", "nothing_left": "No case here waits to be taken on.",
        "none_ticked": "Nothing was assigned: tick the cases, and choose who is to work on them.",
    ]

    private static func acceptNext(_ token: String, _ address: QueueAddress) -> AcceptNext? {
        guard let next = address.next else { return nil }
        return AcceptNext(
            token: token, key: UUID().uuidString.lowercased(),
            hidden: address.with { $0.page = 1 }.fields.map { OneButtonForm.Hidden(name: $0.name, value: $0.value) },
            explains: next == .object([])
                ? "Takes the case that needs somebody most, and opens it."
                : "Takes the case of this list that needs somebody most, and opens it.")
    }

    /// Headings with nothing under them take one line together, so that what is to be done stands at the top.
    private static func quietWords(_ address: QueueAddress, _ counts: QueueCounts) -> String? {
        if let group = address.group { return counts[group] == 0 ? group.emptyWords : nil }
        let quiet = QueueGroup.allCases.filter { counts[$0] == 0 }.map(\.quietWords)
        return quiet.isEmpty ? nil : quiet.joined(separator: ", ").startingLarge + "."
    }

    private static func assign(
        _ token: String, _ address: QueueAddress, _ person: Person, _ people: [Colleague]
    ) -> Assign {
        let me = Colleague(subject: person.subject, name: "\(person.displayName) (you)")
        return Assign(
            token: token, key: UUID().uuidString.lowercased(), back: address.path,
            people: Assignees(people: [me] + people.filter { $0.subject != person.subject }))
    }

    private static func tabs(_ address: QueueAddress, _ counts: QueueCounts) -> [Tab] {
        func tab(_ group: QueueGroup?, code: String, name: String, count: Int, isUrgent: Bool = false) -> Tab {
            Tab(
                code: code, name: name, count: count,
                address: address.with { $0.group = group }.path,
                isCurrent: address.group == group, isUrgent: isUrgent && count > 0)
        }
        return [tab(nil, code: "total", name: "Everything", count: counts.total)]
            + QueueGroup.allCases.map {
                tab($0, code: $0.code, name: $0.heading, count: counts[$0], isUrgent: $0 == .overdue)
            }
    }

    private static func emptyWords(_ names: [String]) -> String {
        "There is nothing in this queue. A referral comes here as soon as it is routed to "
            + "\(names.joined(separator: " or ")). If you expect one that is not here, give its reference to the coordinator "
            + "of the locality where the child lives: referrals without a known postcode are with “Not known where”."
    }

    private static func onTheirWayWords(_ number: Int) -> String {
        number == 1
            ? "One more referral has been posted and is being given a locality."
            : "\(number) more referrals have been posted and are being given a locality."
    }
}
