/// How numbers of children are shown so that nobody can be found behind a small one.
///
/// The rule, for a table whose values add up to a number everybody may know:
/// 1. Fewer than 5 in all: nothing is shown but that.
/// 2. A number from 1 to 4 is hidden.
/// 3. What is hidden together must leave open what each is, even for who knows this rule: at least two values, holding at
///    least twice as many children as they are values, and not exactly four times as many (which would say “4 each”). While
///    it does not, all values of the next smallest number are hidden too.
/// 4. When nothing is left to hide and it still does not, the whole table is withheld, the zeros with it.
///
/// A table is of one locality and one term that has ended, and its figures change no more. Every case is in one locality's
/// table and one term's, no sum over several is ever shown, and no two dimensions are crossed: there is nothing to subtract.
public enum SmallNumbers {
    /// The least number that may be shown, beside none.
    public static let least = 5
    /// From how many on shares and medians are given.
    public static let leastForRates = 10

    /// What may be shown of some numbers that add up to a total everybody may know.
    public enum Shown: Sendable, Equatable {
        /// Each number, `nil` where it is hidden.
        case cells([Int?])
        /// None of them, but their total.
        case total
        /// Not even the total, which is from 1 to 4.
        case nothing
    }

    /// Applies the rule.
    public static func shown(_ numbers: [Int]) -> Shown {
        let total = numbers.reduce(0, +)
        guard total == 0 || total >= least else { return .nothing }
        var hidden = Set(numbers.indices.filter { (1..<least).contains(numbers[$0]) })
        while !hidden.isEmpty, !leavesOpen(hidden.map { numbers[$0] }) {
            let rest = numbers.indices.filter { !hidden.contains($0) && numbers[$0] > 0 }
            guard let next = rest.map({ numbers[$0] }).min() else { return .total }
            hidden.formUnion(rest.filter { numbers[$0] == next })
        }
        return .cells(numbers.indices.map { hidden.contains($0) ? nil : numbers[$0] })
    }

    /// A share in per cent, rounded to the nearest; `nil` where there are too few for one.
    public static func percent(_ count: Int, of total: Int) -> Int? {
        total >= leastForRates ? (count * 200 + total) / (2 * total) : nil
    }

    private static func leavesOpen(_ hidden: [Int]) -> Bool {
        let sum = hidden.reduce(0, +)
        return hidden.count >= 2 && sum >= 2 * hidden.count && sum != (least - 1) * hidden.count
    }
}
