import Contracts
import Foundation
import Inclusion
import ServiceKit
import Testing

@testable import ReferralIntake

@Suite("Referral body", .timeLimit(.minutes(1)))
struct ReferralBodyTests {
    // MARK: Good bodies

    @Test func everySampleIsAcceptedAndShownAsPosted() throws {
        let samples = try Bodies.samples()
        #expect(samples.count >= 24)
        for sample in samples {
            let (draft, referral) = try ReferralBody.accept(sample.body, from: sample.agency, today: Bodies.today)
            #expect(referral.agency.id == sample.agency.id)
            let shown = try JSONBody(bytes: ReferralJSON.posted(draft).bytes)
            #expect(ReferralBody.read(FieldReader(shown)) == draft)
            #expect(try Bodies.tree(shown.bytes) == Bodies.tree(sample.body.bytes))
        }
    }

    /// What a coordinator reads of a referral with every field is what the document says, all of it.
    @Test func aCoordinatorReadsEverything() throws {
        let (_, referral) = try ReferralBody.accept(
            Bodies.full(), from: Bodies.agency(.education), today: Bodies.today)
        let shown = Bodies.places(of: .details(referral.details)).map(\.pointer)
        let places = Set(shown.map { $0.replacing("/exclusion_reasons/1", with: "/exclusion_reasons/0") })
        #expect(places == (try Bodies.documentedPlaces(of: "CaseDetails")))
    }

    // MARK: Bad bodies

    /// One change to a good body, and what the answer lists as `pointer code`.
    struct Slip: Sendable, CustomTestStringConvertible {
        /// Members to set (`nil`: to take away), by their pointer.
        let changes: [(String, String?)]
        let faults: [String]
        var agency = AgencyKind.education

        init(_ pointer: String, _ json: String?, _ faults: String..., agency: AgencyKind = .education) {
            self.init([(pointer, json)], faults, agency: agency)
        }

        init(_ changes: [(String, String?)], _ faults: [String], agency: AgencyKind = .education) {
            self.changes = changes
            self.faults = faults
            self.agency = agency
        }

        var testDescription: String {
            changes.map { "\($0.0) = \(($0.1 ?? "nothing").prefix(30))" }.joined(separator: ", ")
        }
    }

    static let long = "\"" + String(repeating: "a", count: 5000) + "\""

    static let missing: [Slip] = [
        "/child", "/child/given_name", "/child/family_name", "/child/date_of_birth", "/child/send",
        "/child/send/provision", "/child/care", "/child/care/child_in_need", "/child/care/child_in_care",
        "/child/care/child_protection_plan", "/child/identifiers/0/system", "/child/identifiers/0/value", "/referrer",
        "/referrer/name", "/referrer/role", "/referrer/email", "/source", "/level", "/concerns", "/tried", "/needs",
        "/exclusion/permanent", "/exclusion/days_out_of_school", "/asks/alternative_provision",
        "/asks/headteacher_authorisation", "/asks/headteacher_authorisation/name",
        "/asks/headteacher_authorisation/on", "/safeguarding/immediate_risk", "/views", "/lawful_basis",
        "/lawful_basis/basis",
    ].map { Slip($0, nil, "\($0) required") }

    static let wrongTypes: [Slip] = [
        ("/child", "[]"), ("/child/given_name", "7"), ("/child/date_of_birth", "20130409"),
        ("/child/home_postcode", "{}"),
        ("/child/school", "\"137482\""), ("/child/school/urn", "137482"), ("/child/identifiers", "{}"),
        ("/child/identifiers/0", "\"W916401524017\""), ("/child/ethnicity", "true"), ("/child/send", "\"K\""),
        ("/child/send/needs", "\"SEMH\""), ("/child/send/needs/0", "1"), ("/child/care/child_in_need", "\"no\""),
        ("/referrer/email", "[\"a@b.example\"]"), ("/referrer/telephone", "1452000101"), ("/source", "4"),
        ("/level", "\"3\""), ("/level", "2.5"), ("/level_4_indicators", "0"), ("/concerns", "[]"),
        ("/tried", "\"all\""),
        ("/tried/0", "null"), ("/needs", "{}"), ("/mental_health_need", "\"yes\""), ("/exclusion", "8"),
        ("/asks", "[]"), ("/asks/kind", "1"), ("/asks/headteacher_authorisation", "\"Alex\""),
        ("/safeguarding", "false"), ("/safeguarding/immediate_risk", "\"false\""), ("/views", "\"\""),
        ("/views/child", "1"), ("/lawful_basis", "\"consent\""), ("/lawful_basis/recorded_on", "20261101"),
    ].map { Slip($0.0, $0.1, "\($0.0) wrong_type") }

