mood = Mood
quiet-week = Quiet week
last-week-title = Since last time
last-week-promise = Priorities of the week of { $day }
promise-told-done = done
promise-told-partly = partly done
promise-told-goes-on = still under way
promise-told-dropped = dropped
promise-became = A week later: { $outcome }
promise-became-later = In the week of { $day }: { $outcome }
day-put-off = date to be fixed
day-given-up = no new date
day-moved-from =
    { $moves ->
        [1] moved from { $day }
        [2] moved from { $day }, for the second time
        [3] moved from { $day }, for the third time
       *[other] moved from { $day }, { $moves } times by now
    }
day-told-happened = happened
day-told-called-off = called off
mood-question = How was the week?
first-tap = Chosen from the mail: “{ $mood }”.
first-tap-stays = You tapped “{ $mood }” in the mail; { $name } had chosen “{ $before }”, which stays chosen.
first-tap-own = You tapped “{ $mood }” in the mail; your draft says “{ $before }”, which stays chosen.
first-tap-filed = You tapped “{ $mood }” in the mail; the bulletin that is filed says “{ $before }”.
first-tap-filed-none = You tapped “{ $mood }” in the mail; the bulletin that is filed tells no mood.
first-tap-choose = Choose “{ $mood }”
first-tap-too-late = The form is closed: this bulletin can no longer be changed.
first-tap-revise = Change it to “{ $mood }”
priorities-hint = What counts most at the moment.
ups-and-downs-hint = What went well, what got stuck.
help-hint = What you need, and from whom.
key-date-hint = A demonstration, a committee, a launch…
key-date-day = Day
key-date-description = What will happen
version = Version
form-title = Bulletin of { $project }
form-title-own = Your bulletin
form-stands-for = You are not on the team of { $project }: what you file here is filed for them, under your name.
form-closes = The form closes on { $day } at { $time } ({ $when }).
form-grace = The form has just closed; it still takes what you send until { $time }.
form-team = Your team can revise it until then.
form-team-theirs = The team can revise it until then.
form-revises = You are revising your team’s bulletin.
form-revises-theirs = You are revising the team’s bulletin.
form-late = The form has closed, but you can still file your bulletin until Sunday night. It will be published at once, marked late, and carried in the next message; it cannot be revised after that.
form-late-theirs = The form has closed, but the bulletin can still be filed until Sunday night. It will be published at once, marked late, and carried in the next message; it cannot be revised after that.
form-button = File it
form-button-revise = Save
form-button-over = Replace it with mine
answer-drafted = { $name } is writing too. Nothing is lost: their draft is at the bottom of the page. Complete yours, then file it.
draft-saved = Draft saved at { $time }, not filed yet
draft-by = Draft saved by { $name } on { $day } at { $time }
draft-changed = { $name } changed the draft at { $time }. Yours stays on the screen: which one do you want to continue?
draft-changed-by-you = You changed this draft elsewhere at { $time }. What you see stays on the screen: which one do you want to continue?
draft-take = Take theirs
draft-take-other = Take the other one
draft-keep = Keep mine
draft-keep-this = Keep this one
draft-filed = Your team has filed its bulletin meanwhile. Your text is still here: send it to compare the two.
draft-signed-out = You are not signed in any more: this draft is not saved. Your text stays on the screen; sending it will tell you how to go on.
draft-send-again = This draft is not saved, since you have signed in anew. Your text stays on the screen; sending it will tell you how to go on.
draft-lost = No network: nothing is saved for now. Your text stays on this screen, and we keep trying.
closed-draft = Your team’s draft was not filed. You can still copy it here for one more week.
closed-draft-theirs = The team’s draft was not filed. You can still copy it here for one more week.
previous-title = Your last bulletin
previous-title-theirs = The team’s last bulletin
previous-title-before = Your bulletin before that
previous-title-before-theirs = The team’s bulletin before that
theirs-title = What your team has filed
theirs-title-of-team = What the team has filed
yours-title = What you have written
answer-conflict = { $name } filed another version meanwhile. Nothing is lost: compare the two texts, then complete and file yours, or keep what is filed.
answer-conflict-by-you = You filed another version meanwhile. Nothing is lost: compare the two texts, then complete and file this one, or keep what is filed.
answer-closed = Your text could not be filed. It is still here for you to copy.
answer-signed-out = You are not signed in any more. Your text is still here: sign in again in a new tab, then file it again.
answer-sign-in = Sign in in a new tab
answer-send-again = We could not check where this came from. Your text is still here: file it again.
fault-mood-missing = Choose the mood of the week.
fault-missing = { $field }: this field is needed.
fault-invalid = { $field }: this value is not possible.
fault-date-invalid = Give a day such as 2026-03-10.
fault-date-past = This day comes before the bulletin’s week. A key date tells what is to come: choose a day of this week or a later one. What has already happened belongs in “Ups and downs”.
fault-too-long = { $field }: { $length } characters are too many; { $max } fit.
fault-control-character = { $field }: the text has a character that cannot be shown. Delete it, or type that part again.
text-too-long = { $length } characters are too many; there may be { $max } at the most.
text-unseen = The text has a character that cannot be shown. Delete it, or type that part again.
fault-date-missing = Give the day of the key date, or delete its description.
fault-description-missing = Say what will happen on the key date, or delete the day.
fault-day-taken = The project has a key date on that day already: “{ $description }”. Choose another day, or leave the date empty.
closed-not-active = This project expects no bulletin in that week.
closed-filed = This week’s bulletin is published: it can no longer be revised.
closed-upcoming = The form for this week is not open yet.
closed-over = This week is over.
closed-paused = No bulletin is asked for this week.
opens = It opens on { $day }.
next-opening = The next form opens on { $day }.
filed-title = Thank you, it is filed!
filed-late-title = Thank you, it is published!
filed-help-sent = Your request for help is sent already: the whole programme sees it.
filed-late = The next message of the week will carry it too.
nothing-filed = No bulletin was filed in that week.
revise = Revise
revision-begun = A revision has been begun but not filed yet: the bulletin still reads as it did.
revision-resume = Go on with the revision
revise-until = Possible until { $day }, { $time } ({ $when })
see-week = See the week
see-project = See { $project }
hidden-until = The bulletins of this week will be published on { $day } at { $time }.
hidden-paused = The bulletins of this week will be published when the week ends.
filed-by = Filed by { $name } on { $day }
filed-by-as = Filed by { $name } ({ $role }) on { $day }
revised-by = Revised by { $name } on { $day }
revised-by-as = Revised by { $name } ({ $role }) on { $day }
preview = Preview
preview-title = As readers will see it
markdown-title = Formatting
markdown-hint = **bold**, _italic_, lists with a hyphen and links work in the texts.
help-ask-now = Ask at once
help-ask-now-hint = The whole programme sees it at once, and the coordinators get a mail.
    .stay = The whole programme sees it at once. No mail leaves from here yet.
