import Foundation
import Postgres
import Testing

@testable import Hub

extension Journeys {
    /// A new integrator comes with the address of the hub, and gets along from `/docs` alone.
    @Suite("Newcomers", .serialized, .timeLimit(.minutes(4)))
    struct NewcomerJourney {
        @Test("From /docs alone: registers a key, refers, is asked, answers, reads the decision; withdraws; drafts")
        func newcomer() async throws {
            try await Town.visit { town in
                var tokens: [String] = []
                for coordinator in Set(town.people.coordinators.values.map(\.id)).sorted() {
                    tokens.append(try await town.token(coordinator))
                }
                try JSONEncoder().encode(tokens).write(to: town.folder.appending(path: "tokens.json"))
                try await town.run(
                    town.surroundings.python,
                    [
                        Town.root.appending(path: "Tests/Journeys/Machines/newcomer.py").path,
                        town.address("referral-intake"), town.address("locality-router"), town.executable("hub"),
                        town.databaseURL, town.path("tokens.json"), town.folder.path,
                    ])
            }
        }

        @Test("The quick starts for the shell and for Python do in this hub what they say", arguments: ["sh", "py"])
        func quickStart(language: String) async throws {
            let examples = Town.root.appending(path: "Contracts/API/examples")
            try await Town.visit { town in
                let (key, keys) = (town.path("larkrise.pem"), town.path("larkrise.jwks.json"))
                try await town.run(
                    "/bin/bash",
                    ["-c", #""$0" "$1" 2026 >"$2""#, examples.appending(path: "make-key.sh").path, key, keys])
                try await town.run(
                    town.executable("hub"),
                    [
                        "clients", "add", "larkrise-mis", "--name", "Larkrise MIS", "--organisation",
                        "agency-larkrise-academy", "--agency-kind", "education", "--jwks", keys, "--reason",
                        "a journey",
                        "--database", town.databaseURL,
                    ])
                let script = examples.appending(path: "quickstart.\(language)").path
                try await town.run(
                    language == "sh" ? "/bin/bash" : town.surroundings.python,
                    [
                        script, town.address("referral-intake"), "larkrise-mis", key, "2026",
                        examples.appending(path: "referrals/education.json").path,
                    ])
                let said = try town.text(of: "setting-up").split(separator: "\n")
                for (beginning, part) in [
                    ("Posted: ", #""status":"submitted""#), ("Read: ", #""given_name":"Rowan""#),
                    ("Returned to me: ", #""returned":0"#), ("Events: ", #""type":"referral.submitted""#),
                ] {
                    let line = try #require(said.first { $0.hasPrefix(beginning) }, "\(beginning)")
                    #expect(line.replacingOccurrences(of: #"": "#, with: #"":"#).contains(part), "\(line)")
                }
                #expect(try await town.count("select count(*) from referral_intake.referral") == 1)
            }
        }
    }
}
