greeting = Bonjour { $name },
unsubscribe-mail = Ne plus recevoir ces messages
link-as-text = Si le bouton ne fonctionne pas, copiez cette adresse :
week-progress =
    { $projects ->
        [1]
            { $filed ->
                [0] Le projet n’a pas encore déposé son bulletin.
               *[other] Le projet a déposé son bulletin.
            }
       *[other]
            { $filed ->
                [0] Aucun des { $projects } projets n’a encore déposé son bulletin.
                [one] Un projet sur { $projects } a déjà déposé son bulletin.
               *[other] { $filed } projets sur { $projects } ont déjà déposé leur bulletin.
            }
    }

announcement-subject = Bulletins : à déposer aujourd’hui avant { $time }
announcement-title = C’est le jour du bulletin
announcement-closes = Le formulaire de la semaine { $week } ferme { $day } à { $time }.
announcement-button = Déposer un bulletin
announcement-how = Un bulletin par projet suffit, et deux minutes pour l’écrire. L’équipe peut le corriger jusqu’à la clôture.
announcement-own-subject = { $project } : c’est le jour du bulletin, jusqu’à { $time }
announcement-own = Le bulletin { DE($project) } n’est pas encore arrivé.
face-tap = { $mood } – ouvrir le formulaire avec cette humeur
faces-hint = Touchez un visage : le formulaire s’ouvre. L’humeur et deux textes suffisent, le reste est facultatif. Rien n’est envoyé sans vous.
faces-hint-begun = Touchez un visage : le formulaire s’ouvre avec ce qui est commencé. Rien n’est envoyé sans vous.
faces-hint-text = Suivez le lien de votre humeur : le formulaire s’ouvre. L’humeur et deux textes suffisent, le reste est facultatif. Rien n’est envoyé sans vous.
faces-hint-text-begun = Suivez le lien de votre humeur : le formulaire s’ouvre avec ce qui est commencé. Rien n’est envoyé sans vous.
quiet-suffices = Rien de neuf cette semaine ? Une ligne suffit : le formulaire propose une semaine calme.
answers-both = Répondez à ce message pour écrire à votre équipe et à la coordination.
answers-team = Répondez à ce message pour écrire à votre équipe.

sign-in-mail-subject = Votre lien de connexion à { $programme }
sign-in-mail-explanation =
    Voici le lien que vous avez demandé pour vous connecter. Il fonctionne une fois, pendant { $minutes ->
        [one] une minute
       *[other] { $minutes } minutes
    }.
sign-in-mail-ignore = Vous n’avez rien demandé ? Ignorez ce message : sans ce lien ni ce code, personne ne se connecte à votre place.

reminder-subject = { $project } : votre bulletin avant { $time }
reminder-title = Le bulletin { DE($project) }
reminder-missing = Le bulletin { DE($project) } pour la semaine { $week } n’est pas encore arrivé.
reminder-closes = Vous avez jusqu’à { $time } pour le déposer.
reminder-button = Déposer le bulletin
reminder-team = Une seule personne de l’équipe suffit pour le déposer.
reminder-link = Ce lien vous est personnel : il ouvre, sans compte ni mot de passe, le seul formulaire { DE($project) }, jusqu’à la fin de la semaine.
begun-by = { $name } a commencé
begun-by-reader = Vous avez commencé
begun-by-team = Votre équipe a commencé
reminder-begun =
    { $mood ->
        [missing]
            { $texts ->
                [0] { $begun } : il manque l’humeur.
                [one] { $begun } : il manque l’humeur et un texte.
               *[other] { $begun } : il manque l’humeur et { $texts } textes.
            }
       *[there]
            { $texts ->
                [0] { $begun }, et tout y est : il ne reste qu’à le déposer.
                [one] { $begun } : il manque un texte.
               *[other] { $begun } : il manque { $texts } textes.
            }
    }
reminder-last = C’est le dernier rappel.

digest-subject = Bulletins de la semaine { $week }
digest-title = Les bulletins de la semaine
digest-progress =
    { $projects ->
        [0] Aucun bulletin n’était demandé.
        [1]
            { $filed ->
                [0] Le projet n’a pas donné de nouvelles.
               *[other] Le projet a donné de ses nouvelles.
            }
       *[other]
            { $filed ->
                [0] Aucun des { $projects } projets n’a donné de nouvelles.
                [one] Un projet sur { $projects } a donné de ses nouvelles.
               *[other] { $filed } projets sur { $projects } ont donné de leurs nouvelles.
            }
    }
