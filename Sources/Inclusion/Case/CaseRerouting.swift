import Contracts
import FoundationEssentials

// What becomes of a case when its facts or the child's address have changed, and the rules say something else.
extension CaseFile {
    /// Nothing for a closed case, and nothing where the rules say what they said before: what a person decided since then
    /// stands.
    func rerouting(_ routing: Routing, now: Date, clocks: Clocks) -> [CaseEvent] {
        guard outcome == nil else { return [] }
        if routing.record.facts["locality"] != self.routing.facts["locality"], routing.locality.code != locality {
            var moved = rerouted(routing, because: "moved")
            // A child for whom something has been decided keeps it; before that, the new locality begins with reading.
            if !isDecided { moved.acknowledgeBy = RFC3339.text(clocks.acknowledgeBy(from: now)) }
            return [.rerouted(moved)]
        }
        guard routing.forum != forum, mayChangeForum else { return [] }
        var changed = rerouted(routing, because: "facts_changed")
        changed.locality = locality
        return [.rerouted(changed)]
    }

    private var isDecided: Bool {
        switch stage {
        case .open, .acknowledged, .inTriage, .listed: false
        case .awaitingPlacement, .supported, .placed: true
        }
    }

    /// Until a forum expects it, and unless a person has chosen where it is.
    private var mayChangeForum: Bool {
        guard moves.last?.reroutedBy.isEmpty ?? true, listing == nil else { return false }
        return [.open, .acknowledged, .inTriage].contains(stage)
    }

    private func rerouted(_ routing: Routing, because reason: String) -> CaseRerouted {
        var rerouted = CaseRerouted()
        rerouted.caseID = id
        rerouted.referralID = referralID
        rerouted.locality = routing.locality.code
        rerouted.forum = routing.forum
        rerouted.fromLocality = locality
        rerouted.fromForum = forum
        rerouted.routing = routing.record
        if let location = routing.location { rerouted.location = location }
        rerouted.because = reason
        return rerouted
    }
}
