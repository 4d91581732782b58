first-title = Welcome to Bulletins
first-lead = Nobody coordinates this installation yet: the first person signs up by a personal link.
first-terminal = That link is in the terminal where the program was started. It works once, within two weeks; each start shows another one, and earlier ones go on working.
first-again = Is it gone, or is the log read by a machine? This command gives another one:
first-address = you@administration.example
first-name = Your name
first-then = Open it: you choose your password, and four steps lead to the first week.
promotion = Promotion
steps-title = Four steps to the first week
steps-lead = What is done is marked; the next step is a link.
setup-step = Step { $number } of { $of }
step-done = done
step-next = next
step-later = later
step-waiting = waiting
step-promotion = A promotion
step-promotion-explanation = Its name, its first and its last day.
step-projects = Its projects
step-projects-explanation = One by one, or all at once from a table.
step-people = Its people
step-people-explanation = A team for each project, and mentors; they are invited by mail.
    .stay = A team for each project, and mentors; their invitations are written into a folder, for you to pass on.
without-team = Without any EIG yet
without-team-more =
    { $count ->
        [one] and one more
       *[other] and { $count } more
    }
step-week = The first week
step-week-explanation = Open the promotion. On closing day the teams are reminded, and the first bulletins come in.
    .stay = Open the promotion. On closing day a reminder to each team is written into the folder of mails.
step-first-call = If you open it now, the first mails leave { $day } at { $time }: { $what }
    .stay = If you open it now, the first mails are written { $day } at { $time }: { $what }
step-week-waiting = The promotion is open. The first bulletin is awaited, on the closing day at the latest.
step-week-without-project = The promotion is open. Nothing is asked for as long as it has neither project nor team.
step-week-without-team = The promotion is open. Nothing is asked for as long as none of its projects has a team.
admin-people =
    { $count ->
        [0] Nobody yet
        [one] One person
       *[other] { $count } people
    }
admin-people-awaited =
    { $count ->
        [one] one has not come yet
       *[other] { $count } have not come yet
    }
admin-people-silent =
    { $count ->
        [one] no word from one for a month
       *[other] no word from { $count } for a month
    }
admin-projects =
    { $count ->
        [0] No project yet
        [one] One project
       *[other] { $count } projects
    }
admin-projects-ended =
    { $count ->
        [one] One project, which has ended
       *[other] { $count } projects, which have ended
    }
admin-projects-referent =
    { $count ->
        [one] one without referent
       *[other] { $count } without referent
    }
admin-promotions-none = None is open
admin-promotion-open = { $name } is open
admin-promotions-drafts =
    { $count ->
        [one] one in preparation
       *[other] { $count } in preparation
    }
admin-import = Projects and people from a table or a file.
admin-next = Next mails { $day } at { $time }: { $what }
    .stay = Next mails to be written { $day } at { $time }: { $what }
admin-mail-failed =
    { $count ->
        [one] one mail failed
       *[other] { $count } mails failed
    }
admin-mail-well = All were sent
    .stay = Written into a folder, and not sent
