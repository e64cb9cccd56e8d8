import Foundation
import Postgres
import Testing

@testable import Hub

extension Journeys {
    /// A school sends a file of many children, and follows along what becomes of them.
    @Suite("Files and feeds", .serialized, .timeLimit(.minutes(4)))
    struct ImportJourney {
        private static let school = "education-client"
        private static let stranger = "health-client"
        private static let rows = 600

        @Test("The intake is killed in the middle of a file: each row is stored once, and told of once in the feed")
        func importAndFollow() async throws {
            try await Town.visit { town in
                let job = try await send(town)
                try await killInTheMiddle(job, town)
                try await done(job, town)
                try await follow(town)
                try await templates(town)
            }
        }

        // MARK: The file

        private static let headings = """
            child.given_name;child.family_name;child.date_of_birth;child.send.provision;\
            child.care.child_protection_plan;child.care.child_in_need;child.care.child_in_care;referrer.name;\
            referrer.role;referrer.email;source;level;concerns;tried.1;needs;lawful_basis.basis\r\n
            """

        /// As a spreadsheet on Windows saves it: semicolons, Windows-1252, line breaks within cells.
        private static var file: Data {
            var text = headings
            for row in 0..<rows {
                text += "Zoë;Testwell;09/04/2013;K;no;no;no;Mo Sample;SENCo;senco@school.example.org;2A;3;"
                text += "\"Lessons feel impossible;\r\nrow \(row).\";Mentor;SEMH;public_task\r\n"
            }
            text +=
                "Zoë;Testwell;yesterday;K;no;no;no;Mo Sample;SENCo;senco@school.example.org;2A;9;;;SEMH;public_task\r\n"
            return text.data(using: .windowsCP1252) ?? Data()
        }

        private func post(
            _ body: Data, type: String = "text/csv", key: UUID = UUID(), _ town: Town
        ) async throws -> (status: Int, body: JSONValue) {
            try await town.raw(
                "POST", town.address("referral-intake") + "/v1/referrals/imports",
                headers: [
                    "Authorization": "Bearer \(try await town.token(Self.school))", "Content-Type": type,
                    "Idempotency-Key": key.uuidString,
                ], body: body)
        }

        private func get(_ path: String, as person: String = school, _ town: Town) async throws -> HubClient.Answer {
            try await town.get("referral-intake", path, as: person)
        }

        private func send(_ town: Town) async throws -> String {
            #expect(try await post(Self.file, type: "application/json", town).status == 415)
            #expect(try await post(Data("shoe size\r\n1\r\n".utf8), town).status == 422)
            #expect(try await town.count("select count(*) from referral_intake.referral_import") == 0)
            let (status, job) = try await post(Self.file, town)
            #expect(status == 202)
            #expect(job["encoding"]?.string == "windows-1252" && job["delimiter"]?.string == "semicolon")
            #expect(job["rows"]?.int == Self.rows + 1)
            return "/v1/referrals/imports/" + (try #require(job["id"]?.string))
        }

        private func killInTheMiddle(_ job: String, _ town: Town) async throws {
            while try await town.count("select count(*) from referral_intake.referral") < 50 { await Task.yield() }
            await town.kill("referral-intake")
            #expect(try await town.count("select count(*) from referral_intake.referral_import_part") > 0)
            try town.start("referral-intake")
        }

        private func done(_ job: String, _ town: Town) async throws {
            try await town.until(0, "select count(*) from referral_intake.referral_import_part")
            let state = try await get(job, town).body
            #expect(state["state"]?.string == "done" && state["accepted"]?.int == Self.rows)
            #expect(try await town.count("select count(*) from referral_intake.referral") == Self.rows)
            let refused = try await get(job + "/rows?state=refused", town).body["items"]?.elements ?? []
            #expect(refused.map { $0["row"]?.int } == [Self.rows + 2])
            #expect(
                Set(refused.first?["problems"]?.elements.compactMap { $0["column"]?.string } ?? [])
                    == ["child.date_of_birth", "level", "concerns"])
            let again = try await post(Self.file, town)
            #expect(again.status == 202 && job.hasSuffix(again.body["id"]?.string ?? "none"))
            #expect(try await get(job, as: Self.stranger, town).status == 404)
            #expect(try await get(job + "/rows", as: Self.stranger, town).status == 404)
        }

        // MARK: The feed

        private func follow(_ town: Town) async throws {
            var submitted: [String] = []
            var path = "/v1/events?limit=100&wait=30"
            while submitted.count < Self.rows {
                let answer = try await get(path, town)
                #expect(answer.status == 200)
                let items = answer.body["items"]?.elements ?? []
                submitted += items.filter { $0["type"]?.string == "referral.submitted" }
                    .compactMap { $0["referral_id"]?.string }
                path = "/v1/events?limit=100&wait=30&after=\(try #require(answer.body["next"]?.string))"
            }
            #expect(Set(submitted).count == Self.rows)
            #expect(try await get("/v1/events", as: Self.stranger, town).status == 204)
            let cursor = try #require(path.split(separator: "=").last)
            #expect(try await get("/v1/events?after=\(cursor)", as: Self.stranger, town).status == 400)
        }

        private func templates(_ town: Town) async throws {
            let columns = try await get("/v1/referrals/imports/columns", town).body["items"]?.elements ?? []
            #expect(columns.count > 30)
            let (status, _) = try await town.raw(
                "GET", town.address("referral-intake") + "/v1/referrals/imports/template.csv",
                headers: ["Authorization": "Bearer \(try await town.token(Self.school))"])
            #expect(status == 200)
        }
    }
}
