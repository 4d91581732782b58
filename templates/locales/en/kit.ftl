skip = Skip to content
menu = Menu
places = Where to go
nav-dashboard = Dashboard
nav-file = My bulletin
nav-weeks = Weeks
nav-projects = Projects
nav-schedule = Schedule
nav-mail = Mail
optional = (optional)
characters-over = { $count } too many
characters-left = { $count } left
email = Mail address
name = Name
project = Project
this-week = This week
next-week = Next week
months = Months
pages = Pages
page-previous = Previous page
page-next = Next page
to-home = Back to the start
errors-title = Please correct the following
error-not-found = Page not found
error-not-found-explanation = The address may be incomplete, or the page no longer exists. Check it, or start again from the home page.
error-forbidden = You cannot open this page
error-forbidden-explanation = It is for other people. If you should have access, write to the coordinators.
link-renew = Ask for a new link
error-link-renewable = This link no longer works
error-link-renewable-explanation = It was used, it has expired, or the address is incomplete. You will have another in a moment.
error-link-form = This link no longer works
error-link-form-explanation = It worked until the end of its week, or the address is incomplete. Your next mail brings a new one. To file right now, sign in.
error-link-invitation = This invitation no longer works
error-link-invitation-explanation = It was used, it has expired, a newer one has replaced it, or the address is incomplete: copy all of it from the mail. Otherwise, sign in with the address it was sent to: a link comes by mail, no password needed. Nothing arrives? Ask the coordinators for a new invitation.
error-link-mails = This link no longer works
error-link-mails-explanation = The address is incomplete, or this account no longer exists. Nothing was changed. In your settings you choose which messages you receive.
error-link-shared = This share has ended
error-link-shared-explanation = The link was closed, it has expired, or the address is incomplete. Ask the person who gave it to you for a new one.
error-link-feed = This calendar has a new address
error-link-feed-explanation = You will find it in your settings: replace the old one in your calendar.
error-week-over = This week is already published
error-week-over-explanation = It can no longer be paused. Nothing was changed.
error-signed-out = You are no longer signed in
error-signed-out-explanation = Sign in again, then start over.
error-foreign-form = We could not check where this came from
error-foreign-form-explanation = Go back, reload the page and send it again.
error-not-utf8 = The text cannot be read
error-not-utf8-explanation = It is not encoded in UTF-8. Nothing was changed.
error-unreadable = The request cannot be read
error-unreadable-explanation = Nothing was changed. Go back and try again.
error-method = This cannot be done here
error-method-explanation = Go back and try again.
error-too-large = This is too large
error-too-large-explanation = A bulletin is a few hundred characters long. Nothing was changed.
error-too-slow = This took too long
error-too-slow-explanation = Nothing was changed. Check the connection to the network, go back and send it again.
error-throttled = Too many attempts
error-throttled-explanation = For safety, wait a little before you try again.
error-internal = Something went wrong
error-internal-explanation = The fault is ours, and it has been recorded. Try again in a moment.
error-unavailable = The service is not responding
error-unavailable-explanation = The database cannot be reached at the moment. Try again in a few seconds.
sent-not-saved = What you sent was not saved, but nothing is lost: here it is. Send it again in a moment.
sent-again = Send again
sent-file = File (choose it again)
error-busy = Too many at once
error-busy-explanation = Many people are using this site right now. Nothing was changed: try again in a few seconds.
error-code = Code { $code }
error-request = If you write to us, quote this number: { $request }
throttled-until = Try again after { $time }.
nav-admin = Manage
nav-settings = Settings
nav-people = People
nav-promotions = Promotions
nav-import = Import
nav-audit = Audit trail
language = Language
save = Save
create = Create
add = Add
delete = Delete
remove = Remove
erase = Erase
cancel = Cancel
find = Show
day-invalid = Give a day such as 2026-03-10.
done-saved = Saved.
done-password = Your password is set. Your other sign-ins have ended.
done-app = Your app is set up.
done-app-removed = The app is removed.
done-passkey = Your passkey is set up.
done-passkey-removed = The passkey is removed.
done-factor-removed = The second factor is removed.
done-recovery-code =
    A recovery code has been used. { $count ->
        [0] None is left: make ten others in your settings, under “Second factor”.
        [one] One is left.
       *[other] { $count } are left.
    }
done-session = That sign-in has ended.
done-feed = The calendar has a new address; the former one has ended.
done-invited =
    { $count ->
        [0] Nobody was invited.
        [one] Done: one person is invited.
       *[other] Done: { $count } people are invited.
    }
    .stay =
        { $count ->
            [0] Nobody was invited.
            [one] Done: one invitation is written into the folder of mails. Pass it on.
           *[other] Done: { $count } invitations are written into the folder of mails. Pass them on.
        }
done-invited-anew =
    { $count ->
        [one] Done: another invitation is on its way, and the link before it no longer works.
       *[other] Done: { $count } people are invited. The links of those who were invited before are replaced.
    }
    .stay =
        { $count ->
            [one] Done: another invitation is written into the folder of mails, and the link before it no longer works. Pass it on.
           *[other] Done: { $count } invitations are written into the folder of mails. The links of those who were invited before are replaced.
        }
done-invited-again =
    { $count ->
        [0] No invitation was sent.
        [one] Done: another invitation is on its way.
       *[other] Done: { $count } more invitations are on their way.
    }{ $people ->
        [0] { "" }
        [one] { " " }One person was invited less than a day ago, and keeps that link.
       *[other] { " " }{ $people } people were invited less than a day ago, and keep their links.
    }
    .stay =
        { $count ->
            [0] No invitation was written.
            [one] Done: another invitation is written into the folder of mails. Pass it on.
           *[other] Done: { $count } more invitations are written into the folder of mails. Pass them on.
        }{ $people ->
            [0] { "" }
            [one] { " " }One person was invited less than a day ago, and keeps that link.
           *[other] { " " }{ $people } people were invited less than a day ago, and keep their links.
        }
