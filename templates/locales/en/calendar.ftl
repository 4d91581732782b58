week-paused = A week without bulletins: none is expected.
events-title = To come
events-empty = Nothing is planned in the coming weeks.
event-opening = Form opens
event-announcement = Announcement
event-reminder = Reminder
event-closing = Closing
event-digest = Bulletins to everybody
event-help-referent = Requests that nobody has taken, to their referents
event-help-overview = Requests that nobody has taken, to all coordinators
event-help-progress = Follow-up on requests, to those who asked or took them
pauses-title = Weeks without bulletins
pauses-explanation = In a paused week nothing is asked for: no closing, no reminder, no message.
pause-week = Week
pause-reason = Reason
pause-button = Pause the week
pause-end = End the pause
runs-title = What happened
runs-caption = The latest runs and their mails
runs-empty = Nothing that was planned has taken place yet.
run-job = What
run-at = Planned
run-outcome = Outcome
run-ran = done
run-skipped = skipped, too late
run-unneeded =
    { $count ->
        [one] one mail was not needed any more
       *[other] { $count } mails were not needed any more
    }
runs-silent =
    { $count ->
        [one] One run without mails: nobody to write to
       *[other] { $count } runs without mails: nobody to write to
    }
absences-title = Absences
absences-link = Say when the team is away
absences-nothing-asked = No bulletin is asked of you in those weeks; you can file one all the same.
absences-referent-told = Your referent is told by mail, or the coordinators where there is none.
    .stay = No mail tells your referent yet: tell them yourself, or the coordinators where there is none.
absences-others-told = Everybody else learns it when the week is published.
absences-weeks = Weeks when the whole team is away
absences-all-away = All of the team are away on closing day: nothing is asked of you.
absences-none = No bulletin is asked for in the coming weeks.
absences-people = In the team
absences-own = Everybody in the team notes their own days in their settings:
away-team = The whole team
away-day = on { $day }
away-days = from { $first } to { $last }
away-teams-title = Teams that are away
