import Contracts

// How working a case changes it.
extension CaseFile {
    mutating func takeWork(_ event: CaseEvent) {
        switch event {
        case .assigned(let assigned):
            assignedTo = assigned.assignedTo
            if stage == .acknowledged { stage = .inTriage }
        case .rerouted(let rerouted): take(rerouted)
        case .levelChanged(let changed):
            levelChanges.append(changed)
        case .reopened(let reopened): take(reopened)
        case .decisionCorrected(let corrected): corrections.append(corrected)
        case .actionAgreed(let agreed): actions.append(CaseAction(agreed))
        case .actionDone(let done):
            guard let index = actions.firstIndex(where: { $0.id == done.actionID }) else { return }
            actions[index].done = done
        case .planNoted(let noted):
            plan = CasePlan(id: noted.planID, reviewOn: noted.reviewOn.isEmpty ? nil : noted.reviewOn)
            // What nobody has read, a forum is to look at or a place is looked for stays as it is.
            if plan?.reviewOn != nil, [.acknowledged, .inTriage, .placeOver].contains(stage) { stage = .supported }
        // What only sets clocks, and what is not about a case.
        default: break
        }
    }

    mutating func take(_ placed: CasePlaced) {
        // Said of a search that was given up when the case was closed, and heard of only now.
        if !isPlaceLookedFor { searchesGivenUp = max(0, searchesGivenUp - 1) }
        stage = .placed
        searches.append(PlacementSearch(requestID: placed.requestID, provisionID: placed.provisionID))
        for index in questions.indices { questions[index].isOvertaken = true }
    }

    private mutating func take(_ reopened: CaseReopened) {
        outcome = nil
        closing = nil
        // The child was placed before, and is so still.
        if stage != .placed || !hasPlace { stage = .inTriage }
        searchesGivenUp += max(0, searchesWithoutEnd)
        reopenings.append(reopened)
    }

    private mutating func take(_ rerouted: CaseRerouted) {
        moves.append(rerouted)
        // The forum that was to look at it sits elsewhere.
        if stage == .listed, locality != rerouted.locality { stage = hasPlace ? .placed : .inTriage }
        locality = rerouted.locality
        forum = rerouted.forum
        routing = rerouted.routing
        location = rerouted.hasLocation ? rerouted.location : nil
        if rerouted.locality != rerouted.fromLocality { assignedTo = nil }
        guard !rerouted.acknowledgeBy.isEmpty else { return }
        // Nobody there has read it yet, and a meeting of where it was is none of theirs.
        acknowledgeBy = rerouted.acknowledgeBy
        stage = .open
        (acknowledgedBy, listing) = (nil, nil)
    }
}
