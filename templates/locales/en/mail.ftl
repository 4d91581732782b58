greeting = Hello { $name },
unsubscribe-mail = Stop receiving these messages
link-as-text = If the button does not work, copy this address:
week-progress =
    { $projects ->
        [1]
            { $filed ->
                [0] The project has not filed its bulletin yet.
               *[other] The project has filed its bulletin.
            }
       *[other]
            { $filed ->
                [0] None of the { $projects } projects has filed its bulletin yet.
                [one] One project of { $projects } has filed its bulletin.
               *[other] { $filed } of { $projects } projects have filed their bulletins.
            }
    }

announcement-subject = Bulletins: file today before { $time }
announcement-title = It is bulletin day
announcement-closes = The form for the week of { $week } closes on { $day } at { $time }.
announcement-button = File a bulletin
announcement-how = One bulletin per project is enough, and it takes two minutes to write. The team can revise it until closing.
announcement-own-subject = { $project }: it is bulletin day, until { $time }
announcement-own = { $project } has not filed its bulletin yet.
face-tap = { $mood } – open the form with this mood
faces-hint = Tap a face: the form opens. The mood and two texts are enough, the rest is optional. Nothing is sent without you.
faces-hint-begun = Tap a face: the form opens with what has been begun. Nothing is sent without you.
faces-hint-text = Follow the link of your mood: the form opens. The mood and two texts are enough, the rest is optional. Nothing is sent without you.
faces-hint-text-begun = Follow the link of your mood: the form opens with what has been begun. Nothing is sent without you.
quiet-suffices = Nothing new this week? One line is enough: the form offers a quiet week.
answers-both = Reply to this message to reach your team and the coordinators.
answers-team = Reply to this message to reach your team.

sign-in-mail-subject = Your sign-in link for { $programme }
sign-in-mail-explanation =
    Here is the link you asked for to sign in. It works once, for { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }.
sign-in-mail-ignore = You did not ask for this? Ignore this message: without this link or this code nobody can sign in for you.

reminder-subject = { $project }: your bulletin before { $time }
reminder-title = The bulletin of { $project }
reminder-missing = The bulletin of { $project } for the week of { $week } has not been filed yet.
reminder-closes = You have until { $time } to file it.
reminder-button = File the bulletin
reminder-team = One person of your team is enough to file it.
reminder-link = This link is yours alone: it opens the form of { $project }, and nothing else, without an account or password, until the week ends.
begun-by = { $name } has begun
begun-by-reader = You have begun
begun-by-team = Your team has begun
reminder-begun =
    { $mood ->
        [missing]
            { $texts ->
                [0] { $begun }: the mood is missing.
                [one] { $begun }: the mood and one text are missing.
               *[other] { $begun }: the mood and { $texts } texts are missing.
            }
       *[there]
            { $texts ->
                [0] { $begun }, and everything is there: it only has to be filed.
                [one] { $begun }: one text is missing.
               *[other] { $begun }: { $texts } texts are missing.
            }
    }
reminder-last = This is the last reminder.

digest-subject = Bulletins of the week of { $week }
digest-title = The bulletins of the week
digest-progress =
    { $projects ->
        [0] No bulletin was asked for.
        [1]
            { $filed ->
                [0] The project has not filed.
               *[other] The project has filed.
            }
       *[other]
            { $filed ->
                [0] None of the { $projects } projects has filed.
                [one] One of { $projects } projects has filed.
               *[other] { $filed } of { $projects } projects have filed.
            }
    }
digest-month-subject = Bulletins of { $month }
digest-month-title = The month’s bulletins
digest-month-week = The last week of the month, { $week }
digest-weeks = All teams, week by week
digest-progress-own =
    { $projects ->
        [0] No bulletin was asked for.
        [one]
            { $filed ->
                [0] Your project has not filed.
               *[other] Your project has filed.
            }
       *[other]
            { $filed ->
                [0] None of your { $projects } projects has filed.
                [one] One of your { $projects } projects has filed.
               *[other] { $filed } of your { $projects } projects have filed.
            }
    }
