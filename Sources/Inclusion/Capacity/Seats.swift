/// The places of one half day, and the children who have them.
///
/// Places may be kept for some key stages or needs, so who sits where is not settled by counting: a child fits where all
/// can be seated with it. How many can be is the least, over all choices S of rules, of the places of S and the children
/// who could sit elsewhere (König).
struct Seats {
    /// Rules for the same half day; more would be a calendar nobody can read.
    static let mostRules = 8

    private let rules: [CapacityCalendar.Rule]
    /// By the rules whose places they may have, a bit for each: how many children.
    private let children: [Int: Int]

    init(_ rules: [CapacityCalendar.Rule], for children: some Sequence<CapacityChild>) {
        let rules = Array(rules.prefix(Self.mostRules))
        self.rules = rules
        self.children = children.reduce(into: [:]) { $0[Self.mask(of: $1, in: rules), default: 0] += 1 }
    }

    /// All places.
    var places: Int { rules.reduce(0) { $0 + $1.places } }

    /// Children for whom there is a place.
    var seated: Int { choices.map { places(of: $0) + children(notOnlyIn: $0) }.min() ?? 0 }

    /// So many more such children fit beside those who are there. Whoever is there beyond the places takes none away.
    func free(for child: CapacityChild) -> Int {
        let mask = Self.mask(of: child, in: rules)
        guard mask != 0 else { return 0 }
        let most = choices.filter { $0 & mask == mask }.map { places(of: $0) + children(notOnlyIn: $0) }.min() ?? 0
        return max(0, most - seated)
    }

    private var choices: Range<Int> { 0..<(1 << rules.count) }

    private func places(of choice: Int) -> Int {
        rules.indices.reduce(0) { $0 + (choice & (1 << $1) == 0 ? 0 : rules[$1].places) }
    }

    /// Children who may have a place of a rule outside the choice.
    private func children(notOnlyIn choice: Int) -> Int {
        children.reduce(0) { $0 + ($1.key & ~choice == 0 ? 0 : $1.value) }
    }

    private static func mask(of child: CapacityChild, in rules: [CapacityCalendar.Rule]) -> Int {
        rules.indices.reduce(0) { $0 | (rules[$1].takes(child) ? 1 << $1 : 0) }
    }
}
