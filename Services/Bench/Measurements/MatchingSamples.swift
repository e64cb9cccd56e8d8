import Contracts
import Foundation
import Inclusion
import SchoolYear

/// Children and provisions made up for the bench.
enum MatchingSamples {
    /// A round with a provision for fifty children, where each could go to ten: the nearer and the better it is, the higher
    /// the score. There are places for one child in twenty more than there are, so that some provisions are fought for and
    /// everybody can be placed.
    static func round(children count: Int, _ progress: Progress) throws -> MatchRound {
        var generator = SplitMix64(seed: 1)
        let provisions = (0..<max(count / 50, 10)).map { number in
            (
                open: OpenProvision(id: "provision-\(number)", places: count * 21 / 20 / max(count / 50, 10)),
                east: generator.number(0...60), north: generator.number(0...50), quality: generator.number(0...300)
            )
        }
        let children = (0..<count).map { number in
            let (east, north) = (generator.number(0...60), generator.number(0...50))
            var chosen: Set<Int> = []
            while chosen.count < 10 { chosen.insert(generator.number(0...provisions.count - 1)) }
            let options = chosen.sorted().map { place in
                let there = provisions[place]
                let far = abs(there.east - east) + abs(there.north - north)
                return MatchOption(
                    provision: there.open.id,
                    score: max(0, 400 - 6 * far) + there.quality + generator.number(0...300))
            }
            return WaitingChild(
                id: "child-\(number)",
                priority: MatchPriority(
                    generator.happens(25) ? .statutoryDuty : .other, daysOutOfSchool: generator.number(0...60)),
                options: options, siblingsAt: generator.happens(10) ? [options[0].provision] : [])
        }
        let begun = Nanoseconds.now
        let round = try MatchRound(children: children, provisions: provisions.map(\.open))
        progress.say(
            "  \(Figure.text(Double(count))) children put in order in "
                + "\(Figure.text(Double(Nanoseconds.now - begun) / 1e6)) ms")
        return round
    }

    /// One that fits some children.
    static func provision(_ number: Int, _ generator: inout SplitMix64) -> Provision {
        let minimumAge = generator.number(4...13)
        return Provision(
            id: UUID.v7(at: Date(timeIntervalSince1970: Double(number)), using: &generator).text,
            provider: ProvisionProvider(id: "provider-\(number)", name: "Provider"), name: "Provision",
            kind: generator.one(of: ApKind.allCases, else: .independent), location: location(&generator),
            minimumAge: minimumAge, maximumAge: minimumAge + generator.number(2...10),
            keyStages: [.keyStage2, .keyStage3, .keyStage4].filter { _ in generator.happens(70) },
            needs: SendNeed.allCases.filter { _ in generator.happens(60) }, places: generator.number(1...20),
            sessionsAWeek: generator.number(4...10), registered: generator.happens(80),
            weeklyHours: Double(generator.number(5...25)), assuredUntil: CalendarDate(dayNumber: 21_000),
            effectiveness: generator.happens(50)
                ? Effectiveness(percent: generator.number(0...100), of: generator.number(1...200)) : nil,
            waitDays: generator.number(0...90),
            costBand: generator.one(of: CostBand.allCases, else: .medium))
    }

    static func request(_ generator: inout SplitMix64) -> MatchRequest {
        var facts = CodedFacts()
        facts.ageYears = 13
        facts.keyStage = .keyStage3
        facts.needs = ["SEMH", "ASD", "SLCN"]
        facts.daysOutOfSchool = 15
        let today = CalendarDate(dayNumber: 20_780)
        return MatchRequest(
            facts: facts, location: location(&generator), agency: .education, wantedStart: today.adding(days: 8),
            sessionsAWeek: 4, today: today)
    }

    private static func location(_ generator: inout SplitMix64) -> CoarseLocation {
        var location = CoarseLocation()
        location.eastingKm = Int32(generator.number(360...420))
        location.northingKm = Int32(generator.number(190...240))
        return location
    }
}
