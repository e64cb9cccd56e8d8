import Inclusion
import ServiceKit

/// What the list of an agency's referrals shows.
struct ReferralListContent: Sendable {
    let filter: ReferralListPages.Filter
    let isFirst: Bool
    var notice: String?
    var drafts: [JSON] = []
    /// Pages of the API's list; `nil` where nobody asked, or nobody answered.
    var returned: JSON?
    var rest: JSON?
    var notCurrent: [String] = []

    var body: PageBody {
        PageBody(
            heading: "My referrals", notice: notice, notCurrent: notCurrent,
            parts: ReferralListPages.Filter.allCases.map {
                PagePart(link: PageLink(address: $0.address, words: $0.words), isCurrent: $0 == filter)
            },
            blocks: [.buttons([PageButton(address: "/drafts", words: "Refer a child")])] + unfinished + lists + more)
    }

    private var lists: [Block] {
        let ours = returned?.at("items")?.items ?? []
        let others = rest?.at("items")?.items ?? []
        let isEmpty = isFirst && ours.isEmpty && others.isEmpty && drafts.isEmpty && notCurrent.isEmpty
        if isEmpty, filter == .all {
            return [
                .words(
                    "Your organisation has not referred a child yet. Choose “Refer a child” to begin. You can stop at any time and come back."
                )
            ]
        }
        var blocks: [Block] = []
        if returned != nil, !ours.isEmpty || filter == .returned {
            blocks.append(
                .table(
                    table(
                        "returned", "What is asked of you", ours,
                        empty: "Nothing is asked of you. When a coordinator asks something, it stands here."),
                    heading: "Returned to me (\(returned?.at("returned")?.number ?? ours.count))"))
        }
        if rest != nil {
            blocks.append(.table(table("rest", caption, others, empty: emptyWords), heading: heading))
        }
        return blocks
    }

    private var heading: String {
        switch filter {
        case .all, .returned: "All others"
        case .open: "Open, and with somebody else"
        case .closed: "Closed"
        }
    }

    private var caption: String { "Newest first" + (isFirst ? "" : ", further down the list") }

    private var emptyWords: String {
        switch filter {
        case .all, .returned: "There are no others."
        case .open: "Nobody else works on a referral of yours. Look under “Closed” for those that have ended."
        case .closed: "None of your referrals has ended. Look under “Open”."
        }
    }

    private func table(_ id: String, _ caption: String, _ items: [JSON], empty: String) -> PageTable {
        PageTable(
            id: id, caption: caption,
            columns: ["Reference", "Where it stands", "Who has it now", "Next"].map { .init($0) },
            rows: items.map(row), emptyWords: empty)
    }

    private func row(_ item: JSON) -> PageTable.Row {
        let id = item.at("id")?.words ?? ""
        return PageTable.Row([
            .init(
                item.at("reference")?.words ?? "", address: "/referrals/\(id)",
                aside: ReferralWords.day(item.at("submitted_at")).map { "Sent \($0)" }),
            .init("", aside: item.at("words")?.words, tag: ReferralWords.tag(item)),
            .init(item.at("with/words")?.words ?? ""),
            .init(ReferralWords.next(item) ?? "Nothing is due"),
        ])
    }

    private var unfinished: [Block] {
        guard !drafts.isEmpty else { return [] }
        let rows = drafts.map { draft in
            PageTable.Row([
                .init(
                    "Begun \(ReferralWords.day(draft.at("created_at")) ?? "")",
                    address: "/drafts/\(draft.at("id")?.words ?? "")"),
                .init(ReferralWords.day(draft.at("changed_at")) ?? ""),
                .init(ReferralWords.day(draft.at("expires_at")) ?? ""),
            ])
        }
        return [
            .table(
                PageTable(
                    id: "unfinished",
                    caption: "Nobody else sees these. Each is kept until its day, unless you go on with it",
                    columns: [.init("Referral"), .init("Last saved"), .init("Kept until")], rows: rows),
                heading: "Your unfinished referrals")
        ]
    }

    private var more: [Block] {
        var links: [PageLink] = []
        if let next = rest?.at("next")?.words {
            let sign = filter.address.contains("?") ? "&" : "?"
            links.append(PageLink(address: "\(filter.address)\(sign)cursor=\(next)", words: "Next page"))
        }
        if !isFirst { links.append(PageLink(address: filter.address, words: "First page")) }
        return links.isEmpty ? [] : [.links(links)]
    }
}
