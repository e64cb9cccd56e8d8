import Contracts
import EventFlow
import Foundation
import Inclusion
import Postgres
import ServiceKit
import Testing

@testable import PlacementMatcher

@Suite("A service of Open Referral UK", .timeLimit(.minutes(1)))
struct OpenReferralServiceTests {
    @Test("It becomes an entry: the standard's fields, and the hub's terms among the attributes")
    func read() throws {
        let service = try OpenReferralService(try FeedSample.service())
        let entry = service.entry
        #expect(service.id.text == FeedSample.first && service.isActive && service.places == 6)
        #expect(entry.name == "Severn Bank Studio" && entry.providerName == "Severn Bank Arts")
        #expect(entry.providerID == FeedSample.organization)
        #expect(entry.kind == "third_sector" && entry.keyStages == [.keyStage3, .keyStage4])
        #expect(entry.needs == ["SEMH", "ASD"] && entry.costBand == "low" && !entry.registered)
        #expect(entry.minimumAge == 11 && entry.maximumAge == 25)
        #expect(entry.sessionsAWeek == 6 && entry.weeklyHours == 15 && entry.waitDays == 0)
        #expect(entry.location.eastingKm == 383 && entry.location.northingKm == 218)
    }

    @Test("Nobody who works there is kept, wherever the feed has them")
    func noPeople() throws {
        let kept = String(decoding: try OpenReferralService(try FeedSample.service()).entry.service, as: UTF8.self)
        #expect(kept.contains("AQA centre"))
        for word in ["Ann", "@", "01452"] { #expect(!kept.contains(word)) }
    }

    @Test("A provider may be named as its people's tokens name it")
    func identifier() throws {
        let service = try FeedSample.service(
            FeedSample.first,
            [
                "organization": """
                {"id": "\(FeedSample.organization)", "name": "Severn Bank Arts", "organization_identifiers":
                 [{"identifier_scheme": "referral-hub", "identifier": "provider-severn-vale"}]}
                """
            ])
        #expect(try OpenReferralService(service).entry.providerID == "provider-severn-vale")
    }

    @Test("Everything that is wrong is said at once, each at its place")
    func problems() throws {
        let attributes = FeedSample.attributes(["kind": "school", "sessions": "11", "registered": "perhaps"])
        let service = try FeedSample.service(
            "not-an-id",
            [
                "name": "\" \"", "status": "\"open\"", "minimum_age": "14", "maximum_age": "9",
                "organization": "{\"id\": 7}", "capacities": "[{\"available\": -3}]",
                "service_at_locations": "[{\"location\": {\"latitude\": 4.1, \"longitude\": 100}}]",
                "attributes": "[\(attributes.joined(separator: ", "))]",
            ])
        let error = #expect(throws: Problem.self) { try OpenReferralService(service) }
        let pointers = try #require(error).errors.map(\.pointer)
        #expect(
            Set(pointers) == [
                "/id", "/name", "/status", "/maximum_age", "/organization/id", "/organization/name",
                "/capacities/0/available", "/service_at_locations/0/location/latitude",
                "/attributes/1/taxonomy_term/code", "/attributes", "/attributes/7/value", "/attributes/9/value",
            ])
    }

