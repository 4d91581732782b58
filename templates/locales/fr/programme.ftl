first-title = Bienvenue dans Bulletins
first-lead = Personne ne coordonne encore cette installation : la première personne s’inscrit par un lien personnel.
first-terminal = Ce lien est dans le terminal où le programme a démarré. Il sert une fois, pendant deux semaines ; chaque démarrage en donne un autre, et les précédents restent valables.
first-again = Il n’y est plus, ou le journal est lu par une machine ? Cette commande en donne un autre :
first-address = vous@administration.example
first-name = Votre nom
first-then = Ouvrez-le : vous choisissez votre mot de passe, puis quatre étapes mènent à la première semaine.
promotion = Promotion
steps-title = Quatre étapes jusqu’à la première semaine
steps-lead = Ce qui est fait est marqué ; l’étape suivante est un lien.
setup-step = Étape { $number } sur { $of }
step-done = fait
step-next = à faire
step-later = ensuite
step-waiting = en attente
step-promotion = Une promotion
step-promotion-explanation = Son nom, son premier et son dernier jour.
step-projects = Ses projets
step-projects-explanation = Un par un, ou tous à la fois depuis un tableau.
step-people = Ses personnes
step-people-explanation = Une équipe pour chaque projet, et des mentors ; l’invitation part par courriel.
    .stay = Une équipe pour chaque projet, et des mentors ; leurs invitations sont écrites dans un dossier : à vous de les transmettre.
without-team = Encore sans EIG
without-team-more =
    { $count ->
        [one] et un autre
       *[other] et { $count } autres
    }
step-week = La première semaine
step-week-explanation = Ouvrez la promotion. Le jour de clôture, les équipes reçoivent un rappel et les premiers bulletins arrivent.
    .stay = Ouvrez la promotion. Le jour de clôture, un rappel à chaque équipe est écrit dans le dossier des courriels.
step-first-call = Si vous l’ouvrez maintenant, premier envoi { $day } à { $time } : { $what }
    .stay = Si vous l’ouvrez maintenant, premiers courriels à écrire { $day } à { $time } : { $what }
step-week-waiting = La promotion est ouverte. Le premier bulletin est attendu, au plus tard le jour de clôture.
step-week-without-project = La promotion est ouverte. Rien n’est demandé tant qu’elle n’a ni projet ni équipe.
step-week-without-team = La promotion est ouverte. Rien n’est demandé tant qu’aucun de ses projets n’a d’équipe.
admin-people =
    { $count ->
        [0] Personne encore
        [one] Une personne
       *[other] { $count } personnes
    }
admin-people-awaited =
    { $count ->
        [one] une n’est pas encore venue
       *[other] { $count } ne sont pas encore venues
    }
admin-people-silent =
    { $count ->
        [one] une sans nouvelles depuis un mois
       *[other] { $count } sans nouvelles depuis un mois
    }
admin-projects =
    { $count ->
        [0] Pas encore de projet
        [one] Un projet
       *[other] { $count } projets
    }
admin-projects-ended =
    { $count ->
        [one] Un projet terminé
       *[other] { $count } projets terminés
    }
admin-projects-referent =
    { $count ->
        [one] un sans référent·e
       *[other] { $count } sans référent·e
    }
admin-promotions-none = Aucune n’est ouverte
admin-promotion-open = { $name } est ouverte
admin-promotions-drafts =
    { $count ->
        [one] une en préparation
       *[other] { $count } en préparation
    }
admin-import = Projets et personnes depuis un tableau ou un fichier.
admin-next = Prochain envoi { $day } à { $time } : { $what }
    .stay = Prochains courriels à écrire { $day } à { $time } : { $what }
admin-mail-failed =
    { $count ->
        [one] un courriel en échec
       *[other] { $count } courriels en échec
    }
admin-mail-well = Tout est parti
    .stay = Écrits dans un dossier, sans être envoyés
