mood-bad = difficile
mood-mixed = mitigée
mood-good = bonne
mood-great = excellente
characters-at-most =
    { $count ->
        [one] Un caractère au plus
       *[other] { $count } caractères au plus
    }

priorities = Priorités
ups-and-downs = Hauts et bas
help = Besoin d’aide
key-date = Date clé
late = en retard
week-of = Semaine { $week }
colon = {" "}:
full-stop = .
quoted = « { $text } »
you-within = vous

overview-title = Les projets en un coup d’œil
help-requests-title = Demandes d’aide
help-answer-take = Je m’en occupe
help-answer-join = Je m’en occupe aussi
help-answer-tell = Donner des nouvelles
help-answer-look = La voir, ou ne plus m’en occuper
key-dates-title =
    { $count ->
        [one] Date clé des jours à venir
       *[other] Dates clés des jours à venir
    }
own-title =
    { $count ->
        [one] Votre projet
       *[other] Vos projets
    }
own-not-heard-of = { $project } n’a pas déposé de bulletin cette semaine.
own-away = { $project } : équipe absente cette semaine.
write-team = Écrire à l’équipe { DE($project) }
bulletins-title =
    { $count ->
        [one] Le bulletin
       *[other] Les bulletins
    }
late-title =
    { $count ->
        [one] Arrivé après le message précédent
       *[other] Arrivés après le message précédent
    }
not-heard-of = pas de bulletin
not-heard-of-title = Pas de bulletin cette semaine
away = absente
away-title =
    { $count ->
        [one] Équipe absente cette semaine
       *[other] Équipes absentes cette semaine
    }
asks-for-help = demande de l’aide
still-waits-for-help = attend encore de l’aide
all-filed = Tous les projets ont donné de leurs nouvelles. Bravo à toutes et à tous !
earlier-title = Plus tôt ce mois-ci