    @Test("What real feeds leave out, or leave empty, stands in nobody's way")
    func sparse() throws {
        let service = try FeedSample.service(
            FeedSample.first,
            [
                "minimum_age": "null", "maximum_age": "", "url": "\"\"", "accreditations": "\"\"", "schedules": "null",
                "capacities": "null", "service_at_locations": "[{\"id\": \"x\", \"location\": {\"latitude\": null}}]",
                "assured_date": "\"2026-01-05T00:00:00Z\"", "own_extension": "{\"any\": []}", "fees": "null",
            ])
        let entry = try OpenReferralService(service).entry
        #expect(entry.minimumAge == 0 && entry.maximumAge == 25, "no limit; the key stages say for whom it is")
        #expect(!entry.hasLocation)
        let kept = try JSONBody(bytes: Array(entry.service)).tree
        #expect(
            kept["url"] == nil && kept["accreditations"] == nil && kept["fees"] == nil && kept["description"] != nil)
    }

    @Test("Without the hub's terms it is no entry, and says which are missing")
    func noTerms() throws {
        let error = #expect(throws: Problem.self) {
            try OpenReferralService(try FeedSample.service(FeedSample.first, ["attributes": ""]))
        }
        #expect(
            try #require(error).errors.map(\.code) == [
                "kind_missing", "key_stages_missing", "needs_missing", "sessions_a_week_missing",
                "weekly_hours_missing", "registered_missing",
            ])
    }

    @Test("What is no service is refused", arguments: ["7", "[]", "null", "{}"])
    func nonsense(text: String) throws {
        let tree = try JSONBody(bytes: Array(text.utf8)).tree
        #expect(throws: Problem.self) { try OpenReferralService(tree) }
    }
}

@Suite("An import into the directory", .timeLimit(.minutes(1)))
struct DirectoryImportTests {
    static func given(
        _ services: [JSON], whole: Bool = true, feed: String = "https://a.example",
        _ change: (inout ImportChoice) -> Void = { _ in }
    ) -> DirectoryImport {
        var choice = ImportChoice()
        change(&choice)
        return DirectoryImport(
            feed: feed, isWhole: whole, isToBeApplied: true, choice: choice, services: .array(services))
    }

    static let today = LondonTime.day(of: MatcherBench.now)

    static func apply(_ given: DirectoryImport, _ bench: MatcherBench) async throws -> [String: Int] {
        let report = try await bench.store.transaction {
            try await given.apply(UUID(), at: MatcherBench.now, in: $0)
        }
        return counts(report)
    }