admin-mail-standstill = plus rien ne part
admin-measures = Comment les bulletins sont déposés et lus, et les demandes d’aide prises, puis closes.
admin-audit = Qui a fait quoi, et quand.
stage = État
stage-draft = en préparation
stage-open = ouverte
stage-closed = close
stage-archived = archivée
promotion-closed-on = close le { $day }
stage-to-draft = Remettre en préparation
stage-to-draft-named = Remettre { $name } en préparation
stage-to-open = Ouvrir
stage-to-closed = Clore
stage-to-archived = Archiver
promotion-empty = Elle n’a pas encore de projet.
stage-reopen = Rouvrir
stage-restore = Sortir des archives
promotions-caption = Les promotions, la plus récente d’abord
promotions-empty = Il n’y a pas encore de promotion. Créez la première ci-dessous.
promotion-new = Une nouvelle promotion
promotion-name-hint = Par exemple « EIG 3 ».
promotion-starts = Premier jour
promotion-ends = Dernier jour
promotion-days = Dates
promotion-name-missing = Donnez un nom à la promotion.
promotion-name-taken = Une promotion porte déjà ce nom.
promotion-ends-before = La promotion finit avant de commencer.
promotion-days-many = La promotion est trop longue : { $years } ans au plus. Vérifiez les années.
promotion-delete-link = Supprimer cette promotion
promotion-delete = Supprimer la promotion { $name } ?
promotion-delete-explanation = Elle n’a pas de projet. C’est sans retour.
promotion-close = Clore la promotion { $name } ?
promotion-close-open = Le bulletin de cette semaine reste demandé : le formulaire se ferme { $day } à { $time }, puis les bulletins partent comme d’habitude. Ensuite, plus rien ne sera demandé à ses projets. Tout reste lisible, et vous pourrez la rouvrir.
promotion-close-over = Le bulletin de cette semaine est le dernier : ensuite, plus rien n’est demandé à ses projets. Tout reste lisible, et vous pourrez la rouvrir.
promotion-close-unasked = Plus aucun bulletin ne sera demandé à ses projets. Tout reste lisible, et vous pourrez la rouvrir.
promotion-open = Ouvrir la promotion { $name } ?
promotion-open-explanation = Au moins un projet n’a encore personne pour écrire : son bulletin sera demandé, et compté comme manquant, sans qu’aucun rappel ne parte. Vous pouvez ouvrir maintenant et ajouter ses EIG ensuite.
stage-to-open-anyway = Ouvrir quand même
promotion-withdraw = Remettre la promotion { $name } en préparation ?
promotion-withdraw-explanation = Plus rien n’est demandé à ses projets, et seule la coordination les voit encore, jusqu’à ce que vous la rouvriez. Rien n’est supprimé.
promotion-archive = Archiver la promotion { $name } ?
promotion-archive-explanation = Elle n’apparaîtra plus dans les listes. Rien n’est supprimé, et vous pourrez l’en ressortir.
administration = Administration
administration-hint = Celle qui accueille le projet.
administration-missing = Indiquez l’administration qui accueille le projet.
description = Courte description
description-hint = De quoi il s’agit, en une phrase ou deux ; { $max } caractères au plus. Peut rester vide.
description-invalid = La description a { $max } caractères au plus.
project-new = Un nouveau projet
project-new-hint = Plusieurs à la fois, avec leurs équipes :
project-about = Le projet
project-people = EIG : { $eigs }, mentors : { $mentors }
project-nobody = Il n’y a encore personne sur ce projet.
project-ends = Se termine le
project-ends-hint = Vide : avec sa promotion.
project-language-hint = Pour celles et ceux de ses membres qui n’en ont pas choisi.
project-name-missing = Donnez un nom au projet.
project-name-taken = Un projet de cette promotion porte déjà ce nom.
project-name-letter = Le nom doit avoir une lettre ou un chiffre : l’adresse du projet en est faite.
project-ends-outside = Le projet se termine en dehors de sa promotion.
project-delete-link = Supprimer ce projet
project-delete = Supprimer le projet { $name } ?
project-delete-explanation = Il n’a rien déposé. Les rôles sur ce projet disparaissent aussi ; les personnes restent. Qui ne lisait que ce projet n’a plus accès : donnez-lui un autre rôle avant de rétablir son accès. C’est sans retour.
project-pauses-explanation = Pendant une semaine en pause, rien n’est attendu de ce projet : pas de rappel, et son bulletin ne compte pas comme manquant.
admin-projects-empty = Pas encore de projet.
admin-projects-no-promotion = Un projet appartient à une promotion : créez-la d’abord.
projects-find = Nom, administration ou référent·e
projects-reset = Voir tous les projets
projects-nothing-found = Aucun projet ne correspond.
projects-caption =
    { $count ->
        [one] Un projet
       *[other] { $count } projets
    }
