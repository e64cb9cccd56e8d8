import Contracts
import Foundation
import Inclusion
import SwiftProtobuf
import Testing

@testable import Notifier

@Suite("Who hears what", .timeLimit(.minutes(1)))
struct NoticeTests {
    @Test("Each event tells exactly these people exactly this")
    func table() {
        let here = Recipient.coordinator(locality: "E07000081")
        let provider = Recipient.provider("provider-1")
        let expected: [String: [Notice]] = [
            "referralhub.referrals.submitted.v1": [Notice(template: .referralReceived, recipient: .referrer)],
            "referralhub.cases.opened.v1": [Notice(template: .newReferral, recipient: here)],
            "referralhub.cases.acknowledged.v1": [Notice(template: .referralAcknowledged, recipient: .referrer)],
            "referralhub.cases.ap_placement_decided.v1": [Notice(template: .decisionMade, recipient: .referrer)],
            "referralhub.placements.offered.v1": [
                Notice(template: .placeAskedFor, recipient: provider, answerBy: "2026-11-24T17:00:00Z"),
                Notice(template: .providerAsked, recipient: here),
            ],
            "referralhub.placements.declined.v1": [Notice(template: .providerDeclined, recipient: here)],
            "referralhub.placements.unable_to_match.v1": [Notice(template: .noPlaceFound, recipient: here)],
            "referralhub.placements.accepted.v1": [
                Notice(template: .placeFound, recipient: .referrer),
                Notice(template: .providerAccepted, recipient: here),
                Notice(template: .acceptanceConfirmed, recipient: provider),
            ],
            "referralhub.placements.question_asked.v1": [Notice(template: .providerAsks, recipient: here)],
            "referralhub.placements.question_answered.v1": [Notice(template: .questionAnswered, recipient: provider)],
            "referralhub.placements.offer_expired.v1": [
                Notice(template: .offerExpired, recipient: here), Notice(template: .offerOver, recipient: provider),
            ],
            "referralhub.placements.offer_withdrawn.v1": [
                Notice(template: .requestWithdrawn, recipient: provider),
                Notice(template: .provisionGone, recipient: here),
            ],
            "referralhub.placements.agreed.v1": [
                Notice(template: .placementAgreed, recipient: .referrer),
                Notice(template: .placementStarts, recipient: provider),
            ],
            "referralhub.placements.not_started.v1": [Notice(template: .placementNotStarted, recipient: here)],
            "referralhub.placements.ended.v1": [
                Notice(template: .placementEnded, recipient: .referrer),
                Notice(template: .placementOver, recipient: here),
            ],
            "referralhub.placements.withdrawn.v1": [Notice(template: .requestWithdrawn, recipient: provider)],
            "referralhub.cases.information_asked.v1": [
                Notice(
                    template: .informationAsked, recipient: .referrerOf(Samples.joined.text),
                    answerBy: "2026-12-07T09:30:00Z")
            ],
            "referralhub.cases.information_received.v1": [Notice(template: .answerReceived, recipient: here)],
            "referralhub.cases.listed.v1": [
                Notice(template: .caseListed, recipient: .referrer, forum: "talc", meetsOn: "2026-12-03")
            ],
            "referralhub.cases.decided.v1": [
                Notice(template: .outcomeDecided, recipient: .referrer),
                Notice(template: .referralTransferred, recipient: .referrer),
                Notice(template: .outcomeDecided, recipient: .referrer),
            ],
            "referralhub.cases.closed.v1": [
                Notice(template: .referralWithdrawn, recipient: here),
                Notice(template: .supportEnded, recipient: .referrer),
            ],
            "referralhub.cases.chased.v1": [
                Notice(
                    template: .answerStillNeeded, recipient: .referrerOf(Samples.joined.text),
                    answerBy: "2026-12-07T09:00:00Z"),
                Notice(
                    template: .clockRunsOut, recipient: here, answerBy: "2026-12-07T09:00:00Z", clock: "triage"),
                Notice(template: .clockRunsOut, recipient: here, answerBy: "2026-12-07T09:00:00Z", clock: "forum"),
                Notice(template: .clockRunsOut, recipient: here, answerBy: "2026-12-07T09:00:00Z", clock: "review"),
                Notice(template: .placementReviewDue, recipient: provider, answerBy: "2026-12-07T09:00:00Z"),
            ],
            "referralhub.cases.clock_breached.v1": [
                Notice(
                    template: .clockBreached, recipient: here, answerBy: "2026-12-07T09:00:00Z", clock: "information"),
                Notice(template: .clockBreached, recipient: here, answerBy: "2026-12-07T09:00:00Z", clock: "review"),
                Notice(template: .placementReviewLate, recipient: provider, answerBy: "2026-12-07T09:00:00Z"),
            ],
            "referralhub.cases.rerouted.v1": [
                Notice(template: .referralPassedOn, recipient: .referrer),
                Notice(template: .casePassedToYou, recipient: here),
                Notice(template: .referralPassedOn, recipient: .referrer),
            ],
            "referralhub.cases.level_changed.v1": [Notice(template: .levelChanged, recipient: .referrer)],
            "referralhub.cases.reopened.v1": [Notice(template: .caseReopened, recipient: .referrer)],
            "referralhub.cases.plan_noted.v1": [Notice(template: .planBegun, recipient: .referrer)],
            "referralhub.cases.action_agreed.v1": [
                Notice(
                    template: .actionGiven, recipient: .actionOwner("Zebedee"), answerBy: "2026-12-01T17:00:00Z"),
                Notice(template: .actionDue, recipient: .actionOwner("Zebedee"), answerBy: "2026-12-01T17:00:00Z"),
            ],
            "referralhub.cases.referral_joined.v1": [Notice(template: .referralJoined, recipient: here)],
            "referralhub.cases.referral_left.v1": [Notice(template: .referralLeft, recipient: here)],
            "referralhub.cases.amended.v1": [Notice(template: .referralAmended, recipient: here)],
            "referralhub.cases.sharing_changed.v1": [
                Notice(template: .sharingStopped, recipient: here), Notice(template: .sharingAllowed, recipient: here),
            ],
        ]
        for (type, all) in Dictionary(grouping: Samples.everything, by: \.type) {
            #expect(all.flatMap(\.news.notices) == expected[type, default: []], "\(type)")
        }
    }