digest-month-subject = Bulletins { DE($month) }
digest-month-title = Les bulletins du mois
digest-month-week = Dernière semaine du mois, { $week }
digest-weeks = Toutes les équipes, semaine par semaine
digest-progress-own =
    { $projects ->
        [0] Aucun bulletin n’était demandé.
        [one]
            { $filed ->
                [0] Votre projet n’a pas donné de nouvelles.
               *[other] Votre projet a donné de ses nouvelles.
            }
       *[other]
            { $filed ->
                [0] Aucun de vos { $projects } projets n’a donné de nouvelles.
                [one] Un de vos { $projects } projets a donné de ses nouvelles.
               *[other] { $filed } de vos { $projects } projets ont donné de leurs nouvelles.
            }
    }
digest-stands-in = { $name } vous a demandé d’assurer son remplacement jusqu’au { $day }.
digest-help-subject = Demandes d’aide de la semaine { $week }
digest-help-month-subject = Demandes d’aide { DE($month) }
digest-help-only = Vous avez choisi de ne lire que les demandes d’aide. Elles arrivent quand il y a quelque chose à dire.
digest-help-settings = Choisir d’autres courriels
digest-help-last-week =
    { $asked ->
        [one]
            La semaine dernière : { $taken ->
                [0] une demande, que personne n’a encore prise.
               *[other] une demande, et elle a été prise.
            }
       *[other] La semaine dernière : { $taken ->
                [0] aucune des { $asked } demandes n’a été prise.
                [one] une demande prise sur { $asked }.
               *[other] { $taken } demandes prises sur { $asked }.
            }
    }
digest-help-week =
    { $asked ->
        [one]
            Semaine { $week } : { $taken ->
                [0] une demande, que personne n’a encore prise.
               *[other] une demande, et elle a été prise.
            }
       *[other] Semaine { $week } : { $taken ->
                [0] aucune des { $asked } demandes n’a été prise.
                [one] une demande prise sur { $asked }.
               *[other] { $taken } demandes prises sur { $asked }.
            }
    }
digest-help-yours =
    { $asked ->
        [0]
            { $taken ->
                [one] Celle dont vous vous occupez
               *[other] Celles dont vous vous occupez
            }
        [one]
            { $taken ->
                [0] La vôtre
                [one] La vôtre, et celle dont vous vous occupez
               *[other] La vôtre, et celles dont vous vous occupez
            }
       *[other]
            { $taken ->
                [0] Les vôtres
                [one] Les vôtres, et celle dont vous vous occupez
               *[other] Les vôtres, et celles dont vous vous occupez
            }
    }
digest-next-day = Prochaine date
own-requests-title =
    { $count ->
        [one] Demandes d’aide de votre projet
       *[other] Demandes d’aide de vos projets
    }
digest-help-untaken-others =
    { $count ->
        [one] Une demande d’une autre équipe attend quelqu’un
       *[other] { $count } demandes d’autres équipes attendent quelqu’un
    }
digest-help-untaken =
    { $count ->
        [one] Une demande attend quelqu’un
       *[other] { $count } demandes attendent quelqu’un
    }
digest-help-taken =
    { $count ->
        [one] Une autre demande est déjà prise.
       *[other] { $count } autres demandes sont déjà prises.
    }
digest-help-solved =
    { $count ->
        [one] Résolue depuis le message précédent
       *[other] Résolues depuis le message précédent
    }
digest-answers-team =
    { $count ->
        [one] Répondez à ce message pour écrire à l’équipe de votre projet.
       *[other] Répondez à ce message pour écrire aux équipes de vos projets.
    }
digest-answers-coordination = Répondez à ce message pour écrire à la coordination.
digest-online = Lire cette semaine en ligne

sign-in-mail-code =
    Sur un autre appareil, ou le lien ne s’ouvre pas ? Saisissez ce code là où vous l’avez demandé, dans { $minutes ->
        [one] la minute
       *[other] les { $minutes } minutes
    } :

password-reset-mail-subject = Un nouveau mot de passe pour { $programme }
password-reset-mail-explanation =
    Avec ce lien vous choisissez un nouveau mot de passe. Il fonctionne une fois, pendant { $minutes ->
        [one] une minute
       *[other] { $minutes } minutes
    }, et vous déconnecte partout ailleurs.
password-reset-mail-button = Choisir un mot de passe
password-reset-mail-ignore = Vous n’avez rien demandé ? Ignorez ce message : votre mot de passe reste le même.

