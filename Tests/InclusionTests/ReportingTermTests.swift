import Contracts
import Foundation
import Inclusion
import RoutingData
import SwiftProtobuf
import Testing

@Suite("School terms by which themes are counted", .timeLimit(.minutes(1)))
struct ReportingTermTests {
    private static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    private static func calendar(_ terms: [(String, String)]) throws -> SchoolCalendar {
        let terms = try terms.map { SchoolTerm(name: "term", first: try day($0.0), last: try day($0.1)) }
        return SchoolCalendar(ends: try #require(terms.last?.last), terms: terms)
    }

    @Test(
        "A term begins on the county's first day of it, and the holidays after it are its own",
        arguments: [
            ("2026-09-01", "2026-summer"), ("2026-09-02", "2026-autumn"), ("2026-10-28", "2026-autumn"),
            ("2026-11-02", "2026-autumn"), ("2026-12-18", "2026-autumn"), ("2026-12-19", "2026-autumn"),
            ("2027-01-03", "2026-autumn"), ("2027-01-04", "2027-spring"), ("2027-02-22", "2027-spring"),
            ("2027-04-11", "2027-spring"), ("2027-04-12", "2027-summer"), ("2027-06-07", "2027-summer"),
            ("2027-09-01", "2027-summer"), ("2027-09-02", "2027-autumn"),
        ])
    func boundaries(day: String, code: String) throws {
        let terms = ReportingTerms(try BuiltIn.county().county.calendar)
        let term = terms.term(of: try Self.day(day))
        #expect(term.code == code && terms.term(code: code) == term)
        #expect(term.words == "\(code.suffix(6)) term \(code.prefix(4))")
    }

    @Test("Every day lies in one term, and terms follow each other, with a calendar, beyond its ends, and without one")
    func gapless() throws {
        for calendar in [try BuiltIn.county().county.calendar, try Self.calendar([("2026-09-03", "2027-07-20")])] {
            let terms = ReportingTerms(calendar)
            var (day, end) = (try Self.day("2024-01-01"), try Self.day("2030-12-31"))
            var seen = [terms.term(of: day)]
            while day < end {
                let term = terms.term(of: day)
                #expect(term.from <= day && day <= term.to)
                #expect(ReportingTerm(from: term.from, to: term.to) == term)
                if term != seen.last {
                    #expect(
                        seen.last?.to == day.adding(days: -1) && term.from == day && seen.last.map { $0 < term } == true
                    )
                    seen.append(term)
                }
                day = day.adding(days: 1)
            }
            #expect(seen.count == 21 && terms.terms(from: seen[0].from, through: end) == seen)
            end = try Self.day("2023-01-01")
            #expect(terms.terms(from: day, through: end) == [])
        }
    }

    @Test("Where the calendar does not say when a term begins, it begins on 1 January, 1 May or 1 September")
    func holes() throws {
        // The first half of spring is missing, and nothing is known of the summer.
        let terms = ReportingTerms(try Self.calendar([("2026-09-03", "2026-12-18"), ("2027-02-22", "2027-03-25")]))
        let days = try ["2026-autumn", "2027-spring", "2027-summer", "2027-autumn"].map {
            try #require(terms.term(code: $0)).from.description
        }
        #expect(days == ["2026-09-03", "2027-01-01", "2027-05-01", "2027-09-01"])
    }

    @Test("A term that has begun keeps the day it began on, and ends where the next begins")
    func begun() throws {
        let calendar = try Self.calendar([("2026-09-02", "2026-12-18"), ("2027-01-04", "2027-03-25")])
        let terms = ReportingTerms(calendar, begun: [try Self.day("2026-09-07"), try Self.day("2027-01-01")])
        #expect(terms.term(of: try Self.day("2026-09-06")).code == "2026-summer")
        let autumn = try #require(terms.term(code: "2026-autumn"))
        #expect(autumn.from.description == "2026-09-07" && autumn.to.description == "2026-12-31")
    }

    @Test("Only a term that has ended is looked at, and only a whole one")
    func ended() throws {
        let terms = ReportingTerms(try BuiltIn.county().county.calendar)
        let autumn = try #require(terms.term(code: "2026-autumn"))
        #expect(!autumn.hasEnded(on: autumn.to) && autumn.hasEnded(on: autumn.to.adding(days: 1)))
        #expect(terms.lastEnded(on: autumn.to).code == "2026-summer")
        #expect(terms.lastEnded(on: autumn.to.adding(days: 1)) == autumn)
        let (first, last) = (autumn.from.adding(days: 1), try Self.day("2027-09-01"))
        let found = terms.ended(on: last.adding(days: 1), from: first, to: last)
        #expect(found.map(\.code) == ["2027-spring", "2027-summer"], "one that is only partly in it is left out")
        #expect(terms.ended(on: autumn.to, from: autumn.from, to: last) == [], "nothing of what goes on")
        #expect(terms.ended(on: last, from: last, to: first) == [])
        for code in ["2026", "2026-winter", "26-autumn", "2026-autumn-", ""] { #expect(terms.term(code: code) == nil) }
    }

    @Test("An event's days name the term, whatever the calendar says now; those of no term name none")
    func ofAnEvent() {
        func code(_ from: String, _ to: String) -> String? {
            ThemeActionAgreed.with { ($0.periodFrom, $0.periodTo) = (from, to) }.term?.code
        }
        #expect(code("2026-09-01", "2026-12-31") == "2026-autumn" && code("2026-04-13", "2026-09-01") == "2026-summer")
        for (from, to) in [("2026-11-02", "2026-12-31"), ("2026-09-01", "2026-08-31"), ("", "2026-12-31"), ("x", "")] {
            #expect(code(from, to) == nil)
        }
    }
}