    @Test("Every kind of event of the three topics has been thought of")
    func complete() {
        let kinds =
            ReferralEvent.Kind.allCases.map(\.rawValue) + CaseEvent.Kind.allCases.map(\.rawValue)
            + PlacementEvent.Kind.allCases.map(\.rawValue)
        #expect(Set(Samples.everything.map(\.type)) == Set(kinds))
    }

    @Test("Every mail there is is sent by some event")
    func everyTemplate() {
        let used = Set(Samples.everything.flatMap(\.news.notices).map(\.template))
        #expect(used == Set(MailTemplate.allCases))
    }

    @Test("What is learned of a referral comes from events about itself, not from those that may name another agency")
    func context() {
        let known = ReferralContext(reference: "RH-2345-6789", agency: "agency-1")
        let telling = Samples.everything.filter { $0.news.context == known }.map(\.type)
        #expect(
            Set(telling) == ["referralhub.referrals.submitted.v1", "referralhub.cases.opened.v1"])
    }
}

@Suite("What mails say", .timeLimit(.minutes(1)))
struct MailWordsTests {
    /// All mails that events with the given marks in every field about people lead to.
    private func mails(marked mark: String, reference: String) -> [(MailTemplate, String)] {
        Samples.events(marked: mark, reference: reference).flatMap { _, news in
            news.notices.map { notice in
                let facts = MailFacts(
                    reference: reference, answerBy: Date(timeIntervalSince1970: 1_795_000_000),
                    signIn: "https://hub.example.org/", forum: notice.forum.flatMap(Forum.init(code:)),
                    meetsOn: notice.meetsOn.flatMap(CalendarDate.init(_:)),
                    clock: notice.clock)
                let (subject, text) = notice.template.render(facts)
                return (notice.template, subject + "\n" + text)
            }
        }
    }

