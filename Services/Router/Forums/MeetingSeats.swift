import Contracts
import Inclusion
import Postgres
import ServiceKit

/// Which meetings somebody may look into: all of their localities as a coordinator, those of the forums their organisation
/// sits in as a member.
struct MeetingSeats: Sendable {
    /// Localities of a coordinator.
    private let localities: Set<String>
    /// Forums of a member, each with its kind of agency.
    private let forums: [(calendar: ForumCalendar, kind: AgencyKind)]

    /// As what somebody looks into a meeting.
    enum Seat: Sendable {
        case coordinator
        /// Sees of each case what the forum's policy lets that kind of agency see.
        case member(AgencyKind, DisclosurePolicy)
    }

    /// - Throws: ``Problem`` 403 for who is neither.
    init(of identity: Identity, in county: County) throws(Problem) {
        try identity.require(.coordinator, .forumMember)
        localities = identity.has(.coordinator) ? identity.localities : []
        forums =
            identity.has(.forumMember)
            ? county.forums.compactMap { calendar in
                calendar.members.first { $0.organisation == identity.organisation }.map { (calendar, $0.kind) }
            } : []
    }

    /// The seat somebody has at a meeting. A member's is there until the meeting is closed.
    /// - Throws: ``Problem`` 404 without one: the caller does not learn that there is such a meeting.
    func seat(at meeting: Meeting?) throws(Problem) -> (Meeting, Seat) {
        guard let meeting else { throw .notFound() }
        if localities.contains(meeting.slot.locality) { return (meeting, .coordinator) }
        guard meeting.state.isOn, let mine = forums.first(where: { $0.calendar.isOf(meeting.slot) }) else {
            throw .notFound()
        }
        return (meeting, .member(mine.kind, mine.calendar.disclosure))
    }

    /// - Throws: ``Problem`` 403 for a locality of which the caller may see no meeting.
    func require(locality: String) throws(Problem) {
        guard !localities.contains(locality), !forums.contains(where: { $0.calendar.locality == locality }) else {
            return
        }
        throw .forbidden(code: "other_locality", "This belongs to a locality that is not one of yours.")
    }

    /// The same in SQL, over `meeting`.
    var condition: PostgresQuery {
        let mine = forums.map { "\($0.calendar.locality) \($0.calendar.forum.code)" }
        return """
            (locality = any(\(localities.sorted())) or
             state in ('planned', 'sitting') and locality || ' ' || forum = any(\(mine)))
            """
    }
}

extension ForumCalendar {
    fileprivate func isOf(_ slot: MeetingSlot) -> Bool { forum == slot.forum && locality == slot.locality }
}
