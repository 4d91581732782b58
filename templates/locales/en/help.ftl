nav-help = Requests for help
requests-untaken =
    { $count ->
        [one] one that nobody has taken
       *[other] { $count } that nobody has taken
    }
requests-lead = What teams need, and who is helping.
requests-search = Who has asked this before?
requests-search-hint = Searches every request you may read, from any promotion, with how it ended.
requests-filter = Filter by project
requests-show = Show
requests-untaken-title =
    { $count ->
        [one] Nobody has taken this one yet ({ $count })
       *[other] Nobody has taken these yet ({ $count })
    }
requests-untold-title =
    { $count ->
        [one] Not published yet ({ $count })
       *[other] Not published yet ({ $count })
    }
requests-taken-title = Someone is helping ({ $count })
requests-ended-title =
    { $count ->
        [one] Closed
       *[other] Closed
    }
requests-ended-last =
    { $count ->
        [one] The last request for help that was closed
       *[other] The last requests for help that were closed
    }
requests-more =
    { $count ->
        [one] And another request
       *[other] And { $count } other requests
    }
requests-beginning = Back to the beginning
requests-empty = No request is open. As soon as a team asks for help, its request will be here, the oldest first, until the team closes it.
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
request-asked-by-you =
    Asked by you, { $days ->
        [0] published today
        [1] published yesterday
       *[other] published { $days } days ago
    }
request-untold = To be published on { $day }
request-untold-by = Asked by { $name }, to be published on { $day }
request-untold-by-you = Asked by you, to be published on { $day }
request-open = nobody has taken it yet
request-taken = someone is helping
request-taken-by-you = you are helping
request-needed-anew = still needed, says its team
request-closed = closed
request-taken-by = Taken by
request-ended-solved = Solved on { $day }
request-ended-not-needed = No longer needed since { $day }
request-ended-unknown = Closed on { $day }, outcome not known
request-with = with { $names }
request-asked-on = Asked on { $day }
request-taken-on = Taken on { $day }
request-answer = See and answer
request-see = See the request
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
measures-how = Time is counted from when everybody knows of the request. Public holidays and paused weeks are not working days. Old requests whose outcome nobody knows are left out.

help-title = Request for help from { $project }
help-asked-on = Asked on { $day } at { $time }
help-public-on = published on { $day }
help-hidden = For now only the team and the coordinators see it. Everybody will see it on { $day } at { $time }, with the bulletin.
help-taken-by-somebody = Someone is already helping. You can join them.
help-taken-by = Helping: { $names }
help-taken-by-you = You are helping.
help-taken-by-you-and = You are helping, with { $names }.
help-take-explanation = You and the team will get a mail with each other’s addresses, and take it from there.
    .stay = You and the team can write to each other then, and take it from there.
help-take-explanation-too = You, the team and those already helping will get a mail with each other’s addresses, and take it from there.
    .stay = You, the team and those already helping can write to each other then, and take it from there.
help-your-name = Your name
help-offer-explanation = No account needed: say who you are, and confirm from the mail that we send you. The team will then have your address, and you theirs.
    .stay = No account needed: say who you are, and confirm by a link that is written into a folder: ask the coordinators for it. The team will then have your address, and you theirs.
help-offer-hint = It is used for this request alone.
help-offer-sent =
    A mail is on its way to { $email }. Open it and confirm within { $hours ->
        [one] the hour
       *[other] { $hours } hours
    }: until then, nothing happens.
    .stay =
        A link for { $email } is written into a folder: ask the coordinators for it, and confirm within { $hours ->
            [one] the hour
           *[other] { $hours } hours
        }: until then, nothing happens.
help-offer-again = Not the right address? Begin again
help-offer-yes = Yes, I confirm
help-give-back = Give it back
help-give-back-explanation = You can no longer help?
help-pass-on-explanation = Does somebody come to mind?
help-pass-on = Write to them, with a link to take it
help-pass-on-mail =
    Hello,
    { $project } asks for help, and I thought of you. The request is here, and one click is enough to take it:
    { $link }
help-close-explanation = Settled, or no longer needed? It is for your team to close it.
help-close-for-team = Close it for the team
help-solved = It is solved
help-not-needed = No longer needed
help-reopen = Open it again
help-reopen-explanation = Not solved after all? Its history is kept.
help-reopen-explanation-needed = Is help needed after all? Its history is kept.
help-word = Your message to the team
help-word-hint = It is usually the team that decides. Tell them why you are doing it: they get this message by mail.
help-word-hint-reopen = Tell the team why you are opening it again: they get this message by mail.
help-word-missing = Write to the team: they must know why.
help-revise = Reword the request
help-revise-in-bulletin = Revise it in the bulletin, whose form is still open
help-people = The people
help-who-asks = Who asks
help-who-sees = Who is helping
help-write-all =
    { $count ->
        [one] Write to this person
       *[other] Write to all of them
    }
