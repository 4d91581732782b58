mood = Humeur
quiet-week = Semaine calme
last-week-title = Depuis la dernière fois
last-week-promise = Priorités de la semaine du { $day }
promise-told-done = tenues
promise-told-partly = tenues en partie
promise-told-goes-on = toujours en cours
promise-told-dropped = abandonnées
promise-became = La semaine suivante : { $outcome }
promise-became-later = La semaine du { $day } : { $outcome }
day-put-off = date à fixer
day-given-up = sans nouvelle date
day-moved-from =
    { $moves ->
        [1] date déplacée du { $day }
        [2] date déplacée du { $day }, pour la deuxième fois
        [3] date déplacée du { $day }, pour la troisième fois
       *[other] date déplacée du { $day }, { $moves } fois déjà
    }
day-told-happened = a eu lieu
day-told-called-off = date annulée
mood-question = Comment s’est passée la semaine ?
first-tap = Choisi d’après le courriel : « { $mood } ».
first-tap-stays = Vous avez touché « { $mood } » dans le courriel ; { $name } avait choisi « { $before } », qui reste choisie.
first-tap-own = Vous avez touché « { $mood } » dans le courriel ; votre brouillon dit « { $before } », qui reste choisie.
first-tap-filed = Vous avez touché « { $mood } » dans le courriel ; le bulletin déposé dit « { $before } ».
first-tap-filed-none = Vous avez touché « { $mood } » dans le courriel ; le bulletin déposé ne dit pas d’humeur.
first-tap-choose = Choisir « { $mood } »
first-tap-too-late = Le formulaire est fermé : ce bulletin ne se corrige plus.
first-tap-revise = Corriger en « { $mood } »
priorities-hint = Ce qui compte le plus en ce moment.
ups-and-downs-hint = Ce qui a bien marché, ce qui a coincé.
help-hint = Ce dont vous avez besoin, et de qui.
key-date-hint = Démonstration, comité, mise en ligne…
key-date-day = Jour
key-date-description = Ce qui se passera
version = Version
form-title = Bulletin { DE($project) }
form-title-own = Votre bulletin
form-stands-for = Vous n’êtes pas de l’équipe { DE($project) } : ce que vous déposez l’est à sa place, et porte votre nom.
form-closes = Le formulaire ferme { $day } à { $time } ({ $when }).
form-grace = Le formulaire vient de fermer ; il accepte encore votre envoi jusqu’à { $time }.
form-team = Votre équipe peut corriger jusque-là.
form-team-theirs = L’équipe peut corriger jusque-là.
form-revises = Vous corrigez le bulletin de votre équipe.
form-revises-theirs = Vous corrigez le bulletin de l’équipe.
form-late = Le formulaire a fermé, mais vous pouvez déposer votre bulletin jusqu’à dimanche soir. Il sera publié tout de suite, marqué en retard, et repris dans le prochain message ; il ne pourra plus être corrigé.
form-late-theirs = Le formulaire a fermé, mais le bulletin peut encore être déposé jusqu’à dimanche soir. Il sera publié tout de suite, marqué en retard, et repris dans le prochain message ; il ne pourra plus être corrigé.
form-button = Déposer
form-button-revise = Enregistrer
form-button-over = Remplacer par le mien
answer-drafted = { $name } écrit aussi. Rien n’est perdu : son brouillon est en bas de la page. Complétez le vôtre, puis déposez-le.
draft-saved = Brouillon enregistré à { $time }, pas encore déposé
draft-by = Brouillon enregistré par { $name }, { $day } à { $time }
draft-changed = { $name } a modifié le brouillon à { $time }. Le vôtre reste à l’écran : lequel continuer ?
draft-changed-by-you = Vous avez modifié ce brouillon ailleurs à { $time }. Ce que vous voyez reste à l’écran : lequel continuer ?
draft-take = Prendre le sien
draft-take-other = Prendre l’autre
draft-keep = Garder le mien
draft-keep-this = Garder celui-ci
draft-filed = Votre équipe a déposé son bulletin entre-temps. Votre texte est toujours là : envoyez-le pour comparer les deux.
draft-signed-out = Votre connexion a expiré : ce brouillon n’est pas enregistré. Votre texte reste à l’écran ; l’envoyer vous dira comment continuer.
draft-send-again = Ce brouillon n’est pas enregistré, car votre connexion a changé. Votre texte reste à l’écran ; l’envoyer vous dira comment continuer.
draft-lost = Pas de réseau : rien n’est enregistré pour l’instant. Votre texte reste sur cet écran, et nous réessayons.
closed-draft = Le brouillon de votre équipe n’a pas été déposé. Vous pouvez encore le copier ici pendant une semaine.
closed-draft-theirs = Le brouillon de l’équipe n’a pas été déposé. Vous pouvez encore le copier ici pendant une semaine.
previous-title = Votre dernier bulletin
previous-title-theirs = Le dernier bulletin de l’équipe
previous-title-before = Votre bulletin précédent
previous-title-before-theirs = Le bulletin précédent de l’équipe
theirs-title = Ce que votre équipe a déposé
theirs-title-of-team = Ce que l’équipe a déposé
yours-title = Ce que vous avez écrit
answer-conflict = { $name } a déposé une autre version entre-temps. Rien n’est perdu : comparez les deux textes, puis complétez et déposez le vôtre, ou gardez la version déposée.
answer-conflict-by-you = Vous avez déposé une autre version entre-temps. Rien n’est perdu : comparez les deux textes, puis complétez et déposez celui-ci, ou gardez la version déposée.
answer-closed = Votre texte n’a pas pu être déposé. Il est toujours là, vous pouvez le copier.
answer-signed-out = Votre connexion a expiré. Votre texte est toujours là : reconnectez-vous dans un nouvel onglet, puis déposez à nouveau.
answer-sign-in = Se connecter dans un nouvel onglet
answer-send-again = Nous n’avons pas pu vérifier l’envoi. Votre texte est toujours là : déposez à nouveau.
fault-mood-missing = Choisissez l’humeur de la semaine.
fault-missing = { $field } : ce champ est nécessaire.
fault-invalid = { $field } : cette valeur n’est pas possible.
fault-date-invalid = Indiquez un jour comme 2026-03-10.
fault-date-past = Ce jour vient avant la semaine du bulletin. Une date clé annonce ce qui vient : choisissez un jour de cette semaine ou d’après. Ce qui a déjà eu lieu se raconte dans « Hauts et bas ».
fault-too-long = { $field } : { $length } caractères, c’est trop ; il en faut { $max } au plus.
fault-control-character = { $field } : le texte contient un caractère qui ne peut pas s’afficher. Effacez-le, ou retapez ce passage.
text-too-long = { $length } caractères, c’est trop ; il en faut { $max } au plus.
text-unseen = Le texte contient un caractère qui ne peut pas s’afficher. Effacez-le, ou retapez ce passage.
fault-date-missing = Indiquez le jour de la date clé, ou effacez sa description.
fault-description-missing = Dites ce qui se passera à la date clé, ou effacez le jour.
fault-day-taken = Le projet a déjà une date clé ce jour-là : « { $description } ». Choisissez un autre jour, ou laissez la date vide.
closed-not-active = Ce projet n’attend pas de bulletin cette semaine-là.
closed-filed = Le bulletin de cette semaine est publié : il ne peut plus être corrigé.
closed-upcoming = Le formulaire de cette semaine n’est pas encore ouvert.
closed-over = Cette semaine est close.
closed-paused = Aucun bulletin n’est demandé cette semaine.
opens = Il ouvre { $day }.
next-opening = Le prochain formulaire ouvre { $day }.
filed-title = Merci, c’est déposé !
filed-late-title = Merci, c’est publié !
filed-help-sent = Votre demande d’aide, elle, est déjà partie : tout le programme la voit.
filed-late = Il sera aussi dans le prochain message de la semaine.
nothing-filed = Aucun bulletin n’a été déposé cette semaine-là.
revise = Corriger
revision-begun = Une correction est commencée, mais pas encore déposée : le bulletin reste tel qu’il était.
revision-resume = Reprendre la correction
revise-until = Possible jusqu’à { $day }, { $time } ({ $when })
see-week = Voir la semaine
see-project = Voir { $project }
hidden-until = Les bulletins de cette semaine seront publiés { $day } à { $time }.
hidden-paused = Les bulletins de cette semaine seront publiés à la fin de la semaine.
filed-by = Déposé par { $name } le { $day }
filed-by-as = Déposé par { $name } ({ $role }) le { $day }
revised-by = Corrigé par { $name } le { $day }
revised-by-as = Corrigé par { $name } ({ $role }) le { $day }
preview = Aperçu
preview-title = Ce que l’on lira
markdown-title = Mise en forme
markdown-hint = **gras**, _italique_, listes avec un tiret et liens fonctionnent dans les textes.
help-ask-now = Demander tout de suite
help-ask-now-hint = Tout le programme voit votre demande aussitôt, et la coordination reçoit un courriel.
    .stay = Tout le programme voit votre demande aussitôt. Aucun courriel ne part encore d’ici.
