welcome-title = Chaque semaine, des nouvelles de chaque projet
welcome-lead = Un court bulletin par équipe, un seul message à lire pour tout le monde.
welcome-file = L’équipe dépose son bulletin en deux minutes : humeur, priorités, hauts et bas, besoin d’aide.
welcome-remind = Qui l’a oublié reçoit un rappel avec un lien personnel, sans mot de passe.
welcome-read = Le dernier jour ouvré, toutes et tous reçoivent les bulletins en entier.
welcome-no-account = Vous faites partie d’une équipe ? Le lien de votre rappel ouvre votre formulaire sans compte.
home-title = Votre bulletin
home-choose = Semaine { $week } : pour quel projet ?
home-nothing = Aucun de vos projets n’attend de bulletin cette semaine. Vous pouvez lire ceux des autres.
filed-count =
    { $filed ->
        [0] aucun bulletin
        [one] un bulletin
       *[other] { $filed } bulletins
    } sur { $projects ->
        [1] un projet
       *[other] { $projects } projets
    }
filed-unasked =
    { $filed ->
        [one] un bulletin, sans qu’il ait été demandé
       *[other] { $filed } bulletins, sans qu’ils aient été demandés
    }
weeks-empty = Aucune semaine n’est encore publiée. La première le sera à la clôture.
weeks-around = Autres semaines
week-previous = Semaine précédente
week-next = Semaine suivante
week-unpublished = Les bulletins seront publiés { $day } à { $time }.
week-unpublished-until = D’ici là, seules son équipe et la coordination voient un bulletin.
projects-empty = Il n’y a pas encore de projet.
projects-ended = Projets terminés
project-empty = Aucun bulletin publié pour l’instant.
project-who = Les personnes
project-stands-in = remplace { $name } jusqu’au { $day }
project-file = Bulletin de cette semaine
ends-on = Se termine le { $day }
ended-on = Terminé le { $day }
key-dates-to-come = Dates clés à venir
dashboard-caption = Cette semaine et les précédentes, projet par projet
dashboard-empty = Aucun projet ne dépose cette semaine.
weeks-past = Avant
not-filed = pas déposé
not-yet-filed = pas encore
projects-others = Autres projets
export-csv = Tableau (CSV)
export-requests-csv = Demandes d’aide en tableau (CSV)
export-markdown = Document (Markdown)
export-feed = Dates clés pour votre calendrier
export-xlsx = Tous les bulletins en tableur (XLSX)
export-json = Toutes les données (JSON)
export-referent = Référent
curve-title = L’humeur, semaine après semaine
curve-label = Une courbe des humeurs, de difficile en bas à excellente en haut ; les semaines sans bulletin, ou calmes et sans humeur, sont des trous. Le tableau qui suit dit la même chose.
quiet-short = calme
curve-table = En tableau
nothing-asked = aucun bulletin n’était demandé
nothing-asked-short = rien de demandé
key-dates-past = Dates clés passées
key-dates-put-off = Dates clés à fixer
key-dates-empty = Aucune date clé n’est à venir.
key-dates-subscribe = Les avoir dans votre calendrier
shares-title = Liens de partage
shares-explanation = Avec un lien, on lit ce que ce projet a publié, et rien d’autre, sans compte.
shares-empty = Il n’y a pas encore de lien.
share-new = Un nouveau lien
share-label = Pour qui
share-label-hint = Pour savoir plus tard à qui est ce lien.
label-missing = Dites pour qui il est.
label-invalid = Dites pour qui il est en { $max } caractères au plus, sur une ligne.
share-expires = Fonctionne jusqu’au
share-expires-hint = Vide : jusqu’à ce que vous y mettiez fin.
share-day-wrong = Indiquez un jour à venir, comme 2026-12-31, ou aucun.
share-make = Créer le lien
share-made = créé le { $day }
share-until = jusqu’au { $day }
share-seen =
    { $count ->
        [0] pas encore vu
        [one] vu une fois
       *[other] vu { $count } fois
    }
share-last-seen = la dernière fois le { $day }
share-revoke = Y mettre fin
share-revoked = clos
share-expired = expiré
shared-explanation = Vous lisez ceci grâce à un lien partagé avec vous.
search-words = Mots recherchés
search-button = Rechercher
search-hint = Dans tout ce qui est publié, sans tenir compte des accents ni des majuscules. Le dernier mot peut être un début ; « des mots entre guillemets » se suivent.
search-nothing = Rien ne correspond. Essayez moins de mots, ou une autre période.
search-all-projects = Tous les projets
search-all-promotions = Toutes les promotions
search-filters = Seulement un projet, une promotion ou une période
search-only-help = Seulement les demandes d’aide
measures-title = Mesures
measures-lead = Comment les bulletins sont déposés et lus, puis en combien de temps les demandes d’aide trouvent une personne et une fin.
measures-empty = Il n’y a pas encore de promotion ouverte. Dès le premier bulletin, on lira ici combien sont déposés à temps, et combien sont lus.
measures-share = { $some } sur { $all }, soit { $percent } %
measures-bulletins-caption = Bulletins, promotion par promotion
measures-link-to-filed = Du lien ouvert au dépôt
measures-on-time = Déposés à temps
measures-closed = Priorités dont on sait la suite
measures-quiet = Semaines calmes
measures-read-soon =
    { $days ->
        [one] Lus en un jour
       *[other] Lus en { $days } jours
    }
measures-bulletins-how = À temps : avant la clôture, parmi les semaines où un bulletin était demandé. Le délai court de l’ouverture du lien personnel au premier dépôt. Priorités et lectures comptent depuis la première réponse de la promotion ; un bulletin est lu quand quelqu’un l’a dit.
read-soon-share = { $some } sur { $all }
read-button = J’ai lu
read-explanation = L’équipe le verra, avec votre nom. Ouvrir cette page ne lui dit rien.
read-said = Vous avez dit l’avoir lu { $day } à { $time }.
read-take-back = Annuler
read-too-late = On pouvait dire l’avoir lu jusqu’au { $day }.
read-by = Lu par
read-by-one = { $name } ({ $day })
read-bulletin = Lire le bulletin
read-needs-account = avec votre compte
read-link-unknown = Ce lien n’est pas complet
read-link-unknown-explanation = Copiez-le en entier depuis le courriel. Rien n’a été noté.
read-link-left = Ce lien ne sert plus
read-link-left-explanation = La personne à qui nous l’avons envoyé ne suit plus ce projet, ou en fait partie. Rien n’a été noté.
readers-one = { $name } a lu votre bulletin { $day }.
readers-many = Bulletin lu par

sheet-weeks = Semaine par semaine
sheet-days = Dates clés
sheet-no-days = Aucune date clé ce mois-ci.
sheet-ahead = À venir
sheet-no-requests = Aucune demande d’aide ce mois-ci.
sheet-more =
    { $count ->
        [one] et une autre
       *[other] et { $count } autres
    }
sheets-around = Autres mois
sheet-previous = Mois précédent
sheet-next = Mois suivant
sheet-project = Revenir au projet
sheet-link = Le mois en une page
