import Contracts
import Foundation
import Inclusion
import Postgres
import Privacy
import ServiceKit
import SwiftProtobuf
import Testing

@testable import EventFlow
@testable import LocalityRouter

@Suite("Papers of a meeting", .timeLimit(.minutes(1)))
struct PapersTests {
    /// Who looks, and the parts they see; `nil` where there is no such meeting for them.
    static let table: [(role: Role, organisation: String, localities: Set<String>, sections: String?)] = [
        (.coordinator, "authority", [ForumBench.locality], "child concerns tried risks views family health"),
        (.coordinator, "authority", ["E07000078"], nil),
        (.forumMember, ForumBench.police, [], "child risks"),
        (.forumMember, ForumBench.health, [], "child concerns views health"),
        (.forumMember, ForumBench.charity, [], ""),
        (.forumMember, "agency-stranger", [], nil),
    ]

    /// What of the sample's sealed block belongs to which part.
    static let words = [
        "child": "Testwell", "concerns": "Zebedee concerns", "tried": "Zebedee tried", "risks": "Zebedee risk",
        "views": "Zebedee child", "family": "Zebedee aunt", "health": "9434765919",
    ]

    private func seat(_ identity: Identity, _ meeting: Meeting?) throws -> MeetingSeats.Seat {
        try MeetingSeats(of: identity, in: ForumBench.county()).seat(at: meeting).1
    }

    @Test("Each role and kind of agency sees its parts and no others, and every opening is in the access log")
    func policy() async throws {
        try await RouterBench.run { bench in
            try await bench.planMeetings()
            let first = try await bench.meetings()[0]
            let id = try await bench.caseOf(child: UUID())
            try await bench.list(id)
            let meeting = try await bench.store.read(Meeting.self, first.id).state
            for (role, organisation, localities, expected) in Self.table {
                let identity = ForumBench.identity(role, organisation, in: localities)
                guard let expected else {
                    #expect(throws: Problem.self, "\(organisation)") { try seat(identity, meeting) }
                    continue
                }
                let sections = expected.split(separator: " ").map(String.init)
                let paper = Paper(try await bench.file(id), for: try seat(identity, meeting))
                #expect(paper.sections.map(\.code) == sections, "\(organisation)")
                let reader = Reader(subject: identity.subject, role: role.rawValue, organisation: organisation)
                let text = try await paper.opened(with: bench.keyring, by: reader).text
                for (section, words) in Self.words {
                    #expect(text.contains(words) == sections.contains(section), "\(section) for \(organisation)")
                }
                let lines = try await bench.number(
                    """
                    select count(*) from keyring.access_log
                    where purpose = 'forum_papers' and organisation = \(organisation)
                    """)
                #expect(lines == (sections.isEmpty ? 0 : 1))
            }
        }
    }

    @Test("A case that may not be shared any more is withheld altogether, and so is one whose key is erased")
    func withheld() async throws {
        try await RouterBench.run { bench in
            try await bench.planMeetings()
            let child = UUID()
            let id = try await bench.caseOf(child: child)
            try await bench.list(id)
            let coordinator = MeetingSeats.Seat.coordinator
            _ = try await bench.keyring.erase(child: child, by: RouterBench.coordinator, reason: "test")
            let erased = try await Paper(bench.file(id), for: coordinator)
                .opened(with: bench.keyring, by: RouterBench.coordinator).text
            #expect(erased.contains("erased") && !erased.contains("Zebedee"))
            let referral = try await bench.file(id).referralID
            let stopped = LawfulBasisChanged.with { ($0.referralID, $0.sharingAllowed) = (referral, false) }
            try await bench.tell(.noteLawfulBasis(stopped), to: id)
            let paper = Paper(try await bench.file(id), for: coordinator)
            #expect(paper.sections.isEmpty && paper.summary.text.contains("\"status\":\"withheld\""))
        }
    }

    @Test("A member's seat is gone once the meeting is closed; the coordinator's is not")
    func closed() async throws {
        try await RouterBench.run { bench in
            try await bench.planMeetings()
            let first = try await bench.meetings()[0]
            let id = try await bench.caseOf(child: UUID())
            try await bench.list(id)
            let member = ForumBench.identity(.forumMember, ForumBench.police)
            let thatDay = first.entry.slot.startsAt
            let opened = try await bench.atDesk(first.id, at: thatDay) { try await $0.open(first.id, $1) }
            _ = try seat(member, opened.meeting)
            let closed = try await bench.atDesk(first.id, at: thatDay) { try await $0.close(first.id, $1) }
            #expect(throws: Problem.self) { try seat(member, closed.meeting) }
            _ = try seat(ForumBench.identity(.coordinator), closed.meeting)
            #expect(try await AgendaItem.agenda(of: closed.meeting, bench.store).map(\.file.id) == [id.text])
            #expect(throws: Problem.self) {
                try MeetingSeats(of: ForumBench.identity(.agency), in: ForumBench.county())
            }
        }
    }
}
