import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// How an entry of the directory looks in an answer.
enum ProvisionJSON {
    /// A row of the list. Children are counted from today on; what is free at a date, the calendar says.
    static func summary(_ provision: Provision, _ works: WhatWorks?) -> JSON {
        let held = provision.diary?.bookings.count { !$0.isTaken } ?? 0
        return .object(leavingOutNil: [
            ("id", .string(provision.id)),
            ("name", .string(provision.name)),
            ("provider", ["id": .string(provision.provider.id), "name": .string(provision.provider.name)]),
            ("kind", .string(provision.kind.code)),
            ("minimum_age", .number(provision.minimumAge)),
            ("maximum_age", .number(provision.maximumAge)),
            ("key_stages", .strings(provision.keyStages.map(\.code))),
            ("needs", .strings(provision.needs.map(\.code))),
            (
                "places",
                [
                    "total": .number(provision.places), "taken": .number(provision.taken),
                    "held": .number(held), "free": .number(max(0, provision.free - held)),
                ]
            ),
            ("sessions_a_week", .number(provision.sessionsAWeek)),
            ("registered", .bool(provision.registered)),
            ("weekly_hours", .double(provision.weeklyHours)),
            (
                "assured_until",
                provision.assuredUntil == Provision.neverAssured ? nil : .string(provision.assuredUntil.description)
            ),
            ("what_works", works?.all.map(figure)),
            ("wait_days", .number(provision.waitDays)),
            ("cost_band", .string(provision.costBand.code)),
        ])
    }

    /// What is on record about an entry besides the row of the list: whether it is listed, who assured it, what works for
    /// which need, and the entry as Open Referral UK has it.
    static func record(_ entry: DirectoryEntry, _ works: WhatWorks?, service: JSON) -> [JSON.Member] {
        let byNeed = (works?.byNeed ?? [:]).sorted { $0.key < $1.key }.map { need, figure in
            JSON.Member(need, Self.figure(figure))
        }
        return [
            .init("listed", .bool(entry.isListed)),
            .init("assurances", .array(entry.assurances.reversed().map(assurance))),
            .init("what_works_by_need", .object(byNeed)),
            .init("service", service),
        ]
    }

    private static func figure(_ figure: WhatWorks.Figure) -> JSON {
        [
            "percent": .number(figure.percent), "low": .number(figure.low), "high": .number(figure.high),
            "placements": .number(figure.placements),
        ]
    }

    private static func assurance(_ assurance: Assurance) -> JSON {
        [
            "assurer": .string(assurance.assurer), "standard": .string(assurance.standard),
            "assured_on": .string(assurance.assuredOn.description), "until": .string(assurance.until.description),
            "evidence": .array(
                assurance.evidence.map {
                    ["kind": .string($0.kind), "seen_on": .string($0.seenOn.description)]
                }),
            "recorded_by": .string(assurance.recordedBy),
        ]
    }
}
