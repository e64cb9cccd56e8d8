import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import ServiceKit
import ServiceTestSupport
import Testing

@testable import LocalityRouter

@Suite("Queues", .timeLimit(.minutes(2)))
struct QueueTests {
    /// A case in each group, in the order of the groups, at noon of Wednesday 25 November.
    private func one(ofEach desk: QueueDesk) async throws -> [UUID] {
        try desk.set("2026-11-23T10:00:00Z")
        let overdue = try await desk.open()
        try desk.set("2026-11-24T15:00:00Z")
        let (waiting, other) = (try await desk.open(), try await desk.open())
        for id in [waiting, other] { try await desk.tell(.acknowledge(by: "bob"), to: id) }
        try await desk.ask(waiting)
        try desk.set("2026-11-25T09:30:00Z")
        let today = try await desk.open()
        try await desk.tell(.acknowledge(by: "bob"), to: today)
        try await desk.tell(.list(QueueDesk.listing), to: today)
        let new = try await desk.open(in: QueueDesk.stroud)
        try desk.set("2026-11-25T12:00:00Z")
        return [overdue, today, new, waiting, other]
    }

    @Test("Cases stand in groups by what needs doing, and every count is the length of its list")
    func groups() async throws {
        try await QueueDesk.run { desk in
            let ids = try await one(ofEach: desk)
            let page = try await desk.send(.get, "/v1/cases")
            #expect(page["items"]?.all("id") == ids.map(\.text))
            let groups = ["overdue", "due_today", "new_to_me", "waiting_on_others", "other"]
            #expect(page["items"]?.all("group") == groups)
            #expect(page["items/1/with/who"]?.words == "forum" && page["items/1/meets_on"]?.words == "2026-11-25")
            #expect(page["items/3/with/who"]?.words == "referrer" && page["items/3/why/code"]?.words == "information")
            #expect(page["items/2/due_at"]?.words == "2026-11-26T09:30:00Z")
            let queues = try await desk.send(.get, "/v1/queues")
            #expect(queues["as_of"]?.words == "2026-11-25T12:00:00Z")
            for group in groups {
                let list = try await desk.send(.get, "/v1/cases?group=\(group)")
                let count = [0, 1].compactMap { queues["items/\($0)/groups/\(group)"]?.number }.reduce(0, +)
                #expect(list["items"]?.all("id").count == 1 && count == 1, "\(group)")
            }
            #expect(queues["items/0/counts/open"]?.number == 1 && queues["items/1/groups/new_to_me"]?.number == 1)
            #expect(queues["items/0/overdue"]?.number == 1)
            #expect(
                try await desk.send(.get, "/v1/cases", as: QueueDesk.coordinator("anna", of: [QueueDesk.stroud]))[
                    "items"]?.all("id") == [ids[2].text])
        }
    }

    @Test("What was given to somebody is new to them alone, until they take a step; counts are right at once")
    func newToMe() async throws {
        try await QueueDesk.run { desk in
            let id = try await desk.open()
            try await desk.tell(.acknowledge(by: "bob"), to: id)
            func new(_ person: String) async throws -> Int? {
                let queues = try await desk.send(
                    .get, "/v1/queues", as: QueueDesk.coordinator(person, of: [QueueDesk.gloucester]))
                let list = try await desk.send(.get, "/v1/cases?group=new_to_me", as: QueueDesk.coordinator(person))
                let count = queues["items/0/groups/new_to_me"]?.number
                #expect(list["items"]?.all("id").count == count)
                return count
            }
            #expect(try await new("anna") == 0)
            try await desk.tell(.assign(AssignmentDraft(assignee: "anna"), by: "bob"), to: id)
            #expect(try await new("anna") == 1)
            #expect(try await new("bob") == 0)
            #expect(try await desk.send(.get, "/v1/cases?assigned=me")["items"]?.all("id") == [id.text])
            #expect(try await desk.send(.get, "/v1/cases?assigned=none")["items"]?.all("id") == [])
            try await desk.ask(id)
            #expect(try await new("anna") == 0)
        }
    }

    @Test("Turning pages shows every case once, though time goes on and cases change groups meanwhile")
    func pages() async throws {
        try await QueueDesk.run { desk in
            var all: Set<String> = []
            for number in 0..<25 {
                try desk.set("2026-11-23T0\(number % 4 + 5):00:00Z")
                all.insert(try await desk.open(in: number % 2 == 0 ? QueueDesk.gloucester : QueueDesk.stroud).text)
            }
            try desk.set("2026-11-24T08:59:00Z")
            var (seen, path): ([String], String?) = ([], "/v1/cases?limit=7")
            while let next = path {
                let page = try await desk.send(.get, next)
                seen += page["items"]?.all("id") ?? []
                #expect(page["items"]?.all("group").allSatisfy { $0 == "due_today" } == true)
                path = page["next"]?.words.map { "/v1/cases?limit=7&cursor=\($0)" }
                try desk.set("2026-11-24T\(10 + seen.count / 7):00:00Z")
            }
            #expect(seen.count == 25 && Set(seen) == all)
        }
    }

    @Test("Filters narrow a queue, and what no case can have is refused")
    func filters() async throws {
        try await QueueDesk.run { desk in
            let (low, high) = (try await desk.open(level: 2), try await desk.open(level: 4))
            for (query, found) in [
                ("level=4", [high]), ("level=2&need=SEMH", [low]), ("need=ASD", []), ("agency_kind=police", []),
                ("agency_kind=education&status=open", [low, high]), ("forum=intervention_circle", [high]),
                ("ap_requested=true", []), ("q=rh-2345", [low, high]), ("q=2345-6789", [low, high]), ("q=9", []),
                ("status=closed", []), ("assigned=bob", []), ("locality=E07000082", []),
            ] {
                let page = try await desk.send(.get, "/v1/cases?\(query)")
                #expect(Set(page["items"]?.all("id") ?? []) == Set(found.map(\.text)), "\(query)")
            }
            for name in ["status", "group", "forum", "agency_kind", "level", "need", "ap_requested"] {
                let refused = try await desk.send(.get, "/v1/cases?\(name)=7x")
                #expect(refused.status == 400 && refused.code == "\(name)_invalid")
            }
            #expect(try await desk.send(.get, "/v1/cases?q=%25").code == "q_invalid")
            #expect(try await desk.send(.get, "/v1/cases?cursor=WyJhIl0").code == "cursor_invalid")
            #expect(try await desk.send(.get, "/v1/cases?locality=E07000078").status == 403)
            try await desk.tell(.acknowledge(by: "bob"), to: low)
            var draft = OutcomeDraft(outcome: "advice_given", why: "w", next: "n")
            draft.record = RouterBench.record
            try await desk.tell(
                .decide(DecideCase(draft: draft, by: "bob", words: Sealed(), record: Sealed())), to: low)
            #expect(try await desk.send(.get, "/v1/cases?status=closed")["items"]?.all("id") == [low.text])
            #expect(try await desk.send(.get, "/v1/cases")["items"]?.all("id") == [high.text])
        }
    }

    @Test("Eight coordinators who ask for the next case at once never get the same one")
    func next() async throws {
        try await QueueDesk.run { desk in
            var ids: [String] = []
            for hour in 0..<5 {
                try desk.set("2026-11-23T0\(hour + 4):00:00Z")
                ids.append(try await desk.open().text)
            }
            let taken = try await withThrowingTaskGroup(of: Reply.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        try await desk.send(.post, "/v1/cases/next", [:], as: QueueDesk.coordinator("person-\(number)"))
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(taken.filter { $0.status == 204 }.count == 3)
            let given = taken.filter { $0.status == 200 }
            #expect(Set(given.compactMap { $0["id"]?.words }) == Set(ids))
            #expect(given.allSatisfy { $0["status"]?.words == "in_triage" && $0.version == 3 })
            let assigned = try await desk.bench.pool.query("select assigned_to from case_file").decode(String?.self)
            #expect(Set(assigned).count == 5)
        }
    }

    @Test("The next case is the one that is due first and nobody's; the same key gives the same one again")
    func nextInOrder() async throws {
        try await QueueDesk.run { desk in
            let elsewhere = try await desk.open(in: QueueDesk.stroud)
            let first = try await desk.open(forum: .interventionCircle)
            try await desk.tell(.acknowledge(by: "bob"), to: first)
            try desk.set("2026-11-23T11:00:00Z")
            let second = try await desk.open(forum: .talc)
            let key = UUID()
            for _ in 0..<2 {
                let given = try await desk.send(
                    .post, "/v1/cases/next", ["locality": "E07000081", "forum": "talc"], key: key)
                #expect(given["id"]?.words == second.text && given.status == 200)
            }
            #expect(try await desk.send(.post, "/v1/cases/next", [:])["id"]?.words == elsewhere.text)
            #expect(try await desk.send(.post, "/v1/cases/next", [:])["id"]?.words == first.text)
            #expect(try await desk.send(.post, "/v1/cases/next", [:]).status == 204)
            #expect(try await desk.send(.post, "/v1/cases/next", ["locality": "E07000078"]).status == 403)
            #expect(try await desk.send(.post, "/v1/cases/next", ["forum": "club"]).status == 422)
        }
    }

    @Test("Who works through a part of the queue is given the next of that part, and no other")
    func nextOfAPart() async throws {
        try await QueueDesk.run { desk in
            let read = try await desk.open(level: 2)
            try await desk.tell(.acknowledge(by: "bob"), to: read)
            let low = try await desk.open(level: 2)
            let high = try await desk.open(level: 4)
            /// What is given, for this body; nothing where there is none.
            func next(_ body: JSON) async throws -> String? {
                let reply = try await desk.send(.post, "/v1/cases/next", body)
                #expect([200, 204].contains(reply.status), "\(reply.errors)")
                return reply.status == 204 ? nil : reply["id"]?.words
            }
            let nowhere: [JSON] = [
                ["group": "overdue"], ["level": 1], ["need": "VI"], ["agency_kind": "police"], ["statuses": ["closed"]],
                ["statuses": ["open"], "group": "waiting_on_others"], ["ap_requested": true, "forum": "post_16"],
            ]
            for body in nowhere { #expect(try await next(body) == nil, "\(body.text)") }
            #expect(try await next(["level": 4, "group": "new_to_me", "statuses": ["open"]]) == high.text)
            #expect(try await next(["statuses": ["acknowledged", "in_triage"]]) == read.text)
            try desk.set("2027-01-11T09:00:00Z")
            #expect(try await next(["group": "overdue", "statuses": ["open"]]) == low.text)
            #expect(try await next([:]) == nil)
            let wrong = try await desk.send(
                .post, "/v1/cases/next", ["group": "closed", "statuses": ["open", "open", "gone"], "level": 5])
            #expect(wrong.status == 422)
            #expect(Set(wrong.pointers) == ["/group", "/statuses/1", "/statuses/2", "/level"])
        }
    }

    @Test("Of many cases assigned at once each is looked at on its own, and the answer says which could not be")
    func assignments() async throws {
        try await QueueDesk.run { desk in
            var ids: [UUID] = []
            for _ in 0..<4 { ids.append(try await desk.open()) }
            let elsewhere = try await desk.open(in: QueueDesk.stroud)
            for id in ids.dropLast() { try await desk.tell(.acknowledge(by: "bob"), to: id) }
            func item(_ id: UUID, _ version: Int) -> JSON { ["id": .string(id.text), "version": .number(version)] }
            let reply = try await desk.send(
                .post, "/v1/cases/assignments",
                [
                    "assigned_to": "carol",
                    "cases": [item(ids[0], 2), item(ids[1], 1), item(elsewhere, 1), item(ids[3], 1), item(ids[2], 2)],
                ], as: QueueDesk.coordinator("anna", of: [QueueDesk.gloucester]))
            #expect(reply.status == 200 && reply["failed"]?.number == 3)
            #expect(reply["items"]?.all("id") == [ids[0], ids[1], elsewhere, ids[3], ids[2]].map(\.text))
            #expect(reply["items"]?.all("code") == ["stale_version", "not_found", "not_allowed_now"])
            #expect(reply["items/1/current_version"]?.number == 2 && reply["items/4/version"]?.number == 3)
            let mine = try await desk.send(.get, "/v1/cases?assigned=carol")
            #expect(Set(mine["items"]?.all("id") ?? []) == Set([ids[0], ids[2]].map(\.text)))
            for cases: JSON in [
                [], .array(Array(repeating: item(ids[0], 1), count: 101)), [item(ids[0], 1), item(ids[0], 1)],
            ] {
                let refused = try await desk.send(
                    .post, "/v1/cases/assignments", ["assigned_to": "carol", "cases": cases])
                #expect(refused.status == 422)
            }
        }
    }

    @Test("A case says who has the next step, its clocks, and which of them cannot be set")
    func oneCase() async throws {
        try await QueueDesk.run { desk in
            let id = try await desk.open()
            let read = try await desk.send(.get, "/v1/cases/\(id.text)")
            #expect(read["with/who"]?.words == "coordinator" && read["with/why/code"]?.words == "acknowledge")
            #expect(read["clocks"]?.all("kind") == ["acknowledge", "triage"])
            #expect(read["with/until"]?.words == read["acknowledge_by"]?.words)
        }
    }
}
