import Inclusion

/// Which rows of a portion may be stored at the same moment. Rows that share a mark may stand against each other, so each
/// waits for those before it: what comes of them is what would come of them one by one.
enum RowWaves {
    /// By what a row may be the same as another.
    enum Mark: Sendable, Hashable {
        /// The child's.
        case identifier(system: String, value: String)
        /// The agency's word for the row.
        case name([UInt8])
    }

    static func marks(_ submission: Submission, _ name: RowWork.Name?) -> Set<Mark> {
        let identifiers = submission.referral.identifiers.map {
            Mark.identifier(system: $0.system.code, value: $0.value)
        }
        return Set(identifiers + (name.map { [.name($0.reference)] } ?? []))
    }

    /// The rows' places, wave after wave.
    /// - Parameter rows: in the order of the file.
    static func of(_ rows: [(place: Int, marks: Set<Mark>)]) -> [[Int]] {
        var waves: [[Int]] = []
        var next: [Mark: Int] = [:]
        for (place, marks) in rows {
            let wave = marks.compactMap { next[$0] }.max() ?? 0
            if wave == waves.count { waves.append([]) }
            waves[wave].append(place)
            for mark in marks { next[mark] = wave + 1 }
        }
        return waves
    }
}