invitation-mail-subject = { $by } vous invite à rejoindre { $programme }
invitation-mail-explanation = { $by } vous invite à rejoindre { $programme } : chaque projet y raconte sa semaine dans un court bulletin, que tout le monde lit.
invitation-mail-prepared = Un projet qui vous attend est en préparation : vous le verrez dans Bulletins dès l’ouverture de sa promotion.
invitation-mail-coordinator = Vous coordonnez le programme.
invitation-mail-eig = Vous faites partie de l’équipe { DE($project) }, qui dépose le bulletin.
invitation-mail-mentor = Vous accompagnez { $project }.
invitation-mail-strategic-mentor = Vous accompagnez { $project } comme mentor stratégique.
invitation-mail-sponsor = Vous soutenez { $project }.
invitation-mail-helper = Vous prêtez main-forte à l’équipe { DE($project) }.
invitation-mail-alumnus = Vous avez fait partie de l’équipe { DE($project) }.
invitation-mail-eig-later = À partir du { $day }, vous ferez partie de l’équipe { DE($project) }, qui dépose le bulletin.
invitation-mail-mentor-later = À partir du { $day }, vous accompagnerez { $project }.
invitation-mail-strategic-mentor-later = À partir du { $day }, vous accompagnerez { $project } comme mentor stratégique.
invitation-mail-sponsor-later = À partir du { $day }, vous soutiendrez { $project }.
invitation-mail-helper-later = À partir du { $day }, vous prêterez main-forte à l’équipe { DE($project) }.
invitation-mail-alumnus-later = À partir du { $day }, vous compterez parmi les ancien·nes { DE($project) }.
invitation-mail-how =
    Avec ce lien vous confirmez votre nom, choisissez votre langue, et un mot de passe si vous en voulez un. Il fonctionne une fois, pendant { $days ->
        [one] un jour
       *[other] { $days } jours
    }.
invitation-mail-button = Rejoindre le programme
invitation-mail-ignore = Ce n’est pas pour vous ? Ignorez ce message.
invitation-mail-ignore-or-answer = Ce n’est pas pour vous ? Ignorez ce message, ou répondez-y.

notice-mail-subject = Votre compte { $programme } : du nouveau
notice-mail-sign-in = Un navigateur inconnu jusqu’ici s’est connecté à votre compte.
notice-mail-password = Le mot de passe de votre compte a changé, et toutes les autres connexions sont closes.
notice-mail-address = L’adresse de votre compte a été changée par la coordination, et toutes vos connexions sont closes. Ce message va à l’ancienne adresse et à la nouvelle.
notice-mail-authenticator-set = Une application d’authentification protège maintenant votre compte.
notice-mail-authenticator-removed = L’application d’authentification ne protège plus votre compte.
notice-mail-passkey-added = Une clé d’accès (passkey) a été ajoutée à votre compte.
notice-mail-passkey-removed = Une clé d’accès (passkey) a été retirée de votre compte.
notice-mail-recovery-codes-made = De nouveaux codes de secours ont été créés pour votre compte ; les précédents ne fonctionnent plus.
notice-mail-recovery-code-used = Un code de secours de votre compte a servi.
notice-mail-second-factor-reset = Le second facteur de votre compte a été retiré par la coordination ou par l’organisme qui exploite le service, et toutes vos connexions sont closes.
notice-mail-when = Le { $day } à { $time }.
notice-mail-device = Navigateur
notice-mail-you = C’était vous, ou c’était prévu ? Il n’y a rien à faire.
notice-mail-tell = Vous ne vous y attendiez pas ? Prévenez tout de suite la coordination : elle peut vous aider, et clore toutes les connexions.
notice-mail-other = Sinon, choisissez tout de suite un nouveau mot de passe, ce qui vous déconnecte partout ailleurs, et prévenez la coordination.

farewell-mail-subject = { $programme } : vos données sont effacées
farewell-mail-what = Votre nom, votre adresse, vos rôles et vos accès viennent d’être effacés. Ce message est le dernier : votre adresse disparaît avec son envoi.
farewell-mail-stays = Ce que votre équipe a publié reste, comme venant d’une personne qui a quitté le programme.
farewell-mail-other = Vous n’avez rien demandé ? Écrivez à la coordination.

help-referent-subject =
    { $count ->
        [one] Une demande d’aide { DE($project) } a besoin de vous
       *[other] { $count } demandes d’aide ont besoin de vous
    }
