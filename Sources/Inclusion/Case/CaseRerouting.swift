import Contracts
import FoundationEssentials

// What becomes of a case when its facts or the child's address have changed, and the rules say something else.
extension CaseFile {
    /// Nothing for a closed case, and nothing where the rules say what they said before: what a person decided since then
    /// stands.
    func rerouting(_ routing: Routing, now: Date, clocks: Clocks) -> [CaseEvent] {
        guard outcome == nil else { return [] }
        if routing.record.facts["locality"] != self.routing.facts["locality"], routing.locality.code != locality {
            var moved = rerouted(to: routing.locality.code, routing.forum, routing.record, because: "moved")
            if let location = routing.location { moved.location = location }
            if !isDecided { moved.acknowledgeBy = RFC3339.text(clocks.acknowledgeBy(from: now)) }
            return [.rerouted(moved)]
        }
        guard routing.forum != forum, mayChangeForum else { return [] }
        var changed = rerouted(to: locality, routing.forum, routing.record, because: "facts_changed")
        if let location = routing.location { changed.location = location }
        return [.rerouted(changed)]
    }

    /// A child for whom something has been decided keeps it wherever the case goes; before that, a new locality begins with
    /// reading.
    var isDecided: Bool {
        switch stage {
        case .open, .acknowledged, .inTriage, .listed: hasPlace
        case .awaitingPlacement, .supported, .placed, .placeOver: true
        }
    }

    /// Until a forum expects it, and unless a person has chosen where it is.
    private var mayChangeForum: Bool {
        guard moves.last?.reroutedBy.isEmpty ?? true, listing == nil else { return false }
        return [.open, .acknowledged, .inTriage].contains(stage)
    }

    func rerouted(to locality: String, _ forum: Forum, _ routing: RoutingRecord, because reason: String) -> CaseRerouted
    {
        var rerouted = CaseRerouted()
        rerouted.caseID = id
        rerouted.referralID = referralID
        rerouted.locality = locality
        rerouted.forum = forum
        rerouted.fromLocality = self.locality
        rerouted.fromForum = self.forum
        rerouted.routing = routing
        rerouted.because = reason
        return rerouted
    }
}
