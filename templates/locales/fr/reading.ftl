welcome-title = Chaque semaine, des nouvelles de chaque projet
welcome-lead = Un court bulletin par équipe, un seul message à lire, et une réponse à qui demande de l’aide.
welcome-file = L’équipe dépose son bulletin en deux minutes, depuis le lien de son courriel.
welcome-read = Le dernier jour ouvré, toutes et tous lisent les bulletins de la semaine.
welcome-no-account = Vous faites partie d’une équipe ? Le lien de votre courriel ouvre votre formulaire sans compte.
    .stay = Pour déposer votre bulletin sans compte, demandez à la coordination le lien de votre annonce ou de votre rappel.
home-title = Votre bulletin
home-choose = Semaine { $week } : pour quel projet ?
home-nothing = Aucun bulletin ne vous est demandé cette semaine. Le prochain formulaire sera ici.
home-over = Votre projet est terminé : plus aucun bulletin ne vous est demandé. Ses semaines restent à lire.
home-next = Aucun bulletin ne vous est demandé cette semaine. Votre prochain formulaire s’ouvrira ici { $opens } ; il se ferme { $day } à { $time }.
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
weeks-empty = Aucune semaine n’est encore publiée. À la première clôture, on lira ici combien d’équipes ont écrit, et de quelle humeur.
weeks-around = Autres semaines
week-previous = Semaine précédente
week-previous-short = Précédente
week-next = Semaine suivante
week-next-short = Suivante
week-unpublished = Les bulletins seront publiés { $day } à { $time } ({ $when }).
week-unpublished-until = D’ici là, seules son équipe et la coordination voient un bulletin.
projects-empty = Il n’y a pas encore de projet. Chacun aura ici son équipe et sa dernière humeur.
projects-ended =
    { $count ->
        [one] Projet terminé
       *[other] Projets terminés
    }
project-empty = Aucun bulletin n’est encore publié. Au premier, on lira ici les semaines du projet, la plus récente d’abord ; au deuxième, la courbe de ses humeurs.
project-manage = Gérer le projet
project-who = Les personnes
project-stands-in = remplace { $name } jusqu’au { $day }
project-stood-for = remplacement par { $name } jusqu’au { $day }
project-file = Bulletin de cette semaine
ends-on = Se termine le { $day }
ended-on = Terminé le { $day }
key-dates-to-come = Dates clés à venir
project-days-to-come =
    { $count ->
        [one] Date clé à venir
       *[other] Dates clés à venir
    }
strip-all = Tout afficher
strip-mine = Mes projets
strip-closes = clôture { $when }
strip-awaited = { $count } à venir
strip-not-filed =
    { $count ->
        [one] { $count } n’a pas déposé
       *[other] { $count } n’ont pas déposé
    }
strip-quiet =
    { $count ->
        [one] une semaine calme
       *[other] { $count } semaines calmes
    }
strip-away =
    { $count ->
        [one] une équipe absente
       *[other] { $count } équipes absentes
    }
strip-unasked =
    { $count ->
        [one] un projet à qui rien n’est demandé
       *[other] { $count } projets à qui rien n’est demandé
    }
strip-help =
    { $count ->
        [one] un projet a une demande d’aide en cours
       *[other] { $count } projets ont une demande d’aide en cours
    }
strip-mood-1 =
    { $count ->
        [one] { $count } difficile
       *[other] { $count } difficiles
    }
strip-mood-2 =
    { $count ->
        [one] { $count } mitigée
       *[other] { $count } mitigées
    }
strip-mood-3 =
    { $count ->
        [one] { $count } bonne
       *[other] { $count } bonnes
    }
strip-mood-4 =
    { $count ->
        [one] { $count } excellente
       *[other] { $count } excellentes
    }
