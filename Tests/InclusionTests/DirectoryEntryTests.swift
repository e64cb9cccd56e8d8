import Contracts
import FoundationEssentials
import Testing

@testable import Inclusion

@Suite("An entry of the directory", .timeLimit(.minutes(1)))
struct DirectoryEntryTests {
    static let id = "5d0f6a3e-2b61-4a0e-9d5c-6a1c8e7f0b11"

    static func entry(_ change: (inout ProvisionEntry) -> Void = { _ in }) -> ProvisionEntry {
        var entry = ProvisionEntry()
        entry.name = "Severn Vale Bridge"
        (entry.providerID, entry.providerName) = ("provider-severn-vale", "Severn Vale Learning Trust")
        entry.kind = ApKind.independent.code
        (entry.minimumAge, entry.maximumAge) = (11, 16)
        entry.keyStages = [.keyStage3]
        entry.needs = ["SEMH"]
        change(&entry)
        return entry
    }

    /// What an entry is after these commands, each of which may be decided.
    static func after(_ commands: DirectoryCommand..., by: String = "somebody") throws -> DirectoryEntry? {
        try commands.reduce(DirectoryEntry?.none) { state, command in
            let events = try DirectoryEntry.decide(state, command, id: id, by: by, today: Samples.today)
            return events.reduce(state, DirectoryEntry.evolve)
        }
    }

    static func events(_ state: DirectoryEntry?, _ command: DirectoryCommand) throws -> [PlacementEvent] {
        try DirectoryEntry.decide(state, command, id: id, by: "somebody", today: Samples.today)
    }

    @Test("It is listed, changed, taken off and listed again; what says nothing new makes no event")
    func life() throws {
        let first = try #require(try Self.after(.list(Self.entry(), .feed)))
        #expect(first.isListed && first.id == Self.id)
        #expect(try Self.events(first, .list(Self.entry(), .person)).isEmpty)
        let gone = try #require(try Self.after(.list(Self.entry(), .feed), .unlist(.feed)))
        #expect(!gone.isListed)
        #expect(try Self.events(gone, .unlist(.person)).isEmpty)
        #expect(try Self.events(gone, .list(Self.entry(), .feed)).count == 1)
        let changed = try Self.after(.list(Self.entry(), .feed), .list(Self.entry { $0.name = "Bridge" }, .person))
        #expect(changed?.entry.name == "Bridge")
    }

    @Test("What is not there can be neither assured nor taken off")
    func nothingThere() {
        for command in [DirectoryCommand.unlist(.person), .assure(Self.draft())] {
            #expect(throws: RuleViolation.self) { try Self.events(nil, command) }
        }
    }

    /// Such as a feed without the hub's terms gives.
    private static let foreign = entry {
        ($0.kind, $0.needs) = ("", [])
        $0.missing = [EntryGap.kind.code, EntryGap.needs.code]
    }

