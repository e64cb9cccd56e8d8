import Inclusion
import Testing

@testable import Hub

@Suite(.timeLimit(.minutes(1)))
struct DayTests {
    private let monday = CalendarDate(year: 2026, month: 11, day: 23)

    private func file(
        asked: Bool = false, kind: String? = nil, band: String = "school_age", level: Int = 3, daysOut: Int = 0,
        excluded: Bool = false
    ) -> JSONValue {
        var file: JSONValue = [
            "facts": [
                "ap_requested": .bool(asked), "age_band": .string(band), "level": .int(level),
                "days_out_of_school": .int(daysOut), "permanently_excluded": .bool(excluded),
            ]
        ]
        if let kind { file["ap_kind"] = .string(kind) }
        return file
    }

    @Test func placesAreSoughtWhereTheyWereAskedForOrAreNeeded() throws {
        let today = try #require(monday)
        func purpose(_ file: JSONValue) -> String? {
            PlacementDecision.body(for: file, today: today)?["purpose"]?.string
        }
        #expect(purpose(file()) == nil)
        #expect(purpose(file(level: 2, daysOut: 20)) == nil)
        #expect(purpose(file(band: "early_years", daysOut: 20)) == nil)
        #expect(purpose(file(daysOut: 6)) == "reintegration")
        #expect(purpose(file(level: 4, excluded: true)) == "full_time_alternative")
        #expect(purpose(file(asked: true, level: 1)) == "short_term_intervention")
        #expect(purpose(file(asked: true, kind: "hospital_education")) == "medical")
    }

    @Test func aDecisionKeepsTheKindAndStartsOnAMonday() throws {
        let today = try #require(monday)
        let body = try #require(PlacementDecision.body(for: file(asked: true, kind: "third_sector"), today: today))
        #expect(body["ap_kind"] == "third_sector")
        #expect(body["wanted_start"] == "2026-12-07")
        for offset in 0..<14 {
            let start = PlacementDecision.start(from: today.adding(days: offset))
            #expect(start.weekday == .monday)
            #expect((8...14).contains(today.adding(days: offset).days(until: start)))
        }
    }

    @Test func aFewAreDeclinedOnceAndNeverTwice() {
        let agency = Person(id: "a", name: "A", roles: ["agency"], org: "o", agencyKind: nil, localities: nil)
        let stories = (0..<120).map { DayBook.Story(referral: "\($0)", reference: "\($0)", agency: agency, index: $0) }
        let refusals = stories.compactMap(ProviderPlayer.Refusal.of)
        #expect(refusals.count == 17)
        #expect(Set(refusals.map(\.code)).count == 4)
        #expect(refusals.allSatisfy { DeclineReason(rawValue: $0.code) != nil })
        var again = stories[3]
        again.declines = 1
        #expect(ProviderPlayer.Refusal.of(again) == nil)
    }

    @Test func theBookCountsEachStage() async {
        let agency = Person(id: "a", name: "A", roles: ["agency"], org: "o", agencyKind: nil, localities: nil)
        let book = DayBook(wanted: 3)
        for index in 0..<2 {
            await book.posted(
                DayBook.Story(referral: "r\(index)", reference: "RH-\(index)", agency: agency, index: index))
        }
        await book.refusedPosting()
        await book.queued("r0", case: "c0", in: "E07000081")
        await book.queued("r1", case: "c1", in: "unrouted")
        await book.acknowledged("r0", wantsPlace: true)
        #expect(await book.undecided(in: "E07000081").map(\.referral) == ["r0"])
        await book.acknowledged("r1", wantsPlace: false)
        await book.agreed("r0")
        await book.offered("o1")
        await book.answered("o1", .declined(code: "distance"), for: "r0")
        await book.request("r0", is: .declined)
        await book.offered("o2")
        await book.answered("o2", .accepted, for: "r0")
        await book.request("r0", is: .accepted)
        await book.mail("m1", is: "queued")
        await book.mail("m1", is: "sent")
        #expect(await book.trouble("posting a referral: 422"))
        #expect(await !book.trouble("posting a referral: 422"))

        let counts = await book.counts
        #expect(counts.posted == 2 && counts.refused == 1 && counts.settled == 2)
        #expect(counts.queues == ["E07000081": 1, "unrouted": 1])
        #expect(counts.acknowledged == 2 && counts.agreed == 1 && counts.shortlisted == 1)
        #expect(counts.offered == 2 && counts.accepted == 1 && counts.declines == ["distance": 1])
        #expect(counts.mailsSent == 1)
        #expect(counts.line(columns: .max).contains("in queues 2 (Gloucester 1, Not known where 1) | shortlisted 1"))
        #expect(counts.line(columns: 100).contains("in queues 2 (Glo 1 Not 1) | shortlisted 1"))
        #expect(counts.line(columns: 80).contains("in queues 2 | shortlisted 1"))
        #expect(counts.json(seconds: 1.25)["accepted"] == 1)
        #expect(SamplesCommand.failure(counts)?.advice.first == "2 × posting a referral: 422")
    }

    @Test func aWholeDayWithoutTroubleIsNoFailure() {
        var counts = DayCounts(wanted: 2, posted: 2, refused: 0)
        counts.settled = 2
        #expect(counts.isComplete)
        #expect(SamplesCommand.failure(counts) == nil)
        counts.settled = 1
        #expect(SamplesCommand.failure(counts) != nil)
    }
}
