/// All a referral is asked for, part by part, in the order in which it is read.
enum ReferralSections {
    /// Sections that belong together under a heading.
    struct Part: Sendable {
        let heading: String
        let sections: [ReferralSection]
    }

    static let parts: [Part] = [
        Part(heading: "Safety first", sections: [safety]),
        Part(heading: "The child", sections: [child, numbers, home, communication, send, care, family]),
        Part(heading: "Why you are worried", sections: [concerns, level, needs, tried, cycles, risks, exclusion]),
        Part(heading: "What would help", sections: [asks, views]),
        Part(heading: "Sharing, and you", sections: [basis, referrer]),
    ]

    static let all = parts.flatMap(\.sections)

    /// The one that a page's address names.
    static func named(_ code: String) -> ReferralSection? { all.first { $0.code == code } }
}
