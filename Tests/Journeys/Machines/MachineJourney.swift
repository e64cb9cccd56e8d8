import Foundation
import FoundationNetworking
import Postgres
import Testing

extension Journeys {
    /// The system of an agency signs in as itself: written in another language, with a library that knows nothing of us.
    @Suite("Machines", .serialized, .timeLimit(.minutes(4)))
    struct MachineJourney {
        @Test("A client of Authlib signs in with its own key, refers a child, changes keys, is disabled and stopped")
        func authlib() async throws {
            try await Town.visit { town in
                let script = Town.root.appending(path: "Tests/Journeys/Machines/integrator.py").path
                try await town.run(
                    town.surroundings.python,
                    [
                        script, town.address("referral-intake"), town.executable("hub"), town.databaseURL,
                        Town.root.appending(path: "ops/samples").path, town.path("samples"),
                    ])
                let logs = town.logs()
                #expect(logs.contains("A client signed in"))
                #expect(logs.contains("assertion used before"))
                #expect(!logs.contains("eyJ"), "no token and no assertion gets into a log")
                // What is used up is kept until it has expired, and no longer than needed.
                #expect(try await town.count("select count(*) from referral_intake.client_assertion") > 5)
                try await limits(town)
            }
        }

        /// The quota of the API is real, and the page at /docs asks nobody but its own origin.
        private func limits(_ town: Town) async throws {
            await town.stop("referral-intake")
            try town.start(
                "referral-intake",
                environment: ["RATE_LIMIT": "3/3600"])
            try await town.untilReady()
            var statuses: [Int] = []
            for _ in 0..<4 {
                let path = "/v1/referrals/\(UUID().uuidString.lowercased())"
                let answer = try await town.raw(
                    "GET", town.address("referral-intake") + path,
                    headers: ["Authorization": "Bearer \(try await town.token("education-client"))"])
                statuses.append(answer.status)
            }
            #expect(statuses == [404, 404, 404, 429])
            for path in ["/docs", "/docs/docs.js", "/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js"] {
                let url = try #require(URL(string: town.address("referral-intake") + path))
                let (data, response) = try await URLSession.shared.data(from: url)
                let http = try #require(response as? HTTPURLResponse)
                #expect(http.statusCode == 200, "\(path)")
                let policy = http.value(forHTTPHeaderField: "Content-Security-Policy")
                #expect(policy?.contains("script-src 'self'") == true && policy?.contains("unsafe") == false)
                if path == "/docs" {
                    let page = String(decoding: data, as: UTF8.self)
                    #expect(!page.contains("://"), "nothing from elsewhere")
                    #expect(!page.contains("<script>"), "nothing inline")
                }
            }
        }
    }
}