worth-title = À regarder
dashboard-missing = Pas encore de bulletin ({ $count })
dashboard-missing-this-week = Sans bulletin cette semaine ({ $count })
dashboard-missing-last-week = Sans bulletin la semaine dernière ({ $count })
dashboard-last-of-all = La promotion { $name } est close : cette semaine est la dernière pour laquelle un bulletin est demandé.
dashboard-closed = La promotion { $name } a été close le { $day } : plus aucun bulletin n’est demandé.
dashboard-closed-next = L’exporter, l’archiver ou la rouvrir
dashboard-ended = La promotion { $name } s’est terminée le { $day } : plus aucun bulletin n’est demandé.
dashboard-ended-next = La clore
dashboard-see-promotion = Voir la promotion
dashboard-ahead = La promotion { $name } est ouverte : ses premiers bulletins seront demandés à partir du { $day }.
dashboard-missing-last = Sans bulletin la dernière semaine ({ $count })
dashboard-last = Dernière semaine ({ $week })
dashboard-of-last = La dernière semaine
dashboard-grace = Le formulaire vient de fermer ; il accepte encore les bulletins jusqu’à { $time }.
dashboard-last-week = Semaine dernière ({ $week })
dashboard-last-week-filed =
    { $filed ->
        [0] aucun bulletin sur { $of } demandés.
        [one] un bulletin sur { $of }.
       *[other] { $filed } bulletins sur { $of }.
    }
requests-all-told-above =
    { $count ->
        [one] Elle est plus haut, sous « À regarder ».
       *[other] Elles sont toutes plus haut, sous « À regarder ».
    }
requests-told-above =
    { $count ->
        [one] L’une d’elles est plus haut, sous « À regarder ».
       *[other] { $count } d’entre elles sont plus haut, sous « À regarder ».
    }
requests-sum =
    { $count ->
        [one] Une demande en cours
       *[other] { $count } demandes en cours
    }, dans { $projects ->
        [one] un projet
       *[other] { $projects } projets
    }.
requests-untaken-more =
    { $count ->
        [one] Et une autre, plus récente
       *[other] Et { $count } autres, plus récentes
    }
worth-nothing = Rien ne demande votre attention aujourd’hui.
worth-more =
    { $count ->
        [one] Et une autre raison, moins pressante
       *[other] Et { $count } autres raisons, moins pressantes
    }
worth-help =
    demande de l’aide depuis { $count ->
        [one] un jour
       *[other] { $count } jours
    }, et personne ne s’en occupe.
worth-help-next = Voir et répondre
worth-fall =
    a perdu { $count ->
        [one] un cran
       *[other] { $count } crans
    } d’humeur en deux semaines : elle est { $mood }.
worth-fall-next = Lire, puis écrire
worth-silence =
    n’a rien déposé depuis { $count ->
        [one] une semaine
       *[other] { $count } semaines
    }, sans être absent.
worth-silence-next = Écrire à l’équipe
worth-mails =
    { $count ->
        [one] n’a pas reçu un courriel.
       *[other] n’a pas reçu { $count } courriels.
    }
worth-mails-next = Voir les courriels
worth-mentors =
    n’a pas de nouvelles de son administration depuis { $count ->
        [one] un jour
       *[other] { $count } jours
    }.
worth-mentors-next = Écrire aux mentors
course-week = Le bulletin de cette semaine
course-announced = Annoncé
course-reminded = Rappelé
course-filed = Déposé
course-closed = Clos
course-sent = Envoyé
    .stay = Écrit
course-mails =
    { $count ->
        [0] aucun courriel parti
        [one] un courriel parti
       *[other] { $count } courriels partis
    }
    .stay =
        { $count ->
            [0] aucun courriel écrit
            [one] un courriel écrit
           *[other] { $count } courriels écrits
        }
course-times =
    { $count ->
        [one] une fois
       *[other] { $count } fois
    }
course-waiting = { $count } en attente
course-failed =
    { $count ->
        [one] { $count } en échec
       *[other] { $count } en échec
    }
