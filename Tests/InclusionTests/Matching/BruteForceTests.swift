import SchoolYear
import Testing

@testable import Inclusion

/// Both methods against every way in which few children can have few places, by the thousand.
@Suite(.timeLimit(.minutes(5))) struct BruteForceTests {
    @Test(arguments: 0..<40) func bestForAllTogether(_ seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<50 {
            let round = try RandomRounds.round(RandomRounds.small, &generator)
            var best: (placed: [Int], score: Int) = ([], 0)
            round.forEachPlacing { places in
                // As many as can; then those whose turns are first; then the total score.
                let placed = round.children.indices.filter { places[round.children[$0].id] != nil }
                let score = round.score(of: places)
                if placed.count != best.placed.count
                    ? placed.count > best.placed.count
                    : placed != best.placed ? placed.lexicographicallyPrecedes(best.placed) : score > best.score
                {
                    best = (placed, score)
                }
            }
            let outcome = round.match(.optimal)
            #expect(outcome.places.indices.filter { outcome.places[$0] != nil } == best.placed)
            #expect(outcome.totalScore == best.score)
        }
    }

    @Test(arguments: 0..<40) func bestStableForEveryChild(_ seed: UInt64) throws {
        var generator = SplitMix64(seed: 1000 + seed)
        for _ in 0..<25 {
            let round = try RandomRounds.round(RandomRounds.small, &generator)
            let outcome = round.match(.stable)
            let found = outcome.placeByChild
            #expect(round.blockingPair(found) == nil)
            var stable: [[String: String]] = []
            // Of all placings, those that leave nobody better a free place are few: only they are looked at closely.
            round.forEachPlacing { places in
                if round.wastesNothing(places), round.blockingPair(places) == nil { stable.append(places) }
            }
            #expect(stable.contains(found))
            for child in round.children {
                for places in stable {
                    let theirs = child.options.first { $0.provision == places[child.id] }
                    let mine = child.options.first { $0.provision == found[child.id] }
                    // Rural hospitals: the same children have a place in every one of them.
                    #expect((theirs == nil) == (mine == nil))
                    if let theirs, let mine { #expect(theirs == mine || MatchRound.isBetter(mine, than: theirs)) }
                }
            }
            for provision in round.provisions {
                #expect(Set(stable.map { $0.values.count { $0 == provision.id } }).count <= 1)
            }
        }
    }

    /// The greedy list of gaps places as many children as any other choice of as many places.
    @Test(arguments: 0..<20) func noOtherChoiceOfPlacesHelpsMore(_ seed: UInt64) throws {
        var generator = SplitMix64(seed: 2000 + seed)
        for _ in 0..<10 {
            var shape = RandomRounds.small
            shape.places = 0...1
            let round = try RandomRounds.round(shape, &generator)
            let outcome = round.match(.optimal)
            for count in 1...3 {
                let gaps = outcome.gaps(count)
                var most = outcome.placed
                round.forEachChoice(of: count) { most = max(most, round.with(places: $0).match(.optimal).placed) }
                #expect(outcome.placed + gaps.reduce(0) { $0 + $1.morePlaced } == most)
            }
        }
    }
}

extension MatchRound {
    /// No child would rather have a place that is free.
    fileprivate func wastesNothing(_ places: [String: String]) -> Bool {
        var left = Dictionary(uniqueKeysWithValues: provisions.map { ($0.id, $0.places) })
        for place in places.values { left[place, default: 0] -= 1 }
        return children.allSatisfy { child in
            let now = child.options.first { $0.provision == places[child.id] }
            return child.options.allSatisfy { option in
                left[option.provision, default: 0] == 0 || now.map { !Self.isBetter(option, than: $0) } ?? false
            }
        }
    }

    /// Every way to add so many places.
    fileprivate func forEachChoice(of count: Int, _ body: ([String: Int]) -> Void) {
        func add(_ count: Int, from first: Int, _ places: [String: Int]) {
            guard count > 0 else { return body(places) }
            for provision in provisions[first...] {
                var more = places
                more[provision.id, default: provision.places] += 1
                add(count - 1, from: provisions.firstIndex(of: provision) ?? 0, more)
            }
        }
        add(count, from: 0, [:])
    }
}
