import Foundation
import Postgres
import Testing

extension Journeys {
    /// What the API's document promises, held against what is answered: by those who know nothing of how it is made.
    @Suite("The contract", .serialized, .timeLimit(.minutes(5)))
    struct ContractJourney {
        private static let folder = Town.root.appending(path: "Tests/Journeys/Contract")
        private static let samples = Town.root.appending(path: "ops/samples").path

        @Test("schemathesis, with all its checks, finds nothing in any operation of the intake")
        func schemathesis() async throws {
            try await Town.visit { town in
                try await fuzz("referral-intake", as: "education-client", "signin,intake", in: town)
            }
        }

        @Test("Nor in any of the router and the matcher, tried by a coordinator who has cases, and by everybody")
        func schemathesisOfCasework() async throws {
            try await Town.visit { town in
                _ = try await town.playDay(24)
                try await fuzz("placement-matcher", as: "coordinator-forest-of-dean", "matcher", in: town)
                try await fuzz("locality-router", as: "coordinator-gloucester", "router", in: town)
            }
        }

        /// Has every operation of a service tried, with nothing that slows a client down.
        private func fuzz(_ service: String, as person: String, _ tags: String, in town: Town) async throws {
            await town.stop(service)
            try town.start(
                service,
                environment: ["RATE_LIMIT": "off", "TOKEN_RATE_LIMIT": "off", "DIRECTORY_RATE_LIMIT": "off"])
            try await town.untilReady()
            try await town.run(
                town.surroundings.python,
                [
                    Self.folder.appending(path: "fuzz.py").path, town.address(service), town.executable("hub"),
                    Town.sharedSecrets.path, Self.samples, person, tags, "5",
                ])
            #expect(!town.logs().contains(#""level":"error""#), "and nothing went wrong inside")
        }

        @Test(
            "No answer that is not documented, every documented one reached; forged, foreign and unfit changes nothing")
        func bothWays() async throws {
            try await Town.visit { town in
                try await town.run(
                    town.surroundings.python,
                    [
                        Self.folder.appending(path: "door.py").path, town.address("referral-intake"),
                        town.address("locality-router"), town.executable("hub"), town.executable("referral-intake"),
                        town.path("config/referral-intake.json"), town.databaseURL, Town.sharedSecrets.path,
                        Self.samples, town.path("samples"),
                    ])
                #expect(!town.logs().contains("Zq7x"), "nobody reads in a log what was sent")
            }
        }
    }
}
