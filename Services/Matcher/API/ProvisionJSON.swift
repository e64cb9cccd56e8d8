import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// An entry of the directory, with who is booked there.
struct DescribedProvision: Sendable {
    let row: PublishedProvision
    let bookings: [Booking]
}

/// How an entry of the directory looks in an answer.
enum ProvisionJSON {
    /// A row of the list. Children are counted from today on; what is free at a date, the calendar says.
    static func summary(_ provision: DescribedProvision, on today: CalendarDate) -> JSON {
        let row = provision.row
        var members = basics(provision)
        if !row.isListed { members.append(.init("listed", false)) }
        if row.isTakenIn { members.append(.init("missing", missing(row, today))) }
        return .object(members)
    }

    /// What is on record about an entry: the row of the list, whether it is listed and what keeps it from that, who assured
    /// it, what works for which need, and the entry as Open Referral UK has it.
    static func record(_ provision: DescribedProvision, _ entry: DirectoryEntry, on today: CalendarDate) -> JSON {
        let row = provision.row
        let byNeed = (row.whatWorks?.byNeed ?? [:]).sorted { $0.key < $1.key }.map { need, figure in
            JSON.Member(need, Self.figure(figure))
        }
        return .object(
            basics(provision) + [
                .init("listed", .bool(row.isListed)), .init("missing", missing(row, today)),
                .init("assurances", .array(entry.assurances.reversed().map(assurance))),
                .init("what_works_by_need", .object(byNeed)), .init("service", OpenReferralJSON.full(row)),
            ])
    }

    /// Each with its code, its place and words.
    static func missing(_ gaps: [EntryGap]) -> JSON {
        .array(
            gaps.map(\.problem).map {
                FieldProblem(pointer: $0.pointer, code: $0.code, detail: $0.words).json
            })
    }

    private static func missing(_ row: PublishedProvision, _ today: CalendarDate) -> JSON {
        missing(row.missing(on: today))
    }

    private static func basics(_ provision: DescribedProvision) -> [JSON.Member] {
        let (row, entry) = (provision.row, provision.row.entry)
        let gaps = entry.gaps
        func said(_ gap: EntryGap, _ value: JSON) -> JSON? { gaps.contains(gap) ? JSON?.none : value }
        let members: [(String, JSON?)] = [
            ("id", .string(row.id.text)), ("name", .string(entry.name)),
            ("provider", ["id": .string(entry.providerID), "name": .string(entry.providerName)]),
            ("kind", said(.kind, .string(entry.kind))),
            ("minimum_age", .number(entry.minimumAge)), ("maximum_age", .number(entry.maximumAge)),
            ("key_stages", .strings(entry.keyStages.map(\.code))), ("needs", .strings(entry.needs)),
            ("places", places(provision)),
            ("sessions_a_week", said(.sessionsAWeek, .number(entry.sessionsAWeek))),
            ("registered", said(.registered, .bool(entry.registered))),
            ("weekly_hours", said(.weeklyHours, .double(entry.weeklyHours))),
            (
                "assured_until",
                row.assuredUntil == Provision.neverAssured ? nil : .string(row.assuredUntil.description)
            ),
            ("what_works", row.whatWorks?.all.map(figure)), ("wait_days", .number(entry.waitDays)),
            ("cost_band", .string(entry.costBand)),
        ]
        return members.compactMap { name, value in value.map { JSON.Member(name, $0) } }
    }

    private static func places(_ provision: DescribedProvision) -> JSON {
        let (total, booked) = (provision.row.places, provision.bookings.count)
        let taken = provision.bookings.count(where: \.isTaken)
        return [
            "total": .number(total), "taken": .number(taken), "held": .number(booked - taken),
            "free": .number(max(0, total - booked)),
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
