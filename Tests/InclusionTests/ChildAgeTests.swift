import Contracts
import Testing

@testable import Inclusion

@Suite(.timeLimit(.minutes(1))) struct ChildAgeTests {
    @Test(arguments: [
        ("2013-04-09", "2026-11-23", 13), ("2013-11-23", "2026-11-23", 13), ("2013-11-24", "2026-11-23", 12),
        ("2026-11-23", "2026-11-23", 0), ("2012-02-29", "2025-02-28", 12), ("2012-02-29", "2025-03-01", 13),
    ])
    func years(_ born: String, _ today: String, _ years: Int) throws {
        #expect(try ChildAge(bornOn: day(born), on: day(today))?.years == years)
    }

    @Test func nobodyIsBornTomorrow() throws {
        #expect(try ChildAge(bornOn: day("2026-11-24"), on: day("2026-11-23")) == nil)
    }

    /// Education Act 1996, section 8: on the prescribed day itself, or the next one.
    @Test(arguments: [
        ("2020-03-31", "2025-03-31"), ("2020-04-01", "2025-08-31"), ("2020-08-31", "2025-08-31"),
        ("2020-09-01", "2025-12-31"), ("2020-12-31", "2025-12-31"), ("2021-01-01", "2026-03-31"),
    ])
    func begins(_ born: String, _ begins: String) throws {
        #expect(try CompulsorySchoolAge(bornOn: day(born)).begins == day(begins))
    }

    @Test(arguments: [
        ("2009-09-01", "2026-06-26"), ("2010-08-31", "2026-06-26"), ("2010-09-01", "2027-06-25"),
        ("2010-06-30", "2026-06-26"), ("2009-01-01", "2025-06-27"), ("2008-02-29", "2024-06-28"),
    ])
    func ends(_ born: String, _ ends: String) throws {
        let last = try CompulsorySchoolAge(bornOn: day(born)).ends
        #expect(try last == day(ends))
        #expect(last.weekday == .friday)
    }

    @Test(arguments: [
        ("2021-01-01", "2026-03-30", AgeBand.earlyYears), ("2021-01-01", "2026-03-31", .schoolAge),
        ("2010-08-31", "2026-06-26", .schoolAge), ("2010-08-31", "2026-06-27", .post16),
        ("2007-11-24", "2026-11-23", .post16), ("2007-11-23", "2026-11-23", .adultSend),
        ("2000-11-24", "2026-11-23", .adultSend), ("2000-11-23", "2026-11-23", .unspecified),
    ])
    func bands(_ born: String, _ today: String, _ band: AgeBand) throws {
        #expect(try ChildAge(bornOn: day(born), on: day(today))?.band == band)
    }

    @Test(arguments: [
        // Reception in the September after the fourth birthday; the youngest and the oldest of a year.
        ("2022-08-31", "2026-09-01", 0, KeyStage.earlyYears), ("2021-09-01", "2026-08-31", -1, .earlyYears),
        ("2021-08-31", "2026-09-01", 1, .keyStage1), ("2019-10-01", "2026-11-23", 2, .keyStage1),
        ("2018-10-01", "2026-11-23", 3, .keyStage2), ("2013-04-09", "2026-11-23", 9, .keyStage3),
        ("2014-10-01", "2026-11-23", 7, .keyStage3), ("2012-04-09", "2026-11-23", 10, .keyStage4),
        ("2011-04-09", "2026-11-23", 11, .keyStage4), ("2010-04-09", "2026-11-23", 12, .keyStage5),
        ("2008-04-09", "2026-11-23", 14, .keyStage5), ("2003-04-09", "2026-11-23", 19, .unspecified),
        ("2024-04-09", "2026-11-23", -2, .earlyYears),
    ])
    func yearsOfSchool(_ born: String, _ today: String, _ year: Int, _ keyStage: KeyStage) throws {
        let age = try #require(ChildAge(bornOn: day(born), on: day(today)))
        #expect(age.nationalCurriculumYear == year)
        #expect(age.keyStage == keyStage)
    }

    @Test func codesReadBack() {
        for stage in [KeyStage.earlyYears, .keyStage1, .keyStage2, .keyStage3, .keyStage4, .keyStage5] {
            #expect(KeyStage(code: stage.code) == stage)
        }
        #expect(KeyStage(code: "") == nil)
        for provision in [SendProvision.none, .support, .ehcp] {
            #expect(SendProvision(code: provision.code) == provision)
        }
        #expect(SendProvision(code: "S") == nil)
        #expect(AgencyKind.known.count == 10)
        for kind in AgencyKind.known { #expect(AgencyKind(code: kind.code) == kind) }
        #expect(AgencyKind(code: "") == nil)
        #expect(Ethnicity.allCases.count == 20)
        #expect(SendNeed.allCases.count == 14)
        #expect(ExclusionReason.allCases.count == 29)
        #expect(ReferralSource.allCases.count == 22)
        #expect(DeclineReason.allCases.count == 9)
        for locality in Locality.all { #expect(Locality(code: locality.code) == locality) }
        #expect(Locality.all.count == 8)
    }
}