    static let tooMuch: [Slip] =
        [
            "/child/given_name", "/child/family_name", "/child/home_postcode", "/child/identifiers/0/value",
            "/referrer/name", "/referrer/role", "/referrer/email", "/concerns", "/tried/0",
            "/asks/headteacher_authorisation/name", "/safeguarding/front_door_reference", "/views/child",
            "/views/family", "/lawful_basis/source",
        ].map { Slip($0, long, "\($0) too_long") } + [
            Slip("/level", "5", "/level out_of_range"), Slip("/level", "-1", "/level out_of_range"),
            Slip("/exclusion/days_out_of_school", "1001", "/exclusion/days_out_of_school out_of_range"),
            Slip("/needs", #"["SLD","MLD","HI","VI","PD","DS"]"#, "/needs too_many"),
            Slip("/child/identifiers", "[{}, {}, {}]", "/child/identifiers too_many"),
        ]

    static let refused: [Slip] = [
        Slip("/child/given_name", "\" \"", "/child/given_name required"),
        Slip("/child/given_name", #""Ro\u0000wan""#, "/child/given_name control_character"),
        Slip("/child/date_of_birth", "\"2013-02-30\"", "/child/date_of_birth not_allowed"),
        Slip("/child/date_of_birth", "\"2027-01-01\"", "/child/date_of_birth in_the_future"),
        Slip("/child/date_of_birth", "\"1990-01-01\"", "/child/date_of_birth age_over_25"),
        Slip("/child/home_postcode", "\"GL1\"", "/child/home_postcode not_allowed"),
        Slip("/child/school", "{}", "/child/school required"),
        Slip("/child/school/urn", "\"12\"", "/child/school/urn not_allowed"),
        Slip("/child/identifiers/0/value", "\"Q916401524017\"", "/child/identifiers/0/value check_digit"),
        Slip("/child/identifiers/0/system", "\"passport\"", "/child/identifiers/0/system not_allowed"),
        Slip("/child/ethnicity", "\"XXXX\"", "/child/ethnicity not_allowed"),
        Slip("/child/send/provision", "\"S\"", "/child/send/provision not_allowed"),
        Slip("/child/send/needs", #"["SEMH","SEMH"]"#, "/child/send/needs/1 duplicate"),
        Slip("/referrer/email", "\"senco\"", "/referrer/email not_allowed"),
        Slip("/referrer/telephone", "\"call me\"", "/referrer/telephone not_allowed"),
        Slip("/source", "\"99\"", "/source not_allowed"),
        Slip("/source", "\"6\"", "/source not_for_this_agency"),
        Slip("/tried", "[]", "/tried required"),
        Slip("/needs", "[]", "/needs required"),
        Slip("/needs/0", "\"ADHD\"", "/needs/0 not_allowed"),
        Slip("/asks/kind", "\"boot_camp\"", "/asks/kind not_allowed"),
        Slip("/asks/alternative_provision", "false", "/asks/alternative_provision required"),
        Slip(
            "/asks/headteacher_authorisation/on", "\"2027-01-01\"", "/asks/headteacher_authorisation/on in_the_future"),
        Slip("/lawful_basis/basis", "\"because\"", "/lawful_basis/basis not_allowed"),
        Slip(
            "/lawful_basis/basis", "\"consent\"", "/lawful_basis/recorded_on required", "/lawful_basis/source required"),
        Slip("/asks/kind", "\"aps\"", "/source not_for_this_agency", "/asks/kind may_not_refer", agency: .housing),
    ]

    static let unknown: [Slip] = [
        Slip("/urgent", "true", "/urgent unknown_field"),
        Slip("/child/nickname", "\"R\"", "/child/nickname unknown_field"),
        Slip("/child/send/plan", "{}", "/child/send/plan unknown_field"),
        Slip("/child/identifiers/0/issuer", "\"DfE\"", "/child/identifiers/0/issuer unknown_field"),
        Slip("/views/carer", "\"\"", "/views/carer unknown_field"),
    ]

    /// What is wrong in shape and what is wrong by the rules come together, each thing once.
    static let together: [Slip] = [
        Slip(
            [
                ("/child/given_name", "7"), ("/child/home_postcode", "\"GL1\""), ("/referrer/email", "\"senco\""),
                ("/level", "9"), ("/urgent", "true"), ("/lawful_basis/basis", "\"consent\""),
            ],
            [
                "/child/given_name wrong_type", "/level out_of_range", "/urgent unknown_field",
                "/child/home_postcode not_allowed", "/referrer/email not_allowed", "/lawful_basis/recorded_on required",
                "/lawful_basis/source required",
            ]),
        // The second item keeps its place although the first cannot be read.
        Slip(
            "/needs", #"[1, "ADHD", "SEMH", "SEMH"]"#, "/needs/0 wrong_type", "/needs/1 not_allowed",
            "/needs/3 duplicate"),
        Slip("/needs", #"["ADHD", 1, "XX"]"#, "/needs/1 wrong_type", "/needs/0 not_allowed", "/needs/2 not_allowed"),
        Slip("/tried", #"["", ""]"#, "/tried/0 required", "/tried/1 required"),
        Slip(
            "/child/identifiers", #"[3, {"system": "nhs", "value": "9999999999"}]"#, "/child/identifiers/0 wrong_type",
            "/child/identifiers/1/value not_allowed"),
    ]

    @Test(arguments: missing + wrongTypes + tooMuch + refused + unknown + together)
    func namesEveryFault(_ slip: Slip) throws {
        let body = try Bodies.good(changing: slip.changes)
        #expect(try Bodies.faults(body, from: slip.agency) == slip.faults)
    }

    @Test(arguments: ["[]", "null", "7", "\"child\""])
    func aBodyThatIsNoObjectIsOneFault(_ text: String) throws {
        #expect(try Bodies.faults(JSONBody(bytes: Array(text.utf8))) == [" wrong_type"])
    }

    @Test func anEmptyObjectMissesWhatIsRequired() throws {
        let faults = try Bodies.faults(JSONBody(bytes: Array("{}".utf8)))
        let required = ["child", "referrer", "source", "level", "concerns", "views", "lawful_basis", "needs"]
        #expect(faults == required.map { "/\($0) required" })
    }

    @Test func noFaultRepeatsWhatWasSent() throws {
        let secret = "Zebedee"
        for pointer in [
            "/child/date_of_birth", "/child/ethnicity", "/source", "/referrer/email", "/needs/0", "/asks/kind",
        ] {
            let problem = try Bodies.refusal(Bodies.good(changing: [(pointer, "\"\(secret)\"")]))
            #expect(problem.json(instance: nil).text.contains(secret) == false)
        }
    }

    // MARK: A child at risk

    static let atRisk: [Slip] = [
        Slip("/safeguarding", #"{"immediate_risk": true}"#),
        Slip("/safeguarding", #"{"immediate_risk": true, "front_door_reference": " "}"#),
        // It comes before everything else that is wrong.
        Slip(
            [
                ("/safeguarding", #"{"immediate_risk": true, "front_door_reference": 7}"#), ("/level", nil),
                ("/urgent", "1"),
            ], []),
    ]

    @Test(arguments: atRisk)
    func aChildAtRiskIsNotQueued(_ slip: Slip) throws {
        let problem = try Bodies.refusal(Bodies.good(changing: slip.changes))
        #expect(problem.code == "safeguarding_interruption")
        #expect(problem.detail.contains("999"))
    }

    @Test func aConcernAlreadyReportedMayGoOn() throws {
        let body = try Bodies.good(
            changing: [("/safeguarding", #"{"immediate_risk": true, "front_door_reference": "FD-1"}"#)])
        let (draft, _) = try ReferralBody.accept(body, from: Bodies.agency(.education), today: Bodies.today)
        #expect(draft.safeguarding?.frontDoorReference == "FD-1")
    }
}
