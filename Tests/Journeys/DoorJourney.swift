import Foundation
import Postgres
import Testing

@testable import Hub

extension Journeys {
    /// What comes to the door: the same thing many times, wrong things, other people's things.
    @Suite("At the door", .serialized, .timeLimit(.minutes(4)))
    struct DoorJourney {
        @Test(
            "Fifty times the same Idempotency-Key at once: one referral, one event, one answer; wrong input changes nothing"
        )
        func door() async throws {
            try await Town.visit { town in
                try await fiftyTimes(town)
                try await fiftyKeys(town)
                try await badInput(town)
                try await strangers(town)
                try await documented(town)
                try await poison(town)
            }
        }

        private func fiftyTimes(_ town: Town) async throws {
            let (body, person, key) = (try await Samples.body(0), try await Samples.person(0), UUID())
            let answers = try await withThrowingTaskGroup(of: HubClient.Answer.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await town.post("referral-intake", "/v1/referrals", body, as: person, key: key)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.status == 201 })
            #expect(Set(answers.compactMap { $0.body["id"]?.string }).count == 1)
            #expect(try await town.count("select count(*) from referral_intake.event_log") == 1)
            #expect(try await town.count("select count(*) from referral_intake.referral") == 1)

            let other = try await town.post(
                "referral-intake", "/v1/referrals", try await Samples.body(1), as: person, key: key)
            #expect(other.status == 422)
            #expect(other.code == "idempotency_key_reused")
        }

        /// The same referral under fifty keys: one is stored already, and every answer names it.
        private func fiftyKeys(_ town: Town) async throws {
            let (body, person) = (try await Samples.body(0), try await Samples.person(0))
            let answers = try await withThrowingTaskGroup(of: HubClient.Answer.self) { group in
                for _ in 0..<50 {
                    group.addTask { try await town.post("referral-intake", "/v1/referrals", body, as: person) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.status == 409 && $0.code == "duplicate_referral" })
            let named = Set(answers.compactMap { $0.body["existing"]?["id"]?.string })
            let stored = try #require(named.first)
            #expect(named.count == 1)
            #expect(
                try await town.get("referral-intake", "/v1/referrals/\(stored)", as: person).status == 200)
            #expect(try await town.count("select count(*) from referral_intake.referral") == 1)
        }

