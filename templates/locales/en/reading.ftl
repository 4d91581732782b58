welcome-title = Every week, news from every project
welcome-lead = One short bulletin a team, one message to read for everybody.
welcome-file = The team files its bulletin in two minutes: mood, priorities, ups and downs, help needed.
welcome-remind = Who forgot gets a reminder with a personal link, without a password.
welcome-read = On the last working day everybody gets the bulletins in full.
welcome-no-account = Are you on a team? The link in your reminder opens your form without an account.
home-title = Your bulletin
home-choose = Week of { $week }: for which project?
home-nothing = None of your projects expects a bulletin this week. You can read those of others.
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
weeks-empty = No week is published yet. The first will be at its closing.
weeks-around = Other weeks
week-previous = Previous week
week-next = Next week
week-unpublished = The bulletins will be published on { $day } at { $time }.
week-unpublished-until = Until then its team and the coordinators alone see a bulletin.
projects-empty = There is no project yet.
projects-ended = Ended projects
project-empty = No bulletin is published yet.
project-who = People
project-stands-in = stands in for { $name } until { $day }
project-file = This week’s bulletin
ends-on = Ends on { $day }
ended-on = Ended on { $day }
key-dates-to-come = Key dates to come
dashboard-caption = This week and the ones before, project by project
dashboard-empty = There is no project that files this week.
weeks-past = Before
not-filed = not filed
not-yet-filed = not yet
projects-others = Other projects
export-csv = Table (CSV)
export-requests-csv = Requests for help as a table (CSV)
export-markdown = Document (Markdown)
export-feed = Key dates for your calendar
export-xlsx = All bulletins as a spreadsheet (XLSX)
export-json = Everything as data (JSON)
export-referent = Referent
curve-title = The mood, week by week
curve-label = A curve of the moods from difficult at the bottom to great on top; weeks without a bulletin are gaps. The same stands in the table below it.
curve-table = As a table
nothing-asked = no bulletin was asked for
nothing-asked-short = nothing asked
key-dates-past = Past key dates
key-dates-empty = No key date is to come.
key-dates-subscribe = Have them in your calendar
shares-title = Share links
shares-explanation = Whoever has a link reads what this project has published, and nothing else, without an account.
shares-empty = There is no link yet.
share-new = A new link
share-label = For whom
share-label-hint = So that you know later whose link it is.
label-missing = Say for whom it is.
label-invalid = Say for whom it is in { $max } characters at most, on one line.
share-expires = Works until
share-expires-hint = Empty: until you end it.
share-day-wrong = Give a day to come, such as 2026-12-31, or none.
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
search-hint = In all that is published, accents and capitals aside. The last word may be a beginning; “words in quotes” stand together.
search-nothing = Nothing fits. Try fewer words, or another period.
search-all-projects = All projects
search-all-promotions = All promotions
search-filters = Only a project, a promotion or a period
search-only-help = Only requests for help
