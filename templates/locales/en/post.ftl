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
mail-states = States of mails
mail-pending = Waiting
mail-claimed = Under way
mail-sent = Sent
mail-failed = Failed
mail-cancelled = No longer needed
mails-caption = Mails, newest first
mails-empty = No mail in this state.
mail-to = To
mail-kind = Kind
mail-kind-announcement = Announcement
mail-kind-reminder = Reminder
mail-kind-sign-in = Sign-in
mail-kind-digest = Digest
mail-at = When
mail-attempts = Attempts
mail-error = Cause
mail-reason-expired = It had lost its point before a server took it.
mail-reason-filed = The bulletin has been filed meanwhile.
mail-reason-not-expected = No bulletin is expected for that week any more.
mail-reason-deactivated = This person has been deactivated meanwhile.
mail-reason-erased = This person’s data have been erased.
mail-reason-unsubscribed = This person does not want these messages any more.
mail-reason-address-changed = This person has another address by now.
mail-reason-left-project = This person is not on the project any more.
mail-reason-role-lost = This person does not have that role any more.
mail-reason-answered = What it asks about has been taken or closed meanwhile.
mail-reason-project-deleted = The project has been deleted meanwhile.
mail-reason-unwritten = This message could not be written: the server’s log says why.
mail-reason-sealed = The text of this message is sealed with a key that is not here (security.key_file).
mail-reason-no-address = No mail can be written to this address: put it right.
mail-reason-no-smtputf8 = The mail server cannot write to addresses with letters beyond A to Z before the @ (SMTPUTF8).
mail-reason-recipient-refused = The mail server refuses this address ({ $detail }).
mail-reason-content-refused = The mail server refuses this message ({ $detail }).
mail-reason-returned-unknown = No mailbox is at this address: the message came back ({ $detail }). Put the address right.
mail-reason-returned-full = The mailbox is full: the message came back ({ $detail }).
mail-reason-returned-refused = The recipient’s server sent the message back ({ $detail }).
mail-reason-returned-late = The recipient’s server could not be reached for days: the message came back ({ $detail }).
mail-reason-address-returns = Two messages came back from this address, at which no mailbox is: nothing more is sent to it. Put the address right, or send one of those again.
mail-reason-server-answered = The mail server answered { $detail }.
mail-reason-server-lacks = The mail server lacks what this takes ({ $detail }).
mail-reason-server-slow = The mail server took too long.
mail-reason-no-tls = No encrypted connection (TLS) to the mail server could be made.
mail-reason-no-connection = No connection to the mail server, or it broke off.
mail-reason-no-file = The file could not be written.
mail-reason-chat-unset = This chat is not set any more.
mail-reason-chat-address = The address of the Matrix server (chat.matrix_homeserver) is none.
mail-reason-chat-answered = The chat answered { $detail }.
mail-reason-chat-unreadable = The chat’s answer cannot be read.
mail-reason-chat-slow = The chat took too long.
mail-reason-no-chat = No connection to the chat.
mail-action = Action
mail-try-again = Try again
mail-subject = Subject
mail-as-text = As plain text
subscription-title = Your mails
subscription-question = Stop receiving mails of this kind: “{ $kind }”?
subscription-stop = Stop receiving them
subscription-stopped = Done: you will not receive “{ $kind }” any more.
subscription-resumed = Done: you will get “{ $kind }” again.
subscription-undo = Receive them again
mail-kind-invitation = Invitation
mail-kind-password-reset = New password
mail-kind-notice = Security notice
mail-kind-farewell = Farewell
mail-kind-help-asked = Request for help
mail-kind-help-taken = Help: brought together
mail-kind-help-news = Help: news
mail-kind-help-offer = Help: proof of an address
mail-kind-help-referent = Help: nobody yet
mail-kind-help-overview = Help: the week’s overview
mail-kind-help-progress = Help: what became of it
mail-kind-team-away = Team away
mail-kind-stand-in = Standing in
