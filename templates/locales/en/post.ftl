mails-stay = Mails do not leave yet: they are written into a folder.
mails-stay-where = Each is a file in { $folder }, whose name says what it is and for whom; nobody receives it. For mails to leave, set mail.smtp_url.
mails-stay-others = Mails do not leave from here yet: if you are waiting for one, ask the coordinators.
mails-stay-alone = Mails do not leave from here yet.
mails-failed =
    { $count ->
        [one] One mail could not be sent.
       *[other] { $count } mails could not be sent.
    }
mails-waiting =
    { $count ->
        [one] One mail waits to be sent.
       *[other] { $count } mails wait to be sent.
    }
standstill-title = No mail leaves
standstill-since = Those that have waited since { $day }, { $time } were tried, in vain.
standstill-do = Tell whoever runs the server: “bulletins check” tells them what is missing. As soon as the mail server answers, the mails leave by themselves, except those that have lost their point by then.
mails-held =
    { $count ->
        [one] One mail of a digest could not leave in time: decide whether it is still to be sent.
       *[other] { $count } mails of a digest could not leave in time: decide whether they are still to be sent.
    }
held-lead = No mail server took these mails within two days. If you send them anyway, they are tried for two more days. If you give them up, each can be tried again under “No longer needed”, for as long as its text is kept.
held-count =
    { $count ->
        [one] one mail
       *[other] { $count } mails
    }
held-send = Send anyway
held-give-up = Give up
mail-states = States of mails
mail-pending = Waiting
mail-claimed = Under way
mail-sent = Sent
    .stay = Written
mail-failed = Failed
mail-held = To be decided
mail-cancelled = No longer needed
mail-recipients =
    { $count ->
        [one] one mail
       *[other] { $count } mails
    }
mail-recipients-here =
    { $count ->
        [one] one mail on this page, others beside it
       *[other] { $count } mails on this page, others beside it
    }
mail-attempts-count =
    { $count ->
        [one] one attempt
       *[other] { $count } attempts
    }
