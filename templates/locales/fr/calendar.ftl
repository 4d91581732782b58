week-paused = Semaine sans bulletin : aucun projet n’est attendu.
events-title = À venir
events-empty = Rien n’est prévu dans les prochaines semaines.
event-opening = Ouverture du formulaire
event-announcement = Annonce
event-reminder = Rappel
event-closing = Clôture
event-digest = Bulletins à tout le monde
event-help-referent = Demandes que personne n’a prises, à leurs référent·es
event-help-overview = Demandes que personne n’a prises, à toute la coordination
event-help-progress = Suivi des demandes, à celles et ceux qui les ont faites ou prises
pauses-title = Semaines sans bulletin
pauses-explanation = Pendant une semaine en pause, rien n’est demandé : ni clôture, ni rappel, ni message.
pause-week = Semaine
pause-reason = Raison
pause-button = Mettre en pause
pause-end = Lever la pause
runs-title = Ce qui a eu lieu
runs-caption = Dernières exécutions et leurs courriels
runs-empty = Rien de ce qui était prévu n’a encore eu lieu.
run-job = Quoi
run-at = Prévu
run-outcome = Résultat
run-ran = fait
run-skipped = passé, trop tard
run-unneeded =
    { $count ->
        [one] un courriel n’était plus nécessaire
       *[other] { $count } courriels n’étaient plus nécessaires
    }
runs-silent =
    { $count ->
        [one] Un passage sans courriel : personne à qui écrire
       *[other] { $count } passages sans courriel : personne à qui écrire
    }
absences-title = Absences
absences-link = Dire quand l’équipe est absente
absences-nothing-asked = Aucun bulletin ne vous est demandé ces semaines-là ; vous pouvez en déposer un quand même.
absences-referent-told = Votre référent·e en est prévenu·e par courriel, à défaut la coordination.
    .stay = Aucun courriel ne prévient encore votre référent·e : dites-le-lui, à défaut à la coordination.
absences-others-told = Les autres l’apprennent quand la semaine est publiée.
absences-weeks = Semaines où toute l’équipe est absente
absences-all-away = Toute l’équipe est absente le jour de la clôture : rien ne vous est demandé.
absences-none = Aucun bulletin n’est demandé dans les semaines qui viennent.
absences-people = Dans l’équipe
absences-own = Chaque membre de l’équipe note ses propres jours dans ses réglages :
away-team = Toute l’équipe
away-day = le { $day }
away-days = du { $first } au { $last }
away-teams-title = Équipes absentes
