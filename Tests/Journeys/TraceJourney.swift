import Foundation
import Postgres
import Testing

@testable import Hub

extension Journeys {
    /// What somebody sees who looks for one referral in the logs of all services.
    @Suite("On the trail of a referral", .serialized, .timeLimit(.minutes(4)))
    struct TraceJourney {
        private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"

        @Test("The trace of a referral's requests is on every line that any of the five services logs about it")
        func trail() async throws {
            try await Town.visit(.init(directory: LastPlaceJourney.directory)) { town in
                let ids = try await takeToAPlacement(town)
                try await town.until(0, "select count(*) from notifier.delivery where status = 'queued'")
                // The case's events: opened, acknowledged, decided, placed.
                try await town.until(4, "select case_version from portal.queue_item where state = 'active'")
                for (service, message) in [
                    ("referral-intake", "Referral accepted"), ("locality-router", "Case opened"),
                    ("placement-matcher", "Placement requested"), ("notifier", "Mail sent"),
                    ("portal", "Case shown in its queue"),
                ] {
                    let lines = try await logged(message, by: service, town)
                    #expect(lines.count >= 1, "\(service) says nothing of “\(message)”")
                    #expect(lines.allSatisfy { $0["trace"]?.string == Self.trace }, "\(service): \(lines)")
                    #expect(lines.allSatisfy { $0["metadata"]?["referral"]?.string == ids[0] }, "\(service): \(lines)")
                }
                for line in town.logs().split(separator: "\n") where ids.contains(where: { line.contains($0) }) {
                    #expect(try JSONValue(Data(line.utf8))["trace"]?.string == Self.trace, "\(line)")
                }
            }
        }

        /// Waits for a line: what is committed may be logged a moment later.
        private func logged(_ message: String, by service: String, _ town: Town) async throws -> [JSONValue] {
            let deadline = ContinuousClock.now + .seconds(20)
            while true {
                let lines = try town.logs().split(separator: "\n").map { try JSONValue(Data($0.utf8)) }
                    .filter { $0["service"]?.string == service && $0["message"]?.string == message }
                if !lines.isEmpty || ContinuousClock.now > deadline { return lines }
                try await Task.sleep(for: .milliseconds(50))
            }
        }

        /// Every request comes with the same trace, as from one agency's system whose people work on one thing.
        /// - Returns: the ids of referral, case and offer.
        private func takeToAPlacement(_ town: Town) async throws -> [String] {
            let sample = try #require(
                try SampleFile(file: Places.sample("referrals.json")).samples
                    .first { $0.body["asks"]?["kind"]?.string == "third_sector" })
            let receipt = try await send("referral-intake", "/v1/referrals", sample.body, as: sample.person, town)
            let referral = try #require(receipt["id"]?.string)
            try await town.until(1, "select count(*) from locality_router.case_file")
            let (coordinator, file) = try await findCase(town)
            let url = "/v1/cases/\(file)"
            _ = try await send("locality-router", "\(url)/acknowledgement", as: coordinator, ifMatch: "\"1\"", town)
            _ = try await send(
                "locality-router", "\(url)/decisions", LastPlaceJourney.decision, as: coordinator, ifMatch: "\"2\"",
                town)
            try await town.until(1, "select count(*) from placement_matcher.placement_request")
            let search = try #require(try await town.searches(as: coordinator).first)
            _ = try await send(
                "placement-matcher", "/v1/placement-requests/\(search.id)/offers",
                ["provisions": .array([.string(search.first)])], as: coordinator, ifMatch: search.etag, town)
            let provider = "provider-severn-vale"
            let person = try #require(town.people.with(role: "provider").first { $0.org == provider }).id
            let offers = try await town.get("placement-matcher", "/v1/offers?status=open", as: person)
            let offer = try #require(offers.body["items"]?.elements.first?["id"]?.string)
            let read = try await town.get("placement-matcher", "/v1/offers/\(offer)", as: person)
            _ = try await send(
                "placement-matcher", "/v1/offers/\(offer)/acceptance", as: person, ifMatch: read.etag, town)
            return [referral, file, offer]
        }

        private func findCase(_ town: Town) async throws -> (coordinator: String, id: String) {
            for coordinator in Set(town.people.coordinators.values.map(\.id)) {
                let page = try await town.get("locality-router", "/v1/cases", as: coordinator)
                if let id = page.body["items"]?.elements.first?["id"]?.string { return (coordinator, id) }
            }
            throw Lost()
        }

        /// The case is in nobody's queue.
        private struct Lost: Error {}

        private func send(
            _ service: String, _ path: String, _ body: JSONValue? = nil, as person: String, ifMatch: String? = nil,
            _ town: Town
        ) async throws -> JSONValue {
            var headers = [
                "Authorization": "Bearer \(try await town.token(person))", "Idempotency-Key": UUID().uuidString,
                "traceparent": "00-\(Self.trace)-00f067aa0ba902b7-01",
            ]
            headers["If-Match"] = ifMatch
            if body != nil { headers["Content-Type"] = "application/json" }
            let (status, answer) = try await town.raw(
                "POST", town.address(service) + path, headers: headers, body: try body?.data())
            try #require((200..<300).contains(status), "\(path): \(answer)")
            return answer
        }
    }
}
