import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import Privacy
import ServiceKit
import ServiceTestSupport
import SwiftProtobuf
import Testing

@testable import ReferralIntake

/// What an agency does with its referral, and hears of it, over the service's whole API.
@Suite("The life after posting", .timeLimit(.minutes(1)))
struct LifeTests {
    /// Posts a good referral, and answers its id.
    static func post(
        _ desk: AgencyDesk, _ changes: [(String, String?)] = [], as identity: Identity = AgencyDesk.caller
    ) async throws -> UUID {
        let reply = try await desk.send(.post, "/v1/referrals", try body(changes), as: identity)
        #expect(reply.status == 201)
        return try #require(reply["id"]?.words.flatMap(UUID.init(uuidString:)))
    }

    /// A good referral that asks for alternative provision of any kind.
    static func body(_ changes: [(String, String?)] = []) throws -> JSON {
        try Bodies.good(changing: [("/asks", #"{"alternative_provision": true}"#)] + changes).tree
    }

    static func amendment(_ changes: [(String, String?)] = []) throws -> JSON {
        ["reason": "The family told us more.", "referral": try body(changes)]
    }

    @Test(
        "Amend, answer, authorise, change the basis, withdraw: each once, each in the log, and read back as it is now")
    func life() async throws {
        try await AgencyDesk.run { desk in
            let id = try await Self.post(desk)
            let path = "/v1/referrals/\(id.text)"
            let amended = try await desk.send(
                .post, path + "/amendments", try Self.amendment([("/concerns", #""It is worse now.""#)]), match: 1)
            #expect(amended.status == 200 && amended.version == 2)
            #expect(
                amended["allowed_moves"]?.strings == [
                    "amend", "authorise", "change_lawful_basis", "withdraw", "mark_error",
                ])

            let question = UUID()
            try await desk.ask(question, "How was attendance last term?", of: id)
            var read = try await desk.send(.get, path)
            #expect(read["referral/concerns"]?.words == "It is worse now.")
            #expect(read["questions/0/question"]?.words == "How was attendance last term?")
            #expect(read["questions/0/open"] == true)
            #expect(read["standing/status"]?.words == "needs_information")
            #expect(read["standing/with/who"]?.words == "referrer")
            #expect(read["standing/next/by"]?.words == "2026-12-07T10:00:00Z")
            #expect(read["allowed_moves"]?.strings.contains("answer") == true)

            let answer: JSON = ["question_id": .string(question.text), "answer": "62 %."]
            let answered = try await desk.send(.post, path + "/answers", answer, match: 2)
            #expect(answered.status == 200 && answered["state"]?.words == "submitted")
            let authorised = try await desk.send(
                .post, path + "/headteacher-authorisation", ["name": "Alex Example", "on": "2026-11-20"], match: 3)
            #expect(authorised.version == 4)
            let stopped = try await desk.send(
                .post, path + "/lawful-basis",
                ["basis": .null, "recorded_on": "2026-11-23", "source": "The mother rang."], match: 4)
            #expect(stopped.version == 5)
            read = try await desk.send(.get, path)
            #expect(read["sharing_allowed"] == false)
            #expect(read["questions/0/answer"]?.words == "62 %.")
            #expect(read["referral/asks/headteacher_authorisation/name"]?.words == "Alex Example")
            #expect(read["standing/timeline"]?.count == 5)

            // Another basis by way of an amendment allows sharing again, in an event of its own.
            let again = try await desk.send(
                .post, path + "/amendments",
                try Self.amendment([("/lawful_basis", #"{"basis": "legal_obligation"}"#)]), match: 5)
            #expect(again.version == 7)
            let withdrawn = try await desk.send(.post, path + "/withdrawal", ["reason": "moved_away"], match: 7)
            #expect(withdrawn["state"]?.words == "withdrawn")
            #expect(withdrawn["allowed_moves"]?.count == 0)
            read = try await desk.send(.get, path)
            #expect(read["standing/status"]?.words == "withdrawn" && read["sharing_allowed"] == true)
            let refused = try await desk.send(.post, path + "/error", ["words": "x"], match: 8)
            #expect(refused.status == 409 && refused.code == "withdrawn")
            let story = try await desk.bench.admin.query(
                "select split_part(type, '.', 3) from event_log where subject = \(id) order by version"
            ).decode(String.self)
            #expect(
                story == [
                    "submitted", "amended", "answered", "headteacher_authorised", "lawful_basis_changed", "amended",
                    "lawful_basis_changed", "withdrawn",
                ])
            // Its agency may post anew.
            _ = try await Self.post(desk)
        }
    }

    @Test(
        "An amendment says where it differs, tells the router what holds now, and keeps the child's other identifiers")
    func amendments() async throws {
        try await AgencyDesk.run { desk in
            let id = try await Self.post(desk)
            let changes: [(String, String?)] = [
                ("/level", "4"), ("/tried", #"["Mentor", "Timetable"]"#), ("/child/ethnicity", nil),
                ("/child/identifiers", #"[{"system": "nhs", "value": "9434765919"}]"#),
            ]
            #expect(
                try await desk.send(
                    .post, "/v1/referrals/\(id.text)/amendments", try Self.amendment(changes), match: 1
                ).status == 200)
            let payload = try await desk.bench.admin.query(
                "select payload from event_log where subject = \(id) and version = 2"
            ).decodeFirst([UInt8].self)
            let event = try ReferralAmended(serializedBytes: try #require(payload))
            #expect(
                Set(event.changed) == [
                    "/level", "/tried", "/child/ethnicity", "/child/identifiers/0/system",
                    "/child/identifiers/0/value",
                ])
            #expect(event.facts.level == 4)
            // Both lead to the child.
            #expect(try await desk.bench.number("select count(*) from child_identifier") == 2)
            #expect(try await desk.bench.number("select count(distinct child_id) from child_identifier") == 1)
            let same = try await desk.send(
                .post, "/v1/referrals/\(id.text)/amendments", try Self.amendment(changes), match: 2)
            #expect(same.status == 422 && same.code == "nothing_changed")
        }
    }

    @Test("Two change the same version at once: one is done, the other hears what happened")
    func atOnce() async throws {
        try await AgencyDesk.run { desk in
            let id = try await Self.post(desk)
            let path = "/v1/referrals/\(id.text)"
            async let amending = desk.send(
                .post, path + "/amendments", try Self.amendment([("/level", "2")]), match: 1)
            async let withdrawing = desk.send(.post, path + "/withdrawal", ["reason": "duplicate"], match: 1)
            let (amended, withdrawn) = (try await amending, try await withdrawing)
            #expect([amended.status, withdrawn.status].sorted() == [200, 412])
            let late = amended.status == 412 ? amended : withdrawn
            #expect(late["current_version"] == 2)
            #expect(late["changes/0/code"]?.words == (amended.status == 412 ? "withdrawn" : "amended"))
            #expect(try await desk.bench.number("select version from referral where id = \(id)") == 2)
        }
    }

    @Test("The list: newest first, by pages, by status; what is returned is counted; it says what reading one says")
    func list() async throws {
        try await AgencyDesk.run { desk in
            var ids: [UUID] = []
            for number in 0..<5 {
                desk.wait(1)
                ids.append(
                    try await Self.post(desk, [("/child/identifiers", "[]"), ("/child/given_name", "\"N\(number)\"")]))
            }
            _ = try await Self.post(desk, [("/child/identifiers", "[]")], as: AgencyDesk.agency("other"))
            try await desk.ask(UUID(), "What?", of: ids[0])
            try await desk.hear(.closed(.with { $0.outcome = "withdrawn" }), of: ids[1])
            for (id, outcome) in [(ids[2], "no_further_action"), (ids[3], "supported")] {
                let words = try await desk.sealed(DecisionWords.with { $0.why = "Because." }, for: id)
                try await desk.hear(
                    .decided(
                        .with {
                            $0.outcome = outcome
                            $0.closes = outcome != "supported"
                            $0.words = words
                        }), of: id)
            }
            let all = try await desk.send(.get, "/v1/referrals")
            #expect(all["items"]?.all("id") == ids.reversed().map(\.text))
            #expect(
                all["items"]?.all("status") == ["submitted", "supported", "closed", "closed", "needs_information"])
            #expect(all["returned"] == 2)
            for (place, id) in ids.reversed().enumerated() {
                let one = try await desk.send(.get, "/v1/referrals/\(id.text)")
                for member in ["status", "words", "next"] {
                    #expect(one["standing/\(member)"] == all["items/\(place)/\(member)"], "\(member)")
                }
            }
            #expect(!all.body.text.contains("Testwell"))
            let returned = try await desk.send(.get, "/v1/referrals?returned=true")
            #expect(returned["items"]?.all("id") == [ids[2].text, ids[0].text])
            let page = try await desk.send(.get, "/v1/referrals?returned=false&limit=2")
            #expect(page["items"]?.all("id") == [ids[4].text, ids[3].text])
            let next = try #require(page["next"]?.words)
            let rest = try await desk.send(.get, "/v1/referrals?returned=false&limit=2&cursor=\(next)")
            #expect(rest["items"]?.all("id") == [ids[1].text] && rest["next"] == nil)
            #expect(try await desk.send(.get, "/v1/referrals?status=supported")["items"]?.all("id") == [ids[3].text])
            let open = try await desk.send(.get, "/v1/referrals?open=true")
            #expect(open["items"]?.all("id") == [ids[4].text, ids[3].text, ids[0].text])
            let ended = try await desk.send(.get, "/v1/referrals?open=false&returned=false")
            #expect(ended["items"]?.all("id") == [ids[1].text])
            // Handed back four weeks ago is history.
            desk.wait(29 * 86_400)
            #expect(try await desk.send(.get, "/v1/referrals")["returned"] == 1)
        }
    }

    @Test("Every documented answer of these addresses is given")
    func documented() async throws {
        try await AgencyDesk.run { desk in
            for (name, body, better) in try Self.moves() {
                try await refusals(desk, name, body)
                let id = try await Self.post(desk, [("/child/identifiers", "[]")])
                let path = "/v1/referrals/\(id.text)/\(name)"
                if name == "answers" { try await desk.ask(Self.question, "What?", of: id) }
                #expect(
                    try await desk.send(.post, path, body, as: AgencyDesk.agency("other"), match: 1).status == 404)
                #expect(try await desk.send(.post, path, body, match: 2).status == 412)
                if let better { #expect(try await desk.send(.post, path, better, match: 1).status == 422) }
                #expect(try await desk.send(.post, path, body, match: 1).status == 200, "\(name)")
                let gone = try await Self.post(desk, [("/child/identifiers", "[]")])
                if name == "answers" { try await desk.ask(UUID(), "What?", of: gone) }
                try await erase(desk, gone)
                let words: JSON = name == "withdrawal" ? ["reason": "other", "words": "x"] : body
                #expect(
                    try await desk.send(.post, "/v1/referrals/\(gone.text)/\(name)", words, match: 1).status == 410,
                    "\(name)")
                let over = try await Self.post(desk, [("/child/identifiers", "[]")])
                try await desk.send(.post, "/v1/referrals/\(over.text)/withdrawal", ["reason": "error"], match: 1)
                #expect(try await desk.send(.post, "/v1/referrals/\(over.text)/\(name)", body, match: 2).status == 409)
            }
            for path in ["/v1/referrals", "/v1/referrals/\(UUID().text)"] {
                #expect(try await desk.send(.get, path, as: nil).status == 401)
                #expect(try await desk.send(.get, path, as: .someone(.provider)).status == 403)
            }
            #expect(try await desk.send(.get, "/v1/referrals?limit=0").status == 400)
            #expect(try await desk.send(.get, "/v1/referrals?status=lost").status == 400)
            #expect(try await desk.send(.get, "/v1/referrals?returned=maybe").status == 400)
            #expect(try await desk.send(.get, "/v1/referrals?open=maybe").status == 400)
            #expect(try await desk.send(.get, "/v1/referrals?cursor=WyJ4Il0").status == 400)
            #expect(try await desk.send(.get, "/v1/referrals").status == 200)
            #expect(try await desk.send(.get, "/v1/referrals/nothing").status == 404)
            try desk.service.expectAllDocumented { path in
                path.hasPrefix("/v1/referrals/{id}/")
            }
        }
    }

    static let question = UUID()

    /// Each move with a good body, and one that is refused for what it says.
    static func moves() throws -> [(String, JSON, JSON?)] {
        let risk = try amendment([("/safeguarding", #"{"immediate_risk": true}"#)])
        return [
            ("amendments", try amendment([("/child/identifiers", "[]"), ("/level", "4")]), risk),
            (
                "answers", ["question_id": .string(question.text), "answer": "Yes."],
                ["question_id": "x", "answer": ""]
            ),
            ("headteacher-authorisation", ["name": "Alex", "on": "2026-11-20"], ["name": "Alex", "on": "2027-11-20"]),
            ("withdrawal", ["reason": "moved_away"], ["reason": "other"]),
            ("error", ["words": "Wrong child."], [:]),
            ("lawful-basis", ["basis": "legal_obligation"], ["basis": "consent", "recorded_on": "2027-01-01"]),
        ]
    }

    /// What is refused before anything is looked at.
    private func refusals(_ desk: AgencyDesk, _ name: String, _ body: JSON) async throws {
        let path = "/v1/referrals/\(UUID().text)/\(name)"
        #expect(try await desk.send(.post, path, body, as: nil, match: 1).status == 401)
        #expect(try await desk.send(.post, path, body, as: .someone(.coordinator), match: 1).status == 403)
        #expect(try await desk.send(.post, path, body).status == 428)
        #expect(try await desk.send(.post, path, body, key: nil, match: 1).status == 400)
        #expect(try await desk.send(.post, path, raw: Array("{".utf8), match: 1).status == 400)
        #expect(try await desk.send(.post, path, body, match: 1, media: "text/plain").status == 415)
        let large = [UInt8](repeating: UInt8(ascii: " "), count: JSONBody.maxBytes + 1)
        #expect(try await desk.send(.post, path, raw: large, match: 1).status == 413)
        #expect(try await desk.send(.post, path, [:], match: 1).status == 422)
    }

    private func erase(_ desk: AgencyDesk, _ id: UUID) async throws {
        let child = try await desk.bench.admin.query("select child_id from referral where id = \(id)")
            .decodeFirst(UUID.self)
        _ = try await desk.bench.keyring.erase(child: try #require(child), by: .service("tests"), reason: "test")
    }
}
