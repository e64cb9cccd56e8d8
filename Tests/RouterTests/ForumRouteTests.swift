import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import ServiceKit
import ServiceTestSupport
import Testing

@testable import EventFlow
@testable import LocalityRouter

/// A coordinator's meeting from its calendar to its end, and a child's plan, through the API alone.
@Suite("Forums and plans over HTTP", .timeLimit(.minutes(1)))
struct ForumRouteTests {
    private static let police = ForumBench.identity(.forumMember, ForumBench.police)
    private static let stroud = ForumBench.identity(.coordinator, in: ["E07000082"])

    @Test("A meeting's life: planned, listed for, moved, opened, attended, closed")
    func life() async throws {
        try await MeetingRoom.run { room in
            let bench = room.bench
            try await bench.planMeetings()
            let id = try await bench.caseOf(child: UUID())
            let version = Int(try await bench.store.read(CaseFile.self, id).version)
            let refused = try await room.send(
                .post, "/v1/cases/\(id.text)/listings", ["forum": "talc", "meets_on": "2026-12-04"], match: version)
            #expect(refused.status == 422 && refused.code == "no_meeting")
            let listed = try await room.send(
                .post, "/v1/cases/\(id.text)/listings", ["forum": "talc"], match: version)
            #expect(listed.status == 200 && listed["status"]?.words == "listed")
            let read = try await room.send(.get, "/v1/cases/\(id.text)")
            let meeting = try #require(read["listing/meeting_id"]?.words)

            let list = try await room.send(.get, "/v1/meetings?forum=talc&limit=2&from=2026-12-01")
            #expect(list["items/0/id"]?.words == meeting && list["next"]?.words != nil)
            let next = try await room.send(.get, "/v1/meetings?limit=2&cursor=\(list["next"]?.words ?? "")")
            #expect(next["items/0/meets_on"]?.words == "2026-12-31")
            let shown = try await room.send(.get, "/v1/meetings/\(meeting)")
            #expect(
                shown["agenda/0/case_id"]?.words == id.text && shown["allowed_moves"]?.strings.contains("open") == true)
            let seen = try await room.send(.get, "/v1/meetings/\(meeting)", as: Self.police)
            #expect(seen["agenda/0/case_id"]?.words == id.text && seen["agenda/0/needs"] == nil)
            #expect(try await room.send(.get, "/v1/meetings/\(meeting)", as: Self.stroud).status == 404)
            #expect(try await room.send(.get, "/v1/meetings?locality=E07000081", as: Self.stroud).status == 403)

            func change(_ path: String, _ body: JSON? = nil, at version: Int) async throws -> Reply {
                try await room.send(.post, "/v1/meetings/\(meeting)/\(path)", body, match: version)
            }
            #expect(try await change("opening", at: shown.version).code == "too_early")
            let moved = try await change("move", ["meets_on": "2026-12-04", "at": "09:30"], at: shown.version)
            #expect(moved.status == 200 && moved["starts_at"]?.words == "2026-12-04T09:30:00Z")
            #expect(try await change("opening", at: shown.version).status == 412)
            room.service.set(try #require(RFC3339.instant("2026-12-04T09:30:00Z")))
            let opened = try await change("opening", at: moved.version)
            #expect(opened["status"]?.words == "sitting")
            let stranger: JSON = ["attendance": [["organisation": "nobody", "attended": "present"]]]
            #expect(try await change("attendance", stranger, at: opened.version).code == "not_a_member")
            let there: JSON = ["attendance": [["organisation": .string(ForumBench.police), "attended": "present"]]]
            let attended = try await change("attendance", there, at: opened.version)
            #expect(attended.status == 200)
            let closed = try await change("closure", at: attended.version)
            #expect(closed["carried_over"]?.strings == [id.text] && closed["next_meeting_id"]?.words != nil)
            #expect(try await change("closure", at: closed.version).code == "not_allowed_now")
        }
    }

