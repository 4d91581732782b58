mood-bad = difficult
mood-mixed = mixed
mood-good = good
mood-great = great
characters-at-most =
    { $count ->
        [one] One character at most
       *[other] { $count } characters at most
    }

priorities = Priorities
ups-and-downs = Ups and downs
help = Help needed
key-date = Key date
late = late
week-of = Week of { $week }
colon = :
full-stop = .
quoted = “{ $text }”
you-within = you

overview-title = All projects at a glance
help-requests-title = Requests for help
help-answer-take = I’ll take it
help-answer-join = I’ll help too
help-answer-tell = Say what became of it
help-answer-look = See it, or give it back
key-dates-title =
    { $count ->
        [one] Key date of the coming days
       *[other] Key dates of the coming days
    }
own-title =
    { $count ->
        [one] Your project
       *[other] Your projects
    }
own-not-heard-of = { $project } filed no bulletin this week.
own-away = { $project }: the team is away this week.
write-team = Write to the team of { $project }
bulletins-title =
    { $count ->
        [one] The bulletin
       *[other] The bulletins
    }
late-title =
    { $count ->
        [one] Came in after the last message
       *[other] Came in after the last message
    }
not-heard-of = no bulletin
not-heard-of-title = No bulletin this week
away = away
away-title =
    { $count ->
        [one] Team away this week
       *[other] Teams away this week
    }
asks-for-help = asks for help
still-waits-for-help = still waits for help
all-filed = Every project has filed. Well done, everybody!
earlier-title = Earlier this month