done-added-known =
    { $people ->
        [one] Added. This person could get in already: no invitation was sent.
       *[other] Added. These { $people } people could get in already: no invitation was sent.
    }
done-invited-others =
    { $count ->
        [0] Added. Nobody was invited.
        [one] Done: one person is invited.
       *[other] Done: { $count } people are invited.
    } { $people ->
        [one] One other could get in already: no invitation was sent to them.
       *[other] { $people } others could get in already: no invitation was sent to them.
    }
    .stay =
        { $count ->
            [0] Added. Nobody was invited.
            [one] Done: one invitation is written into the folder of mails. Pass it on.
           *[other] Done: { $count } invitations are written into the folder of mails. Pass them on.
        } { $people ->
            [one] One other could get in already: there is no invitation for them.
           *[other] { $people } others could get in already: there are no invitations for them.
        }
done-added = Added. Nobody has been told yet.
done-role-given = The role is given.
done-role-taken = The role has been removed. You can give it again below.
done-left = The departure is noted. A role can be given back at any time.
done-stand-in = Done: this person has been told by mail.
    .stay = Done. No mail tells this person here: tell them yourself.
done-no-stand-in = Ended. Your mails come to you alone again.
done-coordinator = This person now coordinates the programme.
done-no-coordinator = This person no longer coordinates the programme.
done-deactivated = Access suspended: no sign-in, no mail. You can restore it.
done-reactivated = This person’s access is restored.
done-erased = Erased. The bulletins stay, as those of a former member.
done-own-erased = Your data have been erased. Your bulletins stay, as those of a former member. Thank you for everything!
done-created = Created.
done-opened = The promotion is open: its projects have a form each week.
done-opened-empty = The promotion is open. It has no project yet.
done-closed = The promotion is closed: after the bulletin of this week nothing is asked any more. You can open it again.
done-archived = The promotion is archived: it is not listed any more. You can take it back.
done-restored = The promotion is back among the closed ones.
done-drafted = The promotion is in preparation again: nothing is asked of anybody.
done-deleted = Deleted.
done-logo = The logo is in place.
done-no-logo = The logo is deleted.
done-paused = The week is paused. You can end the pause.
done-absences = Noted.
done-away = These days are noted.
done-back = Removed.
done-resumed = The pause has ended.
done-imported =
    Imported: { $count ->
        [0] no new project
        [one] one project
       *[other] { $count } projects
    }, { $people ->
        [0] nobody new
        [one] one person
       *[other] { $people } people
    }, { $invited ->
        [0] no invitation
        [one] one invitation
       *[other] { $invited } invitations
    }.
done-retried = The mail is on its way again.
done-held-sent = The mails are on their way again.
done-held-given-up = These mails will not be sent.
done-restore-dropped = What waited will not be sent; whatever comes next leaves as usual.
done-restore-sent = What waited is on its way.
done-copied = The copy is on its way to your address.
    .stay = The copy is written into the folder of mails, addressed to you.
done-signed-out-everywhere = You are signed out everywhere.
contact-coordinators = the coordinators of your programme.
error-not-now = That cannot be done as things stand
error-not-now-explanation = Something has changed meanwhile: a project has filed, or a promotion is in use. Nothing was changed; go back and look again.
error-last-coordinator = Somebody must coordinate the programme
error-last-coordinator-explanation = This is the last coordinator. Make somebody else a coordinator first; nothing was changed.
error-no-image = This image cannot be used
error-no-image-explanation = Choose a PNG, JPEG or WebP image of at most 1 MB and 4 megapixels, with no side above 4,000 pixels. Nothing was changed.
nav-key-dates = Key dates
done-shared = The link is made. Copy it from the list.
done-revoked = The link no longer works.
nav-search = Search
done-help-asked = It is sent: the whole programme sees your request.
done-help-revised = It is revised.
done-help-taken = Thank you! A mail puts you in touch with the team.
    .stay = Thank you! No mail leaves from here yet: write to the team.
done-help-given-back = It is given back. The team is told.
done-help-closed = The request is closed.
done-help-kept-open = Thank you! It stays open.
done-help-reopened = The request is open again.
done-read = Noted: the team will see that you have read it.
done-read-taken-back = It is taken back.
title-wrong = To correct
apart-title = Handle with care
when-now = just now
when-today = today
when-in-minutes =
    { $count ->
        [one] in a minute
       *[other] in { $count } minutes
    }
when-in-hours =
    { $count ->
        [one] in an hour
       *[other] in { $count } hours
    }
when-in-day = tomorrow
when-in-days =
    { $count ->
        [one] in a day
       *[other] in { $count } days
    }
when-in-months =
    { $count ->
        [one] in a month
       *[other] in { $count } months
    }
when-ago-minutes =
    { $count ->
        [one] a minute ago
       *[other] { $count } minutes ago
    }
when-ago-hours =
    { $count ->
        [one] an hour ago
       *[other] { $count } hours ago
    }
when-ago-day = yesterday
when-ago-days =
    { $count ->
        [one] a day ago
       *[other] { $count } days ago
    }
when-ago-months =
    { $count ->
        [one] a month ago
       *[other] { $count } months ago
    }
switch-all = All promotions
busy = Working…
working-title = Working on it…
working-explanation = A large table may take a minute. Keep this page open: it will tell what was done.
working-done = Done.
working-onward = Go on
working-failed = That did not work out. Go back to the page before: what you typed is still there.