help-story = History
help-event-asked = Asked by { $name }
help-event-revised = Revised by { $name }
help-event-taken = Taken by { $name }
help-event-given-back = Given back by { $name }
help-event-closed-solved = Closed by { $name }: solved
help-event-closed-not-needed = Closed by { $name }: no longer needed
help-event-still-needed = Confirmed by { $name }: still needed
help-event-closed-unknown = Closed, as nobody knows what became of it
help-event-reopened = Opened again by { $name }
help-event-referent-told = The coordinators were told that nobody had taken it
help-event-team-asked = The team was asked for news
help-event-takers-asked = Those who are helping were asked for news
help-event-handed-over = Handed over to the coordinators, as the project has ended
help-ended-closed-solved = Solved
help-ended-closed-not-needed = No longer needed
help-ended-closed-unknown = Closed, as nobody knows what became of it
help-overtaken = The request has changed meanwhile: this is how it stands now. Nothing was saved.
help-too-late = Thank you! This request was closed on { $day }.
help-typed = What you had written:
help-gave-back = You gave it back; thank you for trying.
help-take-again = Take it again
help-go-on-as = Go on with the account of { $name }
help-contact = A question? Write to
help-link-unknown = This link leads nowhere
help-link-unknown-explanation = The address is incomplete: copy all of it from the mail. Or the request for help was withdrawn, and there is nothing left to do.
help-link-left = This link no longer works
help-link-left-explanation = The person it was sent to is no longer part of the programme, or this project is no longer shown. There is nothing to do.
help-offer-ended = This button no longer works
help-offer-ended-explanation = It was used, or is older than a day. If it was used, the mail that followed brings you together with the team; otherwise open the request for help again where you found it.
help-offer-refused = This request is your own team’s: it is for others to take.
help-offer-full = Many people from outside the programme are already helping: that is enough. Thank you all the same.
help-offer-confirm = { $name }, you are about to take this request. You and the team will get a mail with each other’s addresses.
    .stay = { $name }, you are about to take this request.
help-new = Ask for help
help-new-explanation = The whole programme sees it at once, and the coordinators get a mail. When someone takes it, a mail puts you in touch.
    .stay = The whole programme sees it at once. No mail leaves from here yet: tell the coordinators.
help-choose-project = Choose a project
help-project-missing = Choose the project you are asking for.
help-ask = Ask now
help-missing = Say what you need.
help-see-request = Follow the request for help
help-ask-apart = Without waiting for the bulletin: ask for help

help-asked-subject = { $project } asks for help
help-asked-mail = { $project } asks for help, without waiting for its bulletin:
help-asked-mail-next = You can take it yourself, or tell somebody who could.
help-asked-mail-answer = Reply to this message to write to the team. The link is yours alone: with it you take the request in your name, without an account or password.
help-asked-chat = { $project } asks for help. Who takes it?
help-taken-subject = { $project }: { $name } is helping with the request
help-taken-subject-you = { $project }: you are helping with the request
help-taken-title = You are in touch
help-taken-mail = { $name } is helping { $project } with this request:
help-taken-mail-you = You are helping { $project } with this request:
help-taken-mail-too = { $name } is helping { $project } with this request too, together with you:
help-taken-now = And now?
help-taken-answer = Reply to this message: your answer goes to all of these people.
help-taken-left-out =
    { $count ->
        [one] It will not reach { $names }, though: not all mail programs can write to that address. Write to them separately.
       *[other] It will not reach { $names }, though: not all mail programs can write to those addresses. Write to them separately.
    }
help-taken-now-taker = A first word to the team is enough to begin: propose a day and a time.
help-taken-now-team = Say when and how you can be reached. Once it is settled, or if help is no longer needed, say so by the link.
help-taken-link-taker = If you can no longer help, give it back here: others will see it. This link is yours alone.
help-taken-link-team = This is where you say that it is solved. This link is yours alone.
help-news-subject = { $project }: news of the request for help
help-news-given-back = { $name } can no longer help with the request of { $project }.
help-news-left = Someone who was helping with the request of { $project } has left the programme.
help-news-closed-solved = The request for help of { $project } is solved, says { $name }.
help-news-closed-not-needed = The request for help of { $project } is no longer needed, says { $name }.
help-news-reopened = { $name } has opened the request for help of { $project } again: it is not solved yet.
help-news-coordination-closed-solved = { $name }, a coordinator, has closed the request for help of { $project }: it is solved.
help-news-coordination-closed-not-needed = { $name }, a coordinator, has closed the request for help of { $project }: it is no longer needed.
help-news-coordination-reopened = { $name }, a coordinator, has opened the request for help of { $project } again: it is not solved yet.
help-news-open = It is open again: the whole programme sees it, and somebody else can take it.
help-news-still-taken = Still helping: { $names }.
help-news-still-yours = You are still helping.
help-news-still-yours-and = You are still helping, with { $names }.
help-news-thanks-you = Thank you for your help.
help-news-thanks = Thanks to whoever helped.
help-news-closed = Not solved after all? The team can open it again.
help-news-closed-team = Not solved after all? You can open it again.
help-news-not-needed = Is help needed after all? The team can open it again.
help-news-not-needed-team = Do you need help after all? You can open it again.
help-news-request = The request
help-news-answer = Reply to this message to write to the team and to those who are helping. The link is yours alone.
help-news-answer-team = Reply to this message to write to the team. The link is yours alone.
help-news-answer-own-team = Reply to this message to write to your team. The link is yours alone.
help-news-answer-own-team-coordination = Reply to this message to write to { $name } and to your team. The link is yours alone.
help-news-answer-coordination = Reply to this message to write to { $name }, to the team and to those who are helping. The link is yours alone.
help-news-answer-team-coordination = Reply to this message to write to { $name } and to the team. The link is yours alone.
help-offer-subject = { $project }: confirm that you will help
help-offer-mail = Someone offers, from this address, to help { $project } with this request:
help-offer-mail-how =
    Is that you? Confirm within { $hours ->
        [one] the hour
       *[other] { $hours } hours
    }: the team and you will then get a mail with each other’s addresses.
help-offer-mail-ignore = Not you? Ignore this message: without a confirmation nothing is done, and your address is forgotten.

outcome-asked = Your request for help of { $day }
outcome-said-needed = On { $day } your team said it was still needed
outcome-solved = Solved
outcome-still-needed = Still needed
outcome-not-needed = No longer needed
