import Inclusion
import ServiceKit
import Testing

@testable import Portal

@Suite("The sections of a referral")
struct ReferralSectionTests {
    static let referrals = [
        "ReferralFromSchool", "ReferralMinimal", "ReferralFromHealth", "ReferralFromPolice", "ReferralFromYouthJustice",
        "ReferralFromHousing", "ReferralFromSocialCare", "ReferralFromEarlyYears", "ReferralFromThirdSector",
        "ReferralFromCollege", "ReferralFromAuthority",
    ]

    @Test("Opening every page of a referral and saving it changes nothing", arguments: referrals)
    func roundTrip(name: String) throws {
        let referral = try Examples.named(name)
        let content = ReferralShape.asForms(referral)
        let saved = ReferralSections.all.reduce(content) { content, section in
            section.items(in: content).reduce(content) { content, item in
                let page = FormPage(
                    heading: "", fields: section.questions(ReferrerBench.person, item), button: "")
                return section.filled(
                    with: page.form(filledWith: content), item: item, over: content, by: ReferrerBench.person)
            }
        }
        #expect(ReferralShape.asPosted(saved).differences(from: referral) == [])
        #expect(referral.differences(from: ReferralShape.asPosted(saved)) == [])
    }

    @Test("Filled from nothing, the pages make the referral that they ask for", arguments: referrals)
    func fromNothing(name: String) throws {
        let referral = try Examples.named(name)
        let whole = ReferralShape.asForms(referral)
        let written = ReferralSections.all.reduce(JSON.object([])) { content, section in
            section.items(in: whole).reduce(content) { content, item in
                let page = FormPage(
                    heading: "", fields: section.questions(ReferrerBench.person, item), button: "")
                return section.filled(
                    with: page.form(filledWith: whole), item: item, over: content, by: ReferrerBench.person)
            }
        }
        let posted = ReferralShape.asPosted(written)
        // Boxes are ticked in no order.
        let ticked = ["/child/send/needs", "/exclusion/reasons"]
        for list in ticked {
            #expect(Set(posted.at(list)?.strings ?? []) == Set(referral.at(list)?.strings ?? []), "\(list)")
        }
        let others = posted.differences(from: referral).filter { place in
            !ticked.contains { place.hasPrefix("\($0)/") }
        }
        #expect(others == [])
    }

    @Test("What is emptied is there no more, and what the page does not ask stays")
    func emptied() throws {
        let referral = try Examples.named("ReferralFromSchool")
        let content = ReferralSections.numbers.filled(
            with: .empty, item: 0, over: ReferralShape.asForms(referral), by: ReferrerBench.person)
        let posted = ReferralShape.asPosted(content)
        #expect(posted.differences(from: referral) == ["/child/identifiers"])
    }

    @Test("Numbers are sent as they are known, whatever blanks were typed")
    func numbers() {
        let form = Form(fields: ["nhs": " 943 476 5919", "upn": "x916401524017"])
        let content = ReferralSections.numbers.filled(with: form, item: 0, over: .object([]), by: ReferrerBench.person)
        #expect(
            ReferralShape.asPosted(content).at("child/identifiers") == [
                ["system": "upn", "value": "X916401524017"], ["system": "nhs", "value": "9434765919"],
            ])
    }

    @Test(
        "A problem stands where the page asks",
        arguments: [
            ("/child/identifiers/1/value", "/child/identifiers/nhs"), ("/child/identifiers", "/child/identifiers"),
            ("/needs", "/needs/first"), ("/needs/0", "/needs/first"), ("/needs/2", "/needs/others"),
            ("/family/0/name", "/family/0/name"),
        ])
    func places(pointer: String, place: String) {
        let referral: JSON = ["child": ["identifiers": [["system": "upn"], ["system": "nhs"]]]]
        #expect(ReferralShape.place(of: pointer, in: referral) == place)
    }

    @Test("Every problem has a section; each section has its own address and asks each thing once")
    func whole() {
        let places = [
            "/child/given_name", "/child/identifiers/upn", "/child/school", "/child/send", "/child/care/child_in_need",
            "/referrer/email", "/source", "/level", "/concerns", "/tried", "/cycles/1/do", "/needs/first",
            "/risks/0/words", "/family", "/exclusion/reasons", "/asks/headteacher_authorisation",
            "/safeguarding/immediate_risk", "/views/child", "/lawful_basis/basis",
        ]
        for place in places {
            let problem = FieldProblem(pointer: place, code: "required", detail: "This must be given.")
            let holders = ReferralSections.all.filter {
                !$0.problems(of: [problem], in: .null, for: ReferrerBench.person).isEmpty
            }
            #expect(holders.count == 1, "\(place): \(holders.map(\.code))")
        }
        #expect(Set(ReferralSections.all.map(\.code)).count == ReferralSections.all.count)
        let pointers = ReferralSections.all.flatMap { $0.questions(ReferrerBench.person, 0).map(\.pointer) }
        #expect(Set(pointers).count == pointers.count)
    }
}