help-unsent = Votre demande d’aide n’est pas encore partie : elle part avec le bulletin, une fois celui-ci complet.
help-asked-now = Demandée tout de suite, { $day } à { $time } : tout le programme la voit déjà.
help-empty-closes = Vider ce champ clôt la demande (plus nécessaire).
fault-help-taken = Quelqu’un s’occupe déjà de la demande : « { $text } ». Elle ne peut plus être modifiée ; videz le champ si l’aide n’est plus nécessaire, ou demandez autre chose à part.
quiet-offer = Rien de neuf ?
quiet-explanation = Une ligne suffit : une semaine calme compte comme un bulletin déposé, et l’humeur est facultative.
quiet-line = En une ligne
quiet-line-hint = Laissé vide : « Rien de neuf cette semaine. »
quiet-default = Rien de neuf cette semaine.
quiet-button = Envoyer une semaine calme
last-week-asked = Depuis votre dernier bulletin
last-week-asked-theirs = Depuis le dernier bulletin de l’équipe
promise-asked = Vos priorités de la semaine du { $day }
promise-asked-theirs = Les priorités de l’équipe, semaine du { $day }
promise-hint = Celles qui continuent sont reprises plus bas, où vous pouvez les modifier.
promise-done = Tenues
promise-partly = En partie
promise-goes-on = Continuent
promise-dropped = Abandonnées
day-asked = Votre date clé : { $day }
day-asked-today = Votre date clé d’aujourd’hui, { $day }
day-asked-today-theirs = Une date clé de l’équipe, aujourd’hui, { $day }
day-asked-theirs = Une date clé de l’équipe : { $day }
day-asked-open = Votre date clé, à fixer
day-asked-open-theirs = Une date clé de l’équipe, à fixer
day-asked-first = d’abord prévue le { $day }
day-happened = A eu lieu
day-moved = Déplacée
day-called-off = Annulée
day-to = Nouveau jour
day-to-hint = Laissé vide, ou un jour passé : date à fixer.
tap-none = Sans réponse
fault-not-quiet = { $field } : vous avez écrit quelque chose. Déposez le bulletin entier, ou videz ce champ.
fault-day-moved = Le projet avait annoncé « { $description } » pour ce jour-là, puis l’a déplacé : le jour reste pris. Choisissez un autre jour, ou dites plus haut où cette date est déplacée.
form-away = Votre équipe est absente cette semaine : rien ne vous est demandé. Un bulletin peut être déposé quand même.
form-away-theirs = L’équipe est absente cette semaine : rien ne lui est demandé. Un bulletin peut être déposé quand même.
somebody-of-team = Quelqu’un de votre équipe
somebody-of-team-theirs = Quelqu’un de l’équipe
theirs-keep = Garder la version déposée
theirs-by = Version déposée par { $name }
draft-theirs = Voir son texte
draft-other = Voir l’autre texte
draft-none = Rien n’est encore déposé.
draft-none-revised = Rien n’est encore corrigé.
draft-revises = Le bulletin déposé n’a pas changé.
draft-saved-revised = Brouillon enregistré à { $time } ; le bulletin déposé n’a pas changé
revised-title = Correction enregistrée
key-date-add = Une date clé ?
course-title = Et maintenant ?
course-published = C’est publié
course-publishes = Votre bulletin sera publié { $day } à { $time } ({ $when }).
course-publishes-mailed =
    { $count ->
        [0] Votre bulletin sera publié { $day } à { $time } ({ $when }), et envoyé par courriel à tout le programme.
        [one] Votre bulletin sera publié { $day } à { $time } ({ $when }), et envoyé par courriel à tout le programme, dont votre mentor : { $names }.
       *[other] Votre bulletin sera publié { $day } à { $time } ({ $when }), et envoyé par courriel à tout le programme, dont vos mentors : { $names }.
    }