course-again = puis à { $time }
course-of = { $filed } sur { $projects }
mosaic-title = Semaine par semaine
mosaic-caption =
    { $weeks ->
        [one] Une ligne par projet, pour la première semaine.
       *[other] Une ligne par projet, une case par semaine : { $weeks } semaines, la plus récente à droite.
    }
mosaic-skip = Passer le tableau
mosaic-months = Mois
mosaic-before = Avant
mosaic-after = Après
mosaic-nothing = Aucun projet ne correspond.
mosaic-asks = aide demandée, et pas close
mosaic-begun = brouillon commencé
mosaic-reminded = rappel envoyé
    .stay = rappel écrit
dashboard-empty = Aucun projet ne dépose cette semaine.
dashboard-none-of-yours = Aucun de vos projets ne dépose cette semaine.
not-filed = pas déposé
not-yet-filed = pas encore
projects-others =
    { $count ->
        [one] Autre projet
       *[other] Autres projets
    }
export-csv = Tableau (CSV)
export-requests-csv = Demandes d’aide en tableau (CSV)
export-markdown = Document (Markdown)
export-feed = Dates clés pour votre calendrier
export-xlsx = Tous les bulletins en tableur (XLSX)
export-json = Toutes les données (JSON)
export-referent = Référent·e
curve-title = L’humeur, semaine après semaine
curve-label = Une courbe des humeurs, de difficile en bas à excellente en haut. Les semaines sans humeur ont leur signe au pied de la courbe, les dates clés et les demandes d’aide dessous. Le tableau qui suit dit la même chose.
curve-others = La courbe d’autres mois
curve-table = Lire en tableau
nothing-asked = aucun bulletin n’était demandé
nothing-asked-short = rien de demandé
key-dates-past = Dates clés passées
key-dates-put-off = Dates clés à fixer
key-dates-empty = Aucune date clé n’est à venir. Celles que les équipes annoncent dans leurs bulletins seront ici, mois par mois.
key-dates-none = Aucune date clé ces mois-là.
key-dates-newest = Dates clés récentes
key-dates-older = Dates clés plus anciennes
key-dates-whose = Les équipes les fixent et les déplacent dans leur bulletin.
key-dates-subscribe = Les avoir dans votre calendrier
shares-title = Liens de partage
shares-explanation = Avec un lien, on lit sans compte ce que ce projet a publié, et on peut répondre à ce qu’il demande ; rien d’autre. Qui a ouvert une demande d’aide la retrouve tant qu’elle est ouverte, même si vous mettez fin au lien.
shares-empty = Il n’y a pas encore de lien. Chacun aura ici son nom, son dernier jour, et combien de fois il a été vu.
share-new = Un nouveau lien
share-label = Pour qui
share-label-hint = Pour savoir plus tard à qui est ce lien.
label-missing = Dites pour qui est ce lien.
label-invalid = Dites pour qui est ce lien, en { $max } caractères au plus, sur une ligne.
share-expires = Fonctionne jusqu’au
share-expires-hint = Vide : jusqu’à ce que vous y mettiez fin.
share-day-wrong = Choisissez un jour à venir, ou laissez vide.
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
search-hint = Dans tout ce qui est publié, sans tenir compte des accents, des majuscules ni des pluriels. Un mot de quatre lettres ou plus peut être un début ; « des mots entre guillemets » se suivent tels quels.
search-nothing = Rien ne correspond. Essayez moins de mots, ou une autre période.
search-all-projects = Tous les projets
search-all-promotions = Toutes les promotions
search-filters = Seulement un projet, une promotion ou une période
search-only-help = Seulement les demandes d’aide
measures-title = Mesures
measures-lead = Comment les bulletins sont déposés et lus, puis en combien de temps les demandes d’aide trouvent une personne et une fin.
export-bulletins = Bulletins
measures-bulletins = Les bulletins
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
project-read-soon =
    { $days ->
        [one] Bulletins lus en un jour
       *[other] Bulletins lus en { $days } jours
    }
