import Contracts
import Testing

@testable import Inclusion

/// Who may refer into which kind of alternative provision (domain sections 1.6 and 7), as a table.
@Suite(.timeLimit(.minutes(1))) struct WhoMayReferTests {
    /// A row of the table: an agency, and yes or no for each kind in the order of the heading.
    struct Row: Sendable, CustomTestStringConvertible {
        let agency: AgencyKind
        let answers: String
        var testDescription: String { agency.code }
    }

    static let heading: [ApKind] = [.aps, .apFreeSchool, .hospitalEducation, .thirdSector, .independent]

    static let table = [
        Row(agency: .education, answers: "yes yes yes yes yes"),
        Row(agency: .earlyYears, answers: "yes yes yes yes yes"),
        Row(agency: .post16, answers: "yes yes yes yes yes"),
        Row(agency: .health, answers: "yes yes yes yes yes"),
        Row(agency: .socialCare, answers: "yes yes yes yes yes"),
        Row(agency: .youthJustice, answers: "yes yes yes yes yes"),
        Row(agency: .localAuthority, answers: "yes yes yes yes yes"),
        Row(agency: .police, answers: "no no no yes no"),
        Row(agency: .housing, answers: "no no no yes no"),
        Row(agency: .thirdSector, answers: "no no no yes no"),
        Row(agency: .unspecified, answers: "no no no yes no"),
    ]

    @Test func theTableIsWhole() {
        #expect(Set(Self.heading) == Set(ApKind.allCases))
        #expect(Set(Self.table.map(\.agency)) == Set(AgencyKind.known + [.unspecified]))
    }

    @Test(arguments: table) func whoMayRefer(_ row: Row) {
        for (kind, answer) in zip(Self.heading, row.answers.split(separator: " ")) {
            var draft = Samples.draft()
            // A source that fits everybody.
            draft.source = "1A"
            draft.asks?.kind = kind.code
            let problems = ReferralRules.check(draft, agency: row.agency, today: Samples.today)
                .filter { $0.pointer.hasPrefix("/asks") }
            #expect(problems.map(\.code) == (answer == "yes" ? [] : ["may_not_refer"]), "\(kind)")
            // Who is refused hears what they can do instead.
            #expect(problems.allSatisfy { $0.pointer == "/asks/kind" && $0.words.contains("third_sector") })
        }
    }

    @Test(arguments: AgencyKind.known) func anybodyMayAskForSomeKind(_ agency: AgencyKind) {
        var draft = Samples.draft()
        draft.source = "1A"
        draft.asks = AsksDraft(alternativeProvision: true)
        #expect(ReferralRules.check(draft, agency: agency, today: Samples.today).isEmpty)
    }

    @Test(arguments: ApKind.allCases, [true, false])
    func onlyTheAuthoritysSchoolNeedsTheHeadteacher(_ kind: ApKind, _ isAuthorised: Bool) {
        var draft = Samples.draft()
        draft.asks?.kind = kind.code
        if !isAuthorised { draft.asks?.headteacherAuthorisation = nil }
        let problems = ReferralRules.check(draft, agency: .education, today: Samples.today).map(\.pointer)
        #expect(problems == (kind == .aps && !isAuthorised ? ["/asks/headteacher_authorisation"] : []))
    }
}
