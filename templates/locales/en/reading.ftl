welcome-title = Every week, news from every project
welcome-lead = One short bulletin a team, one message to read, and an answer for whoever asks for help.
welcome-file = The team files its bulletin in two minutes, by the link in its mail.
welcome-read = On the last working day everybody reads the bulletins of the week.
welcome-no-account = Are you on a team? The link in your mail opens your form without an account.
    .stay = To file your bulletin without an account, ask the coordinators for the link of your announcement or reminder.
home-title = Your bulletin
home-choose = Week of { $week }: for which project?
home-nothing = No bulletin is asked of you this week. The next form will be here.
home-over = Your project has ended: you are not asked for bulletins any more. Its weeks stay here to be read.
home-next = No bulletin is asked of you this week. Your next form opens here on { $opens }, and closes on { $day } at { $time }.
filed-count =
    { $filed ->
        [0] no bulletin
        [one] one bulletin
       *[other] { $filed } bulletins
    } from { $projects ->
        [1] one project
       *[other] { $projects } projects
    }
filed-unasked =
    { $filed ->
        [one] one bulletin, not asked for
       *[other] { $filed } bulletins, not asked for
    }
weeks-empty = No week is published yet. From the first closing on, this page tells how many teams wrote, and how they are.
weeks-around = Other weeks
week-previous = Previous week
week-previous-short = Previous
week-next = Next week
week-next-short = Next
week-unpublished = The bulletins will be published on { $day } at { $time } ({ $when }).
week-unpublished-until = Until then, only its team and the coordinators see a bulletin.
projects-empty = There is no project yet. Each will have its team and its latest mood here.
projects-ended =
    { $count ->
        [one] Ended project
       *[other] Ended projects
    }
project-empty = No bulletin is published yet. From the first on, the project’s weeks are here, the newest first; from the second on, the curve of its moods.
project-manage = Manage the project
project-who = People
project-stands-in = stands in for { $name } until { $day }
project-stood-for = { $name } stands in until { $day }
project-file = This week’s bulletin
ends-on = Ends on { $day }
ended-on = Ended on { $day }
key-dates-to-come = Key dates to come
project-days-to-come =
    { $count ->
        [one] Key date to come
       *[other] Key dates to come
    }
strip-all = Show all
strip-mine = My projects
strip-closes = closes { $when }
strip-awaited = { $count } not yet
strip-not-filed = { $count } not filed
strip-quiet =
    { $count ->
        [one] one quiet week
       *[other] { $count } quiet weeks
    }
strip-away =
    { $count ->
        [one] one team away
       *[other] { $count } teams away
    }
strip-unasked =
    { $count ->
        [one] one project not asked for anything
       *[other] { $count } projects not asked for anything
    }
strip-help =
    { $count ->
        [one] one project has an open request for help
       *[other] { $count } projects have an open request for help
    }
strip-mood-1 = { $count } difficult
strip-mood-2 = { $count } mixed
strip-mood-3 = { $count } good
strip-mood-4 = { $count } great
worth-title = Worth a look
dashboard-missing = Not filed yet ({ $count })
dashboard-missing-this-week = No bulletin this week ({ $count })
dashboard-missing-last-week = No bulletin last week ({ $count })
dashboard-last-of-all = The promotion { $name } is closed: this week is the last one for which a bulletin is asked.
dashboard-closed = The promotion { $name } was closed on { $day }: no bulletin is asked for any more.
dashboard-closed-next = Export, archive or reopen it
dashboard-ended = The promotion { $name } ended on { $day }: no bulletin is asked for any more.
dashboard-ended-next = Close it
dashboard-see-promotion = See the promotion
dashboard-ahead = The promotion { $name } is open: its first bulletins will be asked from { $day } on.
dashboard-missing-last = No bulletin in the last week ({ $count })
dashboard-last = Last week of all ({ $week })
dashboard-of-last = The last week
dashboard-grace = The form has just closed; it still takes bulletins until { $time }.
dashboard-last-week = Last week ({ $week })
dashboard-last-week-filed =
    { $filed ->
        [0] none of { $of } bulletins.
        [one] one of { $of } bulletins.
       *[other] { $filed } of { $of } bulletins.
    }
requests-all-told-above =
    { $count ->
        [one] It is above, under “Worth a look”.
       *[other] All of them are above, under “Worth a look”.
    }
requests-told-above =
    { $count ->
        [one] One of them is above, under “Worth a look”.
       *[other] { $count } of them are above, under “Worth a look”.
    }
requests-sum =
    { $count ->
        [one] One open request
       *[other] { $count } open requests
    }, in { $projects ->
        [one] one project
       *[other] { $projects } projects
    }.