        private func badInput(_ town: Town) async throws {
            let url = town.address("referral-intake") + "/v1/referrals"
            let token = try await town.token(try await Samples.person(0))
            let good = try (try await Samples.body(2)).data()
            var headers = [
                "Authorization": "Bearer \(token)", "Content-Type": "application/json",
                "Idempotency-Key": UUID().uuidString,
            ]
            func answer(_ body: Data, _ change: (inout [String: String]) -> Void = { _ in }) async throws -> (
                Int, JSONValue
            ) {
                headers["Idempotency-Key"] = UUID().uuidString
                var changed = headers
                change(&changed)
                let (status, problem) = try await town.raw("POST", url, headers: changed, body: body)
                #expect(problem["type"]?.string != nil, "\(status) is a problem with a type")
                return (status, problem)
            }
            #expect(try await answer(Data("{".utf8)).0 == 400)
            #expect(try await answer(Data([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D])).0 == 400)
            #expect(try await answer(Data(repeating: UInt8(ascii: " "), count: 2 << 20)).0 == 413)
            #expect(try await answer(Data(repeating: UInt8(ascii: "["), count: 10 << 20)).0 == 413)
            #expect(try await answer(Data(repeating: UInt8(ascii: "["), count: 100_000)).0 == 400)
            #expect(try await answer(good) { $0["Content-Type"] = "text/plain" }.0 == 415)
            #expect(try await answer(good) { $0["Idempotency-Key"] = nil }.0 == 400)
            #expect(try await answer(good) { $0["Authorization"] = nil }.0 == 401)
            #expect(try await answer(good) { $0["Authorization"] = "Bearer \(token.dropLast(6))AAAAAA" }.0 == 401)
            let coordinator = try await town.token("coordinator-gloucester")
            #expect(try await answer(good) { $0["Authorization"] = "Bearer \(coordinator)" }.0 == 403)

            let (status, problem) = try await answer(
                Data(#"{"child": {"given_name": 7, "nickname": "x"}, "level": 9}"#.utf8))
            #expect(status == 422)
            let pointers = Set(problem["errors"]?.elements.compactMap { $0["pointer"]?.string } ?? [])
            #expect(
                pointers.isSuperset(of: ["/child/given_name", "/child/nickname", "/level", "/referrer", "/concerns"]),
                "\(pointers)")
            try await unfit(try await Samples.body(2)) { try await answer($0) }
            #expect(!town.logs().contains(Self.mark), "nobody reads in a log what was sent")
            #expect(try await town.count("select count(*) from referral_intake.event_log") == 1, "nothing changed")
            #expect(try await town.count("select count(*) from referral_intake.idempotency") == 1, "nothing changed")
        }

        /// In all that is sent where it does not belong.
        private static let mark = "Zq7x"

        /// What does not fit is refused by the name of its field, and not repeated.
        private func unfit(
            _ good: JSONValue, _ answer: (Data) async throws -> (Int, JSONValue)
        ) async throws {
            let nested = String(repeating: "[", count: 25) + "\"\(Self.mark)\"" + String(repeating: "]", count: 25)
            let values = [
                "\"\(Self.mark)\\u0000\"", "\"\\u202e\(Self.mark)\"", nested,
                "\"\(Self.mark)\(String(repeating: "👩‍👩‍👧", count: 2000))\"", "{\"\(Self.mark)\": 1}",
            ]
            for (field, pointer) in [("concerns", "/concerns"), ("source", "/source"), ("level", "/level")] {
                for value in values {
                    var body = good
                    body[field] = try JSONValue(Data(value.utf8))
                    let (status, problem) = try await answer(try body.data())
                    #expect(status == 422)
                    #expect(problem["errors"]?.elements.compactMap { $0["pointer"]?.string } == [pointer])
                    #expect(!String(decoding: try problem.data(), as: UTF8.self).contains(Self.mark))
                }
            }
        }

        private func strangers(_ town: Town) async throws {
            let id = try #require(
                try await town.post(
                    "referral-intake", "/v1/referrals", try await Samples.body(3), as: try await Samples.person(3)
                )
                .body["id"]?.string)
            let owner = try await town.get("referral-intake", "/v1/referrals/\(id)", as: try await Samples.person(3))
            #expect(owner.status == 200)
            let poster = try town.people.person(try await Samples.person(3))
            let stranger = try #require(town.people.with(role: "agency").first { $0.org != poster.org })
            #expect(try await town.get("referral-intake", "/v1/referrals/\(id)", as: stranger.id).status == 404)

            try await town.until(2, "select count(*) from locality_router.case_file")
            let caseID = try #require(try await casesOfEverybody(town).first)
            let read = try await town.get("locality-router", "/v1/cases/\(caseID.case)", as: caseID.coordinator)
            #expect(read.status == 200)
            let path = "/v1/cases/\(caseID.case)/acknowledgement"
            #expect(try await town.post("locality-router", path, as: caseID.coordinator).status == 428)
            #expect(
                try await town.post("locality-router", path, as: caseID.coordinator, ifMatch: "\"9\"").status == 412)
            #expect(
                try await town.post("locality-router", path, as: caseID.coordinator, ifMatch: read.etag).status == 200)
            let late = try await town.post("locality-router", path, as: caseID.coordinator, ifMatch: read.etag)
            #expect(late.status == 412)
            #expect(late.body["changes"]?.elements.compactMap { $0["code"]?.string } == ["acknowledged"])
            let again = try await town.post("locality-router", path, as: caseID.coordinator, ifMatch: "\"2\"")
            #expect(again.status == 409, "an illegal move says why: \(again.title)")
            for (locality, other) in town.people.coordinators where other.id != caseID.coordinator {
                #expect(
                    try await town.get("locality-router", "/v1/cases/\(caseID.case)", as: other.id).status == 404,
                    "\(locality)")
            }
        }

        private func casesOfEverybody(_ town: Town) async throws -> [(case: String, coordinator: String)] {
            var found: [(String, String)] = []
            for coordinator in Set(town.people.coordinators.values.map(\.id)) {
                let page = try await town.get("locality-router", "/v1/cases", as: coordinator)
                found +=
                    page.body["items"]?.elements.compactMap { item in item["id"]?.string.map { ($0, coordinator) } }
                    ?? []
            }
            return found
        }

        /// Every address of the OpenAPI document is there, asks who is calling, and takes the methods it is said to take.
        private func documented(_ town: Town) async throws {
            let ports = [
                "8081": "referral-intake", "8082": "locality-router", "8083": "placement-matcher", "8084": "notifier",
            ]
            let document = try await town.raw("GET", town.address("locality-router") + "/openapi.json").body
            #expect(document["openapi"]?.string?.hasPrefix("3.1") == true)
            guard case .object(let paths)? = document["paths"] else {
                Issue.record("the document has no paths")
                return
            }
            let signedIn = ["Authorization": "Bearer \(try await town.token("coordinator-gloucester"))"]
            var asked = 0
            for (path, operations) in paths where path.hasPrefix("/v1/") {
                let port = operations["servers"]?.elements.first?["url"]?.string?.suffix(4)
                let service = try #require(ports[String(port ?? "")], "\(path) has a server")
                for method in ["get", "post", "put", "patch", "delete"] {
                    let address = town.address(service) + path.replacing("{id}", with: UUID().uuidString.lowercased())
                    #expect(try await town.raw(method.uppercased(), address).status == 401, "\(method) \(path)")
                    let status = try await town.raw(method.uppercased(), address, headers: signedIn).status
                    #expect((status == 405) == (operations[method] == nil), "\(status) \(method) \(path)")
                    asked += 1
                }
            }
            #expect(asked >= 60)
            let nowhere = try await town.raw("GET", town.address("locality-router") + "/v1/nowhere", headers: signedIn)
            #expect(nowhere.status == 404)
        }

        /// Somebody writes rubbish into a topic: a dead letter, and everything after it passes.
        private func poison(_ town: Town) async throws {
            try await town.publishGarbage(on: "referrals")
            try await town.until(12, "select count(*) from locality_router.dead_letter")
            let posted = try await town.post(
                "referral-intake", "/v1/referrals", try await Samples.body(4), as: try await Samples.person(4))
            #expect(posted.status == 201)
            try await town.until(3, "select count(*) from locality_router.case_file")
        }
    }
}
