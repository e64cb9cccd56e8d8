public import Contracts

/// One child as far as rules can tell children apart.
public struct FactPoint: Sendable, Equatable {
    /// Only what rules look at; everything else is unset.
    public let facts: CodedFacts
    /// Kind of alternative provision asked for; empty when none.
    public let apKind: String

    /// The same in words, without what is not the case.
    public var words: String {
        let statutory = facts.statutory
        let flags: [(Bool, String)] = [
            (statutory.childProtectionPlan, "child protection plan"), (statutory.childInNeed, "child in need"),
            (statutory.childInCare, "child in care"), (facts.level4Indicators, "Level 4 indicators"),
            (facts.mentalHealthNeed, "mental health need"), (facts.apRequested, "alternative provision asked for"),
        ]
        let parts = [facts.ageBand.words, "level \(facts.level)", facts.sendProvision.words]
        return (parts + flags.filter(\.0).map(\.1)).joined(separator: ", ")
    }
}

/// Every child there can be, as far as rules can tell children apart. It is small enough to be walked through, so what is
/// said about a rule set is proved, not guessed.
public enum FactSpace {
    /// All points: those with the fewest facts first.
    public static let points: [FactPoint] = {
        let asks = [(false, "")] + ([""] + ApKind.allCases.map(\.code)).map { (true, $0) }
        var points: [FactPoint] = []
        for (asked, kind) in asks {
            for flags in 0..<32 {
                for band in [AgeBand.earlyYears, .schoolAge, .post16, .adultSend] {
                    for level in Int32(1)...4 {
                        for provision in [SendProvision.none, .support, .ehcp] {
                            points.append(point(band, level, provision, flags, asked, kind))
                        }
                    }
                }
            }
        }
        return points
    }()

    private static func point(
        _ band: AgeBand, _ level: Int32, _ provision: SendProvision, _ flags: Int, _ asked: Bool, _ kind: String
    ) -> FactPoint {
        var facts = CodedFacts()
        facts.ageBand = band
        facts.level = level
        facts.sendProvision = provision
        facts.level4Indicators = flags & 1 != 0
        facts.statutory.childProtectionPlan = flags & 2 != 0
        facts.statutory.childInNeed = flags & 4 != 0
        facts.statutory.childInCare = flags & 8 != 0
        facts.mentalHealthNeed = flags & 16 != 0
        facts.apRequested = asked
        return FactPoint(facts: facts, apKind: kind)
    }
}
