import Foundation
import Inclusion
import Postgres
import Testing

@testable import Hub

extension Journeys {
    /// A provider from a feed hosts children for a term, and the county learns from it: over HTTP, by the people whose work
    /// it is, while the clocks of the whole town are put forward from one day to the next.
    @Suite("A term", .serialized, .timeLimit(.minutes(5)))
    struct TermJourney {
        /// One more than the fewest placements from which what works is shown.
        private static let hosted = 11
        /// One more than the fewest children of whom a number is told.
        private static let turnedAway = 6
        /// Every objective but one, of two for each child.
        private static let figure = "95 of 100 objectives were achieved, measured on \(hosted) placements."

        @Test(
            "From a feed to a term in a place, reviewed and ended: the next child sees the better figure, the county where places lack"
        )
        func term() async throws {
            try await Town.visit(.init(directory: TermPeople.directory)) { town in
                let days = try TermDays(after: town.today)
                let people = TermPeople(town: town, days: days)
                try await people.listTheStudio(places: Self.hosted)

                let children = try await people.refer(0..<Self.hosted, wanted: days.first)
                let before = try await people.ranking(of: children[0])
                #expect(before.effectiveness == "Not measured yet.")
                let stays = try await people.findPlaces(for: children)
                let waiting = try await people.refer(Self.hosted..<Self.hosted + Self.turnedAway, wanted: days.first)
                try await people.turnAway(waiting)

                try await town.go(to: days.first)
                for stay in stays { try await people.start(stay) }
                try await town.until(
                    Self.hosted, "select count(*) from locality_router.case_clock where kind = 'review'")
                try await placesLack(town)

                // The last day but one to review them: the provider has been reminded, and nobody is late.
                let dueDay = try await people.reviewBy(stays[0])
                let reviewDay = dueDay.adding(days: -1)
                try await town.go(to: reviewDay)
                try await reminded(Self.hosted, town)
                #expect(
                    try await town.count(
                        "select count(*) from notifier.delivery where template = 'placement_review_late'") == 0)
                for stay in stays {
                    try await people.report(stay, from: days.first, through: reviewDay)
                    try await people.review(stay, on: reviewDay)
                }
                try await untilHeard("referral.placement_reviewed", by: people, of: children)
                try await town.until(
                    Self.hosted,
                    """
                    select count(*) from locality_router.case_clock
                    where kind = 'review' and next_at > \(LondonTime(date: dueDay.adding(days: 1), hour: 0).instant)
                    """)

                try await town.go(to: days.last)
                try await reminded(2 * Self.hosted, town)
                for stay in stays {
                    try await people.report(stay, from: reviewDay.adding(days: 1), through: days.last)
                    try await people.end(stay, isFirst: stay == stays[0])
                }
                try await attended(stays[0], people)
                try await untilHeard("referral.placement_ended", by: people, of: children)
                try await town.until(
                    Self.hosted, "select count(*) from referral_intake.standing where status = 'placement_ended'")

                let total = Self.hosted + Self.turnedAway
                let next = try await people.refer(total..<total + 1, wanted: days.last.adding(days: 28))
                let after = try await people.ranking(of: next[0])
                #expect(after.effectiveness == Self.figure)
                #expect(after.points > before.points)
                let shown = try await town.raw("GET", "\(town.address("placement-matcher"))/services/\(people.studio)")
                #expect(try shown.body.text().contains("of \(Self.hosted) placements"))
                try await agenciesRead(children, of: people)
                try await agenciesRead(waiting, of: people)
            }
        }

        /// The county sees where one place more for each child who waits would help, and how many that are.
        private func placesLack(_ town: Town) async throws {
            let demand = try await town.get("placement-matcher", "/v1/unmet-demand", as: "board-member").body
            #expect(demand["waiting"]?.int == Self.turnedAway && demand["more_placed"]?.int == Self.turnedAway)
            let places = demand["places"]?.elements ?? []
            #expect(places.count == 1 && places[0]["provision"]?["name"]?.string == "Severn Bank Studio")
            #expect(places.first?["free_now"]?.int == 0 && places.first?["more"]?.int == Self.turnedAway)
        }

        /// The provider has so many reminders of reviews.
        private func reminded(_ count: Int, _ town: Town) async throws {
            try await town.until(
                count,
                """
                select count(*) from notifier.delivery where template = 'placement_review_due' and status = 'sent'
                    and recipient = 'provider-severn-vale'
                """)
        }

        /// Every half day of the term is on record; one was missed.
        private func attended(_ stay: TermPeople.Stay, _ people: TermPeople) async throws {
            let read = try await people.read(stay)
            let required = people.days.sessions(stay.sessions, from: people.days.first, through: people.days.last).count
            #expect(read["attendance"]?["required"]?.int == required && required > 20)
            #expect(read["attendance"]?["attended"]?.int == required - 1)
            #expect(read["reviews"]?.elements.first?["child_views"]?.string == "It is calm here.")
        }

        /// Waits until every agency's feed has it of every child.
        private func untilHeard(
            _ event: String, by people: TermPeople, of children: [TermPeople.Child]
        ) async throws {
            try await people.town.until(
                children.count,
                "select count(*) from referral_intake.feed_event where type = \(event)")
            for agency in Set(children.map(\.agency)) {
                let told = try await people.feed(of: agency)
                for child in children where child.agency == agency {
                    #expect(told.contains("\(event) \(child.referral)"))
                }
            }
        }

        /// What each agency is told of its child.
        private func agenciesRead(_ children: [TermPeople.Child], of people: TermPeople) async throws {
            for child in children {
                let referral = try await people.town.get(
                    "referral-intake", "/v1/referrals/\(child.referral)", as: child.agency)
                let standing = referral.body["standing"]
                let story = standing?["timeline"]?.elements.compactMap { $0["code"]?.string } ?? []
                if child.number < Self.hosted {
                    #expect(standing?["status"]?.string == "placement_ended", "\(child.agency)")
                    let wanted = [
                        "place_agreed", "placement_started", "placement_reviewed", "placement_ended",
                    ]
                    #expect(story.filter(wanted.contains) == wanted, "\(story)")
                } else {
                    #expect(standing?["status"]?.string == "no_place_found" && story.contains("no_place_found"))
                }
            }
        }
    }
}