requests-untaken-more =
    { $count ->
        [one] And one more, newer
       *[other] And { $count } more, newer
    }
worth-nothing = Nothing asks for your attention today.
worth-more =
    { $count ->
        [one] And one more reason, less pressing
       *[other] And { $count } more reasons, less pressing
    }
worth-help =
    has been asking for help for { $count ->
        [one] one day
       *[other] { $count } days
    }, and nobody has taken it.
worth-help-next = See and answer
worth-fall =
    lost { $count ->
        [one] one step
       *[other] { $count } steps
    } of mood in two weeks: it is { $mood }.
worth-fall-next = Read, then write
worth-silence =
    has filed nothing for { $count ->
        [one] one week
       *[other] { $count } weeks
    }, without being away.
worth-silence-next = Write to the team
worth-mails =
    { $count ->
        [one] did not get one mail.
       *[other] did not get { $count } mails.
    }
worth-mails-next = See the mails
worth-mentors =
    has had no word from its administration for { $count ->
        [one] one day
       *[other] { $count } days
    }.
worth-mentors-next = Write to the mentors
course-week = This week’s bulletins
course-announced = Announced
course-reminded = Reminded
course-filed = Filed
course-closed = Closed
course-sent = Sent
    .stay = Written
course-mails =
    { $count ->
        [0] no mail sent
        [one] one mail sent
       *[other] { $count } mails sent
    }
    .stay =
        { $count ->
            [0] no mail written
            [one] one mail written
           *[other] { $count } mails written
        }
course-times =
    { $count ->
        [one] once
       *[other] { $count } times
    }
course-waiting = { $count } waiting
course-failed = { $count } failed
course-again = then at { $time }
course-of = { $filed } of { $projects }
mosaic-title = Week by week
mosaic-caption =
    { $weeks ->
        [one] One row per project, for the first week.
       *[other] One row per project, one cell per week: { $weeks } weeks, the newest on the right.
    }
mosaic-skip = Skip the table
mosaic-months = Months
mosaic-before = Before
mosaic-after = After
mosaic-nothing = No project matches.
mosaic-asks = help asked for, and not closed
mosaic-begun = draft begun
mosaic-reminded = reminder sent
    .stay = reminder written
dashboard-empty = No project files this week.
dashboard-none-of-yours = None of your projects files this week.
not-filed = not filed
not-yet-filed = not yet
projects-others =
    { $count ->
        [one] Other project
       *[other] Other projects
    }
export-csv = Table (CSV)
export-requests-csv = Requests for help as a table (CSV)
export-markdown = Document (Markdown)
export-feed = Key dates for your calendar
export-xlsx = All bulletins as a spreadsheet (XLSX)
export-json = Everything as data (JSON)
export-referent = Referent
curve-title = The mood, week by week
curve-label = A curve of the moods from difficult at the bottom to great on top. Weeks without a mood have their sign at the foot of the curve, key dates and requests for help stand below. The table that follows says the same.
curve-others = The curve of other months
curve-table = Read as a table
nothing-asked = no bulletin was asked for
nothing-asked-short = nothing asked
key-dates-past = Past key dates
key-dates-put-off = Key dates without a day
key-dates-empty = No key date is to come. Those that teams announce in their bulletins will be here, month by month.
key-dates-none = No key date in these months.
key-dates-newest = Recent key dates
key-dates-older = Older key dates
key-dates-whose = Teams set and move them in their bulletins.
key-dates-subscribe = Have them in your calendar
shares-title = Share links
shares-explanation = Whoever has a link reads what this project has published and can answer what it asks for, without an account; nothing else. Whoever has opened a request for help finds it again as long as it is open, also once you end the link.
shares-empty = There is no link yet. Each will have its name here, its last day, and how often it was seen.
share-new = A new link
share-label = For whom
share-label-hint = So that you know later whose link it is.
label-missing = Say for whom the link is.
label-invalid = Say for whom the link is, in { $max } characters at most, on one line.
share-expires = Works until
share-expires-hint = Empty: until you end it.
share-day-wrong = Choose a day to come, or leave it empty.
share-make = Make the link
share-made = made on { $day }
share-until = until { $day }
share-seen =
    { $count ->
        [0] not seen yet
        [one] seen once
       *[other] seen { $count } times
    }
