import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

// Who has the next step in a case, and by when.
extension CaseJSON {
    /// Who has the next step, since when, by when, and what it is; `nil` once the case is closed.
    static func ball(_ file: CaseFile) -> JSON? {
        file.ball.map { ball in
            .object(leavingOutNil: [
                ("who", .string(ball.holder.code)),
                ("words", .string(ball.holder.words)),
                ("since", ball.since.map { .string($0) }),
                ("until", ball.until.map { .string($0) }),
                ("why", why(ball.reason.code)),
            ])
        }
    }

    /// What runs, and what stands still.
    static func clocks(_ file: CaseFile) -> JSON {
        .array(
            file.clocks.map { clock in
                .object(leavingOutNil: [
                    ("kind", .string(clock.kind)),
                    ("words", clock.known.map { .string($0.words) }),
                    ("about", .given(clock.about)),
                    ("with", .string(clock.with)),
                    ("started_at", .string(clock.startedAt)),
                    ("remind_at", .given(clock.remindAt)),
                    ("due_at", .string(clock.dueAt)),
                    ("paused_at", .given(clock.pausedAt)),
                    ("reminded", .bool(clock.reminded)),
                    ("breached", .bool(clock.breached)),
                ])
            })
    }

    /// Clocks that cannot be set, and why.
    static func clocksLeftOut(_ file: CaseFile, now: Date) -> JSON {
        .array(
            file.clockGaps(now: now).map { gap in
                [
                    "kind": .string(CaseClockKind.fullTimeEducation.code), "code": .string(gap.code),
                    "words": .string(gap.words),
                ]
            })
    }

    static func holder(_ code: String) -> JSON {
        ["who": .string(code), "words": .string((BallHolder(rawValue: code) ?? .nobody).words)]
    }

    static func why(_ code: String) -> JSON {
        ["code": .string(code), "words": .string(CaseReason(rawValue: code)?.words ?? "")]
    }
}
