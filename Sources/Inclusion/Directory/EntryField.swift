public import Contracts
public import FoundationEssentials

/// One thing an entry says, so that two entries can be compared, and brought together, field by field.
struct EntryField: Sendable {
    /// As Open Referral UK or the hub's taxonomies call it.
    let name: String
    /// Whether the standard has a field for it; otherwise the hub reads it from its own terms, which most feeds lack.
    let isStandard: Bool
    let isSame: @Sendable (ProvisionEntry, ProvisionEntry) -> Bool
    /// Puts into the first what the second says.
    let take: @Sendable (inout ProvisionEntry, ProvisionEntry) -> Void

    private init<Value: Equatable & SendableMetatype>(
        _ name: String, standard: Bool = false, _ path: any WritableKeyPath<ProvisionEntry, Value> & Sendable
    ) {
        self.name = name
        isStandard = standard
        isSame = { $0[keyPath: path] == $1[keyPath: path] }
        take = { $0[keyPath: path] = $1[keyPath: path] }
    }

    /// All of them but the entry in the standard's own words, whose members are compared by whoever can read them.
    static let all = [
        EntryField("name", standard: true, \.name),
        EntryField("organization", standard: true, \.providerID),
        EntryField("organization", standard: true, \.providerName),
        EntryField("kind", \.kind),
        EntryField("location", standard: true, \.place),
        EntryField("minimum_age", standard: true, \.minimumAge),
        EntryField("maximum_age", standard: true, \.maximumAge),
        EntryField("key_stages", \.keyStages),
        EntryField("needs", \.needs),
        EntryField("sessions_a_week", \.sessionsAWeek),
        EntryField("registered", \.registered),
        EntryField("weekly_hours", \.weeklyHours),
        EntryField("wait_days", \.waitDays),
        EntryField("cost_band", \.costBand),
    ]
}

extension ProvisionEntry {
    /// Names of the fields in which two entries differ, each once.
    func fields(differingFrom other: ProvisionEntry) -> [String] {
        let names = EntryField.all.filter { !$0.isSame(self, other) }.map(\.name)
        return names.enumerated().filter { $0.offset == 0 || names[$0.offset - 1] != $0.element }.map(\.element)
            + (service == other.service ? [] : ["service"])
    }

    /// What becomes of this entry when its feed has news. What the feed says otherwise than last time is taken; everything
    /// else stays as it is, whoever said it. A feed that lacks the hub's terms has no news of what they say.
    /// - Parameters:
    ///   - news: what the feed says now.
    ///   - last: what it said before; `nil` when that is not known, so that all it says is news.
    ///   - service: this entry in the standard's words, brought together in the same way.
    public func after(
        _ news: ProvisionEntry, since last: ProvisionEntry?, service: Data
    ) -> ProvisionEntry {
        var entry = self
        let inOurTerms = news.missing.isEmpty
        for field in EntryField.all where field.isStandard || inOurTerms {
            if let last, field.isSame(last, news) { continue }
            field.take(&entry, news)
        }
        if inOurTerms { entry.missing = [] }
        entry.service = service
        return entry
    }

    fileprivate var place: CoarseLocation? {
        get { hasLocation ? location : nil }
        set { if let newValue { location = newValue } else { clearLocation() } }
    }
}