help-referent-title =
    { $count ->
        [one] Il lui faut quelqu’un
       *[other] Il leur faut quelqu’un
    }
help-referent-untaken =
    { $count ->
        [one] Depuis plus de deux jours ouvrés, personne n’a pris cette demande. C’est à vous qu’elle revient : occupez-vous-en, ou sollicitez quelqu’un qui peut aider.
       *[other] Depuis plus de deux jours ouvrés, personne n’a pris ces demandes. C’est à vous qu’elles reviennent : occupez-vous-en, ou sollicitez quelqu’un qui peut aider.
    }
help-referent-ending =
    { $count ->
        [one] Le projet se termine : son dernier bulletin est attendu { $day }. Cette demande reste ouverte. Trouvez quelqu’un pour aider l’équipe, ou voyez avec elle si c’est encore utile.
       *[other] Les projets se terminent : leurs derniers bulletins sont attendus { $day }. Ces demandes restent ouvertes. Trouvez quelqu’un pour aider les équipes, ou voyez avec elles si c’est encore utile.
    }
help-referent-ended =
    { $count ->
        [one] Le projet est terminé, et cette demande reste ouverte. Trouvez quelqu’un pour aider l’équipe, ou voyez avec elle si c’est encore utile.
       *[other] Les projets sont terminés, et ces demandes restent ouvertes. Trouvez quelqu’un pour aider les équipes, ou voyez avec elles si c’est encore utile.
    }
help-nag-page =
    { $count ->
        [one] Sur sa page, vous pouvez aussi clore la demande, avec un mot à l’équipe.
       *[other] Sur leurs pages, vous pouvez aussi clore les demandes, avec un mot à l’équipe.
    }
help-no-team = Le projet n’a plus d’équipe.
help-referent-named = Référent·e du projet : { $name }
help-referent-once = Ce message n’est envoyé qu’une fois.

help-overview-subject =
    { $count ->
        [one] Aide : une demande que personne n’a prise
       *[other] Aide : { $count } demandes que personne n’a prises
    }
help-overview-title = Qui pourrait aider ?
help-overview-explanation =
    { $count ->
        [one] Une demande attend quelqu’un.
       *[other] { $count } demandes attendent quelqu’un, la plus ancienne d’abord.
    }

help-progress-subject =
    { $count ->
        [one] { $project } : où en est la demande « { $words } » ?
       *[other] Où en sont { $count } demandes d’aide ?
    }
help-progress-title =
    { $count ->
        [one] Où en est-on ?
       *[other] Où en est-on ?
    }
help-progress-asked =
    { $count ->
        [one] Votre équipe a fait cette demande, et quelqu’un l’a prise il y a une semaine. Est-elle résolue, toujours utile, plus nécessaire ? Deux clics suffisent pour le dire à tout le monde.
       *[other] Votre équipe a fait ces demandes, et quelqu’un les a prises il y a une semaine. Sont-elles résolues, toujours utiles, plus nécessaires ? Deux clics suffisent pour le dire à tout le monde.
    }
help-progress-left =
    { $count ->
        [one] Vous suivez un projet dont l’équipe n’est plus là. Quelqu’un a pris sa demande il y a une semaine : est-elle résolue, ou plus nécessaire ?
       *[other] Vous suivez des projets dont l’équipe n’est plus là. Quelqu’un a pris leurs demandes il y a une semaine : sont-elles résolues, ou plus nécessaires ?
    }
help-progress-taken =
    { $count ->
        [one] Vous avez pris cette demande il y a deux semaines, et l’équipe ne l’a pas close. Où en est-elle ? Si vous ne pouvez pas vous en occuper, rendez-la : d’autres pourront la prendre.
       *[other] Vous avez pris ces demandes il y a deux semaines, et leurs équipes ne les ont pas closes. Où en sont-elles ? Celles dont vous ne pouvez pas vous occuper, rendez-les : d’autres pourront les prendre.
    }
help-progress-answers = Répondez à ce message pour écrire aux autres : à l’équipe, ou à qui s’en occupe.
help-progress-once = La question ne vous est posée qu’une fois par demande.