    @Test("Nothing of what an event says about a child, a family or a person gets into a mail")
    func nothingLeaks() {
        let mark = "Zebedee"
        let mails = mails(marked: mark, reference: "RH-2345-6789")
        #expect(Set(mails.map(\.0)) == Set(MailTemplate.allCases))
        for (template, text) in mails {
            #expect(!text.localizedCaseInsensitiveContains(mark), "\(template)")
        }
    }

    @Test("Mails about two children differ by the reference alone")
    func onlyTheReferenceDiffers() {
        let one = mails(marked: "Zebedee", reference: "RH-2345-6789")
        let other = mails(marked: "Ermintrude", reference: "RH-9876-5432")
        for ((template, text), (_, otherText)) in zip(one, other) {
            #expect(text.replacing("RH-2345-6789", with: "RH-9876-5432") == otherText, "\(template)")
        }
    }

    @Test(
        "Every mail has its reference in the subject, says what to do and where to read more, and no gap is left",
        arguments: MailTemplate.allCases)
    func shape(_ template: MailTemplate) {
        let facts = MailFacts(reference: "RH-2345-6789", answerBy: nil, signIn: "https://hub.example.org/")
        let (subject, text) = template.render(facts)
        #expect(subject.hasPrefix("Referral RH-2345-6789: "))
        #expect(!subject.contains("\n"))
        #expect(text.contains("RH-2345-6789"))
        #expect(text.contains("What you need to do"))
        #expect(text.contains("Sign in, ") && text.contains("is connected: https://hub.example.org/\n"))
        #expect(!(subject + text).contains(where: { "{}".contains($0) }))
    }

    @Test("A referrer is told which forum and when")
    func forum() throws {
        let facts = MailFacts(
            reference: "RH-2345-6789", answerBy: nil, signIn: "", forum: .talc, meetsOn: CalendarDate("2026-12-03"))
        let text = MailTemplate.caseListed.render(facts).text
        #expect(text.contains("the agenda of the Team Around the Locality Cluster on 3 December 2026"))
    }

    @Test(
        "A coordinator is told which clock, in words",
        arguments: ["acknowledge", "triage", "information", "papers", "forum", "plan", "review", "full_time_education"])
    func clock(_ kind: String) throws {
        let due = try Date("2026-12-07T09:00:00Z", strategy: .iso8601)
        let facts = MailFacts(reference: "RH-2345-6789", answerBy: due, signIn: "", clock: kind)
        for template in [MailTemplate.clockRunsOut, .clockBreached] {
            let text = template.render(facts).text
            #expect(text.contains("by 7 December 2026 at 9:00am"))
            #expect(!text.contains("the next step has to be taken"))
        }
    }

    @Test("That something went to the Front Door is told as any decision is")
    func escalated() {
        let escalated = News.cases(.decided(.with { ($0.outcome, $0.closes) = ("escalated_to_safeguarding", true) }))
        let advised = News.cases(.decided(.with { ($0.outcome, $0.closes) = ("advice_given", true) }))
        #expect(escalated.notices == advised.notices)
    }

    @Test("A provider is told by when to answer, by the clock on the wall")
    func answerBy() throws {
        let summer = try #require(try? Date("2026-06-01T16:00:00Z", strategy: .iso8601))
        let winter = try #require(try? Date("2026-11-22T09:05:00Z", strategy: .iso8601))
        let midnight = try #require(try? Date("2026-12-01T00:00:00Z", strategy: .iso8601))
        #expect(PlainDate.words(summer) == "1 June 2026 at 5:00pm")
        #expect(PlainDate.words(winter) == "22 November 2026 at 9:05am")
        #expect(PlainDate.words(midnight) == "1 December 2026 at 12:00am")
        let facts = MailFacts(reference: "RH-2345-6789", answerBy: winter, signIn: "https://hub.example.org/")
        #expect(MailTemplate.placeAskedFor.render(facts).text.contains("answer by 22 November 2026 at 9:05am"))
    }
}
