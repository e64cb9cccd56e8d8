import Contracts
import Foundation
import Inclusion
import RoutingData
import Testing

@Suite(.timeLimit(.minutes(1))) struct CountyFileTests {
    private static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    @Test func theBuiltInCountyCoversThreeSchoolYears() throws {
        let county = try BuiltIn.county().county
        #expect(county.label == "gloucestershire/1")
        #expect(county.localities == Locality.gloucestershire)
        #expect(county.forums.count == 24)
        #expect(Set(county.clusters.map(\.locality)) == Set(Locality.gloucestershire.map(\.code)))
        for year in [2025, 2026, 2027] {
            let days = county.calendar.schoolDays.count(
                from: try Self.day("\(year)-09-01"), through: try Self.day("\(year + 1)-08-31"))
            // 195 less five training days, of which one a term of the example is named.
            #expect((185...195).contains(days), "\(year): \(days)")
        }
        for forum in county.forums {
            #expect(forum.members.allSatisfy { !forum.disclosure.sections(for: $0.kind).isEmpty })
            let meetings = forum.meetings(
                in: try Self.day("2026-09-01")...(try Self.day("2027-08-31")), county.calendar)
            #expect(meetings.count >= (forum.everyWeeks == 2 ? 15 : 7), "\(forum.locality) \(forum.forum.code)")
            #expect(
                meetings.allSatisfy { county.calendar.schoolDays.isSchoolDay($0) && $0.weekday == forum.first.weekday })
            for (one, next) in zip(meetings, meetings.dropFirst()) {
                #expect(one.days(until: next) % (forum.everyWeeks * 7) == 0)
            }
        }
        #expect(county.locality(code: "unrouted")?.owner == Locality.unrouted.owner)
    }

    @Test func papersAreReadyWorkingDaysBefore() throws {
        let county = try BuiltIn.county().county
        let forum = try #require(county.forum(.talc, in: "E07000081"))
        // A Tuesday: Monday and the Friday before are the two working days.
        #expect(RFC3339.text(forum.startsAt(on: try Self.day("2026-11-24"))) == "2026-11-24T14:00:00Z")
        #expect(RFC3339.text(forum.papersBy(on: try Self.day("2026-11-24"), county.calendar)) == "2026-11-20T17:00:00Z")
        // In summer time, and over a bank holiday on the Monday.
        #expect(
            RFC3339.text(forum.papersBy(on: try Self.day("2026-05-05"), county.calendar)) == "2026-04-30T16:00:00Z")
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        /// What of the built-in file is replaced, and by what.
        let change: (String, String)
        let words: String
        /// How many lines below the change the fault is told: the later of two that do not fit is at fault, and YAML says of a
        /// block where its first part stands.
        let below: Int
        var testDescription: String { words }

        init(_ from: String, _ to: String, _ words: String, below: Int = 0) {
            change = (from, to)
            self.words = words
            self.below = below
        }
    }

    static let wrong: [Wrong] = [
        Wrong("last: 2026-12-18", "last: 2027-01-08", "“Spring term 2027, first half” overlaps", below: 1),
        Wrong("first: 2027-01-04, last: 2027-02-12", "first: 2027-02-12, last: 2027-01-04", "before it begins"),
        Wrong("ends: 2028-07-21", "ends: 2028-12-31", "before the calendar does on 2028-12-31"),
        Wrong("2027-01-04, 2027-09-02", "2027-01-01, 2027-09-02", "2027-01-01 lies in no term"),
        Wrong("first: 2026-09-02", "first: 2026-09-31", "should be a date"),
        Wrong("locality: E07000082, schools", "locality: E07000099, schools", "none of the county's localities"),
        Wrong("code: E07000082", "code: Stroud", "should be the ONS code"),
        Wrong(
            "{ organisation: agency-youth-support, kind: youth_justice }", "{ organisation: agency-youth-support }",
            "“kind” is missing"),
        Wrong("kind: youth_justice }", "kind: youth }", "should be a kind of agency"),
        Wrong("kind: post16 }", "kind: housing }", "does not say what “housing” sees"),
        Wrong("first: 2025-09-09", "first: 2025-09-10", "is a wednesday, but it meets on a tuesday"),
        Wrong("first: 2025-09-09", "first: 2028-09-05", "it never meets"),
        Wrong("every_weeks: 2", "every_weeks: 0", "a number from 1 to 26"),
        Wrong("at: \"14:00\"", "at: \"2pm\"", "a time such as 14:00"),
        Wrong("    forum: post_16\n", "    forum: talc\n", "has a calendar in line", below: -1),
        Wrong("police: [child, risks]", "police: [child, secrets]", "“secrets” is no part of a case"),
        Wrong("[\"Abbey Mill School\"", "[\"Cleeve Common School\"", "is in the cluster", below: 1),
    ]

    @Test(arguments: wrong) func everythingWrongIsToldWithItsLine(_ wrong: Wrong) throws {
        let text = try BuiltIn.county().text
        let place = try #require(text.range(of: wrong.change.0), "the built-in file has changed")
        let changed = text.replacingCharacters(in: place, with: wrong.change.1)
        let line = text[..<place.lowerBound].count { $0 == "\n" } + 1
        let thrown = #expect(throws: FileFaults.self) { try CountyFile(changed) }
        let fault = try #require(thrown?.all.first { $0.words.contains(wrong.words) }, "\(thrown?.all ?? [])")
        #expect(fault.line == line + wrong.below, "\(fault)")
    }

    @Test func aTermThatIsMissingIsAHole() throws {
        let text = try BuiltIn.county().text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.contains("Summer term 2026") }.joined(separator: "\n")
        let faults = #expect(throws: FileFaults.self) { try CountyFile(text) }?.all
        #expect(faults?.contains { $0.words.contains("hole of more than 10 weeks") } == true)
    }

    @Test func aForumWithoutACalendarIsNamed() throws {
        let text = try BuiltIn.county().text
        let last = try #require(text.range(of: "  - locality: E07000083\n    forum: post_16"))
        let faults = #expect(throws: FileFaults.self) { try CountyFile(String(text[..<last.lowerBound])) }?.all
        #expect(faults?.map(\.words) == ["“post_16” has no calendar in Tewkesbury (E07000083)."])
    }
}
