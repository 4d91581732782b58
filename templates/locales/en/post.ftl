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
mail-cancelled = Cancelled
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
mail-action = Action
mail-try-again = Try again
mail-subject = Subject
mail-as-text = As plain text
subscription-title = Your mails
subscription-question = Stop receiving mails of this kind: “{ $kind }”?
subscription-stop = Stop receiving them
subscription-stopped = Done: you will not receive “{ $kind }” any more.
subscription-undo = Receive them again
mail-kind-invitation = Invitation
mail-kind-password-reset = New password