admin-mail-standstill = nothing leaves
admin-measures = How bulletins are filed and read, and requests for help taken, and then closed.
admin-audit = Who did what, and when.
stage = Stage
stage-draft = in preparation
stage-open = open
stage-closed = closed
stage-archived = archived
promotion-closed-on = closed on { $day }
stage-to-draft = Put back in preparation
stage-to-draft-named = Put { $name } back in preparation
stage-to-open = Open
stage-to-closed = Close
stage-to-archived = Archive
promotion-empty = It has no project yet.
stage-reopen = Open again
stage-restore = Take out of the archive
promotions-caption = Promotions, the latest first
promotions-empty = There is no promotion yet. Create the first one below.
promotion-new = A new promotion
promotion-name-hint = Such as “EIG 3”.
promotion-starts = First day
promotion-ends = Last day
promotion-days = Days
promotion-name-missing = Give the promotion a name.
promotion-name-taken = There is a promotion of that name already.
promotion-ends-before = The promotion ends before it starts.
promotion-days-many = The promotion lasts for more than { $years } years: check the years.
promotion-delete-link = Delete this promotion
promotion-delete = Delete the promotion { $name }?
promotion-delete-explanation = It has no projects. This cannot be taken back.
promotion-close = Close the promotion { $name }?
promotion-close-open = The bulletin of this week is still asked for: the form closes on { $day }, { $time }, and then the bulletins go out as usual. After that, nothing more will be asked of its projects. Everything can still be read, and you can open it again.
promotion-close-over = This week’s bulletin is the last one: afterwards nothing is asked of its projects. Everything can still be read, and you can open it again.
promotion-close-unasked = No more bulletins will be asked of its projects. Everything can still be read, and you can open it again.
promotion-open = Open the promotion { $name }?
promotion-open-explanation = At least one project has nobody yet who could write: its bulletin is asked for, and counted as missing, without a reminder to anybody. You can open now and add its EIGs afterwards.
stage-to-open-anyway = Open it all the same
promotion-withdraw = Put the promotion { $name } back to preparation?
promotion-withdraw-explanation = Its projects are asked for nothing, and coordinators alone see them, until you open it again. Nothing is deleted.
promotion-archive = Archive the promotion { $name }?
promotion-archive-explanation = It will not be listed any more. Nothing is deleted, and you can take it out again.
administration = Administration
administration-hint = The one that hosts the project.
administration-missing = Give the administration that hosts the project.
description = Short description
description-hint = What the project is about, in a sentence or two; { $max } characters at most. May stay empty.
description-invalid = The description has { $max } characters at most.
project-new = A new project
project-new-hint = Several at once, with their people:
project-about = The project
project-people = EIGs: { $eigs }, mentors: { $mentors }
project-nobody = Nobody is on this project yet.
project-ends = Ends on
project-ends-hint = Empty: with its promotion.
project-language-hint = For those of its people who have not chosen one.
project-name-missing = Give the project a name.
project-name-taken = This promotion has a project of that name already.
project-name-letter = The name needs a letter or a digit: the project’s address is made of it.
project-ends-outside = The project ends outside its promotion.
project-delete-link = Delete this project
project-delete = Delete the project { $name }?
project-delete-explanation = It has filed nothing. The roles on it go too; the people stay. Whoever could read this project alone can no longer get in: give them another role before you restore their access. This cannot be taken back.
project-pauses-explanation = In a paused week nothing is expected from this project: no reminder, and it is not missing.
admin-projects-empty = No project yet.
admin-projects-no-promotion = Projects belong to a promotion: create that first.
projects-find = Name, administration or referent
projects-reset = See all projects
projects-nothing-found = No project matches.
projects-caption =
    { $count ->
        [one] One project
       *[other] { $count } projects
    }
locale-programme = The programme’s language
logo = Logo
logo-file = Image
logo-hint = PNG, JPEG or WebP, 1 MB at most. It is made smaller.
logo-upload = Upload
logo-delete-link = Delete the logo
logo-delete = Delete the logo of { $name }?
logo-delete-explanation = You can upload one again.
import-title = A table or a file
import-explanation = Paste it or choose a file: you see what would be created, changed or refused, line by line, before anything is written. Nothing is ever taken away: a role ends on its last day.
import-file = File (CSV or YAML)
import-text = Or paste it here
import-text-hint = A table needs the columns project, name, email and role (EIG, mentor, strategic mentor, sponsor, helper, former EIG or coordinator). Optional: administration, language, end (of the project), from and until (first and last day of the role), referent (the address of the coordinator who is asked about the project). An empty cell changes nothing. A line without a person creates a project. Between cells: semicolon, tab or comma.
import-promotion-hint = To which the lines of a table belong; a YAML file names its own.
import-example = A table to copy
import-example-hint = Copy it into your spreadsheet, put your own lines in their place, then paste all of it below.
import-preview = Look at it first
import-refused = This cannot be imported yet
import-line = Line { $line }
import-line-title = Line
import-change = Change
import-what = What
import-caption = What would be written, in the order of the lines
import-plan = What would happen to { $name }
import-counts = To be created: { $created }. To be changed: { $changed }. As it is: { $unchanged }.
import-kept = Not in the file, and kept:
import-invite =
    { $count ->
        [one] Send the new person an invitation
       *[other] Send the { $count } new people an invitation
    }
    .stay =
        { $count ->
            [one] Write the new person an invitation
           *[other] Write the { $count } new people an invitation
        }
