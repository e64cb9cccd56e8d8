import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

// How a case was worked on: records of decisions, and where it has been.
extension CaseJSON {
    static func record(_ record: DecisionRecord) -> JSON {
        .object(leavingOutNil: [
            ("options_considered", .strings(record.optionsConsidered)),
            ("evidence", .strings(record.evidence)),
            ("views", ["child": .string(record.childViews), "family": .string(record.familyViews)]),
            ("tests", .object(record.tests.map { JSON.Member($0.question, test($0)) })),
            ("present", .strings(record.present)),
            ("dissent", .given(record.dissent)),
            ("options_exhausted", .given(record.optionsExhausted)),
        ])
    }

    private static func test(_ test: DecisionTest) -> JSON {
        .object(leavingOutNil: [("answer", .string(test.answer)), ("words", .given(test.words))])
    }

    static func services(_ record: DecisionRecord) -> JSON {
        .array(record.services.map { ["name": .string($0.name), "contact": .string($0.contact)] })
    }

    /// Further records of decisions; the ones they correct stay as they are.
    static func corrections(_ file: CaseFile, _ opened: OpenedCase, _ times: CaseTimes) -> JSON {
        .array(
            zip(file.corrections, times.corrections).enumerated().map { place, made in
                .object(leavingOutNil: [
                    ("decision", .number(made.0.decision)),
                    ("why", opened.whys[.corrected]?[place].map { .string($0) }),
                    ("record", opened.corrections[place].map(record)),
                    ("corrected_by", .string(made.0.correctedBy)),
                    ("corrected_at", .instant(made.1)),
                ])
            })
    }

    static func levelChanges(_ file: CaseFile, _ opened: OpenedCase, _ times: CaseTimes) -> JSON {
        .array(
            zip(file.levelChanges, times.levelChanges).enumerated().map { place, made in
                .object(leavingOutNil: [
                    ("from", .number(made.0.fromLevel)),
                    ("to", .number(made.0.toLevel)),
                    ("why", opened.whys[.levelChanged]?[place].map { .string($0) }),
                    ("changed_by", .string(made.0.changedBy)),
                    ("changed_at", .instant(made.1)),
                ])
            })
    }

    /// Where it has been before.
    static func reroutings(
        _ file: CaseFile, _ opened: OpenedCase, _ times: CaseTimes, _ book: LocalityBook
    ) -> JSON {
        .array(
            zip(file.moves, times.moves).enumerated().map { place, made in
                .object(leavingOutNil: [
                    ("from", .locality(code: made.0.fromLocality, in: book)),
                    ("to", .locality(code: made.0.locality, in: book)),
                    ("from_forum", .forum(made.0.fromForum)),
                    ("to_forum", .forum(made.0.forum)),
                    ("because", .string(made.0.because)),
                    ("why", opened.whys[.rerouted]?[place].map { .string($0) }),
                    ("rerouted_by", .given(made.0.reroutedBy)),
                    ("rerouted_at", .instant(made.1)),
                ])
            })
    }

    /// How a person closed it without a decision of its own; `nil` when nobody did.
    static func closing(_ file: CaseFile, _ opened: OpenedCase) -> JSON? {
        guard let closed = file.closing, !closed.closedBy.isEmpty else { return nil }
        return .object(leavingOutNil: [
            ("why", opened.closing.map { .string($0.why) }),
            ("next", opened.closing.map { .string($0.next) }),
            ("closed_by", .string(closed.closedBy)),
        ])
    }

    static func reopenings(_ file: CaseFile, _ opened: OpenedCase, _ times: CaseTimes) -> JSON {
        .array(
            zip(file.reopenings, times.reopenings).enumerated().map { place, made in
                .object(leavingOutNil: [
                    ("was", .string(made.0.was)),
                    ("why", opened.whys[.reopened]?[place].map { .string($0) }),
                    ("reopened_by", .string(made.0.reopenedBy)),
                    ("reopened_at", .instant(made.1)),
                ])
            })
    }
}
