import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// Meetings as the API shows them. Nothing in them names a child.
enum MeetingJSON {
    /// A line of a calendar.
    static func summary(_ entry: MeetingEntry, in book: LocalityBook) -> JSON { .object(members(entry, book)) }

    private static func members(_ entry: MeetingEntry, _ book: LocalityBook) -> [JSON.Member] {
        let slot = entry.slot
        return [
            .init("id", .string(entry.id)), .init("locality", .locality(code: slot.locality, in: book)),
            .init("forum", .forum(slot.forum)), .init("status", .string(entry.state.code)),
            .init("meets_on", .string(slot.day.description)), .init("starts_at", .instant(slot.startsAt)),
            .init("papers_by", .instant(slot.papersBy)), .init("place", .string(slot.place)),
        ]
    }

    /// What a move answers.
    static func changed(_ meeting: Meeting, in book: LocalityBook) -> JSON {
        let more: [(String, JSON?)] = [
            ("carried_over", meeting.state == .closed ? .strings(meeting.carriedOver) : nil),
            ("next_meeting_id", meeting.nextMeetingID.map { .string($0) }),
            ("allowed_moves", .strings(meeting.allowedMoves.map(\.code))),
        ]
        return .object(members(meeting.entry, book) + present(more))
    }

    /// The whole meeting, for a coordinator of its locality.
    static func whole(
        _ meeting: Meeting, agenda: [AgendaItem], members sitting: [ForumMember], in book: LocalityBook
    ) -> JSON {
        let more: [(String, JSON?)] = [
            ("planned_by", meeting.plannedBy.map { .string($0) }),
            ("cancelled_why", meeting.cancelledWhy.map { .string($0) }),
            (
                "members",
                .array(sitting.map { ["organisation": .string($0.organisation), "kind": .string($0.kind.code)] })
            ),
            ("attendance", .array(meeting.attendance.map(attendance))),
            ("agenda", .array(agenda.map { item($0, of: meeting) })),
            ("carried_over", .strings(meeting.carriedOver)),
            ("next_meeting_id", meeting.nextMeetingID.map { .string($0) }),
            ("allowed_moves", .strings(meeting.allowedMoves.map(\.code))),
        ]
        return .object(members(meeting.entry, book) + present(more))
    }

    /// The same for a member of the forum: which cases, and no more. What each is about is in the papers.
    static func shared(_ meeting: Meeting, agenda: [AgendaItem], in book: LocalityBook) -> JSON {
        .object(
            members(meeting.entry, book) + [
                .init(
                    "agenda",
                    .array(
                        agenda.map { ["case_id": .string($0.file.id), "reference": .string($0.file.reference)] }))
            ])
    }

    private static func attendance(_ attendance: Attendance) -> JSON {
        [
            "organisation": .string(attendance.organisation), "kind": .string(attendance.kind),
            "attended": .string(attendance.attended),
        ]
    }

    private static func item(_ item: AgendaItem, of meeting: Meeting) -> JSON {
        let (file, facts) = (item.file, item.file.lead.facts)
        let due = Agenda.due(file)
        return [
            "case_id": .string(file.id), "reference": .string(file.reference), "status": .string(file.state.code),
            "age_years": .number(facts.ageYears), "key_stage": .string(facts.keyStage.code),
            "level": .number(facts.level), "needs": .strings(facts.needs), "due_at": .string(due.at),
            "breached": .bool(due.breached), "reached": .bool(!file.isListed(for: meeting)),
            "decisions": .array(
                zip(file.decisions, item.decidedAt).map { decision, time in
                    ["kind": .string(decision.kind), "decided_at": .instant(time)]
                }),
        ]
    }

    private static func present(_ members: [(String, JSON?)]) -> [JSON.Member] {
        members.compactMap { name, value in value.map { JSON.Member(name, $0) } }
    }
}

extension CaseDecision {
    /// Its code: what a place is looked for by, or an outcome.
    fileprivate var kind: String {
        switch self {
        case .apPlacement: DecisionBody.apPlacementKind
        case .other(let decided): decided.outcome
        }
    }
}