stand-in-mail-subject = { $name } vous confie son remplacement
until-within = jusqu’au { $day }
stand-in-mail-what = D’ici là, vous recevez aussi ses courriels, et vous lisez les mêmes bulletins.
stand-in-mail-programme = Dans { $programme }, chaque projet raconte sa semaine dans un court bulletin que tout le monde lit.
stand-in-mail-projects = Il s’agit de :
stand-in-mail-own = { $name } continue aussi de recevoir ces courriels.
stand-in-mail-answer = Ce n’est pas possible, ou vous avez une question ? Répondez à ce message pour écrire à { $name }.
stand-in-mail-button = Lire les dernières semaines
stand-in-mail-ended-subject = Votre remplacement { DE($name) } est terminé
stand-in-mail-ended = { $name } n’a plus besoin de remplacement : ses courriels de mentor n’arrivent plus chez vous. Merci !

digest-held-subject = À décider : bulletins non partis
week-of-within = semaine { $week }
digest-held-title = Des bulletins ne sont pas partis à temps
digest-held-what =
    { $count ->
        [one] Un courriel de la semaine { $week } n’a pas pu partir : en deux jours, aucun serveur de courrier ne l’a accepté. La personne qui devait le recevoir n’a pas eu les nouvelles de cette semaine.
       *[other] { $count } courriels de la semaine { $week } n’ont pas pu partir : en deux jours, aucun serveur de courrier ne les a acceptés. Les personnes qui devaient les recevoir n’ont pas eu les nouvelles de cette semaine.
    }
digest-held-next = À vous de dire s’il faut encore les envoyer, tous à la fois. Le courrier fonctionne de nouveau, puisque ce message vous parvient.
digest-held-button = Envoyer quand même, ou y renoncer

team-away-subject = { $project } : l’équipe sera absente
team-back-subject = { $project } : l’équipe sera là
team-away-title = Une équipe sera absente
team-back-title = Une équipe sera là, en fin de compte
team-away-weeks =
    { $count ->
        [one] L’équipe { DE($project) } note une semaine d’absence :
       *[other] L’équipe { DE($project) } note { $count } semaines d’absence :
    }
team-back-weeks =
    { $count ->
        [one] L’équipe { DE($project) } sera finalement là :
       *[other] L’équipe { DE($project) } sera finalement là, ces semaines :
    }
team-away-meaning = Aucun bulletin ne lui est demandé alors, ni rappel envoyé. Il n’y a rien à faire.

subject-mood = humeur { $mood }
subject-quiet = semaine calme
subject-away = équipe absente cette semaine
subject-no-news = pas de bulletin cette semaine
subject-late = un bulletin arrivé après coup
news-away = L’équipe est absente cette semaine
news-mood = Humeur { $mood }
mood-better = mieux que la dernière fois ({ $before })
mood-worse = moins bien que la dernière fois ({ $before })
mood-same = comme la dernière fois
news-none = Pas de bulletin cette semaine
news-late = Un bulletin est arrivé après coup
news-came-late = Le bulletin de la semaine { $week } est arrivé après coup
news-before = Dernier bulletin, semaine { $week }
news-never = Aucun bulletin récent.
news-read-other = Lire son bulletin
news-next-day = Prochaine date clé
news-request =
    { $days ->
        [0] Demande d’aide publiée aujourd’hui
        [one] Demande d’aide publiée hier
       *[other] Demande d’aide publiée il y a { $days } jours
    }
news-other-requests =
    { $count ->
        [one] Autre demande
       *[other] Autres demandes ouvertes
    }
news-more-requests =
    { $count ->
        [one] Et encore une demande de ce projet
       *[other] Et { $count } autres demandes de ce projet
    }
news-read-late = J’ai lu celui de la semaine { $week }
news-write = J’écris à l’équipe
news-bulletin = Le bulletin
news-others =
    { $count ->
        [one] L’autre projet
       *[other] Les autres projets
    }
mood-before = la dernière fois : { $before }
change-moved = « { $what } » passe au { $day }
change-put-off = « { $what } » attend une nouvelle date
change-called-off = « { $what } » n’aura pas lieu
change-happened = « { $what } » a eu lieu
change-solved =
    { $count ->
        [one] Une demande d’aide est résolue
       *[other] { $count } demandes d’aide sont résolues
    }
change-withdrawn =
    { $count ->
        [one] Une demande d’aide n’est plus nécessaire
       *[other] { $count } demandes d’aide ne sont plus nécessaires
    }
change-promise = Priorités précédentes : { $outcome }
sheet-subject = { $project } : { $month } en une page
digest-elsewhere = Dans un message à part :
sheet-month = Le mois en une page : { $month }
sheet-explanation = Une ligne par semaine, les dates clés et les demandes d’aide
sheet-open = Ouvrir la page à imprimer
