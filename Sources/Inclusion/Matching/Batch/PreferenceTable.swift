/// A round of matching as numbers: which provision each child would have before which, and whom each takes first.
///
/// Children and provisions are positions in two lists of canonical order (``MatchRound``), so that nothing worked out from a
/// table depends on the order in which anybody was named. An option is a position in the flat lists below; `none` stands
/// for no place.
struct PreferenceTable: Sendable, Equatable {
    /// In place of an option: no place.
    static let none: Int32 = -1

    /// How many provisions there are.
    let provisionCount: Int
    /// Where each child's options begin, and at the end where the last child's end. A child's options lie best first.
    private(set) var first: [Int32] = [0]
    /// Of each option, the provision.
    private(set) var provision: [Int32] = []
    /// Of each option, the score.
    private(set) var score: [Int32] = []
    /// Of each option, when the child has its turn at that provision: the lower goes first, and no two are equal there.
    private(set) var turn: [Int32] = []

    init(provisionCount: Int) { self.provisionCount = provisionCount }

    var childCount: Int { first.count - 1 }

    mutating func reserve(children: Int, options: Int) {
        first.reserveCapacity(children + 1)
        provision.reserveCapacity(options)
        score.reserveCapacity(options)
        turn.reserveCapacity(options)
    }

    /// Adds the next child, whose options are given best first.
    mutating func append(_ options: [(provision: Int32, score: Int32, turn: Int32)]) {
        for option in options {
            provision.append(option.provision)
            score.append(option.score)
            turn.append(option.turn)
        }
        first.append(Int32(provision.count))
    }

    /// A child's options, best first.
    func options(of child: Int) -> Range<Int> { Int(first[child])..<Int(first[child + 1]) }

    /// The provision of an option, or `nil` when there is none.
    func provision(at option: Int32) -> Int? { option == Self.none ? nil : Int(provision[Int(option)]) }

    /// The score of an option; no place scores nothing.
    func score(at option: Int32) -> Int { option == Self.none ? 0 : Int(score[Int(option)]) }

    /// Whether an option is better than another, or than none.
    static func isBetter(_ option: Int32, than other: Int32) -> Bool {
        option != none && (other == none || option < other)
    }
}

/// Everybody who applies at each provision, those who have their turn first at the beginning.
struct Applicants: Sendable {
    /// Where those of each provision begin, and at the end where the last provision's end.
    private(set) var first: [Int32]
    /// The child of each application.
    private(set) var child: [Int32]
    /// Which of the child's options it is.
    private(set) var option: [Int32]

    init(_ table: PreferenceTable) {
        first = Array(repeating: 0, count: table.provisionCount + 1)
        for provision in table.provision { first[Int(provision) + 1] += 1 }
        for provision in 0..<table.provisionCount { first[provision + 1] += first[provision] }
        var end = first
        child = Array(repeating: 0, count: table.provision.count)
        option = child
        // Children lie by class, days and request: only siblings have to be moved forward.
        for one in 0..<table.childCount {
            for place in table.options(of: one) {
                let provision = Int(table.provision[place])
                var slot = Int(end[provision])
                end[provision] += 1
                while slot > first[provision], table.turn[Int(option[slot - 1])] > table.turn[place] {
                    child[slot] = child[slot - 1]
                    option[slot] = option[slot - 1]
                    slot -= 1
                }
                child[slot] = Int32(one)
                option[slot] = Int32(place)
            }
        }
    }
}
