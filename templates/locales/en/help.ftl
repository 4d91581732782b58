nav-help = Requests for help
requests-untaken =
    { $count ->
        [one] one that nobody has taken
       *[other] { $count } that nobody has taken
    }
requests-lead = Every request finds a person, and an end.
requests-search = Who has asked this before?
requests-search-hint = Among all requests that you may read, of whatever promotion, with how they ended.
requests-filter = Filter by project
requests-show = Show
requests-untaken-title = Nobody sees to them ({ $count })
requests-untold-title = Not published yet ({ $count })
requests-taken-title = Somebody sees to it ({ $count })
requests-ended-title = Closed
requests-ended-last = The last requests for help that were closed
requests-more =
    { $count ->
        [one] And another request
       *[other] And { $count } other requests
    }
requests-beginning = Back to the beginning
requests-empty = No request is under way. As soon as a team asks for help, its request will be here, the oldest first, until the team closes it.
requests-all = All requests for help
request-asked =
    { $days ->
        [0] Published today
        [1] Published yesterday
       *[other] Published { $days } days ago
    }
request-asked-by =
    Asked by { $name }, { $days ->
        [0] published today
        [1] published yesterday
       *[other] published { $days } days ago
    }
request-open = nobody has taken it yet
request-taken = somebody sees to it
request-taken-by-you = you see to it
request-by-you = you
request-closed = closed
request-taken-by = Taken by
request-ended-solved = Solved on { $day }
request-ended-not-needed = No longer needed since { $day }
request-ended-unknown = Closed on { $day }, outcome not known
request-with = with { $names }
request-asked-on = Asked on { $day }
request-taken-on = Taken on { $day }
request-answer = See and answer
request-follow = Follow or close your request
request-write = Write to the team
request-subject = Your request for help – { $project }
measures-caption = Requests for help, promotion by promotion
measures-asked = Published
measures-taken = Time until taken
measures-ended = Time until closed
measures-untaken =
    { $days ->
        [one] Neither taken nor closed after a working day
       *[other] Neither taken nor closed after { $days } working days
    }
measures-median = half within { $time }
measures-ninety = nine in ten within { $time }
measures-of =
    { $count ->
        [one] of one
       *[other] of { $count }
    }
measures-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
measures-hours =
    { $count ->
        [one] one hour
       *[other] { $count } hours
    }
measures-days =
    { $count ->
        [one] one day
       *[other] { $count } days
    }
measures-how = Time runs from when everybody knows of the request. Public holidays and paused weeks are no working days. Old requests of which nobody knows the outcome do not count.

help-title = Request for help from { $project }
help-standing-open = open
help-standing-taken = taken
help-standing-closed = closed
help-asked-on = Asked on { $day } at { $time }
help-public-on = published on { $day }
help-hidden = For now only the team and the coordinators see it. Everybody will see it on { $day } at { $time }, with the bulletin.
help-taken-by-nobody = Nobody sees to it.
help-taken-by-somebody = Somebody sees to it already. You can join them.
help-taken-by = Seen to by { $names }
help-taken-by-you = You see to it.
help-taken-by-you-and = You see to it, with { $names }.
help-take-explanation = The team and you will get a mail with each other’s addresses: you go on between yourselves.
help-take-explanation-too = The team, those who see to it already and you will get a mail with each other’s addresses: you go on between yourselves.
help-your-name = Your name
help-offer-explanation = No account needed: say who you are, and confirm by the mail that we send you. The team will then have your address, and you theirs.
help-offer-hint = It is used for this request alone.
help-offer-sent =
    A mail is on its way to { $email }. Open it and confirm within { $hours ->
        [one] the hour
       *[other] { $hours } hours
    }: without that, nothing is done.
help-offer-again = Not the right address? Begin again
help-offer-yes = Yes, I confirm
help-give-back = Give it back
help-give-back-explanation = You can no longer see to it?
help-pass-on-explanation = Does somebody come to mind?
help-pass-on = Write to them, with the link by which it is taken
help-pass-on-mail =
    Hello,
    { $project } asks for help, and I thought of you. The request is here, and one button takes it:
    { $link }
