// The words of a meeting: what its codes mean is said here and nowhere else.

/// States of a forum's meeting.
public enum MeetingState: String, Coded {
    case planned, sitting, closed, cancelled

    /// As people say it.
    public var words: String {
        switch self {
        case .planned: "It has not begun."
        case .sitting: "It sits; its agenda stands."
        case .closed: "It is over."
        case .cancelled: "It does not take place."
        }
    }

    /// Whether it takes place, or will.
    public var isOn: Bool { self == .planned || self == .sitting }
}

/// What a coordinator can do with a meeting.
public enum MeetingMove: String, Coded {
    case move, cancel, open
    case recordAttendance = "record_attendance"
    case close

    /// As people say it.
    public var words: String {
        switch self {
        case .move: "Move the meeting"
        case .cancel: "Cancel the meeting"
        case .open: "Open the meeting"
        case .recordAttendance: "Record who is there"
        case .close: "Close the meeting"
        }
    }
}

/// Whether an agency came to a meeting.
public enum Attended: String, Coded {
    case present, apologies, absent

    /// As people say it.
    public var words: String {
        switch self {
        case .present: "was there"
        case .apologies: "sent apologies"
        case .absent: "did not come"
        }
    }
}
