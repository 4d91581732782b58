role = Role
roles = Roles
role-eig = EIG
role-mentor = Mentor
role-strategic-mentor = Strategic mentor
role-sponsor = Sponsor
role-helper = Helper
role-alumnus = Former EIG
role-coordinator = Coordinator
role-none = No role yet
person-name-missing = Give this person’s name.
email-taken = This address belongs to somebody else already.
people-find = Name, address or project
people-caption =
    { $count ->
        [one] One person
       *[other] { $count } people
    }
people-empty = Nobody matches.
people-reset = No filter
people-add = Add people
people-lines = Who
people-lines-hint = One person a line: Ada Lovelace <ada@example.org>
people-project-hint = For a role on a project.
people-language-hint = Of the invitation; everybody can choose another.
people-invite = Send an invitation now
    .stay = Write an invitation now
people-none = Name at least one person.
people-project-missing = Choose a project for this role.
people-line-address = Line { $line }: “{ $text }” has no email address; write “Ada Lovelace <ada@example.org>”.
people-line-again = Line { $line }: this address is on line { $first } already.
people-line-name = Line { $line }: “{ $text }” is no possible name; write “Ada Lovelace <ada@example.org>”.
person-state = Access
person-invited = invited on { $day }
person-not-invited = not invited
person-deactivated = suspended
person-is-deactivated = Access suspended: no sign-in, no mail.
person-unreached = A mail came back: there is no mailbox at this address. Correct it below.
person-about = The person
person-access = Access
person-coordinates = This person coordinates the programme.
person-erase-link = Erase this person
factor-there = Has a second factor.
factor-remove-link = Lost: remove it
factor-remove = Remove the second factor of { $name }?
factor-remove-explanation = Make sure that it is them who ask. All their sign-ins end; from then on a password or a mail will do, until they set up another.
person-erase = Erase { $name }?
-erase-what = Name, address, roles, names in chats, sign-ins, links and mails are deleted. Bulletins, drafts, share links and pauses stay, as those of a former member.
-erase-kept = This cannot be taken back. Mails that were delivered and backups made before hold these data still: for how long is up to whoever runs the service.
person-erase-explanation = { -erase-what } A last mail tells this person so. { -erase-kept }
person-erase-explanation-untold = { -erase-what } No mail will tell this person so: here mails are kept in files. { -erase-kept }
person-audit = What this person did
role-give = Give the role
role-choose = Choose a role
role-missing = Choose a role.
coordinator-make = Make a coordinator
coordinator-unmake = Remove as a coordinator
coordinator-make-ask = Make { $name } a coordinator?
coordinator-make-explanation = They will read all bulletins, look after projects, people and roles, and get the coordinators’ mails. You can take it back.
coordinator-unmake-ask = Remove { $name } as a coordinator?
coordinator-unmake-explanation = They keep their roles on projects, and no longer look after the programme. You can make them a coordinator again.
invitation-explanation = A mail with a fresh link; a link that they had before ends.
    .stay = A file with a fresh link, for you to pass on; a link that they had before ends.
invitation-last = Last invited on { $day } at { $time }, { $when }.
invitation-send = Send an invitation
    .stay = Write an invitation
invitation-send-again = Send another invitation
    .stay = Write another invitation