measures-bulletins-how = À temps : avant la clôture, parmi les semaines où un bulletin était demandé. Le délai court de l’ouverture du lien personnel au premier dépôt. Priorités et lectures comptent depuis la première réponse de la promotion ; un bulletin est lu quand quelqu’un l’a dit.
read-soon-share = { $some } sur { $all }
read-button = J’ai lu
read-explanation = L’équipe le verra, avec votre nom. Ouvrir cette page ne lui dit rien.
read-on-week = L’équipe le verra, avec votre nom.
read-said = Vous avez dit l’avoir lu { $day } à { $time }.
read-take-back = Annuler
read-too-late = On pouvait dire l’avoir lu jusqu’au { $day }.
read-by = Lu par
read-by-one = { $name } ({ $day })
read-bulletin = Lire le bulletin en entier
read-needs-account = avec votre compte
read-link-unknown = Ce lien n’est pas complet
read-link-unknown-explanation = Copiez-le en entier depuis le courriel. Rien n’a été noté.
read-link-left = Ce lien ne fonctionne plus
read-link-left-explanation = La personne qui l’a reçu ne suit plus ce projet, ou en fait partie. Rien n’a été noté.
readers-one = { $name } a lu votre dernier bulletin (semaine { $week }) { $day }.
readers-of = Votre dernier bulletin (semaine { $week }) :
readers-one-before = { $name } a lu votre bulletin précédent (semaine { $week }) { $day }.
readers-of-before = Votre bulletin précédent (semaine { $week }) :

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
home-filed = { $project } : c’est déposé
home-published = { $project } : c’est publié
home-see = Voir votre bulletin
home-see-earlier = Voir le précédent
home-own-requests = Ce que votre équipe demande
home-own-none = Aucune demande d’aide en cours.
home-requests = Ce que demandent les autres
home-requests-none = Aucune autre équipe n’attend d’aide. Sa demande apparaîtra ici, et vous pourrez y répondre.
home-requests-more =
    { $count ->
        [one] Voir une autre demande
       *[other] Voir { $count } autres demandes
    }
welcome-more = En savoir plus
welcome-answer = Qui demande de l’aide trouve une personne, et sait que son bulletin est lu.
picture-form = Le formulaire : quatre visages pour l’humeur de la semaine, « bonne » est choisie, puis les priorités.
picture-week = Le message de la semaine : l’humeur de chaque projet, puis le bulletin de CartoBio, qui cherche un·e juriste.
picture-answer = La demande d’aide : un bouton « Je m’en occupe », la réponse de Mina, et le nom de qui a lu.
picture-help = Qui connaît un·e juriste ?
picture-taken = Mina s’en occupe
picture-read = Lu par Marc, votre mentor
home-read = Lire les semaines
picture-told = Ouvrir la carte des parcelles bio.
picture-asks = Priorités
picture-needs = Besoin d’aide

curve-events = Temps forts
curve-asked = Demande d’aide
months-around = Mois voisins
month-newer = Mois plus récents
month-older = Mois plus anciens
months-until = Jusqu’en { $month }
months-since = Dès { $month }
project-open = En ce moment
project-take = Exporter
projects-beside = Projets voisins
projects-previous = Projet précédent
projects-next = Projet suivant
projects-moods = L’humeur de chaque équipe dans la dernière semaine publiée, { $week }.
project-feed-subscribe = S’abonner aux dates clés
week-strip = Aller à un projet
week-key-dates =
    { $count ->
        [one] Date clé des jours suivants
       *[other] Dates clés des jours suivants
    }
week-quiet =
    { $count ->
        [one] semaine calme sans humeur
       *[other] semaines calmes sans humeur
    }
week-asked =
    { $count ->
        [one] demande d’aide
       *[other] demandes d’aide
    }
share-open = Ouvrir
share-copy = Copier
share-copied = Copié
bulletin-whole = Tout lire
week-asks-ended =
    { $count ->
        [one] Une demande close depuis
       *[other] { $count } demandes closes depuis
    }
