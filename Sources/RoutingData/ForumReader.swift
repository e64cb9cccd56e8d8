import Contracts
import Inclusion
import Yams

/// Reads who meets when, and what each of them sees.
struct ForumReader {
    /// Those that meet; advice by the Inclusion Service needs no meeting.
    static let meeting: [Forum] = [.earlyYearsTier3, .talc, .interventionCircle, .post16]

    let book: FaultBook
    let localities: [Locality]
    /// `nil` when that could not be read: then nothing is compared with it.
    let calendar: SchoolCalendar?

    func forums(_ county: YAMLBranch) -> [ForumCalendar] {
        let policies = county["disclosure"].map(disclosure) ?? [:]
        var line: [String: Int] = [:]
        let forums = county.list("forums").compactMap { node -> ForumCalendar? in
            guard let forum = forum(node, policies) else { return nil }
            let key = "\(forum.locality)/\(forum.forum.code)"
            if let other = line.updateValue(node.line, forKey: key) {
                book.add(node.line, "\(key) has a calendar in line \(other) already.")
            }
            return forum
        }
        for locality in localities {
            for forum in Self.meeting where county["forums"] != nil && line["\(locality.code)/\(forum.code)"] == nil {
                // A calendar that could not be read has its own fault.
                guard !isMentioned(forum, locality.code, county) else { continue }
                county.fault(
                    "forums", "“\(forum.code)” has no calendar in \(locality.name) (\(locality.code)).")
            }
        }
        return forums
    }

    private func isMentioned(_ forum: Forum, _ locality: String, _ county: YAMLBranch) -> Bool {
        county.list("forums").contains { node in
            node.mapping?["forum"]?.scalar?.string == forum.code
                && node.mapping?["locality"]?.scalar?.string == locality
        }
    }

    private func forum(_ node: Node, _ policies: [Forum: DisclosurePolicy]) -> ForumCalendar? {
        let branch = YAMLBranch(
            node, "a forum",
            needs: [
                "locality", "forum", "first", "every_weeks", "weekday", "at", "in_term_only", "place",
                "papers_working_days_before", "members",
            ], book)
        guard let branch else { return nil }
        let locality = branch.locality(among: localities)
        let forum = branch.value("forum", "one of \(Self.meeting.map(\.code).joined(separator: ", "))") { code in
            Self.meeting.first { $0.code == code }
        }
        let policy = forum.flatMap { policies[$0] }
        if let forum, policy == nil { branch.fault("forum", "“disclosure” says nothing about “\(forum.code)”.") }
        let first = branch.date("first")
        checkWeekday(branch, first)
        let at = branch.value("at", "a time such as 14:00", Self.time)
        let weeks = branch.number("every_weeks", 1...26)
        let inTermOnly = branch.bool("in_term_only")
        let place = branch.text("place")
        let papers = branch.number("papers_working_days_before", 0...20)
        let members = members(branch, policy)
        guard let locality, let forum, let policy, let first, let at, let weeks, let inTermOnly, let place, let papers
        else { return nil }
        let read = ForumCalendar(
            locality: locality, forum: forum, first: first, everyWeeks: weeks, hour: at.hour, minute: at.minute,
            inTermOnly: inTermOnly, place: place, papersWorkingDaysBefore: papers, members: members,
            disclosure: policy)
        if let calendar, calendar.ends < first || read.meetings(in: first...calendar.ends, calendar).isEmpty {
            branch.fault("first", "By this calendar it never meets.")
        }
        return read
    }

    private func checkWeekday(_ branch: YAMLBranch, _ first: CalendarDate?) {
        let weekday = branch.value("weekday", "a day such as tuesday") { name in
            Weekday.allCases.first { "\($0)" == name }
        }
        guard let weekday, let first, first.weekday != weekday else { return }
        branch.fault("first", "\(first) is a \(first.weekday), but it meets on a \(weekday).")
    }

    private static func time(_ text: String) -> (hour: Int, minute: Int)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        return (hour, minute)
    }

    private func members(_ forum: YAMLBranch, _ policy: DisclosurePolicy?) -> [ForumMember] {
        var seen: Set<String> = []
        if forum["members"] != nil, forum.list("members").isEmpty { forum.fault("members", "There is not one member.") }
        return forum.list("members").compactMap { node in
            guard let branch = YAMLBranch(node, "a member", needs: ["organisation", "kind"], book) else { return nil }
            let organisation = branch.text("organisation")
            let kind = branch.value("kind", "a kind of agency, such as health") { AgencyKind(code: $0) }
            guard let organisation, let kind else { return nil }
            if !seen.insert(organisation).inserted {
                branch.fault("organisation", "“\(organisation)” is there already.")
            }
            if let policy, policy.sections[kind] == nil {
                branch.fault("kind", "“disclosure” does not say what “\(kind.code)” sees in this forum.")
            }
            return ForumMember(organisation: organisation, kind: kind)
        }
    }

    // MARK: Disclosure

    private func disclosure(_ node: Node) -> [Forum: DisclosurePolicy] {
        let forums = Self.meeting.map(\.code)
        guard let branch = YAMLBranch(node, "disclosure", needs: [], takes: forums, book) else { return [:] }
        var policies: [Forum: DisclosurePolicy] = [:]
        for forum in Self.meeting {
            guard let node = branch[forum.code],
                let kinds = YAMLBranch(node, "a policy", needs: [], takes: AgencyKind.known.map(\.code), book)
            else { continue }
            var sections: [AgencyKind: Set<CaseSection>] = [:]
            for kind in AgencyKind.known where kinds[kind.code] != nil {
                sections[kind] = Set(
                    kinds.texts(kind.code).compactMap { text, line in
                        guard let section = CaseSection(rawValue: text) else {
                            let all = CaseSection.allCases.map(\.code).joined(separator: ", ")
                            book.add(line, "“\(text)” is no part of a case. There are \(all).")
                            return nil
                        }
                        return section
                    })
            }
            policies[forum] = DisclosurePolicy(sections)
        }
        return policies
    }
}
