import FoundationEssentials
import Hummingbird
import Inclusion
import ServiceKit

/// The children a provider has, or is to have: what was agreed, and what it records until the end.
struct ChildrenPages: Sendable {
    let calls: HubCalls
    let press: PagePress
    let now: @Sendable () -> Date

    /// Placements as things that are moved.
    private var placements: MovingThing {
        MovingThing(
            service: .matcher, collection: "/v1/placements", address: "/children", roles: [.provider],
            moves: ChildMoves(today: { [now] in LondonTime.day(of: now()) }).all,
            caption: { $0.at("reference")?.words ?? "" }, area: .children)
    }

    var routes: [PageRoute] {
        [.get("/children", for: .provider, answer: list), .get("/children/{id}", for: .provider, answer: one)]
            + MovePages(thing: placements, calls: calls, press: press).routes
    }

    /// Where a placement stands in the list.
    private enum Group: String, CaseIterable {
        case reviewDue = "Review due"
        case soon = "Starting soon"
        case running = "Running"
        case over = "Ended, or never begun"

        init(_ placement: JSON, today: CalendarDate) {
            let state = placement.at("status")?.words.flatMap(Placement.State.init(rawValue:))
            if ChildContent.isReviewDue(placement, today: today) {
                self = .reviewDue
            } else if state == .confirmed {
                self = .soon
            } else {
                self = state?.isRunning == true ? .running : .over
            }
        }

        var emptyWords: String {
            switch self {
            case .reviewDue: "No review is due."
            case .soon: "Nobody is about to start."
            case .running: "Nobody else is here at the moment."
            case .over: "No placement is over."
            }
        }
    }

    private func list(_ visit: Visit) async throws -> Response {
        let placements = try await calls.list("/v1/placements", from: .matcher, for: visit)
        let today = LondonTime.day(of: now())
        let groups = Dictionary(grouping: placements.items) { Group($0, today: today) }
        var blocks = Group.allCases.map { group in
            Block.table(Self.table(group, groups[group] ?? []), heading: group.rawValue)
        }
        if placements.isCut { blocks.append(.inset("There are more than can be shown at once.")) }
        return press.page(PageBody(heading: "Our children", blocks: blocks), for: visit.session, in: .children)
    }

    private static func table(_ group: Group, _ placements: [JSON]) -> PageTable {
        PageTable(
            id: "\(group)", caption: group.rawValue,
            columns: [
                .init("Reference"), .init("Provision"), .init("Child"), .init("From"), .init("Until"),
                .init("Half days"), .init("Review by"), .init("Where it stands"),
            ],
            rows: placements.map { placement in
                .init([
                    .init(
                        placement.at("reference")?.words ?? "",
                        address: "/children/\(placement.at("id")?.words ?? "")"),
                    .init(placement.at("provision/name")?.words ?? ""), .init(RequestContent.child(placement)),
                    .init(placement.at("from")?.time?.words ?? ""), .init(placement.at("until")?.time?.words ?? ""),
                    .init(placement.at("sessions")?.allWords(as: WeekSession.self) ?? ""),
                    .init(
                        placement.at("review_by")?.time?.words ?? "",
                        tag: group == .reviewDue ? PageTag("Due", colour: "red") : nil),
                    .init(placement.at("status")?.words(as: Placement.State.self) ?? ""),
                ])
            }, emptyWords: group.emptyWords)
    }

    private func one(_ visit: Visit) async throws -> Response {
        let id = try visit.id()
        let read = try await calls.get("/v1/placements/\(id)", from: .matcher, for: visit)
        let content = ChildContent(
            json: read.json, id: id, pages: placements, today: LondonTime.day(of: now()))
        return press.page(
            PageBody(
                caption: read.json.at("reference")?.words, heading: "Placement", notice: placements.notice(visit),
                blocks: content.blocks, back: PageLink(address: "/children", words: "Our children")),
            for: visit.session, in: .children)
    }
}