    @Test("Papers are a member's until the meeting is closed, and a meeting by hand is once a day")
    func papers() async throws {
        try await MeetingRoom.run { room in
            let body: JSON = [
                "locality": "E07000081", "forum": "talc", "meets_on": "2026-11-23", "at": "16:00", "place": "Room 9",
            ]
            let planned = try await room.send(.post, "/v1/meetings", body)
            #expect(planned.status == 201 && planned.version == 1)
            #expect(try await room.send(.post, "/v1/meetings", body).code == "meeting_exists")
            var elsewhere = try await room.send(.post, "/v1/meetings", body, as: Self.stroud)
            #expect(elsewhere.status == 403)
            elsewhere = try await room.send(.post, "/v1/meetings", body, as: Self.police)
            #expect(elsewhere.status == 403)
            let meeting = try #require(planned["id"]?.words)
            let id = try await room.bench.caseOf(child: UUID())
            try await room.bench.list(id, ListingDraft(forum: "talc", meetingID: meeting))
            let list = try await room.send(.get, "/v1/meetings/\(meeting)/papers", as: Self.police)
            #expect(list["items/0/sections"]?.strings == ["child", "risks"])
            #expect(list["items/0/withheld"]?.strings == ["concerns", "tried", "views", "family", "health"])
            let paper = try await room.send(.get, "/v1/meetings/\(meeting)/papers/\(id.text)", as: Self.police)
            #expect(paper["referrals/0/child/given_name"]?.words == "Rowan" && paper["referrals/0/concerns"] == nil)
            let unlisted = try await room.bench.caseOf(child: UUID())
            #expect(
                try await room.send(.get, "/v1/meetings/\(meeting)/papers/\(unlisted.text)", as: Self.police).status
                    == 404)
            let stopped = try await room.send(.post, "/v1/meetings/\(meeting)/cancellation", ["why": "Snow."], match: 1)
            #expect(stopped.code == "no_next_meeting")
            try await room.bench.planMeetings()
            let cancelled = try await room.send(
                .post, "/v1/meetings/\(meeting)/cancellation", ["why": "Snow."], match: 1)
            #expect(cancelled["status"]?.words == "cancelled")
            #expect(try await room.send(.get, "/v1/meetings/\(meeting)/papers", as: Self.police).status == 404)
        }
    }

    @Test("An action of the own organisation is seen and done by a forum member, nobody else's is there")
    func actions() async throws {
        try await MeetingRoom.run { room in
            let id = try await room.bench.caseOf(child: UUID())
            let body: JSON = [
                "what": "Visit", "organisation": .string(ForumBench.police), "owner": "Officer", "due_on": "2026-11-23",
            ]
            let agreed = try await room.send(.post, "/v1/cases/\(id.text)/actions", body, match: 2)
            #expect(agreed.status == 201)
            let action = try #require(agreed["id"]?.words)
            let path = "/v1/cases/\(id.text)/actions/\(action)"
            room.service.set(RouterBench.now.addingTimeInterval(86_400))
            let mine = try await room.send(.get, "/v1/actions?open=true", as: Self.police)
            #expect(mine["items/0/id"]?.words == action && mine["items/0/overdue"] == true)
            #expect(try await room.send(.get, path, as: Self.police)["what"]?.words == "Visit")
            let health = ForumBench.identity(.forumMember, ForumBench.health)
            #expect(try await room.send(.get, path, as: health).status == 404)
            #expect(try await room.send(.get, "/v1/actions", as: Self.stroud)["items/0/id"]?.words == nil)
            #expect(
                try await room.send(.post, "\(path)/completion", [:], as: health, match: agreed.version).status == 404)
            let done = try await room.send(
                .post, "\(path)/completion", ["words": "Visited."], as: Self.police, match: agreed.version)
            #expect(done["done"] == true)
            let again = try await room.send(.post, "\(path)/completion", [:], match: done.version)
            #expect(again.code == "already_done")
            let read = try await room.send(.get, "/v1/cases/\(id.text)")
            #expect(read["actions/0/words"]?.words == "Visited." && read["actions/0/done"] == true)
            #expect(try await room.send(.get, "/v1/actions?open=true")["items/0/id"]?.words == nil)
            #expect(try await room.send(.get, "/v1/actions?open=maybe").status == 400)
        }
    }

    @Test("A plan's life: started, a round, reviewed with the next, ended, taken up again")
    func plan() async throws {
        try await MeetingRoom.run { room in
            let id = try await room.bench.caseOf(child: UUID())
            let lead: JSON = ["lead_organisation": "agency-1", "lead": "SENCo"]
            let started = try await room.send(.post, "/v1/cases/\(id.text)/plan", lead, match: 2)
            #expect(started.status == 201 && started["status"]?.words == "started")
            let exists = try await room.send(.post, "/v1/cases/\(id.text)/plan", lead, match: 3)
            #expect(exists.status == 409 && exists.code == "plan_exists" && exists["plan_id"]?.words != nil)
            let path = "/v1/plans/\(try #require(started["id"]?.words))"
            func cycle(_ day: String) -> JSON {
                [
                    "assess": "Mornings are hard.", "outcomes": [["words": "In by 9", "measure": "Register"]],
                    "doing": ["Tutor at the gate"], "views": ["child": "Fine.", "family": "Good."],
                    "review_on": .string(day),
                ]
            }
            let sunday = try await room.send(.post, "\(path)/cycles", cycle("2026-12-13"), match: started.version)
            #expect(sunday.code == "no_school_day")
            let running = try await room.send(.post, "\(path)/cycles", cycle("2026-12-11"), match: started.version)
            #expect(running["review_on"]?.words == "2026-12-11")
            let outcome = try #require(running["outcome_ids"]?.strings.first)
            let review: JSON = [
                "results": [["outcome_id": .string(outcome), "result": "partly"]], "words": "It helped.",
                "views": ["child": "Better.", "family": "Calmer."], "next": cycle("2027-01-29"),
            ]
            let reviewed = try await room.send(.post, "\(path)/reviews", review, match: running.version)
            #expect(reviewed["review_on"]?.words == "2027-01-29", "\(reviewed.body.text)")
            let read = try await room.send(.get, path)
            #expect(read["cycles/0/outcomes/0/result"]?.words == "partly")
            let readings = try await room.bench.number(
                "select count(*) from keyring.access_log where purpose = 'read_plan'")
            #expect(readings == 1, "two rounds and a review are one reading")
            #expect(read["cycles/1/assess"]?.words == "Mornings are hard." && read["cases/0/id"]?.words == id.text)
            #expect(try await room.send(.get, path, as: Self.stroud).status == 404)
            #expect(try await room.send(.post, "\(path)/end", ["why": "w"], as: Self.stroud, match: 4).status == 404)
            #expect(try await room.send(.get, "/v1/cases/\(id.text)")["plan/review_on"]?.words == "2027-01-29")
            let ended = try await room.send(.post, "\(path)/end", ["why": "Reached."], match: reviewed.version)
            #expect(ended["status"]?.words == "ended")
            #expect(try await room.send(.get, "/v1/cases/\(id.text)")["plan"] == nil)
            let version = Int(try await room.bench.store.read(CaseFile.self, id).version)
            let again = try await room.send(.post, "/v1/cases/\(id.text)/plan", lead, match: version)
            #expect(again.status == 201 && again["id"]?.words == started["id"]?.words)
        }
    }
}