locale-programme = La langue du programme
logo = Logo
logo-file = Image
logo-hint = PNG, JPEG ou WebP, 1 Mo au plus. Elle est réduite.
logo-upload = Envoyer
logo-delete-link = Supprimer le logo
logo-delete = Supprimer le logo { DE($name) } ?
logo-delete-explanation = Vous pourrez en envoyer un autre.
import-title = Un tableau ou un fichier
import-explanation = Collez-le ou choisissez un fichier : vous voyez ce qui serait créé, modifié ou refusé, ligne par ligne, avant que rien ne soit écrit. Rien n’est jamais retiré : un rôle prend fin à son dernier jour.
import-file = Fichier (CSV ou YAML)
import-text = Ou collez-le ici
import-text-hint = Un tableau a les colonnes projet, nom, courriel et rôle (EIG, mentor, mentor stratégique, commanditaire, en renfort, ancien EIG ou coordination). Facultatives : administration, langue, fin (du projet), depuis et jusqu’au (premier et dernier jour du rôle), référent (l’adresse de qui coordonne et répond du projet). Une case vide ne change rien. Une ligne sans personne crée un projet. Entre les cellules : point-virgule, tabulation ou virgule.
import-promotion-hint = Celle à laquelle appartiennent les lignes d’un tableau ; un fichier YAML nomme la sienne.
import-example = Un tableau à copier
import-example-hint = Copiez-le dans votre tableur, remplacez ces lignes par les vôtres, puis collez le tout ci-dessous.
import-preview = Regarder d’abord
import-refused = L’import n’est pas encore possible
import-line = Ligne { $line }
import-line-title = Ligne
import-change = Changement
import-what = Quoi
import-caption = Ce qui serait écrit, dans l’ordre des lignes
import-plan = Ce qui arriverait à { $name }
import-counts = À créer : { $created }. À modifier : { $changed }. Sans changement : { $unchanged }.
import-kept = Absent du fichier, et gardé :
import-invite =
    { $count ->
        [one] Envoyer une invitation à la nouvelle personne
       *[other] Envoyer une invitation aux { $count } nouvelles personnes
    }
    .stay =
        { $count ->
            [one] Écrire une invitation à la nouvelle personne
           *[other] Écrire une invitation à chacune des { $count } nouvelles personnes
        }
import-apply-hint = Cela prend quelques secondes, et se fait en entier ou pas du tout. Les invitations partent ensuite : la page des courriels dit où elles en sont.
    .stay = Cela prend quelques secondes, et se fait en entier ou pas du tout. Les invitations sont ensuite écrites dans le dossier des courriels : à vous de les transmettre.