deactivate-explanation = Once suspended, a person cannot sign in and gets no mail; nothing is deleted.
deactivate = Suspend access
deactivate-ask = Suspend the access of { $name }?
deactivate-ask-explanation = Their sign-ins end and they get no mail; requests that they had taken wait for somebody again. Nothing is deleted, and you can restore their access.
reactivate-explanation = Once access is restored, this person has the same roles as before.
reactivate = Restore access
settings-profile = You
settings-email-hint = (only a coordinator can change it)
settings-mails = Your mails
settings-mail-announcement = Tell me that it is closing day, while my team’s bulletin is missing
settings-mail-reminder = Remind me on closing day while my team’s bulletin is missing
settings-mail-help-asked = Tell me at once when one of my projects asks for help
settings-mail-help-referent = Tell me when nobody has taken a request for two working days
settings-mail-help-overview = Once a week, tell me of all requests that nobody has taken
settings-mail-help-progress = Ask me what became of a request that my team made or that I took
digest-which = Digest
digest-all = All projects in full
digest-own = My projects first
digest-only = My projects only
digest-own-hint = “My projects first”: mentors get a message for each project every week, with a line on each of the others; once a month, their projects only.
digest-only-hint = “My projects only”: their bulletins, dates and requests for help, without those of other teams.
digest-one = My project
digest-one-hint = Like these pages, the digest tells of your project alone: bulletins, dates and requests for help.
digest-some = My projects
digest-some-hint = Like these pages, the digest tells of your projects alone: bulletins, dates and requests for help.
digest-help = Requests for help only
digest-none = None
digest-how-often = How often
digest-week = Every week
digest-month = Once a month
digest-month-hint = The monthly one comes with the last week of each month.
digest-month-hint-sheets = The monthly one comes with the last week of each month: one page for each project that you mentor, to be printed.
chat-names-title = Names in chats
chat-names-explanation = Where a project is reminded by a chat, the reminder goes to this name. Empty: it comes by mail.
chat-names-none = This programme speaks by mail alone: no chat is set.
chat-name-slack = The member id, such as U024BE7LH (in Slack: profile, “Copy member ID”).
chat-name-mattermost = Your name there, such as @ada.
chat-name-matrix = The whole identifier, such as @ada:agent.tchap.gouv.fr.
chat-name-wrong = This cannot be a name there.
settings-help-at-once = Tell me at once of every request for help made outside a bulletin, whichever project asks
settings-help-at-once-one = Tell me at once of every request for help that my project makes outside a bulletin
settings-help-at-once-some = Tell me at once of every request for help that my projects make outside a bulletin
role-days-left = left on { $until }
role-days-between = from { $from } to { $until }
role-days-coming = from { $from } on
role-days-since = since { $from }
role-days-until = until { $until }
role-title = { $role } – { $project }
role-days = Days
role-back = Is back
role-give-days = With a first or a last day
role-from = First day
role-from-hint = Empty: from the start.
role-until = Last day
role-until-hint = Empty: it is open. Once this day is over, the person has left.
days-order = The last day comes before the first.
role-take-explanation = Given by mistake? Remove it, as if it had never been; if it is this person’s last role, it only ends. If they are leaving, give it a last day instead.
role-stood = in the place of { $name }, until { $day }
stands-in-for = Stands in for { $name } until { $day }
stand-in-of = Somebody stands in until { $day }:
person-left = left on { $day }
person-heard = last seen on { $day }
person-departure = Departure
person-leaving = Departure noted: the last day is { $day }.
person-is-silent = silent for a month
person-leaves = Leaves the programme: last day
person-leaves-hint = All roles end with that day. From the next on there is no reminder, no weekly message and nothing to file; what this person filed keeps their name.
person-leaves-save = Note the departure
people-state = Presence
people-everybody = Everybody
people-awaited = No visit yet
people-silent = Silent for a month
people-left = Left
people-kept-out = Access suspended
people-all-roles = All roles
people-all-projects = All projects
people-archived = Archived promotions, too
people-look-among-archived = Look in archived promotions, too
people-awaited-count =
    { $count ->
        [one] One person in this list has not come yet.
       *[other] { $count } people in this list have not come yet.
    }
people-invite-again =
    { $count ->
        [one] Invite one person
       *[other] Invite { $count } people
    }
people-just-invited =
    { $count ->
        [one] The invitation is less than a day old.
       *[other] All invitations are less than a day old.
    }
invite-again-title =
    { $count ->
        [0] Nobody is left to invite
        [one] Invite one person who has not come yet?
       *[other] Invite { $count } people who have not come yet?
    }
invite-again-just =
    { $count ->
        [one] One more person was invited less than a day ago, and gets nothing.
       *[other] { $count } more were invited less than a day ago, and get nothing.
    }
invite-again-explanation = Each mail brings a fresh link; earlier links no longer work.
    .stay = Each file brings a fresh link; earlier links no longer work.
invite-again-send =
    { $count ->
        [one] Send the invitation
       *[other] Send the invitations
    }
    .stay =
        { $count ->
            [one] Write the invitation
           *[other] Write the invitations
        }
invite-again-caption = Who gets an invitation, by name
stand-in-title = While you are away
stand-in-explanation = Somebody else can get your mentor mails too, and read what you can read, until a day you choose. You keep getting yours.
stand-in-present = { $name } ({ $email }) stands in for you until { $day }.
stand-in-replaces = If you name somebody else, they do so instead of { $name }.
stand-in-end = End it now
stand-in-name-hint = Of the person who stands in. Needed if they are not in the programme yet: they are invited then.
stand-in-until-hint = Three months ahead at the most.
stand-in-save = Ask them to stand in
stand-in-yourself = This is your own address: name somebody else.
stand-in-kept-out = This person’s access is suspended: name somebody else, or ask your coordinators.
stand-in-mentors-too = This person is a mentor beside you, and gets the same mails already: there is no need to name anybody.
stand-in-away = This person is away as well, and has named somebody to stand in for them.
stand-in-no-digest = This person has stopped the weekly message, and would get nothing: ask them to choose it again in their settings.
stand-in-past = This day is over already.
stand-in-too-long = That is more than three months ahead: choose an earlier day, or ask your coordinators for another mentor.
stand-in-too-often = You have named somebody several times today: try again tomorrow.
settings-mail-team-away = Tell me the weeks in which a project’s team is away
away-days-title = Days when you are away
away-days-explanation = On these days reminders go to the rest of your team alone. Your team and the coordinators see these dates. If all of the team are away on closing day, no bulletin is asked of it that week.
away-last-hint = Empty: that day alone.
away-add = Note these days
away-remove = Remove
away-past = These days are over.
away-far = That is more than a year ahead: note it later.
away-long = That is more than six months: coordinators can end your role.
away-many = These are many dates: remove some first.
settings-parts = Parts of this page
settings-away = Days away
settings-stand-in = Stand-in
settings-security = Signing in and security
settings-second-factor = Choose what else is asked when you sign in
feed-subscribe = Subscribe in my calendar
feed-address = Or copy the address
copy = Copy
copied = Copied
feed-download = Download the file