help-close-explanation = Settled, or no longer needed? It is for your team to close it.
help-close-for-team = Close it for the team
help-solved = It is solved
help-not-needed = No longer needed
help-reopen = Open it again
help-reopen-explanation = Not solved after all? Its story stays.
help-reopen-explanation-needed = Is help needed after all? Its story stays.
help-word = A word to the team
help-word-hint = It is usually the team that decides. Tell them why you do: they get this word by mail.
help-word-hint-reopen = Tell the team why you open it again: they get this word by mail.
help-word-missing = Write a word to the team: they must know why.
help-revise = Reword the request
help-revise-in-bulletin = Revise it in the bulletin, whose form is still open
help-people = The people
help-who-asks = Who asks
help-who-sees = Who sees to it
help-write-all = Write to all of them
help-story = History
help-event-asked = Asked by { $name }
help-event-revised = Revised by { $name }
help-event-taken = Taken by { $name }
help-event-given-back = Given back by { $name }
help-event-closed-solved = Solved, says { $name }
help-event-closed-not-needed = No longer needed, says { $name }
help-event-closed-unknown = Closed, as nobody knows what became of it
help-event-reopened = Opened again by { $name }
help-event-referent-told = The coordinators were told that nobody saw to it
help-event-team-asked = The team was asked for news
help-event-takers-asked = Whoever sees to it was asked for news
help-event-handed-over = Handed over to the coordinators, as the project has ended
help-ended-closed-solved = Solved
help-ended-closed-not-needed = No longer needed
help-ended-closed-unknown = Closed, as nobody knows what became of it
help-overtaken = The request has changed meanwhile: this is how it stands now. Nothing was saved.
help-too-late = Thank you! This request was closed on { $day }.
help-typed = What you had written:
help-gave-back = You gave it back; thank you for trying.
help-take-again = See to it again
help-go-on-as = Go on with the account of { $name }
help-contact = A question? Write to
help-link-unknown = This link leads nowhere
help-link-unknown-explanation = The address is incomplete: copy all of it from the mail. Or the request for help was withdrawn, and there is nothing left to do.
help-link-left = This link no longer works
help-link-left-explanation = The person it was sent to is no longer part of the programme, or this project is no longer shown. There is nothing to do.
help-offer-ended = This button does not work any more
help-offer-ended-explanation = It was used, or is older than a day. If it was used, the mail that followed brings you together with the team; otherwise open the request for help again where you found it.
help-offer-refused = This request is your own team’s: others see to it.
help-offer-full = Many people from outside the programme see to it already: that is help enough. Thank you all the same.
help-offer-confirm = { $name }, you are about to see to it. The team and you will get a mail with each other’s addresses.
help-new = Ask for help
help-new-explanation = The whole programme sees it at once, and the coordinators get a mail. When somebody sees to it, a mail brings you together.
help-choose-project = Choose a project
help-project-missing = Choose the project in whose name you ask.
help-ask = Ask now
help-missing = Say what you need.
help-see-request = Follow the request for help
help-ask-apart = Without waiting for the bulletin: ask for help

help-asked-subject = { $project } asks for help
help-asked-mail = { $project } asks for help, without waiting for its bulletin:
help-asked-mail-next = You can take it yourself, or tell somebody who could.
help-asked-mail-answer = Reply to this message to write to the team. The link is yours alone: it lets you see to it in your name, without account or password.
help-asked-chat = { $project } asks for help. Who takes it?
help-taken-subject = { $project }: { $name } sees to the request for help
help-taken-title = You are brought together
help-taken-mail = { $name } sees to this request for help of { $project }:
help-taken-mail-you = You see to this request for help of { $project }:
help-taken-mail-too = { $name } sees to this request for help of { $project }, too, together with you:
help-taken-now = And now?
help-taken-answer = Reply to this message: your answer goes to all of these people.
help-taken-left-out = Yet it does not reach { $names }: not all mail programs can write to that address. Write to them separately.
help-taken-now-taker = A first word to the team is enough to begin: propose a day and a time.
help-taken-now-team = Say when and how you can be reached. Once it is settled, or if help is no longer needed, say so by the link.
help-taken-button = See the request
help-taken-link-taker = If you cannot see to it any more, give it back here: others will see it. This link is yours alone.
help-taken-link-team = This is where you say that it is solved. This link is yours alone.
help-news-subject = { $project }: news of the request for help
help-news-given-back = { $name } cannot see to the request for help of { $project } any more.
help-news-left = Somebody who saw to the request for help of { $project } takes no part in the programme any more.
help-news-closed-solved = The request for help of { $project } is solved, says { $name }.
help-news-closed-not-needed = The request for help of { $project } is no longer needed, says { $name }.
help-news-reopened = { $name } has opened the request for help of { $project } again: it is not solved yet.
help-news-coordination-closed-solved = { $name }, a coordinator, has closed the request for help of { $project }: it is solved.
help-news-coordination-closed-not-needed = { $name }, a coordinator, has closed the request for help of { $project }: it is no longer needed.
help-news-coordination-reopened = { $name }, a coordinator, has opened the request for help of { $project } again: it is not solved yet.
help-news-open = It is open again: the whole programme sees it, and somebody else can see to it.
help-news-still-taken = Still seen to by { $names }.
help-news-still-yours = You still see to it.
help-news-still-yours-and = You still see to it, with { $names }.
help-news-thanks = Thanks to whoever saw to it.
help-news-closed = Not solved after all? The team can open it again.
help-news-closed-team = Not solved after all? You can open it again.
help-news-not-needed = Is help needed after all? The team can open it again.
help-news-not-needed-team = Do you need help after all? You can open it again.
help-news-request = The request
help-news-answer = Reply to this message to write to those who ask and those who see to it. The link is yours alone.
help-news-answer-team = Reply to this message to write to the team that asks. The link is yours alone.
help-news-answer-coordination = Reply to this message to write to { $name }, those who ask and those who see to it. The link is yours alone.
help-news-answer-team-coordination = Reply to this message to write to { $name } and the team that asks. The link is yours alone.
help-offer-subject = { $project }: confirm that you see to it
help-offer-mail = With this address, somebody offers to see to this request for help of { $project }:
help-offer-mail-how =
    Is that you? Confirm within { $hours ->
        [one] the hour
       *[other] { $hours } hours
    }: the team and you will then get a mail with each other’s addresses.
help-offer-mail-ignore = Not you? Ignore this message: without a confirmation nothing is done, and your address is forgotten.

outcome-asked = Your request for help of { $day }
outcome-taken = { $names } sees to it
outcome-solved = Solved
outcome-still-needed = Still needed
outcome-not-needed = No longer needed
