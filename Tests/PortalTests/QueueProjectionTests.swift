import Contracts
import EventFlow
import Foundation
import Inclusion
import Postgres
import ServiceTestSupport
import SwiftProtobuf
import Testing

@testable import Portal

@Suite("From events to the queue", .timeLimit(.minutes(1)))
struct QueueProjectionTests {
    /// The whole story of a referral: a first search in vain, a second that ends well.
    static func story(of referral: UUID) throws -> [ReceivedEvent] {
        let (file, first, second) = (UUID(), UUID(), UUID())
        var events = [try ReceivedEvent.of(Samples.submitted, referral: referral, subject: referral, version: 1)]
        func add(_ list: [some TopicEvent], of subject: UUID, from version: Int64 = 1) throws {
            for (index, event) in list.enumerated() {
                events.append(
                    try .of(event, referral: referral, subject: subject, version: version + Int64(index)))
            }
        }
        try add([Samples.opened(case: file), Samples.acknowledged, Samples.decided], of: file)
        try add(
            [
                Samples.requested, Samples.shortlisted, Samples.offered, Samples.declined, Samples.declineConfirmed,
                Samples.unableToMatch,
            ], of: first)
        try add([Samples.notFound, Samples.decided], of: file, from: 4)
        try add([Samples.requested, Samples.shortlisted, Samples.offered, Samples.accepted], of: second)
        try add([Samples.placed], of: file, from: 6)
        return events
    }

