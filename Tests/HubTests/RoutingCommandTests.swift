import Contracts
import EventFlow
import Foundation
import Inclusion
import Postgres
import RoutingData
import TestSupport
import Testing

@testable import Hub

/// `hub routing` and `hub county`, on a database with the router's tables.
@Suite(.timeLimit(.minutes(1)))
struct RoutingCommandTests {
    private func withRouter(_ body: (OwnDatabase) async throws -> Void) async throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Services/Router/Schema")
        let files = try FileManager.default.contentsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".sql") }
        let own = try files.sorted().map { name in
            Migration(
                name: String(name.dropLast(4)),
                sql: try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8))
        }
        try await OwnDatabase.with { database in
            let pool = try database.pool(schema: "locality_router")
            try await Migrator(pool, logger: OwnDatabase.logger)
                .apply(EventFlowSchema.migrations + own, schema: "locality_router")
            await pool.close()
            try await database.run([
                """
                insert into locality_router.postcode values
                    ('GL12EH', 'E07000081', 383000, 218000), ('GL501AA', 'E07000078', 394000, 222000),
                    ('BS11AA', 'E06000023', 358000, 173000)
                """
            ])
            try await body(database)
        }
    }

    private func hub(_ arguments: String..., on database: OwnDatabase) async throws -> HubProcess.Outcome {
        try await HubProcess.run(arguments + ["--database", database.url])
    }

    private func write(_ text: String, _ name: String, in folder: String) throws -> String {
        try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        return "\(folder)/\(name)"
    }

    /// Opens a case as the router would.
    private func open(_ reference: String, level: Int32, at home: String, in database: OwnDatabase) async throws -> UUID
    {
        let (id, referral) = (UUID.v7(at: Date()), UUID.v7(at: Date()))
        var submitted = ReferralSubmitted()
        (submitted.referralID, submitted.reference, submitted.childID) = (referral.text, reference, UUID().text)
        submitted.agency.kind = .education
        (submitted.facts.level, submitted.facts.ageBand, submitted.facts.sendProvision) = (level, .schoolAge, .support)
        let basis = try RoutingBasis.builtIn()
        let routing = ReferralRouter.route(
            submitted, home: PostcodeFinding(word: home), school: .notGiven, rules: basis.rules, in: basis.county)
        let events = try CaseFile.decide(
            nil, .open(OpenCase(caseID: id, referral: submitted, routing: routing)), now: Date())
        let pool = try database.pool(schema: "locality_router")
        try await EventStore(pool: pool).transaction { transaction in
            try await transaction.append(events, to: id, key: referral, after: 0, at: Date())
            try await transaction.sql.execute(
                """
                insert into case_file (id, referral_id, reference, locality, forum, state, version, agency_kind, age_years,
                    key_stage, level, needs, ap_requested, days_out_of_school, permanently_excluded, opened_at, acknowledge_by)
                values (\(id), \(referral), \(reference), \(routing.locality.code), \(routing.forum.code), 'open', 1,
                    'education', 12, 'ks3', \(level), '{}', false, 0, false, \(Date()), \(Date()))
                """)
        }
        await pool.close()
        return id
    }

    static let trial = """
        name: trial
        version: 1
        rules:
          - { id: low, when: { level: 1-3 }, then: { forum: inclusion_advice }, words: Levels 1 to 3. }
          - { id: rest, when: always, then: { forum: intervention_circle }, words: Everybody else. }

        """

    @Test func aFileIsCheckedLineByLine() async throws {
        try await withFolder { folder in
            let good = try write(Self.trial, "good.yaml", in: folder)
            let right = try await HubProcess.run(["routing", "check", good])
            #expect(right.status == 0)
            #expect(right.output.contains("is right: rule set trial/1"))
            let bad = try write(
                Self.trial.replacing("1-3", with: "1-9").replacing("always", with: "never"), "bad.yaml", in: folder)
            let wrong = try await HubProcess.run(["routing", "check", bad])
            #expect(wrong.status == 1 && wrong.output.isEmpty)
            #expect(wrong.errors.contains("2 things to put right"))
            #expect(
                wrong.errors.contains("line 4: “level”") && wrong.errors.contains("line 5: “never” is no condition"))
            let county = try write(try BuiltIn.county().text, "county.yaml", in: folder)
            #expect(try await HubProcess.run(["county", "check", county]).output.contains("county gloucestershire/1"))
            let hole = try write(
                try BuiltIn.county().text.replacing("last: 2026-12-18", with: "last: 2027-01-08"), "hole.yaml",
                in: folder)
            let overlap = try await HubProcess.run(["county", "check", hole])
            #expect(overlap.status == 1 && overlap.errors.contains("overlaps"))
            #expect(try await HubProcess.run(["routing", "check", "\(folder)/none.yaml"]).status == 1)
        }
    }

    @Test func anActivationIsRecordedAndAVersionNeverChanged() async throws {
        try await withRouter { database in
            try await withFolder { folder in
                #expect(
                    try await hub("routing", "list", on: database).output.contains("gloucestershire-default/1  yes"))
                let file = try write(Self.trial, "trial.yaml", in: folder)
                let done = try await hub("routing", "activate", file, "--by", "ada", on: database)
                #expect(done.status == 0, "\(done.errors)")
                #expect(done.output.contains("trial/1 counts from now on, in place of gloucestershire-default/1."))
                #expect(done.errors.contains("activated by ada at "))
                #expect(try await hub("routing", "activate", file, on: database).output.contains("counted already"))
                let other = try write(Self.trial + "# more\n", "other.yaml", in: folder)
                let refused = try await hub("routing", "activate", other, on: database)
                #expect(refused.status == 1 && refused.errors.contains("a version is never changed"))
                let list = try JSONValue(Data(try await hub("routing", "list", "--json", on: database).output.utf8))
                #expect(list["items"]?.elements.first?["activated_by"] == "ada")
                #expect(list["built_in_is_active"] == false)
                let before = try await database.query("select before from locality_router.routing_data_activation")
                #expect(try before.decode(String.self) == ["gloucestershire-default/1"])
            }
        }
    }

    @Test func rowsAreRoutedAndBadOnesNamed() async throws {
        try await withRouter { database in
            try await withFolder { folder in
                let file = try write(
                    """
                    Postcode,date_of_birth,Level,statuses
                    GL1 2EH,2014-02-11,3,sen_support
                    GL50 1AA,2023-05-01,2,
                    BS1 1AA,2014-02-11,2,child_in_care mental_health_need
                    GL9 9ZZ,2009-01-01,1,aps
                    GL1 2EH,2014-02-31,3,
                    ,2014-02-11,9,
                    GL1 2EH,2014-02-11,3,sunny

                    """, "rows.csv", in: folder)
                let run = try await hub("routing", "run", file, "--on", "2026-11-23", on: database)
                #expect(run.status == 1)
                #expect(
                    run.output.split(whereSeparator: \.isNewline).map { String($0) } == [
                        "row,locality,locality_name,forum,rules_fired",
                        "2,E07000081,Gloucester,talc,locality.home_postcode forum.level_3",
                        "3,E07000078,Cheltenham,early_years_tier_3,locality.home_postcode forum.early_years",
                        "4,out_of_area,Out of area,intervention_circle,"
                            + "locality.out_of_area forum.level_4_or_statutory also.mental_health",
                        "5,unrouted,Not known where,post_16,locality.unrouted forum.post_16 ap.coordinator_first "
                            + "ap.headteacher_authorised",
                    ])
                #expect(run.errors.contains("3 rows were not routed"))
                for words in ["row 6: date_of_birth", "row 7: level", "row 8: statuses"] {
                    #expect(run.errors.contains(words))
                }
                let headless = try write("a,b\n1,2\n", "headless.csv", in: folder)
                let refused = try await hub("routing", "run", headless, on: database)
                #expect(refused.status == 1 && refused.errors.contains("no heading postcode, date_of_birth"))
                let rules = try write(Self.trial, "trial.yaml", in: folder)
                let tried = try await hub("routing", "run", file, "--on", "2026-11-23", "--rules", rules, on: database)
                #expect(tried.output.contains("2,E07000081,Gloucester,inclusion_advice,locality.home_postcode low"))
            }
        }
    }

    @Test func aRoutingIsExplainedAndOtherRulesAreTriedOnIt() async throws {
        try await withRouter { database in
            try await withFolder { folder in
                let id = try await open("RH-2345-6789", level: 3, at: "E07000081", in: database)
                _ = try await open("RH-3456-7892", level: 4, at: "E07000078", in: database)
                for name in ["RH-2345-6789", "rh-2345-6789", id.text] {
                    let story = try await hub("routing", "explain", name, on: database)
                    #expect(story.status == 0, "\(story.errors)")
                    for words in ["gloucestershire-default/1", "forum.level_3", "Level 3 without", "never moved"] {
                        #expect(story.output.contains(words))
                    }
                }
                let json = try await hub("routing", "explain", id.text, "--json", on: database)
                #expect(try JSONValue(Data(json.output.utf8))["facts"]?["level"] == "3")
                let unknown = try await hub("routing", "explain", "RH-0000-0000", on: database)
                #expect(unknown.status == 1 && unknown.errors.contains("No case belongs to"))

                let rules = try write(Self.trial, "trial.yaml", in: folder)
                let trial = try await hub("routing", "try", rules, "--last", "10", on: database)
                #expect(trial.status == 0, "\(trial.errors)")
                #expect(trial.output.contains("trial/1 on the last 2 referrals: 1 would go elsewhere."))
                #expect(trial.output.contains("1 × E07000081/talc → E07000081/inclusion_advice"))
                #expect(trial.output.contains("RH-2345-6789  E07000081/talc  E07000081/inclusion_advice"))
                let newest = try await hub("routing", "try", rules, "--last", "1", on: database)
                #expect(newest.output.contains("the last 1 referrals: 0 would go elsewhere"))
                #expect(
                    try await hub("routing", "list", on: database).output.contains("gloucestershire-default/1  yes"))
                #expect(try await hub("routing", "try", rules, "--last", "0", on: database).status == 64)
            }
        }
    }
}
