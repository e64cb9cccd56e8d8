import Contracts
import Testing

@testable import Inclusion

@Suite("The individual agreement", .timeLimit(.minutes(1))) struct AgreementTests {
    typealias Story = PlacementStory

    static func problems(
        of change: (inout AgreementDraft) -> Void, deciding: (inout ApPlacementDecided) -> Void = { _ in }
    ) throws -> [String] {
        var draft = Story.agreement()
        change(&draft)
        var story = try Story(deciding)
        do {
            try story.agree(draft)
            return []
        } catch let violation as RuleViolation {
            #expect(violation.kind == .invalid)
            return violation.problems.map { "\($0.pointer) \($0.code)" }
        }
    }

    @Test("It says everything that lists, clocks and the census rest on")
    func agreed() throws {
        var story = try Story()
        guard case .agreed(let agreed)? = try story.agree(movesBefore: 2).first else { throw Samples.Missing() }
        let ref = agreed.placement
        #expect(ref.placementID == Samples.id(20).text && ref.requestID == Samples.id(10).text)
        #expect(ref.provisionID == "a" && ref.providerID == "org-a" && ref.reference == story.request.reference)
        #expect(agreed.objectives == 2 && agreed.movesBefore == 2 && agreed.reviewBy == "2026-12-18")
        #expect(agreed.offSiteDirection && agreed.noticeGivenOn == "2026-11-23")
        #expect(agreed.census == Samples.sealed("census") && agreed.registration == "dual")
        #expect(agreed.agency == story.request.agency && agreed.primaryReason == "behaviour")
        #expect(story.placement?.state == .confirmed && story.placement?.until == "2027-03-25")
        #expect(Placement.replay(story.events) == story.placement)
        let violation = #expect(throws: RuleViolation.self) { try story.agree() }
        #expect(violation?.problems.map(\.code) == ["agreed_already"])
    }

    @Test("Only the coordinator, and only after a provider's yes")
    func who() throws {
        var story = try Story()
        for party in Party.allCases where party != .coordinator {
            let actor = Placement.Actor(subject: "x", party: party, organisation: "org-a")
            #expect(throws: RuleViolation.self) { try story.agree(by: actor) }
        }
        var asked = PlacementRequestTests.Story()
        try asked.tell(.request(id: Samples.id(10), try PlacementRequestTests.decided()))
        try asked.tell(.shortlist(PlacementRequestTests.candidates("a")))
        try asked.tell(PlacementRequestTests.ask((20, "a")))
        story.request = try #require(asked.request)
        let violation = #expect(throws: RuleViolation.self) { try story.agree() }
        #expect(violation?.problems.map(\.code) == ["not_accepted"])
    }

    @Test("All that is missing is named at once")
    func empty() throws {
        #expect(
            try Self.problems { $0 = AgreementDraft() } == [
                "/objectives required", "/session_times required", "/transport required", "/risks required",
                "/views/child required", "/views/family required", "/reintegration required",
                "/primary_reason required", "/contacts required", "/from required", "/to required",
                "/sessions required", "/notice required",
            ])
    }

    @Test("Days, half days and people to call are checked")
    func fields() throws {
        #expect(try Self.problems { $0.from = "2026-11-20" } == ["/from in_the_past", "/notice/given_on too_late"])
        #expect(try Self.problems { $0.from = "2026-12-19" } == ["/from no_school_day"])
        #expect(try Self.problems { $0.from = "2026-12-24" } == ["/from no_school_day"])
        #expect(try Self.problems { $0.to = "2026-12-06" } == ["/to out_of_range"])
        #expect(try Self.problems { $0.to = "2027-09-07" } == ["/to out_of_range"])
        #expect(try Self.problems { $0.to = "2027-09-06" } == [])
        #expect(
            try Self.problems { $0.sessions = ["mon_am", "sat_am", "mon_am"] }
                == ["/sessions/1 not_allowed", "/sessions/2 duplicate"])
        #expect(try Self.problems { $0.contacts[0].telephone = "" } == ["/contacts/0/telephone required"])
        #expect(
            try Self.problems { ($0.contacts[0].telephone, $0.contacts[0].email) = ("12", "nobody") }
                == ["/contacts/0/telephone not_allowed", "/contacts/0/email not_allowed"])
        #expect(try Self.problems { $0.primaryReason = "weather" } == ["/primary_reason not_allowed"])
    }

    @Test("What was booked is not exceeded")
    func booked() throws {
        var place = BookedPlace()
        (place.from, place.to, place.sessions) = ("2026-12-08", "2027-03-01", ["mon_am"])
        let problems = Story.agreement().problems(
            isDirection: true, booked: place, today: Samples.today, schoolDays: Story.clocks.schoolDays)
        #expect(problems.map(\.pointer) == ["/from", "/to", "/sessions/1"])
        #expect(Set(problems.map(\.code)) == ["not_booked"])
    }

    @Test(
        "Parents have two school days' notice of an off-site direction: weekends and holidays do not count",
        arguments: [
            // From, given on, whether that is in time.
            ("2026-12-07", "2026-12-03", true), ("2026-12-07", "2026-12-04", false),
            ("2026-12-09", "2026-12-07", true), ("2026-12-09", "2026-12-08", false),
            // The first school days after the holidays are the 5th and the 6th of January.
            ("2027-01-06", "2026-12-18", true), ("2027-01-06", "2026-12-19", false),
            ("2027-01-07", "2027-01-05", true),
        ])
    func notice(from: String, given: String, inTime: Bool) throws {
        let first = try day(from)
        let latest = try #require(Story.clocks.schoolDays?.latestNotice(before: first))
        #expect((try day(given) <= latest) == inTime, "latest \(latest)")
    }

    @Test("A notice that came too late, or that is not known to be in time, is refused")
    func lateNotice() throws {
        // Today is a Monday; the day after tomorrow could just be told of.
        #expect(try Self.problems { $0.from = "2026-11-25" } == [])
        #expect(try Self.problems { $0.from = "2026-11-24" } == ["/notice/given_on too_late"])
        #expect(try Self.problems { $0.notice?.givenOn = "2026-11-24" } == ["/notice/given_on in_the_future"])
        #expect(
            Story.agreement().problems(isDirection: true, booked: nil, today: Samples.today, schoolDays: nil).map(
                \.code)
                == ["school_calendar"])
    }

    @Test("No notice is needed where no school directs: the authority arranges it, or another agency asked")
    func noDirection() throws {
        let without: (inout AgreementDraft) -> Void = { $0.notice = nil }
        #expect(try Self.problems(of: without) == ["/notice required"])
        #expect(try Self.problems(of: without) { $0.agency.kind = .localAuthority } == [])
        #expect(try Self.problems(of: without) { $0.agency.kind = .thirdSector } == [])
        #expect(try Self.problems(of: without) { $0.facts.permanentlyExcluded = true } == [])
        #expect(try Self.problems(of: without) { $0.registration = "single" } == [])
        #expect(try Self.problems(of: without) { $0.registration = "" } == ["/notice required"])
    }
}
