import Inclusion
import SchoolYear

/// Rounds made up at random: tied scores, children who fit nowhere, provisions without places, siblings, equal turns.
enum RandomRounds {
    struct Shape {
        var children: ClosedRange<Int>
        var provisions: ClosedRange<Int>
        /// Of a hundred provisions, how many a child could go to.
        var options: UInt64
        var places: ClosedRange<Int>
        /// Small, so that much is tied.
        var scores: ClosedRange<Int>
    }

    /// Small enough to try everything.
    static let small = Shape(children: 0...8, provisions: 1...4, options: 45, places: 0...3, scores: 0...6)
    /// Some tens of children for whom there are too few places or too many.
    static let middling = Shape(children: 20...60, provisions: 3...9, options: 45, places: 0...9, scores: 0...1000)

    static func round(_ shape: Shape, _ generator: inout SplitMix64) throws -> MatchRound {
        let (children, provisions) = parts(shape, &generator)
        return try MatchRound(children: children, provisions: provisions)
    }

    static func parts(_ shape: Shape, _ generator: inout SplitMix64) -> ([WaitingChild], [OpenProvision]) {
        let provisions = (0..<generator.number(shape.provisions)).map {
            OpenProvision(id: "p\($0)", places: generator.number(shape.places))
        }
        let children = (0..<generator.number(shape.children)).map { child in
            let options = provisions.filter { _ in generator.happens(shape.options) }.map {
                MatchOption(provision: $0.id, score: generator.number(shape.scores))
            }
            let priority = MatchPriority(
                generator.happens(30) ? .statutoryDuty : .other, daysOutOfSchool: generator.number(0...2) * 5,
                requestedOn: generator.happens(70) ? Samples.today.adding(days: generator.number(0...3)) : nil)
            return WaitingChild(
                id: "c\(child)", priority: priority, options: options,
                siblingsAt: Set(provisions.filter { _ in generator.happens(20) }.map(\.id)))
        }
        return (children, provisions)
    }
}

extension MatchRound {
    /// Everybody who could go there, whose turn is first at the beginning: worked out from what the rules say, without the
    /// code under test.
    func turns(at provision: String) -> [WaitingChild] {
        children.filter { $0.options.contains { $0.provision == provision } }.sorted { one, other in
            let (a, b) = (one.priority, other.priority)
            if a.priorityClass != b.priorityClass { return a.priorityClass == .statutoryDuty }
            if a.daysOutOfSchool != b.daysOutOfSchool { return a.daysOutOfSchool > b.daysOutOfSchool }
            let siblings = (one.siblingsAt.contains(provision), other.siblingsAt.contains(provision))
            if siblings.0 != siblings.1 { return siblings.0 }
            let asked = (a.requestedOn?.dayNumber ?? .max, b.requestedOn?.dayNumber ?? .max)
            return asked.0 == asked.1 ? one.id < other.id : asked.0 < asked.1
        }
    }

    /// Every order of turns at a provision, by id.
    var allTurns: [String: [String: Int]] {
        Dictionary(
            uniqueKeysWithValues: provisions.map { provision in
                let order = turns(at: provision.id).enumerated().map { ($0.element.id, $0.offset) }
                return (provision.id, Dictionary(uniqueKeysWithValues: order))
            })
    }

    /// A child and a provision who would both rather have each other than what `places` gives them.
    func blockingPair(_ places: [String: String]) -> (child: String, provision: String)? {
        let turns = allTurns
        for child in children {
            let now = places[child.id].flatMap { place in child.options.first { $0.provision == place } }
            for option in child.options where now.map({ Self.isBetter(option, than: $0) }) ?? true {
                let there = places.filter { $0.value == option.provision }.map(\.key)
                let turn = turns[option.provision] ?? [:]
                let room = provisions.first { $0.id == option.provision }?.places ?? 0
                let isWanted = there.count < room || there.contains { (turn[$0] ?? 0) > (turn[child.id] ?? 0) }
                if room > 0, isWanted { return (child.id, option.provision) }
            }
        }
        return nil
    }

    static func isBetter(_ option: MatchOption, than other: MatchOption) -> Bool {
        option.score == other.score ? option.provision < other.provision : option.score > other.score
    }

    /// Every way in which children can have places, one at a time.
    func forEachPlacing(_ body: ([String: String]) -> Void) {
        var left = Dictionary(uniqueKeysWithValues: provisions.map { ($0.id, $0.places) })
        var places: [String: String] = [:]
        func place(_ next: Int) {
            guard next < children.count else { return body(places) }
            place(next + 1)
            for option in children[next].options where left[option.provision, default: 0] > 0 {
                left[option.provision, default: 0] -= 1
                places[children[next].id] = option.provision
                place(next + 1)
                places[children[next].id] = nil
                left[option.provision, default: 0] += 1
            }
        }
        place(0)
    }

    func score(of places: [String: String]) -> Int {
        children.reduce(0) { sum, child in
            sum + (child.options.first { $0.provision == places[child.id] }?.score ?? 0)
        }
    }
}