digest-stands-in = { $name } asked you to stand in until { $day }.
digest-help-subject = Requests for help, week of { $week }
digest-help-month-subject = Requests for help of { $month }
digest-help-only = You chose to be told of requests for help only. These mails come when there is something to tell.
digest-help-settings = Choose which mails you get
digest-help-last-week =
    { $asked ->
        [one]
            Last week: { $taken ->
                [0] one request, which nobody has taken yet.
               *[other] one request, and it was taken.
            }
       *[other] Last week: { $taken } of { $asked } requests taken.
    }
digest-help-week =
    { $asked ->
        [one]
            Week of { $week }: { $taken ->
                [0] one request, which nobody has taken yet.
               *[other] one request, and it was taken.
            }
       *[other] Week of { $week }: { $taken } of { $asked } requests taken.
    }
digest-help-yours =
    { $asked ->
        [0]
            { $taken ->
                [one] The one you are helping with
               *[other] Those you are helping with
            }
        [one]
            { $taken ->
                [0] Yours
                [one] Yours, and the one you are helping with
               *[other] Yours, and those you are helping with
            }
       *[other]
            { $taken ->
                [0] Yours
                [one] Yours, and the one you are helping with
               *[other] Yours, and those you are helping with
            }
    }
digest-next-day = Next date
own-requests-title =
    { $count ->
        [one] What your project asks for
       *[other] What your projects ask for
    }
digest-help-untaken-others =
    { $count ->
        [one] One request of another team is waiting for someone
       *[other] { $count } requests of other teams are waiting for someone
    }
digest-help-untaken =
    { $count ->
        [one] One request is waiting for someone
       *[other] { $count } requests are waiting for someone
    }
digest-help-taken =
    { $count ->
        [one] One other request is taken already.
       *[other] { $count } other requests are taken already.
    }
digest-help-solved =
    { $count ->
        [one] Solved since the last message
       *[other] Solved since the last message
    }
digest-answers-team =
    { $count ->
        [0] Reply to this message to reach the team of your project.
        [one] Reply to this message to reach the team of your project.
       *[other] Reply to this message to reach the teams of your projects.
    }
digest-answers-coordination = Reply to this message to reach the coordinators.
digest-online = Read this week online

sign-in-mail-code =
    On another device, or the link does not open? Type this code where you asked for it, within { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }:

password-reset-mail-subject = A new password for { $programme }
password-reset-mail-explanation =
    With this link you choose a new password. It works once, for { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }, and signs you out everywhere else.
password-reset-mail-button = Choose a password
password-reset-mail-ignore = You did not ask for this? Ignore this message: your password stays as it is.

invitation-mail-subject = { $by } invites you to join { $programme }
invitation-mail-explanation = { $by } invites you to join { $programme }, where each project sums up its week in a short bulletin that everybody reads.
invitation-mail-prepared = A project that waits for you is being prepared: you will see it here once its promotion opens.
invitation-mail-coordinator = You coordinate the programme.
invitation-mail-eig = You are on the team of { $project }, which files the bulletin.
invitation-mail-mentor = You are a mentor of { $project }.
invitation-mail-strategic-mentor = You are a strategic mentor of { $project }.
invitation-mail-sponsor = You sponsor { $project }.
invitation-mail-helper = You lend the team of { $project } a hand.
invitation-mail-alumnus = You were on the team of { $project }.
invitation-mail-eig-later = From { $day } you will be on the team of { $project }, which files the bulletin.
invitation-mail-mentor-later = From { $day } you will be a mentor of { $project }.
invitation-mail-strategic-mentor-later = From { $day } you will be a strategic mentor of { $project }.
invitation-mail-sponsor-later = From { $day } you will sponsor { $project }.
invitation-mail-helper-later = From { $day } you will lend the team of { $project } a hand.
invitation-mail-alumnus-later = From { $day } you will be among those who were on the team of { $project }.
invitation-mail-how =
    With this link you confirm your name and choose your language, and a password if you want one. It works once, within { $days ->
        [one] one day
       *[other] { $days } days
    }.
invitation-mail-button = Join the programme
invitation-mail-ignore = Not for you? Ignore this message.
invitation-mail-ignore-or-answer = Not for you? Ignore this message, or reply to it.

