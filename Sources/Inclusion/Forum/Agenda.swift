import Contracts

/// The order in which a meeting looks at its cases.
public enum Agenda {
    /// By their clocks: what is overdue already, then what is due first, then what has waited longest.
    public static func ordered(_ files: [CaseFile]) -> [CaseFile] {
        files.map { (urgency(of: $0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// When the first clock of a case that runs is due, and whether it is past; but for those of the meeting itself, which
    /// are the same for all. RFC 3339, UTC.
    public static func due(_ file: CaseFile) -> (at: String, breached: Bool) {
        let running = file.clocks.filter {
            $0.pausedAt.isEmpty && !$0.dueAt.isEmpty && $0.known != .forum && $0.known != .papers
        }
        return (running.map(\.dueAt).min() ?? file.acknowledgeBy, running.contains(where: \.breached))
    }

    /// Texts of the same form sort as the instants they stand for.
    private static func urgency(of file: CaseFile) -> (Int, String, String) {
        let due = due(file)
        return (due.breached ? 0 : 1, due.at, file.id)
    }
}

extension CaseFile {
    /// Whether a meeting is to look at it: it is listed for that, still lies there, and has not been decided since.
    public func isListed(for meeting: Meeting) -> Bool {
        outcome == nil && stage == .listed && listing?.meetingID == meeting.id && locality == meeting.slot.locality
    }
}