    @Test("What was taken in is listed when it says everything and is assured, in either order, and not before")
    func takenIn() throws {
        let taken = try #require(try Self.after(.takeIn(Self.foreign, .feed)))
        #expect(taken.isTakenIn && !taken.isListed && taken.entry.gaps == [.kind, .needs])
        #expect(try Self.events(taken, .takeIn(Self.foreign, .feed)).isEmpty)
        let complete = try #require(try Self.after(.takeIn(Self.foreign, .feed), .list(Self.entry(), .person)))
        #expect(complete.isTakenIn && !complete.isListed && complete.entry == Self.entry())
        #expect(complete.entry.gaps(assuredUntil: nil, on: Samples.today) == [.assurance])
        let assured = try #require(
            try Self.after(.takeIn(Self.foreign, .feed), .assure(Self.draft()), by: "coordinator"))
        #expect(assured.isTakenIn && !assured.isListed)
        for orders: [DirectoryCommand] in [
            [.list(Self.entry(), .person), .assure(Self.draft())],
            [.assure(Self.draft()), .list(Self.entry(), .person)],
        ] {
            let listed = try #require(try Self.after(.takeIn(Self.foreign, .feed), orders[0], orders[1]))
            #expect(listed.isListed && !listed.isTakenIn)
        }
        let old = Self.draft {
            ($0.assuredOn, $0.until) = (
                Samples.today.adding(days: -90).description, Samples.today.adding(days: -1).description
            )
        }
        let late = try #require(
            try Self.after(.takeIn(Self.foreign, .feed), .list(Self.entry(), .person), .assure(old)))
        #expect(!late.isListed, "an assurance that is over lists nothing")
    }

    @Test("What says too little is never listed; what is listed stays so, whatever a feed leaves out")
    func neverIncomplete() throws {
        let error = #expect(throws: RuleViolation.self) { try Self.after(.list(Self.foreign, .person)) }
        #expect(error?.problems.map(\.code) == ["kind_missing", "needs_missing"])
        #expect(error?.problems.map(\.pointer) == ["/attributes", "/attributes"])
        let listed = try #require(try Self.after(.list(Self.entry(), .person), .takeIn(Self.entry(), .feed)))
        #expect(listed.isListed)
        let dropped = try #require(try Self.after(.takeIn(Self.foreign, .feed), .unlist(.person)))
        #expect(!dropped.isTakenIn && !dropped.isListed)
        #expect(try Self.events(dropped, .assure(Self.draft())).count == 1, "whoever was taken off stays off")
    }

    @Test("Events about capacity leave it as it is")
    func capacity() throws {
        let state = try Self.after(.list(Self.entry(), .feed))
        #expect(DirectoryEntry.evolve(state, .capacitySet(CapacitySet())) == state)
        #expect(DirectoryEntry.evolve(nil, .capacitySet(CapacitySet())) == nil)
    }

    static func draft(_ change: (inout AssuranceDraft) -> Void = { _ in }) -> AssuranceDraft {
        var draft = AssuranceDraft(
            assurer: "Inclusion Service", standard: "County AP standard 2026",
            assuredOn: Samples.today.adding(days: -3).description, until: Samples.today.adding(days: 362).description,
            evidence: [.init(kind: "visit", on: Samples.today.adding(days: -10).description)])
        change(&draft)
        return draft
    }

    @Test("An assurance says who, when, until when, against what and on which evidence")
    func assured() throws {
        let entry = try #require(try Self.after(.list(Self.entry(), .feed), .assure(Self.draft())))
        let assurance = try #require(entry.assurance)
        #expect(assurance.assurer == "Inclusion Service" && assurance.standard == "County AP standard 2026")
        #expect(assurance.until == Samples.today.adding(days: 362) && assurance.recordedBy == "somebody")
        #expect(assurance.evidence.map(\.kind) == ["visit"])
    }

    @Test("Everything that is wrong with an assurance is said at once")
    func assuranceProblems() {
        let tomorrow = Samples.today.adding(days: 1).description
        let draft = Self.draft {
            $0.assurer = " "
            $0.standard = ""
            $0.assuredOn = tomorrow
            $0.until = "2027-02-30"
            $0.evidence = [.init(kind: "rumour", on: tomorrow)]
        }
        #expect(
            Set(draft.problems(today: Samples.today).map(\.pointer)) == [
                "/assurer", "/standard", "/assured_on", "/until", "/evidence/0/kind", "/evidence/0/seen_on",
            ])
        let none = Self.draft { $0.evidence = [] }
        #expect(none.problems(today: Samples.today).map(\.pointer) == ["/evidence"])
        for days in [-3, 3 * 366 + 1] {
            let late = Self.draft { $0.until = Samples.today.adding(days: days).description }
            #expect(late.problems(today: Samples.today).map(\.code) == ["out_of_range"])
        }
    }

    @Test("What the file says about assurance counts until a person has recorded one")
    func fileAndPerson() throws {
        let until = Samples.today.adding(days: 100)
        let byFile = try #require(try Self.after(.list(Self.entry(), .file), .assureByFile(until: until)))
        #expect(byFile.assurance?.until == until)
        #expect(try Self.events(byFile, .assureByFile(until: until)).isEmpty)
        #expect(try Self.events(byFile, .assureByFile(until: until.adding(days: 1))).count == 1)
        let byPerson = try Self.after(.list(Self.entry(), .file), .assure(Self.draft()))
        #expect(try Self.events(byPerson, .assureByFile(until: until)).isEmpty)
    }

    @Test("Out of date, or never given, is not offered")
    func notOffered() {
        var (provision, request) = (MatchingTests.provision(), MatchingTests.request())
        provision.assuredUntil = Provision.neverAssured
        #expect(
            ProvisionMatcher.match(request, among: [provision]).excluded.first?.failed.map(\.words)
                == ["Nobody has assured its quality."])
        provision.assuredUntil = request.wantedStart.adding(days: -1)
        #expect(
            ProvisionMatcher.match(request, among: [provision]).excluded.first?.failed.map(\.code) == ["assurance"])
        request.wantedStart = provision.assuredUntil
        #expect(ProvisionMatcher.match(request, among: [provision]).candidates.count == 1)
    }
}

@Suite("What an import would change", .timeLimit(.minutes(1)))
struct DirectoryDiffTests {
    typealias Known = DirectoryDiff.Known

    private func entry(_ name: String = "Bridge") -> ProvisionEntry { DirectoryEntryTests.entry { $0.name = name } }

