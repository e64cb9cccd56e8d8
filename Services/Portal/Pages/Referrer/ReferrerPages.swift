/// The pages of whoever refers children.
struct ReferrerPages: Sendable {
    let calls: HubCalls
    let press: PagePress

    var routes: [PageRoute] {
        let desk = ReferralDesk(calls: calls)
        return ReferralListPages(calls: calls, press: press).routes + DraftPages(desk: desk, press: press).routes
            + SectionPages(desk: desk, press: press).routes + ReferralPages(desk: desk, press: press).routes
            + MovePages(thing: ReferralMoves.referrals, calls: calls, press: press).routes
    }
}
