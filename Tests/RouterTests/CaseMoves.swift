import Contracts
import Foundation
import ServiceKit
import ServiceTestSupport

/// What the moves of a case are asked for with.
enum CaseMoves {
    static let record: JSON = [
        "options_considered": ["More support in class"], "evidence": ["Two reviews of the plan"],
        "views": ["child": "I would stay.", "family": "Not asked: the mother is in hospital."],
        "tests": [
            "closer_to_vision": ["answer": "yes"], "more_equal": ["answer": "no", "words": "Others wait longer."],
            "best_we_can_do": ["answer": "partly", "words": "A visit would be better."],
            "more_inclusive": ["answer": "yes"],
        ],
        "present": ["Coordinator", "SENCo"], "dissent": "The SENCo would have waited.",
    ]

    static let support: JSON = ["kind": "supported", "why": "w", "next": "n", "record": record]
    static let advice = support.with(["kind": "advice_given"])
    static let why: JSON = ["why": "Because of the family."]
    static let closure: JSON = ["outcome": "stepped_down", "why": "w", "next": "n"]
    static let transfer: JSON = ["locality": "E07000082", "why": "They moved."]
    static let level: JSON = ["level": 4, "why": "More is needed."]
    static let correction: JSON = ["why": "A name was wrong.", "record": record]

    /// Every route that moves a case, with a body that is good in itself.
    static let routes: [(path: String, body: JSON?)] = [
        ("acknowledgement", nil), ("assignment", [:]), ("questions", ["question": "How often?"]),
        ("questions/\(UUID().text)/chasers", nil), ("level", level), ("transfer", transfer), ("closure", closure),
        ("reopening", why), ("decisions", advice), ("decisions/1/corrections", correction),
    ]
}