    private func changes(
        _ known: [String: Known], _ told: [(String, ProvisionEntry)], mentioned: Set<String>? = nil,
        isChosen: Bool = false
    ) -> [String: DirectoryDiff.Change] {
        let diff = DirectoryDiff(
            told: told.map { id, said in
                let entry = known[id].map { $0.entry.after(said, since: $0.told, service: said.service) }
                return .init(id: id, said: said, entry: entry ?? said, isChosen: isChosen)
            }, known: known, feed: "feed",
            mentioned: mentioned ?? Set(told.map(\.0)))
        return Dictionary(diff.lines.map { ($0.id, $0.change) }) { first, _ in first }
    }

    private func known(
        _ now: String = "Bridge", inFeed: Bool = true, standing: Known.Standing = .listed, feed: String? = "feed"
    ) -> Known {
        Known(
            entry: entry(now), told: entry(), isInFeed: inFeed, standing: standing, isAssured: false, feed: feed)
    }

    /// What a feed without the hub's terms says.
    private func foreign(_ name: String = "Bridge") -> ProvisionEntry {
        var entry = ProvisionEntry()
        (entry.name, entry.costBand) = (name, "medium")
        entry.missing = [EntryGap.kind, .keyStages, .needs].map(\.code)
        return entry
    }

    @Test("New, changed, as before, and gone")
    func kinds() {
        let changes = changes(
            ["a": known(), "b": known(), "c": known()],
            [("a", entry()), ("b", entry("Other")), ("d", entry())])
        #expect(changes == ["a": .unchanged, "b": .changed(["name"]), "c": .unlisted, "d": .listed])
    }

    @Test("What a person edited stays until the feed has news")
    func edited() {
        #expect(changes(["a": known("Edited")], [("a", entry())]) == ["a": .unchanged])
        #expect(changes(["a": known("Edited")], [("a", entry("News"))]) == ["a": .changed(["name"])])
        #expect(changes(["a": known("Edited")], [("a", entry("Edited"))]) == ["a": .unchanged])
    }

    @Test("Whoever was taken off by a person stays off; whoever had left the feed comes back")
    func takenOff() {
        #expect(changes(["a": known(standing: .off)], [("a", entry())]) == ["a": .unchanged])
        #expect(changes(["a": known(inFeed: false, standing: .off)], [("a", entry())]) == ["a": .listed])
        #expect(changes(["a": known(inFeed: false, standing: .off)], []) == [:])
    }

    @Test("What says too little is taken in, stays so, and is taken in again when it comes back or is chosen again")
    func takenIn() {
        #expect(changes([:], [("a", foreign())]) == ["a": .takenIn])
        var entry = Known(
            entry: foreign(), told: foreign(), isInFeed: true, standing: .takenIn, isAssured: false, feed: "feed")
        #expect(changes(["a": entry], [("a", foreign())]) == ["a": .unchanged])
        #expect(changes(["a": entry], [("a", foreign("News"))]) == ["a": .changed(["name"])])
        entry.standing = .off
        #expect(changes(["a": entry], [("a", foreign())]) == ["a": .unchanged])
        #expect(changes(["a": entry], [("a", foreign())], isChosen: true) == ["a": .takenIn])
        (entry.isInFeed, entry.entry) = (false, self.entry())
        #expect(changes(["a": entry], [("a", foreign())]) == ["a": .takenIn], "complete, but nobody has assured it")
        entry.isAssured = true
        #expect(changes(["a": entry], [("a", foreign())]) == ["a": .listed])
    }

    @Test("News are taken field by field; a feed without the hub's terms takes none of them away")
    func fieldByField() {
        var edited = entry("Edited")
        (edited.costBand, edited.minimumAge) = ("high", 12)
        var news = entry("Bridge")
        news.maximumAge = 19
        let merged = edited.after(news, since: entry(), service: edited.service)
        #expect(merged.name == "Edited" && merged.maximumAge == 19 && merged.minimumAge == 12)
        #expect(merged.costBand == "high" && merged.needs == ["SEMH"])
        let kept = edited.after(foreign("News"), since: foreign(), service: edited.service)
        #expect(kept.name == "News" && kept.kind == edited.kind && kept.needs == ["SEMH"] && kept.missing.isEmpty)
        let lost = edited.after(foreign(), since: entry(), service: edited.service)
        #expect(lost.kind == edited.kind && lost.costBand == "high" && lost.missing.isEmpty)
        let now = foreign().after(entry(), since: foreign(), service: edited.service)
        #expect(now.kind == edited.kind && now.missing.isEmpty, "the feed has learnt the hub's terms")
    }

    @Test("An entry of another feed, or of the people here, is neither changed nor taken off")
    func elsewhere() {
        for owner in ["other", nil] {
            #expect(changes(["a": known(feed: owner)], [("a", entry("Mine"))]) == ["a": .elsewhere])
            #expect(changes(["a": known(feed: owner)], []) == [:])
        }
    }