import-apply = Importer
import-created = créer
import-changed = modifier
import-unchanged = sans changement
import-promotion = Promotion { $name }
import-project = Projet { $name }
import-person = { $name }, { $email }
import-role = { $email } : { $role }, { $project }
import-referent = { $email } : référent·e { DE($project) }
import-referent-default = { $email } : référent·e { DE($project) } (le fichier ne nomme personne : c’est vous)
import-referent-none = Projet { $project } : sans référent·e
import-what-promotion = le nom de la promotion
import-what-project = le nom du projet
import-what-administration = l’administration
import-what-person = le nom de la personne
import-not-utf8 = Ce n’est pas un texte en UTF-8.
import-form = Le fichier est illisible : { $text }
import-empty = Il manque { $what }.
import-too-long = Trop long, ou sur plusieurs lignes : { $what } ({ $max } caractères au plus).
import-project-twice = Un projet de ce nom se trouve déjà à la ligne { $line }.
import-address-twice = Cette adresse se trouve deux fois dans la liste.
import-no-address = « { $text } » n’est pas une adresse.
import-language = Langue inconnue « { $text } » : écrivez fr ou en.
import-other-name = À la ligne { $line }, cette adresse est celle { DE($name) }.
import-no-day = « { $text } » n’est pas un jour : écrivez-le comme 10/03/2026 ou 2026-03-10.
import-notification = Notification inconnue « { $text } ».
import-column = Colonne inconnue « { $text } ».
import-no-column = Il manque la colonne « { $text } ».
import-unknown-role = Rôle inconnu « { $text } » : écrivez EIG, mentor, mentor stratégique, commanditaire, en renfort, ancien EIG ou coordination.
import-other-administration = Une autre administration qu’à la ligne { $line }.
import-other-referent = Un·e autre référent·e qu’à la ligne { $line }.
import-no-coordinator = { $email } ne coordonne rien ici : nommez l’une de ces adresses ({ $known }), ou ajoutez { $email } à la coordination.
import-days-of-coordinator = La coordination n’a ni premier ni dernier jour : laissez ces cellules vides.
import-role-ends-before = Le rôle se termine avant de commencer.
import-nothing = Il n’y a rien à importer : choisissez un fichier, ou collez un tableau.
import-choose-promotion = Un tableau doit appartenir à une promotion : créez-en une, puis choisissez-la ici.
import-neither = Ce n’est ni un tableau, ni un fichier YAML. La première ligne d’un tableau nomme ses colonnes, par exemple « projet;nom;courriel;rôle » ; un fichier YAML commence par « promotion: ».
import-column-twice = Deux colonnes disent la même chose : « { $text } ».
import-too-many-cells = Cette ligne a plus de cellules que les { $most } de la première : mettez entre guillemets le texte qui contient le séparateur.
import-no-role = Il manque le rôle de cette personne : EIG, mentor, mentor stratégique, commanditaire, en renfort, ancien EIG ou coordination.
import-column-project = projet
import-column-name = nom
import-column-email = courriel
import-column-role = rôle
import-column-administration = administration
import-column-language = langue
import-column-ends-on = fin
import-column-from = depuis
import-column-until = jusqu’au
import-column-referent = référent
import-coordinator = { $email } : coordination du programme
notification = Annonces et rappels
notification-hint = Par quel service l’équipe reçoit ses annonces et ses rappels ; qui n’a pas de nom dans une messagerie reçoit un courriel.
notification-email = Par courriel
notification-slack = Slack
notification-mattermost = Mattermost
notification-matrix = Matrix (Tchap)
notification-none = Ni annonce ni rappel
referent = Référent·e
referent-hint = La personne de la coordination à qui l’on s’adresse pour ce projet.
referent-all = Toute la coordination
referent-gone = Cette personne ne coordonne plus : choisissez quelqu’un d’autre.
project-no-referent = sans référent·e
projects-without-referent =
    { $count ->
        [one] Un projet n’a pas de référent·e.
       *[other] { $count } projets n’ont pas de référent·e.
    }
promotion-about = La promotion
promotion-exports = Tout emporter
project-more = Description, fin, langue, messages, référent·e
