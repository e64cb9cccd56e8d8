import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// The queues: a row per case, one per referral that leads to its case, one per action, and one per case whose clock does
/// something next. The cases' events say all of it.
struct CaseQueue: LogView {
    let name = "case-queue"
    let tables = ["case_file", "case_referral", "case_action", "case_clock"]

    func rows(
        _ events: [CaseEvent], to id: UUID, key referral: UUID, _ before: Loaded<CaseFile>, at time: Date
    ) -> [PostgresQuery] {
        guard let file = CaseFile.replay(events, after: before.state) else { return [] }
        let version = before.version + Int64(events.count)
        let row =
            before.version == 0
            ? Self.insertion(of: file, id, referral, version, at: time)
            : Self.update(of: file, id, version, at: time)
        return [row] + Self.owing(events, id) + Self.clock(events, file, id, at: time)
            + events.compactMap { Self.link($0, to: id) ?? Self.action($0, in: id, at: time) }
    }

    private static func link(_ event: CaseEvent, to id: UUID) -> PostgresQuery? {
        let referral: (id: String, reference: String)
        switch event {
        case .opened(let opened): referral = (opened.referralID, opened.reference)
        case .referralJoined(let joined): referral = (joined.joinedReferralID, joined.joinedReference)
        default: return nil
        }
        return """
            insert into case_referral (referral_id, case_id, reference)
            values (\(referral.id), \(id), \(referral.reference))
            """
    }

    private static func insertion(
        of file: CaseFile, _ id: UUID, _ referral: UUID, _ version: Int64, at time: Date
    ) -> PostgresQuery {
        let (lead, stand) = (file.lead, QueueStand(file))
        return """
            insert into case_file
                (id, referral_id, child_id, reference, locality, forum, state, version, agency_kind, age_years,
                 key_stage, level, needs, ap_requested, days_out_of_school, permanently_excluded, opened_at,
                 acknowledge_by, ball, why, place, due_at)
            values (\(id), \(referral), \(UUID(uuidString: file.childID)), \(file.reference), \(file.locality),
                \(file.forum.code), \(file.state.code), \(version), \(lead.agency.kind.code), \(lead.facts.ageYears),
                \(lead.facts.keyStage.code), \(file.facts.level), \(lead.facts.needs), \(lead.facts.apRequested),
                \(lead.facts.daysOutOfSchool), \(lead.facts.permanentlyExcluded), \(time),
                \(RFC3339.instant(file.acknowledgeBy) ?? time), \(stand.ball), \(stand.why), \(stand.place.rawValue),
                \(stand.dueAt))
            """
    }

    private static func update(of file: CaseFile, _ id: UUID, _ version: Int64, at time: Date) -> PostgresQuery {
        let (lead, stand) = (file.lead, QueueStand(file))
        // The child is there already, but for a case that was opened before the column was.
        return """
            update case_file set child_id = \(UUID(uuidString: file.childID)), locality = \(file.locality),
                forum = \(file.forum.code), state = \(file.state.code), version = \(version),
                agency_kind = \(lead.agency.kind.code), age_years = \(lead.facts.ageYears),
                key_stage = \(lead.facts.keyStage.code), level = \(file.facts.level), needs = \(lead.facts.needs),
                ap_requested = \(lead.facts.apRequested), days_out_of_school = \(lead.facts.daysOutOfSchool),
                permanently_excluded = \(lead.facts.permanentlyExcluded),
                meeting_id = \(file.listing.flatMap { UUID(uuidString: $0.meetingID) }),
                acknowledge_by = coalesce(\(stand.acknowledgeBy), acknowledge_by),
                acknowledged_at = case when \(file.acknowledgedBy != nil) then coalesce(acknowledged_at, \(time)) end,
                ball = \(stand.ball), why = \(stand.why), place = \(stand.place.rawValue), due_at = \(stand.dueAt),
                assigned_to = \(file.assignedTo), meets_on = \(stand.meetsOn)
            where id = \(id)
            """
    }

    // MARK: Who owes a step

    /// A case that was given to somebody is new to them until a person takes a step in it.
    private static func owing(_ events: [CaseEvent], _ id: UUID) -> [PostgresQuery] {
        var owing: String??
        for event in events {
            switch event {
            case .assigned(let assigned):
                owing = .some(assigned.assignedTo == assigned.assignedBy ? nil : assigned.assignedTo)
            case .acknowledged, .informationAsked, .listed, .apPlacementDecided, .decided, .closed, .rerouted,
                .levelChanged, .decisionCorrected, .actionAgreed:
                owing = .some(nil)
            default: break
            }
        }
        guard let owing, !events.contains(where: { if case .opened = $0 { true } else { false } }) else { return [] }
        return [
            """
            update case_file set untouched_for = \(owing)
            where id = \(id) and untouched_for is distinct from \(owing)
            """
        ]
    }

    // MARK: Clocks

    /// When the keeper of clocks has to look at the case again.
    private static func clock(
        _ events: [CaseEvent], _ file: CaseFile, _ id: UUID, at time: Date
    ) -> [PostgresQuery] {
        if events.contains(where: { $0.clocks != nil }) { return [keeping(file, id)] }
        // Opened before there were clocks: it is given them when it is looked at first.
        if case .opened? = events.first { return [looking(at: id, "", "", time)] }
        return file.outcome == nil ? [] : [keeping(file, id)]
    }

    /// What is next in the case, as its clocks say.
    static func keeping(_ file: CaseFile, _ id: UUID) -> PostgresQuery {
        guard let next = file.nextMoment, let at = RFC3339.instant(next.at) else {
            return "delete from case_clock where case_id = \(id)"
        }
        return looking(at: id, next.clock.kind, next.clock.about, at)
    }

    private static func looking(at id: UUID, _ kind: String, _ about: String, _ time: Date) -> PostgresQuery {
        """
        insert into case_clock (case_id, kind, about, next_at) values (\(id), \(kind), \(about), \(time))
        on conflict (case_id) do update set kind = excluded.kind, about = excluded.about, next_at = excluded.next_at
        """
    }
}

/// What a queue is grouped and ordered by, of one case.
struct QueueStand: Sendable {
    let ball: String
    let why: String
    let place: QueuePlace
    let dueAt: Date
    let acknowledgeBy: Date?
    let meetsOn: String?

    init(_ file: CaseFile) {
        ball = (file.ball?.holder ?? .nobody).code
        why = file.reason?.code ?? ""
        place = QueuePlace(file)
        dueAt = file.nextDue?.due ?? CaseRow.never
        acknowledgeBy = file.clocks.first { $0.known == .acknowledge }?.due
        meetsOn = file.state == .listed ? file.listing?.meetsOn : nil
    }
}

/// The group a case is in when nothing is due.
enum QueuePlace: String, Sendable, CaseIterable {
    case new, waiting, other, closed

    init(_ file: CaseFile) {
        switch file.ball?.holder {
        case nil, .nobody: self = .closed
        case .coordinator: self = file.isToAcknowledge ? .new : .other
        case .referrer, .forum, .provider, .hub: self = .waiting
        }
    }
}