notice-mail-subject = News about your account at { $programme }
notice-mail-sign-in = A new browser has signed in to your account.
notice-mail-password = The password of your account has changed, and all other sign-ins have ended.
notice-mail-address = A coordinator has changed the address of your account, and all your sign-ins have ended. This message goes to the former address and to the new one.
notice-mail-authenticator-set = An authenticator app now protects your account.
notice-mail-authenticator-removed = The authenticator app no longer protects your account.
notice-mail-passkey-added = A passkey has been added to your account.
notice-mail-passkey-removed = A passkey has been removed from your account.
notice-mail-recovery-codes-made = New recovery codes have been made for your account; earlier ones do not work any more.
notice-mail-recovery-code-used = A recovery code of your account has been used.
notice-mail-second-factor-reset = The second factor of your account has been removed by a coordinator or by whoever runs this service, and all your sign-ins have ended.
notice-mail-when = On { $day } at { $time }.
notice-mail-device = Browser
notice-mail-you = Was this you, or did you expect it? Then there is nothing to do.
notice-mail-tell = You did not expect this? Tell the coordinators at once: they can help, and end all sign-ins.
notice-mail-other = If not, choose a new password at once, which signs you out everywhere else, and tell the coordinators.

farewell-mail-subject = { $programme }: your data are erased
farewell-mail-what = Your name, your address, your roles and your access have just been erased. This is the last message: your address goes with it.
farewell-mail-stays = What your team has published stays, as the work of a former member.
farewell-mail-other = You did not ask for this? Write to the coordinators.

help-referent-subject =
    { $count ->
        [one] A request for help of { $project } needs you
       *[other] { $count } requests for help need you
    }
help-referent-title =
    { $count ->
        [one] It needs someone
       *[other] They need someone
    }
help-referent-untaken =
    { $count ->
        [one] Nobody has taken this request in more than two working days. It is now for you, as referent: take it, or ask somebody who can.
       *[other] Nobody has taken these requests in more than two working days. They are now for you, as referent: take them, or ask somebody who can.
    }
help-referent-ending =
    { $count ->
        [one] The project is coming to its end: its last bulletin is due { $day }. This request is still open. Find somebody to help the team, or ask them whether they still need it.
       *[other] The projects are coming to their end: their last bulletins are due { $day }. These requests are still open. Find somebody to help the teams, or ask them whether they still need it.
    }
help-referent-ended =
    { $count ->
        [one] The project has ended, and this request is still open. Find somebody to help the team, or ask them whether they still need it.
       *[other] The projects have ended, and these requests are still open. Find somebody to help the teams, or ask them whether they still need it.
    }
help-nag-page =
    { $count ->
        [one] On its page you can also close the request, with a message to the team.
       *[other] On their pages you can also close the requests, with a message to the team.
    }
help-no-team = The project has no team any more.
help-referent-named = Referent of the project: { $name }
help-referent-once = This message is sent only once.

help-overview-subject =
    { $count ->
        [one] Help: one request that nobody has taken
       *[other] Help: { $count } requests that nobody has taken
    }
help-overview-title = Who could help?
help-overview-explanation =
    { $count ->
        [one] One request is waiting for someone.
       *[other] { $count } requests are waiting for someone, the oldest first.
    }

help-progress-subject =
    { $count ->
        [one] { $project }: what became of “{ $words }”?
       *[other] What became of { $count } requests for help?
    }
help-progress-title =
    { $count ->
        [one] What became of it?
       *[other] What became of them?
    }
help-progress-asked =
    { $count ->
        [one] Your team asked for this, and somebody took it a week ago. Is it solved, still needed or no longer needed? Two clicks tell everybody.
       *[other] Your team asked for these, and somebody took them a week ago. Are they solved, still needed or no longer needed? Two clicks tell everybody.
    }
help-progress-left =
    { $count ->
        [one] You look after a project whose team has left. Somebody took its request a week ago: is it solved, or no longer needed?
       *[other] You look after projects whose teams have left. Somebody took their requests a week ago: are they solved, or no longer needed?
    }
