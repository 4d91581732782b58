about-title = About
about-lead = Each team tells its week in a few lines. On the last working day everybody reads them, and sees who needs help.
about-how = How it works
about-who = Who reads what
about-readers = Until a week closes, only its team and the coordinators see a bulletin. Then everybody in the programme can read it: teams, mentors, coordinators.
about-no-machine = People write, people read: nothing is summed up or judged by a machine. What is counted is never counted by person: bulletins filed on time and read, and how soon requests for help are taken and closed. Of each mail it is known whether it was sent, and never whether it was opened.
about-version = Version { $version }, free software under the MIT licence.
accessibility-title = Accessibility
accessibility-lead = Everybody should be able to use this service. Here is, honestly, how far it has come.
accessibility-state-title = State
accessibility-state = Accessibility: not audited. No independent audit against the RGAA has been made yet, so no rate of conformity can be given.
accessibility-done-title = What was done
accessibility-done = Pages are made to follow the RGAA and the WCAG 2.2 at level AA: they work by keyboard and without scripts, at 320 pixels and at twice the text size, in light and dark; colours and signs always have words beside them. Tools check every page at every change; they do not see everything.
accessibility-limits-title = Known limits
accessibility-limits = What teams type is shown as they typed it: its language is not marked, and emoji in it are read as your device reads them.
accessibility-contact-title = Something does not work for you?
accessibility-contact = Write, and you get what you came for in another way:
accessibility-defender = If you get no answer, in France you can turn to the Defender of Rights:
legal-title = Legal notice
legal-publisher = Publisher
legal-director = Director of the publication
legal-host = Host
legal-contact = Contact
legal-program = Program
legal-licence = Bulletins, free software under the MIT licence.
legal-untold = The operator of this installation has not provided this yet.
privacy-title = Privacy
privacy-lead = What is kept about people, why, and for how long. There is no tracking, no advertising and no third party.
privacy-kept-title = What is kept
privacy-caption = Data, reasons and periods
privacy-what = What
privacy-why = Why
privacy-how-long = How long
privacy-person = Name, mail address, language, roles, which mails you want, your names in chats, a fingerprint of your password
privacy-person-why = To know who files for which project, and to write to you
privacy-until-erased = Until your data are erased, by you or by a coordinator
privacy-bulletins = Bulletins and key dates
privacy-bulletins-why = They are the programme’s memory
privacy-bulletins-long = As long as the programme keeps them; without your name once your data are erased
privacy-drafts = Drafts
privacy-drafts-why = To lose nothing of what the team has begun to write
privacy-drafts-long = Until filed; if not filed, a week longer than their week
privacy-made = Who paused a week, said that a team is away, or made a share link
privacy-made-why = To know whom to ask about it
privacy-made-long = As long as the pause, the absence or the link; without your name once your data are erased
privacy-absences = The days when you are away
privacy-absences-why = To remind the rest of your team instead
privacy-absences-long = Until four weeks after the last of them, or until you remove them
privacy-help = Your requests for help, and those that you take
privacy-help-why = So that each finds a person, and an end
privacy-help-long = As long as the programme; without your name once your data are erased
privacy-outsiders = Name and address of those outside the programme who take a request for help
privacy-outsiders-why = To bring them and the team together
privacy-outsiders-long =
    { $days ->
        [one] One day after the request is closed or given back: whoever took it can give it back at any time, by the link they were sent
       *[other] { $days } days after the request is closed or given back: whoever took it can give it back at any time, by the link they were sent
    }
privacy-sessions = Sign-ins, with the name of the browser
privacy-sessions-why = To keep you signed in, and to let you see where
privacy-links = Fingerprints of links that were mailed to you
privacy-links-why = To let you in, and to tell you when a link has ended
privacy-mail-texts = Texts of mails sent to you
privacy-mail-texts-why = To send them again when a mail server was down
privacy-mails = That a mail was sent to you, and when
privacy-mails-why = So that every mail is accounted for
privacy-audit = Who did what, and when; for sign-ins, those that failed among them, and for refusals, also the network address without its last part
privacy-audit-why = So that misuse can be found out
privacy-days =
    { $days ->
        [one] One day
       *[other] { $days } days
    }
privacy-days-unseen =
    { $days ->
        [one] One day after the last visit
       *[other] { $days } days after the last visit
    }
privacy-days-after-end =
    { $days ->
        [one] One day after they ended
       *[other] { $days } days after they ended
    }
privacy-purge = Once a day, whatever is older is deleted automatically.
privacy-cookies-title = Cookies
privacy-cookies = Only those without which nothing works: your sign-in, a mark that this browser is yours, the protection of forms, the language you chose, and for some minutes where you were going when you asked to sign in. None of them follows you elsewhere.
privacy-rights-title = Your rights
privacy-rights = In your settings you can correct, download and erase your data. For everything else, write to
privacy-cnil = In France you can also complain to the CNIL:
about-week = A week
about-week-open = From Monday on
about-week-open-what = The form of the week is open: the team can begin.
about-week-remind = On the closing day
about-week-remind-what = An announcement brings the link to the form; whoever forgot then gets a reminder. No password is needed.
about-week-close = At closing
about-week-close-what = The bulletins are published, and one message brings them to everybody.
about-week-after = Then
about-week-after-what = Mentors and peers answer requests for help, and say that they have read.