    @Test("Each event moves the referral to where it belongs")
    func folds() async throws {
        try await PortalBench.run { bench in
            let referral = UUID()
            var seen: [String] = []
            for event in try Self.story(of: referral) {
                try await bench.apply(event)
                let item = try #require(try await bench.item(referral))
                seen.append(
                    "\(item.slot?.place.rawValue ?? "-") \(item.file?.state.code ?? "-") \(item.search?.state.code ?? "-")"
                )
            }
            #expect(
                seen == [
                    "- - -", "to_acknowledge open -", "other acknowledged -", "waiting awaiting_placement -",
                    "waiting awaiting_placement requested", "other awaiting_placement shortlisted",
                    "waiting awaiting_placement offered", "other awaiting_placement declined",
                    "other awaiting_placement shortlisted", "waiting awaiting_placement unable_to_match",
                    "other acknowledged unable_to_match", "waiting awaiting_placement unable_to_match",
                    "waiting awaiting_placement requested", "other awaiting_placement shortlisted",
                    "waiting awaiting_placement offered", "waiting awaiting_placement accepted",
                    "other active accepted",
                ])
        }
    }

    @Test("Of several who are asked, one who may still say yes counts more than one who said no")
    func several() throws {
        let (referral, request) = (UUID(), UUID())
        var item = QueueItem(referralID: referral)
        var seen: [String] = []
        let events: [PlacementEvent] = [
            Samples.requested, Samples.shortlisted, Samples.offered, Samples.offered, Samples.declined,
            .offerExpired(.init()), Samples.declineConfirmed, Samples.offered, .questionAsked(.init()),
            Samples.accepted, .offerWithdrawn(.init()),
        ]
        for (version, event) in events.enumerated() {
            try item.note(event, of: request, version: Int64(version + 1))
            seen.append("\(item.search?.state.code ?? "-")\(item.search?.answerBy == nil ? "" : " by")")
        }
        #expect(
            seen == [
                "requested", "shortlisted", "offered by", "offered by", "offered by", "declined", "shortlisted",
                "offered by", "offered by", "accepted", "accepted",
            ])
    }

    @Test("Questions, forums and decisions move it too; once it is closed it leaves the queue for good")
    func casework() async throws {
        try await PortalBench.run { bench in
            let (referral, file, request) = (UUID(), UUID(), UUID())
            var (version, seen): (Int64, [String]) = (0, [])
            func tell(_ event: CaseEvent) async throws {
                version += 1
                try await bench.apply(
                    .of(
                        event, referral: referral, subject: file, version: version,
                        time: at("2026-11-24T08:00:00Z").addingTimeInterval(Double(version))))
                let item = try #require(try await bench.item(referral))
                seen.append("\(item.slot?.place.rawValue ?? "-") \(item.file?.state.code ?? "-")")
            }
            for event in [
                Samples.opened(case: file), Samples.acknowledged, Samples.asked, Samples.listed, Samples.answered,
                Samples.supported, Samples.asked, Samples.decided, Samples.notFound, Samples.answered, Samples.decided,
                Samples.advised,
            ] { try await tell(event) }
            #expect(
                seen == [
                    "to_acknowledge open", "other acknowledged", "waiting needs_information",
                    "waiting needs_information", "waiting listed", "other decided", "waiting needs_information",
                    "waiting awaiting_placement", "waiting needs_information", "other acknowledged",
                    "waiting awaiting_placement", "- closed",
                ])
            for (place, event) in [Samples.requested, Samples.withdrawn].enumerated() {
                try await bench.apply(
                    .of(event, referral: referral, subject: request, version: Int64(place + 1)))
            }
            #expect(try await bench.item(referral)?.search?.state == .withdrawn)
            // A provider that said yes at the same moment does not bring it back.
            try await tell(Samples.placed)
            #expect(seen.last == "- closed")
            #expect(try await bench.item(referral)?.file?.since == at("2026-11-24T08:00:12Z"), "since it was closed")
            let counts = try await bench.reader.standing(of: [Samples.gloucester], at: Date()).counts
            #expect(counts[Samples.gloucester]?.total == 0)
        }
    }

    @Test("A plan makes it active; another locality reads it anew; what is opened again is in triage")
    func work() throws {
        let file = UUID()
        var item = QueueItem(referralID: UUID())
        var (version, seen): (Int64, [String]) = (0, [])
        for event in [
            Samples.opened(case: file), Samples.acknowledged, Samples.supported, .planNoted(.init()), Samples.advised,
            .reopened(.init()), Samples.supported, Samples.advised, .reopened(.init()),
            .rerouted(
                .with {
                    ($0.locality, $0.fromLocality) = ("E07000078", Samples.gloucester)
                    $0.acknowledgeBy = "2026-11-25T09:00:00Z"
                }),
        ] {
            version += 1
            try item.note(event, version: version, at: at("2026-11-24T08:00:00Z"))
            seen.append(item.file?.state.code ?? "-")
        }
        #expect(
            seen == [
                "open", "acknowledged", "decided", "active", "closed", "in_triage", "active", "closed", "in_triage",
                "open",
            ])
        #expect(item.file?.locality == "E07000078")
    }

    @Test("A case passed on leaves one queue and comes to the other at once; one that is reopened comes back")
    func passedOn() async throws {
        try await PortalBench.run { bench in
            let (referral, file) = (UUID(), UUID())
            var version: Int64 = 0
            func tell(_ event: CaseEvent) async throws -> [Int] {
                version += 1
                try await bench.apply(.of(event, referral: referral, subject: file, version: version))
                let counts = try await bench.reader.standing(of: [Samples.gloucester, "E07000082"], at: Date()).counts
                return [Samples.gloucester, "E07000082"].map { counts[$0]?.total ?? 0 }
            }
            let rerouted = CaseEvent.rerouted(
                .with {
                    ($0.locality, $0.fromLocality) = ("E07000082", Samples.gloucester)
                    ($0.forum, $0.because) = (.interventionCircle, "moved")
                })
            #expect(try await tell(Samples.opened(case: file)) == [1, 0])
            #expect(try await tell(rerouted) == [0, 1])
            var kept = try #require(try await bench.item(referral)?.file)
            #expect(kept.forum == "intervention_circle" && kept.state == .open)
            #expect(try await tell(Samples.acknowledged) == [0, 1])
            #expect(try await tell(.assigned(.init())) == [0, 1])
            #expect(try await bench.item(referral)?.file?.state == .inTriage)
            #expect(try await tell(.levelChanged(.with { $0.toLevel = 2 })) == [0, 1])
            #expect(try await tell(.closed(.with { ($0.outcome, $0.closedBy) = ("stepped_down", "c") })) == [0, 0])
            // What a provider says late does not open it; a coordinator does.
            #expect(try await tell(Samples.placed) == [0, 0])
            #expect(try await tell(.reopened(.init())) == [0, 1])
            for passed in [CaseEvent.chased(.init()), .clockBreached(.init()), .clocksRecomputed(.init())] {
                #expect(try await tell(passed) == [0, 1])
            }
            kept = try #require(try await bench.item(referral)?.file)
            #expect(kept.state == .inTriage && kept.level == 2)
        }
    }

    @Test("An amendment of the referral it was opened for changes what is shown; another agency's does not")
    func amended() async throws {
        try await PortalBench.run { bench in
            let (referral, file) = (UUID(), UUID())
            try await bench.apply(.of(Samples.opened(case: file), referral: referral, subject: file, version: 1))
            for (version, whose, level) in [(2, referral, 4), (3, UUID(), 1)] as [(Int64, UUID, Int32)] {
                let amended = CaseEvent.amended(
                    .with {
                        ($0.referralID, $0.amendedReferralID) = (referral.text, whose.text)
                        $0.facts = .with { ($0.level, $0.needs) = (level, ["SLCN"]) }
                    })
                try await bench.apply(.of(amended, referral: referral, subject: file, version: version))
            }
            let kept = try #require(try await bench.item(referral)?.file)
            #expect(kept.level == 4 && kept.needs == ["SLCN"] && kept.since == kept.openedAt)
            let stopped = CaseEvent.sharingChanged(.with { $0.allowed = false })
            try await bench.apply(.of(stopped, referral: referral, subject: file, version: 4))
            #expect(try await bench.item(referral)?.file?.isSharingAllowed == false)
        }
    }

    @Test("What is kept of a case are its coded facts; what is sealed stays out")
    func facts() async throws {
        try await PortalBench.run { bench in
            let (referral, file) = (UUID(), UUID())
            try await bench.apply(.of(Samples.opened(case: file), referral: referral, subject: file, version: 1))
            let kept = try #require(try await bench.item(referral)?.file)
            #expect(kept.id == file && kept.reference == "RH-2345-6789" && kept.locality == Samples.gloucester)
            #expect(kept.forum == "talc" && kept.level == 3 && kept.ageYears == 13 && kept.ageBand == "school_age")
            #expect(kept.keyStage == "ks3" && kept.needs == ["SEMH", "ASD"] && kept.apRequested)
            #expect(kept.daysOutOfSchool == 12 && kept.permanentlyExcluded)
            #expect(kept.acknowledgeBy == at("2026-11-25T09:00:00Z") && kept.openedAt == at("2026-11-24T08:00:00Z"))
            let row = try await bench.pool.query("select to_jsonb(queue_item)::text from queue_item")
                .decodeFirst(String.self)
            #expect(row?.contains("sealed") == false)
        }
    }

    @Test("An event seen again changes nothing, not even the count of changes")
    func repeats() async throws {
        try await PortalBench.run { bench in
            let referral = UUID()
            for event in try Self.story(of: referral) { for _ in 0..<2 { try await bench.apply(event) } }
            let changes = try await bench.pool.query("select changes from queue_item").decode(Int.self)
            #expect(changes == [17])
        }
    }

    @Test(
        "Whichever topic is read first, the end is the same",
        arguments: [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]])
    func anyOrder(order: [Int]) async throws {
        try await PortalBench.run { bench in
            let referral = UUID()
            let story = try Self.story(of: referral)
            let topics: [Topic] = [.referrals, .cases, .placements]
            for index in order {
                for event in story where event.topic == topics[index] { try await bench.apply(event) }
            }
            let item = try #require(try await bench.item(referral))
            #expect(item.file?.state == .active && item.search?.state == .accepted && item.postedAt != nil)
            #expect(item.slot?.place == .other)
        }
    }

    @Test("Of a referral without a case only the number is shown")
    func onTheirWay() async throws {
        try await PortalBench.run { bench in
            let referral = UUID()
            try await bench.apply(.of(Samples.submitted, referral: referral, subject: referral, version: 1))
            try await bench.open()
            #expect(try await bench.reader.standing(of: [], at: Date()).onTheirWay == 1)
            let counts = try await bench.reader.standing(of: [Samples.gloucester], at: Date()).counts
            #expect(counts[Samples.gloucester]?.total == 1)
        }
    }

    @Test("What can never be right is said to be so")
    func poison() async throws {
        try await PortalBench.run { bench in
            await #expect(throws: ProjectionTrouble.self) {
                try await bench.apply(.of(Samples.acknowledged, referral: UUID(), subject: UUID(), version: 2))
            }
            await #expect(throws: ProjectionTrouble.self) {
                try await bench.apply(.of(Samples.offered, referral: UUID(), subject: UUID(), version: 2))
            }
            let nameless = CaseEvent.opened(.with { $0.caseID = "none" })
            await #expect(throws: ProjectionTrouble.self) {
                try await bench.apply(.of(nameless, referral: UUID(), subject: UUID(), version: 1))
            }
            let items = try await bench.pool.query("select count(*) from queue_item").decodeFirst(Int.self)
            #expect(items == 0)
        }
    }

    @Test("A date nobody can read becomes the one the rules give")
    func unreadableDate() throws {
        var item = QueueItem(referralID: UUID())
        let opened = at("2026-11-24T10:00:00Z")
        try item.note(Samples.opened(acknowledgeBy: "soon"), version: 1, at: opened)
        #expect(item.file?.acknowledgeBy == Clocks.standard.acknowledgeBy(from: opened))
    }
}
