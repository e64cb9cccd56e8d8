/// Which meetings there should be: what the calendars of the county say, for some weeks ahead.
public enum MeetingPlanner {
    /// Far enough that what is not reached has a next meeting, also over the summer.
    public static let weeksAhead = 12

    /// The meetings of every forum of every locality in the next twelve weeks, from tomorrow on: today's meeting was
    /// planned long ago, or is for a person to plan.
    public static func meetings(of county: County, today: CalendarDate) -> [MeetingSlot] {
        let range = today.adding(days: 1)...today.adding(days: weeksAhead * 7)
        return county.forums.flatMap { forum in
            forum.meetings(in: range, county.calendar).map { day in
                MeetingSlot(
                    locality: forum.locality, forum: forum.forum, startsAt: forum.startsAt(on: day),
                    papersBy: forum.papersBy(on: day, county.calendar), place: forum.place)
            }
        }
    }
}