    static func counts(_ report: ImportReport) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: report.counts.filter { $0.count > 0 }.map { ($0.outcome, $0.count) })
    }

    @Test("A feed that is half valid: the valid half is listed, every other row is named")
    func halfValid() async throws {
        try await MatcherBench.run { bench in
            let given = Self.given([
                try FeedSample.service(), try FeedSample.service(FeedSample.second, ["name": ""]), .string("?"),
            ])
            let report = try await bench.store.transaction {
                try await given.apply(UUID(), at: MatcherBench.now, in: $0)
            }
            #expect(Self.counts(report) == ["listed": 1, "refused": 2])
            #expect(report.reading.refused.map(\.row) == [1, 2])
            #expect(report.reading.refused[0].problems.map(\.pointer) == ["/name"])
            #expect(try await bench.listed().map(\.name) == ["Severn Bank Studio"])
            #expect(try await bench.places(of: FeedSample.first) == [6, 0, 0])
            #expect(try await bench.story(of: FeedSample.first) == ["provision_listed"])
            // Nobody has assured it, so it is in the directory and is not offered.
            #expect(try await bench.request().openOffer == nil)
        }
    }

    @Test("A county's directory of everything: what says nothing in our terms is passed over, and counted")
    func generalFeed() async throws {
        try await MatcherBench.run { bench in
            func community(_ id: String, _ status: String = "active") throws -> JSON {
                try FeedSample.service(id, ["attributes": "", "minimum_age": "", "status": "\"\(status)\""])
            }
            let third = "738f94e0-aa6c-4a5c-8395-7b64421ba2a5"
            let all = [try FeedSample.service(), try community(FeedSample.second), try community(third)]
            let report = try await bench.store.transaction {
                try await Self.given(all).apply(UUID(), at: MatcherBench.now, in: $0)
            }
            #expect(Self.counts(report) == ["listed": 1, "passed_over": 2] && report.reading.refused.isEmpty)
            // Who was listed and has lost its terms stays, as it was; who is not active any more does not.
            let other = try FeedSample.service(FeedSample.second)
            _ = try await Self.apply(Self.given([try FeedSample.service(), other]), bench)
            let lost = [try FeedSample.service(), try community(FeedSample.second)]
            #expect(try await Self.apply(Self.given(lost), bench) == ["unchanged": 1, "changed": 1])
            #expect(try await bench.listed().map(\.needs) == [[.semh, .asd], [.semh, .asd]])
            let gone = [try FeedSample.service(), try community(FeedSample.second, "inactive")]
            #expect(try await Self.apply(Self.given(gone), bench) == ["unchanged": 1, "unlisted": 1])
        }
    }

    @Test("Compared only, it changes nothing")
    func staged() async throws {
        try await MatcherBench.run { bench in
            let given = Self.given([try FeedSample.service()])
            let report = try await bench.store.pool.withConnection { try await given.preview(on: Self.today, in: $0) }
            #expect(Self.counts(report) == ["listed": 1])
            #expect(try await bench.number("select count(*) from provision") == 0)
            #expect(try await bench.number("select count(*) from event_log") == 0)
        }
    }

    @Test("Again, changed, gone and back: an event for what is new, and for nothing else")
    func life() async throws {
        try await MatcherBench.run { bench in
            let (first, second) = (try FeedSample.service(), try FeedSample.service(FeedSample.second))
            #expect(try await Self.apply(Self.given([first, second]), bench) == ["listed": 2])
            #expect(try await Self.apply(Self.given([first, second]), bench) == ["unchanged": 2])
            let changed = try FeedSample.service(FeedSample.first, ["name": "\"Studio\""])
            #expect(try await Self.apply(Self.given([changed]), bench) == ["changed": 1, "unlisted": 1])
            #expect(try await bench.listed().map(\.name) == ["Studio"])
            #expect(try await Self.apply(Self.given([changed]), bench) == ["unchanged": 1])
            let closed = try FeedSample.service(FeedSample.first, ["status": "\"inactive\""])
            #expect(try await Self.apply(Self.given([second, closed]), bench) == ["listed": 1, "unlisted": 1])
            #expect(
                try await bench.story(of: FeedSample.second) == [
                    "provision_listed", "provision_unlisted", "provision_listed",
                ])
        }
    }

    @Test("Who is named in a row that is wrong, or in a feed that is not whole, does not leave the directory")
    func staysListed() async throws {
        try await MatcherBench.run { bench in
            let (first, second) = (try FeedSample.service(), try FeedSample.service(FeedSample.second))
            _ = try await Self.apply(Self.given([first, second]), bench)
            let broken = try FeedSample.service(FeedSample.second, ["name": ""])
            #expect(try await Self.apply(Self.given([first, broken]), bench) == ["unchanged": 1, "refused": 1])
            #expect(try await Self.apply(Self.given([first], whole: false), bench) == ["unchanged": 1])
            let nameless = try FeedSample.service("?")
            #expect(try await Self.apply(Self.given([first, nameless]), bench) == ["unchanged": 1, "refused": 1])
            #expect(try await Self.apply(Self.given([]), bench) == [:])
            #expect(try await bench.listed().count == 2)
        }
    }

    @Test("An entry of the authority's file, or of another feed, is not taken over; nor is an id that comes twice")
    func elsewhere() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 2)))
            let taken = try FeedSample.service(MatcherBench.first)
            #expect(try await Self.apply(Self.given([taken]), bench) == ["refused": 1])
            #expect(try await bench.listed().map(\.name) == ["Severn Vale Bridge"])
            let twice = [try FeedSample.service(), try FeedSample.service()]
            #expect(try await Self.apply(Self.given(twice), bench) == ["listed": 1, "refused": 1])
            #expect(try await Self.apply(Self.given(twice, feed: "https://b.example"), bench) == ["refused": 2])
        }
    }

    @Test("What somebody edited here stays until the feed has news")
    func editedHere() async throws {
        try await MatcherBench.run { bench in
            let id = try #require(UUID(uuidString: FeedSample.first))
            _ = try await Self.apply(Self.given([try FeedSample.service()]), bench)
            let edited = try OpenReferralService(try FeedSample.service(FeedSample.first, ["name": "\"Edited\""]))
            try await bench.store.transaction { transaction in
                let loaded = try await transaction.load(DirectoryEntry.self, id)
                _ = try await Directory.change(
                    id, loaded, [.list(edited.entry, .person)], by: "somebody", at: MatcherBench.now, in: transaction)
            }
            #expect(try await Self.apply(Self.given([try FeedSample.service()]), bench) == ["unchanged": 1])
            #expect(try await bench.listed().map(\.name) == ["Edited"])
            let news = try FeedSample.service(FeedSample.first, ["minimum_age": "12"])
            #expect(try await Self.apply(Self.given([news]), bench) == ["changed": 1])
            #expect(try await bench.listed().map(\.minimumAge) == [12])
        }
    }

    @Test("The lists of requests are filled anew from a log that tells of the directory too")
    func listsPassOver() throws {
        for event in [PlacementEvent.provisionListed(.init()), .provisionAssured(.init()), .capacitySet(.init())] {
            let rows = try PlacementLists().rows([event], to: UUID(), key: UUID(), .none, at: MatcherBench.now)
            #expect(rows.isEmpty)
        }
    }

    @Test("Twenty imports of one feed at once, by two copies: one event")
    func atOnce() async throws {
        try await MatcherBench.run { bench in
            let given = Self.given([try FeedSample.service()])
            try await withThrowingTaskGroup(of: Void.self) { group in
                for copy in 0..<20 {
                    group.addTask {
                        _ = try await bench.stores[copy % 2].transaction {
                            try await given.apply(UUID(), at: MatcherBench.now, in: $0)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await bench.story(of: FeedSample.first) == ["provision_listed"])
        }
    }

    @Test("What is published can be read again, and is the same entry")
    func roundTrip() async throws {
        try await MatcherBench.run { bench in
            _ = try await Self.apply(Self.given([try FeedSample.service()]), bench)
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 2)))
            for row in try await bench.store.pool.query(
                PublishedProvision.selection(on: LondonTime.day(of: MatcherBench.now))
            ).map(PublishedProvision.init) {
                let published = OpenReferralJSON.full(row)
                var entry = try OpenReferralService(published).entry
                #expect(!published.text.contains("@") && !published.text.contains("Ann"))
                // The organisation has an id of its own for the public, and what is kept beside is published in full.
                (entry.providerID, entry.service) = (row.entry.providerID, row.entry.service)
                #expect(entry == row.entry)
            }
        }
    }

    @Test("What works is counted from the hub's own outcomes: for the child's primary need, from ten placements on")
    func whatWorks() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 2)))
            #expect(try await bench.listed().map(\.effectiveness) == [nil])
            func end(_ count: Int, _ needs: [String], achieved: Int, not: Int) async throws {
                for _ in 0..<count {
                    try await bench.store.pool.execute(
                        """
                        insert into placement_outcome
                            (placement_id, provision_id, needs, achieved, partly, not_achieved, ended_as, ended_on)
                        values (\(UUID()), \(MatcherBench.first), \(needs), \(achieved), 0, \(not), 'completed', '2026-07-01')
                        """)
                }
            }
            func effectiveness(_ needs: [String]) async throws -> Effectiveness? {
                try await bench.store.pool.withConnection {
                    try await Directory.listed(during: MatcherBench.days, forNeeds: needs, in: $0)
                }
                .first?.effectiveness
            }
            try await end(9, ["SEMH", "SLCN"], achieved: 3, not: 1)
            #expect(try await effectiveness(["SEMH"]) == nil)
            try await end(1, ["ASD"], achieved: 0, not: 4)
            #expect(try await effectiveness(["SEMH"]) == Effectiveness(percent: 68, of: 10))
            try await end(1, ["SEMH"], achieved: 3, not: 1)
            #expect(try await effectiveness(["SEMH"]) == Effectiveness(percent: 75, of: 10))
            #expect(try await effectiveness(["ASD", "SEMH"]) == Effectiveness(percent: 68, of: 11))
        }
    }
}
