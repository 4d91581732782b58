demo-bar = Demo: clock and people
demo-title = Demo
demo-lead = Fifteen projects, forty weeks, nothing of it real. Move the clock, be somebody, read the mails.
demo-clock = The clock
demo-now = It is:
demo-people = Sign in as
demo-coordinators = Coordinators
demo-referent =
    { $count ->
        [one] referent of one project
       *[other] referent of { $count } projects
    }
demo-others = Other roles, those who left, and a stand-in
demo-stand-in = stands in for { $mentor } until { $day }
demo-mailbox = Mailbox
demo-mailbox-empty = No mail yet. Move the clock to the next reminder.
