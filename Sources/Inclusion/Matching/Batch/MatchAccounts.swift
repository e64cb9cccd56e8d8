public import Contracts

/// Why a child got its place, or none. Tells nothing of other children but how many they are.
public struct ChildAccount: Sendable, Equatable {
    /// The child.
    public var id: String
    /// What it got; `nil` for nothing.
    public var place: MatchOption?
    /// Which of its options that is, from 1.
    public var rank: Int?
    /// How many options it had.
    public var options: Int
    /// Options it would rather have had, the best first.
    public var passedOver: [PassedOver]
    /// Where it could not go, and the hard rules that say so.
    public var excluded: [Exclusion]
}

/// A better option that a child did not get, and who has those places.
public struct PassedOver: Sendable, Equatable {
    /// The option.
    public var option: MatchOption
    /// All places there are; every one is given.
    public var places: Int
    /// How many of those who are there are of each class.
    public var givenTo: [PriorityClass: Int]
    /// How many of them have it for each reason.
    public var because: [TurnReason: Int]
}

/// How a provision stands after a round.
public struct ProvisionAccount: Sendable, Equatable {
    /// The provision, with its places before the round.
    public var provision: OpenProvision
    /// Places given.
    public var given: Int
    /// Children who would rather be here than where they are.
    public var wanted: Int

    /// Places left.
    public var free: Int { provision.places - given }
}

extension MatchOutcome {
    /// One account for each child, in the order of their turns.
    public func childAccounts() -> [ChildAccount] {
        let there = childrenByProvision()
        let classes = there.map { children in
            children.reduce(into: [:]) { $0[round.children[$1].priority.priorityClass, default: 0] += 1 }
        }
        return round.children.indices.map { child in
            let options = round.table.options(of: child)
            let got = chosen[child]
            let better = options.prefix(got == PreferenceTable.none ? options.count : Int(got) - options.lowerBound)
            return ChildAccount(
                id: round.children[child].id, place: option(got), rank: option(got).map { _ in better.count + 1 },
                options: options.count,
                passedOver: better.map { passed in
                    let provision = Int(round.table.provision[passed])
                    return PassedOver(
                        option: MatchOption(
                            provision: round.provisions[provision].id, score: Int(round.table.score[passed])),
                        places: round.provisions[provision].places, givenTo: classes[provision],
                        because: there[provision].reduce(into: [:]) {
                            $0[reason(for: $1, before: child, at: provision), default: 0] += 1
                        })
                }, excluded: round.children[child].excluded)
        }
    }

    /// One account for each provision, by id.
    public func provisionAccounts() -> [ProvisionAccount] {
        var wanted = Array(repeating: 0, count: round.provisions.count)
        for child in round.children.indices {
            for option in round.table.options(of: child)
            where PreferenceTable.isBetter(Int32(option), than: chosen[child]) {
                wanted[Int(round.table.provision[option])] += 1
            }
        }
        return zip(zip(round.provisions, childrenByProvision()), wanted).map { entry, wanted in
            ProvisionAccount(provision: entry.0, given: entry.1.count, wanted: wanted)
        }
    }

    /// Why a child who has a place there has it before one who has not.
    private func reason(for holder: Int, before child: Int, at provision: Int) -> TurnReason {
        let (held, asked) = (round.children[holder], round.children[child])
        if held.priority.priorityClass != asked.priority.priorityClass {
            return held.priority < asked.priority ? .statutoryDuty : .betterForAll
        }
        if held.priority.daysOutOfSchool != asked.priority.daysOutOfSchool {
            return held.priority < asked.priority ? .longerOutOfSchool : .betterForAll
        }
        let id = round.provisions[provision].id
        let siblings = (held.siblingsAt.contains(id), asked.siblingsAt.contains(id))
        if siblings.0 != siblings.1 { return siblings.0 ? .siblingThere : .betterForAll }
        // Children lie in the order of their turns.
        guard holder < child else { return .betterForAll }
        return held.priority < asked.priority ? .askedEarlier : .orderOfIds
    }
}