help-unsent = Your request for help is not sent yet: it goes with the bulletin, once that is complete.
help-asked-now = Asked at once, on { $day } at { $time }: the whole programme sees it already.
help-empty-closes = Emptying this field closes the request (no longer needed).
fault-help-taken = Someone is already helping with this request: “{ $text }”. It can no longer be changed; empty the field if help is no longer needed, or ask for something else separately.
quiet-offer = Nothing new?
quiet-explanation = One line is enough: a quiet week counts as a bulletin, and the mood is optional.
quiet-line = In one line
quiet-line-hint = If left empty: “Nothing new this week.”
quiet-default = Nothing new this week.
quiet-button = Send a quiet week
last-week-asked = Since your last bulletin
last-week-asked-theirs = Since the team’s last bulletin
promise-asked = Your priorities of the week of { $day }
promise-asked-theirs = The team’s priorities of the week of { $day }
promise-hint = Those that go on are carried into the field below, where you can change them.
promise-done = Done
promise-partly = Partly
promise-goes-on = Going on
promise-dropped = Dropped
day-asked = Your key date: { $day }
day-asked-today = Your key date today, { $day }
day-asked-today-theirs = A key date of the team today, { $day }
day-asked-theirs = A key date of the team: { $day }
day-asked-open = Your key date, to be fixed
day-asked-open-theirs = A key date of the team, to be fixed
day-asked-first = first planned for { $day }
day-happened = Happened
day-moved = Moved
day-called-off = Called off
day-to = New day
day-to-hint = If left empty, or a past day: date to be fixed.
tap-none = No answer
fault-not-quiet = { $field }: you have written something. File the whole bulletin, or empty this field.
fault-day-moved = The project announced “{ $description }” for that day and then moved it: the day stays taken. Choose another day, or say above where that date is moved.
form-away = Your team is away this week: nothing is asked of you. You can file a bulletin all the same.
form-away-theirs = The team is away this week: nothing is asked of it. A bulletin can be filed all the same.
somebody-of-team = Somebody of your team
somebody-of-team-theirs = Somebody of the team
theirs-keep = Keep what is filed
theirs-by = What { $name } has filed
draft-theirs = See their text
draft-other = See the other text
draft-none = Nothing is filed yet.
draft-none-revised = Nothing is changed yet.
draft-revises = The bulletin that is filed has not changed.
draft-saved-revised = Draft saved at { $time }; the bulletin that is filed has not changed
revised-title = Your revision is saved
key-date-add = A key date?
course-title = What happens next
course-published = It is published
course-publishes = It will be published { $day } at { $time } ({ $when }).
course-publishes-mailed =
    { $count ->
        [0] It will be published { $day } at { $time } ({ $when }), and mailed to the whole programme.
        [one] It will be published { $day } at { $time } ({ $when }), and mailed to the whole programme, your mentor among them: { $names }.
       *[other] It will be published { $day } at { $time } ({ $when }), and mailed to the whole programme, your mentors among them: { $names }.
    }
course-publishes-theirs = It will be published { $day } at { $time } ({ $when }).
course-publishes-theirs-mailed =
    { $count ->
        [0] It will be published { $day } at { $time } ({ $when }), and mailed to the whole programme.
        [one] It will be published { $day } at { $time } ({ $when }), and mailed to the whole programme, the project’s mentor among them: { $names }.
       *[other] It will be published { $day } at { $time } ({ $when }), and mailed to the whole programme, the project’s mentors among them: { $names }.
    }
course-paused = It will be published at the end of the week.
course-read-by = The whole programme can read it.
course-awaits-readers = As soon as somebody has read it, you will see it here.
course-awaits-both = As soon as somebody has read it, or can help you, you will see it here.
course-awaits-help = As soon as somebody can help you, you will see it here.
course-next-form-readers = As soon as somebody has read it, your next form will tell you.
course-next-form-both = As soon as somebody has read it, or can help you, your next form will tell you.
course-next-form-help = As soon as somebody can help you, your next form will tell you.
course-count =
    { $filed ->
        [one] One team of { $of } has filed.
       *[other] { $filed } teams of { $of } have filed.
    }
course-count-own = Yours is among them.