share-last-seen = last on { $day }
share-revoke = End it
share-revoked = ended
share-expired = expired
shared-explanation = You read this by a link that was shared with you.
search-words = Words
search-button = Search
search-hint = In all that is published, accents, capitals and plurals aside. A word of four letters or more may be a beginning; “words in quotes” stand together as they are.
search-nothing = Nothing matches. Try fewer words, or another period.
search-all-projects = All projects
search-all-promotions = All promotions
search-filters = Only a project, a promotion or a period
search-only-help = Only requests for help
measures-title = Measures
measures-lead = How bulletins are filed and read, and how soon requests for help find a person, and then an end.
export-bulletins = Bulletins
measures-bulletins = The bulletins
measures-empty = No promotion is open yet. From the first bulletin on, this page tells how many are filed on time, and how many are read.
measures-share = { $some } of { $all }, that is { $percent }%
measures-bulletins-caption = Bulletins, promotion by promotion
measures-link-to-filed = From opening the link to filing
measures-on-time = Filed on time
measures-closed = Priorities with a known outcome
measures-quiet = Quiet weeks
measures-read-soon =
    { $days ->
        [one] Read within a day
       *[other] Read within { $days } days
    }
project-read-soon =
    { $days ->
        [one] Bulletins read within a day
       *[other] Bulletins read within { $days } days
    }
measures-bulletins-how = On time: before closing, of the weeks in which a bulletin was asked for. Time runs from when the personal link is opened until the bulletin is first filed. Priorities and readings count from the promotion’s first answer on; a bulletin is read when somebody has said so.
read-soon-share = { $some } of { $all }
read-button = I’ve read it
read-explanation = The team will see it, with your name. Opening this page tells them nothing.
read-on-week = The team will see it, with your name.
read-said = You said on { $day } at { $time } that you have read it.
read-take-back = Undo
read-too-late = It could be said until { $day }.
read-by = Read by
read-by-one = { $name } ({ $day })
read-bulletin = Read the whole bulletin
read-needs-account = with your account
read-link-unknown = This link is not complete
read-link-unknown-explanation = Copy all of it from the mail. Nothing was noted.
read-link-left = This link no longer works
read-link-left-explanation = The person it was sent to no longer follows this project, or is on its team. Nothing was noted.
readers-one = { $name } read your last bulletin (week of { $week }) on { $day }.
readers-of = Your last bulletin (week of { $week }):
readers-one-before = { $name } read your bulletin before that (week of { $week }) on { $day }.
readers-of-before = Your bulletin before that (week of { $week }):

sheet-weeks = Week by week
sheet-days = Key dates
sheet-no-days = No key date this month.
sheet-ahead = Coming up
sheet-no-requests = No request for help this month.
sheet-more =
    { $count ->
        [one] and one more
       *[other] and { $count } more
    }
sheets-around = Other months
sheet-previous = Previous month
sheet-next = Next month
sheet-project = Back to the project
sheet-link = The month on one page
home-filed = { $project }: it is filed
home-published = { $project }: it is published
home-see = See your bulletin
home-see-earlier = See the one before
home-own-requests = What your team asks for
home-own-none = No request for help is open.
home-requests = What others ask for
home-requests-none = No other team waits for help. Its request will be here, and you will be able to answer it.
home-requests-more =
    { $count ->
        [one] See one more request
       *[other] See { $count } more requests
    }
welcome-more = Learn more
welcome-answer = Whoever asks for help finds a person, and knows that the bulletin is read.
picture-form = The form: four faces for the mood of the week, “good” is chosen, then the priorities.
picture-week = The message of the week: the mood of each project, then the bulletin of CartoBio, which looks for a lawyer.
picture-answer = The request for help: a button “I’ll take it”, the answer of Mina, and the name of who has read it.
picture-help = Who knows a lawyer?
picture-taken = Mina is helping
picture-read = Read by Marc, your mentor
home-read = Read the weeks
picture-told = Open the map of organic plots.
picture-asks = Priorities
picture-needs = Help needed

curve-events = Events
curve-asked = Request for help
months-around = Neighbouring months
month-newer = Newer months
month-older = Older months
months-until = Up to { $month }
months-since = From { $month } on
project-open = Right now
project-take = Export
projects-beside = Neighbouring projects
projects-previous = Previous project
projects-next = Next project
projects-moods = Each team’s mood in the latest published week, { $week }.
project-feed-subscribe = Subscribe to the key dates
week-strip = Go to a project
week-key-dates =
    { $count ->
        [one] Key date of the days that followed
       *[other] Key dates of the days that followed
    }
week-quiet =
    { $count ->
        [one] quiet week without a mood
       *[other] quiet weeks without a mood
    }
week-asked =
    { $count ->
        [one] request for help
       *[other] requests for help
    }
share-open = Open
share-copy = Copy
share-copied = Copied
bulletin-whole = Read it all
week-asks-ended =
    { $count ->
        [one] One request closed since
       *[other] { $count } requests closed since
    }
