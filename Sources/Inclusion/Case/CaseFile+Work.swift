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
        case .reopened(let reopened):
            outcome = nil
            closing = nil
            stage = .inTriage
            reopenings.append(reopened)
        case .decisionCorrected(let corrected): corrections.append(corrected)
        case .actionAgreed(let agreed): actions.append(CaseAction(agreed))
        case .actionDone(let done):
            guard let index = actions.firstIndex(where: { $0.id == done.actionID }) else { return }
            actions[index].done = done
        case .planNoted(let noted):
            plan = CasePlan(id: noted.planID, reviewOn: noted.reviewOn.isEmpty ? nil : noted.reviewOn)
        // What only sets clocks, and what is not about a case.
        default: break
        }
    }

    private mutating func take(_ rerouted: CaseRerouted) {
        moves.append(rerouted)
        locality = rerouted.locality
        forum = rerouted.forum
        routing = rerouted.routing
        location = rerouted.hasLocation ? rerouted.location : nil
        guard !rerouted.acknowledgeBy.isEmpty else { return }
        // Nobody there has read it yet, and a meeting of where it was is none of theirs.
        acknowledgeBy = rerouted.acknowledgeBy
        stage = .open
        (acknowledgedBy, assignedTo, listing) = (nil, nil, nil)
    }
}