course-publishes-theirs = Ce bulletin sera publié { $day } à { $time } ({ $when }).
course-publishes-theirs-mailed =
    { $count ->
        [0] Ce bulletin sera publié { $day } à { $time } ({ $when }), et envoyé par courriel à tout le programme.
        [one] Ce bulletin sera publié { $day } à { $time } ({ $when }), et envoyé par courriel à tout le programme, dont le ou la mentor du projet : { $names }.
       *[other] Ce bulletin sera publié { $day } à { $time } ({ $when }), et envoyé par courriel à tout le programme, dont les mentors du projet : { $names }.
    }
course-paused = Il sera publié à la fin de la semaine.
course-read-by = Tout le programme peut le lire.
course-awaits-readers = Dès que quelqu’un l’aura lu, vous le verrez ici.
course-awaits-both = Dès que quelqu’un l’aura lu, ou pourra vous aider, vous le verrez ici.
course-awaits-help = Dès que quelqu’un pourra vous aider, vous le verrez ici.
course-next-form-readers = Dès que quelqu’un l’aura lu, votre prochain formulaire vous le dira.
course-next-form-both = Dès que quelqu’un l’aura lu, ou pourra vous aider, votre prochain formulaire vous le dira.
course-next-form-help = Dès que quelqu’un pourra vous aider, votre prochain formulaire vous le dira.
course-count =
    { $filed ->
        [one] Une équipe sur { $of } a déposé.
       *[other] { $filed } équipes sur { $of } ont déposé.
    }
course-count-own = La vôtre en fait partie.