help-progress-taken =
    { $count ->
        [one] You took this two weeks ago, and the team has not closed it. How is it going? If you can no longer help, give it back: others can then take it.
       *[other] You took these two weeks ago, and their teams have not closed them. How are they going? Give back those you can no longer help with: others can then take them.
    }
help-progress-answers = Reply to this message to reach the others: the team, or those who took it.
help-progress-once = You are asked this only once per request.

stand-in-mail-subject = { $name } asked you to stand in
until-within = until { $day }
stand-in-mail-what = Until then, you get their mails too, and read the same bulletins.
stand-in-mail-programme = In { $programme }, each project sums up its week in a short bulletin that everybody reads.
stand-in-mail-projects = It is about:
stand-in-mail-own = { $name } still gets these mails too.
stand-in-mail-answer = You cannot, or you have a question? Reply to this message to reach { $name }.
stand-in-mail-button = Read the latest weeks
stand-in-mail-ended-subject = You no longer stand in for { $name }
stand-in-mail-ended = { $name } no longer needs a stand-in: their mentor mails no longer come to you. Thank you!

digest-held-subject = Please decide: bulletins were not sent
week-of-within = week of { $week }
digest-held-title = Bulletins were not sent in time
digest-held-what =
    { $count ->
        [one] One mail of the week of { $week } could not be sent: in two days, no mail server accepted it. The person it is for has not had that week’s news.
       *[other] { $count } mails of the week of { $week } could not be sent: in two days, no mail server accepted them. The people they are for have not had that week’s news.
    }
digest-held-next = You decide whether they are still to be sent, all at once. Mail works again, since this message has reached you.
digest-held-button = Send anyway, or give up

team-away-subject = { $project }: the team will be away
team-back-subject = { $project }: the team will be there
team-away-title = A team will be away
team-back-title = A team will be there after all
team-away-weeks =
    { $count ->
        [one] The team of { $project } will be away for a week:
       *[other] The team of { $project } will be away for { $count } weeks:
    }
team-back-weeks =
    { $count ->
        [one] The team of { $project } will be there after all:
       *[other] The team of { $project } will be there after all, in these weeks:
    }
team-away-meaning = No bulletin is asked of it then, and no reminder is sent. There is nothing for you to do.

subject-mood = { $mood } mood
subject-quiet = a quiet week
subject-away = team away this week
subject-no-news = no bulletin this week
subject-late = a bulletin came in late
news-away = The team is away this week
news-mood = Mood: { $mood }
mood-better = better than last time ({ $before })
mood-worse = worse than last time ({ $before })
mood-same = as last time
news-none = No bulletin this week
news-late = A bulletin came in late
news-came-late = The bulletin of the week of { $week } came in late
news-before = Last bulletin, week of { $week }
news-never = No recent bulletin.
news-read-other = Read its bulletin
news-next-day = Next key date
news-request =
    { $days ->
        [0] Request for help published today
        [one] Request for help published yesterday
       *[other] Request for help published { $days } days ago
    }
news-other-requests =
    { $count ->
        [one] Another request
       *[other] Other open requests
    }
news-more-requests =
    { $count ->
        [one] And one more request of this project
       *[other] And { $count } more requests of this project
    }
news-read-late = I’ve read the one for the week of { $week }
news-write = Write to the team
news-bulletin = The bulletin
news-others =
    { $count ->
        [one] The other project
       *[other] The other projects
    }
mood-before = last time: { $before }
change-moved = “{ $what }” now on { $day }
change-put-off = “{ $what }” put off, no new day yet
change-called-off = “{ $what }” called off
change-happened = “{ $what }” took place
change-solved =
    { $count ->
        [one] One request for help is solved
       *[other] { $count } requests for help are solved
    }
change-withdrawn =
    { $count ->
        [one] One request for help is no longer needed
       *[other] { $count } requests for help are no longer needed
    }
change-promise = Last priorities: { $outcome }
sheet-subject = { $project }: { $month } on one page
digest-elsewhere = In a message of its own:
sheet-month = The month on one page: { $month }
sheet-explanation = One line per week, the key dates and the requests for help
sheet-open = Open the page to print