import-apply-hint = This takes a few seconds, and is done as a whole or not at all. Invitations leave after that: the page of mails says how far they are.
    .stay = This takes a few seconds, and is done as a whole or not at all. Invitations are then written into the folder of mails, for you to pass on.
import-apply = Import
import-created = create
import-changed = change
import-unchanged = as it is
import-promotion = Promotion { $name }
import-project = Project { $name }
import-person = { $name }, { $email }
import-role = { $email }: { $role } of { $project }
import-referent = { $email }: referent of { $project }
import-referent-default = { $email }: referent of { $project } (the file names nobody: it is you)
import-referent-none = Project { $project }: without a referent
import-what-promotion = the promotion’s name
import-what-project = the project’s name
import-what-administration = the administration
import-what-person = the person’s name
import-not-utf8 = This is not text in UTF-8.
import-form = The file cannot be read: { $text }
import-empty = Missing: { $what }.
import-too-long = Too long, or on several lines: { $what } ({ $max } characters at most).
import-project-twice = A project of that name stands on line { $line } already.
import-address-twice = This address stands in the list twice.
import-no-address = “{ $text }” is no mail address.
import-language = Unknown language “{ $text }”: write fr or en.
import-other-name = On line { $line } this address belongs to { $name }.
import-no-day = “{ $text }” is no day: write it like 2026-03-10 or 10/03/2026, the day first.
import-notification = Unknown notification “{ $text }”.
import-column = Unknown column “{ $text }”.
import-no-column = There is no column “{ $text }”.
import-unknown-role = Unknown role “{ $text }”: write EIG, mentor, strategic mentor, sponsor, helper, former EIG or coordinator.
import-other-administration = Another administration than on line { $line }.
import-other-referent = Another referent than on line { $line }.
import-no-coordinator = { $email } coordinates nothing here: name one of these addresses ({ $known }), or add { $email } to the coordinators.
import-days-of-coordinator = Coordinators have no first or last day: leave these cells empty.
import-role-ends-before = The role ends before it begins.
import-nothing = There is nothing to import: choose a file, or paste a table.
import-choose-promotion = A table needs a promotion to belong to: create one, then choose it here.
import-neither = This is neither a table nor a YAML file. The first line of a table names its columns, such as “project;name;email;role”; a YAML file begins with “promotion:”.
import-column-twice = Two columns say the same: “{ $text }”.
import-too-many-cells = This line has more cells than the { $most } of the first one: put quotation marks around the text that has the sign between cells in it.
import-no-role = The role of this person is missing: EIG, mentor, strategic mentor, sponsor, helper, former EIG or coordinator.
import-column-project = project
import-column-name = name
import-column-email = email
import-column-role = role
import-column-administration = administration
import-column-language = language
import-column-ends-on = end
import-column-from = from
import-column-until = until
import-column-referent = referent
import-coordinator = { $email }: coordinator of the programme
notification = Announcements and reminders
notification-hint = By which service the team gets announcements and reminders; whoever has no name in a chat gets a mail.
notification-email = By mail
notification-slack = Slack
notification-mattermost = Mattermost
notification-matrix = Matrix (Tchap)
notification-none = Neither announcements nor reminders
referent = Referent
referent-hint = The coordinator who is asked about this project.
referent-all = All coordinators
referent-gone = This person coordinates no more: choose somebody else.
project-no-referent = no referent
projects-without-referent =
    { $count ->
        [one] One project has no referent.
       *[other] { $count } projects have no referent.
    }
promotion-about = The promotion
promotion-exports = Take everything along
project-more = Description, end, language, messages, referent