mail-look = read
mail-look-hint = The first of these mails, without its links, which are its reader’s own.
mails-empty = No mail in this state.
mail-from = From
mail-to = To
mail-kind = Type
mail-kind-announcement = Announcement
mail-kind-reminder = Reminder
mail-kind-sign-in = Sign-in
mail-kind-digest = Digest
mail-at = When
mail-reason-expired = It had become pointless before a server took it.
mail-reason-given-up = A coordinator has given it up.
mail-reason-decided = What it asks for has been decided meanwhile.
mail-reason-filed = The bulletin has been filed meanwhile.
mail-reason-not-expected = No bulletin is expected for that week any more.
mail-reason-deactivated = This person’s access has been suspended meanwhile.
mail-reason-erased = This person’s data have been erased.
mail-reason-unsubscribed = This person does not want these messages any more.
mail-reason-address-changed = This person has another address by now.
mail-reason-left-project = This person is not on the project any more.
mail-reason-role-lost = This person does not have that role any more.
mail-reason-answered = What it asks about has been taken or closed meanwhile.
mail-reason-project-deleted = The project has been deleted meanwhile.
mail-reason-restored = It waited in a backup that was brought back, and the coordinators chose not to send it.
mail-reason-unwritten = This message could not be written: the server’s log says why.
mail-reason-sealed = The text of this message is sealed with a key that is not here (security.key_file).
mail-reason-no-address = No mail can be written to this address: correct it.
mail-reason-no-smtputf8 = The mail server cannot write to addresses with letters beyond A to Z before the @ (SMTPUTF8).
mail-reason-recipient-refused = The mail server refuses this address ({ $detail }).
mail-reason-content-refused = The mail server refuses this message ({ $detail }).
mail-reason-returned-unknown = There is no mailbox at this address: the message came back ({ $detail }). Correct the address.
mail-reason-returned-full = The mailbox is full: the message came back ({ $detail }).
mail-reason-returned-refused = The recipient’s server sent the message back ({ $detail }).
mail-reason-returned-late = The recipient’s server could not be reached for days: the message came back ({ $detail }).
mail-reason-address-returns = Two messages came back from this address, where there is no mailbox: nothing more is sent to it. Correct the address, or send one of those again.
mail-reason-server-answered = The mail server answered { $detail }.
mail-reason-server-lacks = The mail server lacks what this takes ({ $detail }).
mail-reason-server-slow = The mail server took too long.
mail-reason-no-tls = No encrypted connection (TLS) to the mail server could be made.
mail-reason-bad-certificate = The mail server’s certificate is not good ({ $detail }): whoever runs it has to renew it, or mail.smtp_url has to name the server as its certificate does.
mail-reason-no-starttls = The mail server offers no encryption (STARTTLS), which mail.smtp_url asks for (tls=required).
mail-reason-no-connection = No connection to the mail server, or it broke off.
mail-reason-no-file = The file could not be written.
mail-reason-chat-unset = This chat is not set any more.
mail-reason-chat-address = The address of the Matrix server (chat.matrix_homeserver) is not one.
mail-reason-chat-answered = The chat answered { $detail }.
mail-reason-chat-unreadable = The chat’s answer cannot be read.
mail-reason-chat-slow = The chat took too long.
mail-reason-no-chat = No connection to the chat.
mail-action = Action
mail-try-again = Try again
mail-subject = Subject
mail-as-text = As plain text
subscription-title = Your mails
stopped-announcement = the announcement of closing day
stopped-reminder = the reminders on closing day while a bulletin is missing
stopped-digest = the bulletins of the week
stopped-help-asked = requests for help made outside a bulletin
stopped-help-referent = reminders of requests for help that nobody has taken
stopped-help-overview = the week’s overview of requests for help
stopped-help-progress = questions about what became of a request for help
stopped-team-away = messages that say that a team is away
subscription-question = Stop receiving { $mails }?
subscription-stop = Stop receiving them
subscription-stopped = Done: you will not receive { $mails } any more.
subscription-resumed = Done: you will get { $mails } again.
subscription-undo = Receive them again
subscription-others = Your other messages keep coming.
subscription-settings = Choose all the messages that you get
mail-kind-invitation = Invitation
mail-kind-password-reset = New password
mail-kind-notice = Security notice
mail-kind-handed-on = A mail handed on
mail-kind-farewell = Confirmation of erasure
mail-kind-help-asked = Request for help
mail-kind-help-taken = Help: put in touch
mail-kind-help-news = Help: news
mail-kind-help-offer = Help: proof of an address
mail-kind-help-referent = Help: nobody yet
mail-kind-help-overview = Help: the week’s overview
mail-kind-help-progress = Help: what became of it
mail-kind-team-away = Team away
mail-kind-stand-in = Standing in
mail-kind-digest-held = Digest awaiting a decision
restore-banner = A backup was brought back: nobody is written to until the coordinators have decided.
restore-title = A backup was brought back
restore-lead = What is here is from { $day }, { $time }. Nothing leaves until you have decided, except links to sign in and to set a new password that somebody has just asked for.
restore-gap = What happened between that backup and { $day }, { $time }, when it was brought back, is not here: bulletins are to be filed again, and people who were erased or suspended meanwhile are back.
restore-caption = What the backup would send
restore-how = State
restore-count = Number
restore-written = Written already
restore-due = To be written
restore-nothing = Nothing waited in this backup.
restore-drop-explanation = Most often all of it had been sent: send nothing. What the week’s mail was to tell will not be told again.
restore-drop = Send nothing, and go on
restore-send-explanation = If the backup has just been taken and nothing was sent since, you can send all of it. What has lost its point does not leave.
restore-send = Send all, and go on
next-digest-title = The next digest
next-digest-lead = This is what would leave on { $day } at { $time }, as everything stands now.
    .stay = This is what would be written into the folder of mails on { $day } at { $time }, as everything stands now.
next-digest-links = Personal links are replaced here by addresses that act in nobody’s name; all else is what each person would get.
    .stay = Personal links are replaced here by addresses that act in nobody’s name; all else is what would be written to each person.
next-digest-caption = Mails of the next digest, to whom and with which subject
next-digest-subject = Subject
next-digest-find = Address or subject
next-digest-empty = No bulletins are to be sent in the next weeks.
next-digest-nothing-found = No mail matches.
next-digest-copy = Send me a copy
    .stay = Write a copy into the folder