    @Test("A feed that was not read whole takes nothing off, nor does one whose entry could not be read")
    func notWhole() {
        let diff = DirectoryDiff(told: [], known: ["a": known()], feed: "feed", mentioned: nil)
        #expect(diff.lines.isEmpty)
        #expect(changes(["a": known()], [], mentioned: ["a"]) == [:])
    }
}

@Suite("What works", .timeLimit(.minutes(1)))
struct WhatWorksTests {
    @Test("Nothing is shown below ten placements")
    func tooFew() {
        #expect(WhatWorks.Figure(OutcomeCount(placements: 9, achieved: 27)) == nil)
        #expect(WhatWorks.Figure(OutcomeCount(placements: 40)) == nil)
        #expect(WhatWorks.Figure(OutcomeCount(placements: 10, achieved: 1))?.percent == 100)
    }

    @Test("The interval is Wilson's: published examples")
    func wilson() throws {
        // 81 of 263: 0.255 to 0.366; 15 of 148: 0.0624 to 0.1605 (Newcombe 1998, table I, method 3).
        let first = try #require(
            WhatWorks.Figure(OutcomeCount(placements: 263, achieved: 81, not: 182)))
        #expect((first.percent, first.low, first.high) == (31, 25, 37))
        let second = try #require(
            WhatWorks.Figure(OutcomeCount(placements: 148, achieved: 15, partly: 100, not: 33)))
        #expect((second.percent, second.low, second.high) == (10, 6, 17))
        let none = try #require(WhatWorks.Figure(OutcomeCount(placements: 20, not: 20)))
        #expect((none.percent, none.low, none.high) == (0, 0, 17))
    }

    @Test("The share lies in its interval, which never widens with more of the same")
    func property() throws {
        for placements in 10...60 {
            for achieved in 0...placements {
                let few = OutcomeCount(placements: placements, achieved: achieved, not: placements - achieved)
                let many = OutcomeCount(
                    placements: placements * 10, achieved: achieved * 10, not: (placements - achieved) * 10)
                let (a, b) = (try #require(WhatWorks.Figure(few)), try #require(WhatWorks.Figure(many)))
                #expect(a.low <= a.percent && a.percent <= a.high && (0...100).contains(a.low) && a.high <= 100)
                #expect(a.low <= b.low && b.high <= a.high)
            }
        }
    }

    @Test("The figure for the primary need comes first, then that of all children")
    func similar() {
        let works = WhatWorks(
            all: OutcomeCount(placements: 30, achieved: 15, not: 15),
            byNeed: [
                "SEMH": OutcomeCount(placements: 12, achieved: 9, not: 3),
                "ASD": OutcomeCount(placements: 9, achieved: 9),
            ])
        #expect(works.effectiveness(forNeeds: ["SEMH", "ASD"]) == Effectiveness(percent: 75, of: 12))
        #expect(works.effectiveness(forNeeds: ["ASD", "SEMH"]) == Effectiveness(percent: 50, of: 30))
        #expect(works.effectiveness(forNeeds: []) == Effectiveness(percent: 50, of: 30))
        #expect(WhatWorks(all: OutcomeCount(), byNeed: [:]).effectiveness(forNeeds: ["SEMH"]) == nil)
    }
}

@Suite("The National Grid", .timeLimit(.minutes(1)))
struct NationalGridTests {
    @Test(
        "Known places lie in their square kilometre",
        arguments: [
            (52.657977, 1.716052, 651, 313),  // Caister water tower, of the Ordnance Survey's guide
            (51.867500, -2.246600, 383, 218),  // Gloucester Cathedral
            (51.899400, -2.078300, 394, 222),  // Cheltenham
            (50.066300, -5.714700, 134, 25),  // Land's End
        ])
    func places(latitude: Double, longitude: Double, easting: Int32, northing: Int32) throws {
        let square = try #require(NationalGrid.square(latitude: latitude, longitude: longitude))
        #expect((square.eastingKm, square.northingKm) == (easting, northing))
    }

    @Test("What lies elsewhere is in no square", arguments: [(0.0, 0.0), (51.5, 12.0), (91.0, -2.0), (.nan, 0.0)])
    func elsewhere(latitude: Double, longitude: Double) {
        #expect(NationalGrid.square(latitude: latitude, longitude: longitude) == nil)
    }
}

@Suite("The directory's taxonomies", .timeLimit(.minutes(1)))
struct DirectoryTaxonomyTests {
    @Test("Every taxonomy and every term has an id of its own, the same for ever")
    func ids() {
        let ids = DirectoryTaxonomy.allCases.flatMap { [$0.id] + $0.terms.map(\.id) }
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.text[$0.text.index($0.text.startIndex, offsetBy: 14)] == "8" })
        #expect(UUID(named: "taxonomy hub-need") == DirectoryTaxonomy.need.id)
    }
}
