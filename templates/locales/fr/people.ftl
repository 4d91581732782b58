role = Rôle
roles = Rôles
role-eig = EIG
role-mentor = Mentor
role-strategic-mentor = Mentor stratégique
role-sponsor = Commanditaire
role-helper = En renfort
role-alumnus = Ancien·ne EIG
role-coordinator = Coordination
role-none = Pas encore de rôle
person-name-missing = Indiquez le nom de cette personne.
email-taken = Cette adresse est déjà celle de quelqu’un d’autre.
people-find = Nom, adresse ou projet
people-caption =
    { $count ->
        [one] Une personne
       *[other] { $count } personnes
    }
people-empty = Personne ne correspond.
people-reset = Sans filtre
people-add = Ajouter des personnes
people-lines = Qui
people-lines-hint = Une personne par ligne : Ada Lovelace <ada@example.org>
people-language-hint = Celle de l’invitation ; chaque personne peut en choisir une autre.
people-project-hint = Pour un rôle dans un projet.
people-invite = Envoyer une invitation tout de suite
    .stay = Écrire une invitation tout de suite
people-none = Nommez au moins une personne.
people-project-missing = Choisissez un projet pour ce rôle.
people-line-address = Ligne { $line } : « { $text } » n’a pas d’adresse électronique ; écrivez « Ada Lovelace <ada@example.org> ».
people-line-again = Ligne { $line } : cette adresse est déjà à la ligne { $first }.
people-line-name = Ligne { $line } : « { $text } » n’est pas un nom possible ; écrivez « Ada Lovelace <ada@example.org> ».
person-state = Accès
person-invited = invitation du { $day }
person-not-invited = pas encore d’invitation
person-deactivated = suspendu
person-is-deactivated = Accès suspendu : ni connexion, ni courriel.
person-unreached = Un courriel est revenu : aucune boîte n’existe à cette adresse. Corrigez-la ci-dessous.
person-about = La personne
person-access = Accès
person-coordinates = Cette personne coordonne le programme.
person-erase-link = Effacer cette personne
factor-there = A un second facteur.
factor-remove-link = Perdu : le retirer
factor-remove = Retirer le second facteur { DE($name) } ?
factor-remove-explanation = Assurez-vous que la demande vient bien de cette personne. Toutes ses connexions seront closes ; ensuite, un mot de passe ou un courriel suffira, jusqu’à ce qu’elle en prépare un autre.
person-erase = Effacer { $name } ?
-erase-what = Nom, adresse, rôles, noms dans les messageries, connexions, liens et courriels sont supprimés. Bulletins, brouillons, liens de partage et pauses restent, comme ceux d’une personne qui a quitté le programme.
-erase-kept = C’est sans retour. Les courriels déjà remis et les sauvegardes faites avant gardent ces données : combien de temps, cela dépend de l’organisme qui exploite le service.
person-erase-explanation = { -erase-what } Un dernier courriel en informe cette personne. { -erase-kept }
person-erase-explanation-untold = { -erase-what } Aucun courriel n’en informera cette personne : ici, les courriels sont gardés dans des fichiers. { -erase-kept }
person-audit = Ce que cette personne a fait
role-give = Attribuer le rôle
role-choose = Choisissez un rôle
role-missing = Choisissez un rôle.
coordinator-make = Confier la coordination
coordinator-unmake = Retirer la coordination
coordinator-make-ask = Confier la coordination à { $name } ?
coordinator-make-explanation = Cette personne lira tous les bulletins, gérera projets, personnes et rôles, et recevra les courriels de la coordination. Vous pourrez la lui retirer.
coordinator-unmake-ask = Retirer la coordination à { $name } ?
coordinator-unmake-explanation = Cette personne garde ses rôles sur ses projets, et ne gère plus le programme. Vous pourrez la lui confier de nouveau.
invitation-explanation = Un courriel avec un nouveau lien ; un lien reçu auparavant ne fonctionne plus.
    .stay = Un fichier avec un nouveau lien, que vous transmettez ; un lien donné auparavant ne fonctionne plus.
invitation-last = Dernière invitation { $day } à { $time }, { $when }.
invitation-send = Envoyer une invitation
    .stay = Écrire une invitation
invitation-send-again = Envoyer une nouvelle invitation
    .stay = Écrire une nouvelle invitation
deactivate-explanation = Suspendue, une personne ne peut plus se connecter et ne reçoit plus de courriel ; rien n’est supprimé.
deactivate = Suspendre l’accès
deactivate-ask = Suspendre l’accès { DE($name) } ?
deactivate-ask-explanation = Ses connexions sont closes et plus aucun courriel ne lui parvient ; les demandes d’aide qui lui sont confiées attendent de nouveau quelqu’un. Rien n’est supprimé, et vous pourrez rétablir l’accès.
reactivate-explanation = Si l’accès est rétabli, cette personne retrouve ses rôles.
reactivate = Rétablir l’accès
settings-profile = Vous
settings-email-hint = (seule la coordination peut la changer)
settings-mails = Vos courriels
settings-mail-announcement = M’annoncer que c’est le jour de clôture, tant que le bulletin de mon équipe manque
settings-mail-reminder = Me rappeler, le jour de clôture, que le bulletin de mon équipe manque
settings-mail-help-asked = Me dire aussitôt qu’un de mes projets demande de l’aide
settings-mail-help-referent = Me prévenir quand personne n’a pris une demande en deux jours ouvrés
settings-mail-help-overview = Une fois par semaine, m’envoyer toutes les demandes que personne n’a prises
settings-mail-help-progress = Me demander où en est une demande que mon équipe a faite ou que j’ai prise
digest-which = Message de la semaine
digest-all = Tous les projets en entier
digest-own = Mes projets d’abord
digest-only = Mes projets seulement
digest-own-hint = « Mes projets d’abord » : un·e mentor reçoit chaque semaine un message par projet, avec une ligne sur chacun des autres ; une fois par mois, ses projets seulement.
digest-only-hint = « Mes projets seulement » : leurs bulletins, leurs dates et leurs demandes d’aide, sans ceux des autres équipes.
digest-one = Mon projet
digest-one-hint = Comme ces pages, le message parle de votre projet seul : bulletins, dates et demandes d’aide.
digest-some = Mes projets
digest-some-hint = Comme ces pages, le message parle de vos projets seuls : bulletins, dates et demandes d’aide.
digest-help = Les demandes d’aide seulement
digest-none = Aucun
digest-how-often = À quel rythme
digest-week = Chaque semaine
digest-month = Une fois par mois
digest-month-hint = Le message mensuel arrive avec la dernière semaine du mois.
digest-month-hint-sheets = Le message mensuel arrive avec la dernière semaine du mois : une page par projet que vous suivez, à imprimer.
chat-names-title = Noms dans les messageries
chat-names-explanation = Quand un projet reçoit ses rappels par une messagerie, ils vont à ce nom. Vide : ils arrivent par courriel.
chat-names-none = Ce programme n’écrit que par courriel : aucune messagerie n’est réglée.
chat-name-slack = L’identifiant de membre, comme U024BE7LH (dans Slack : profil, « Copier l’identifiant »).
chat-name-mattermost = Votre nom là-bas, comme @ada.
chat-name-matrix = L’identifiant entier, comme @ada:agent.tchap.gouv.fr.
chat-name-wrong = Ce ne peut pas être un nom là-bas.
settings-help-at-once = Me signaler aussitôt toute demande d’aide faite hors bulletin, quel que soit le projet
settings-help-at-once-one = Me signaler aussitôt toute demande d’aide de mon projet faite hors bulletin
settings-help-at-once-some = Me signaler aussitôt toute demande d’aide de mes projets faite hors bulletin
role-days-left = a quitté le projet le { $until }
role-days-between = du { $from } au { $until }
role-days-coming = à partir du { $from }
role-days-since = depuis le { $from }
role-days-until = jusqu’au { $until }
role-title = { $role } – { $project }
role-days = Dates
role-back = Est de retour
role-give-days = Avec un premier ou un dernier jour
role-from = Premier jour
role-from-hint = Vide : depuis le début.
role-until = Dernier jour
role-until-hint = Vide : sans fin. Ce jour passé, la personne a quitté le projet.
days-order = Le dernier jour vient avant le premier.
role-take-explanation = Attribué par erreur ? Retirez-le, comme s’il n’avait jamais existé ; si c’est le dernier rôle de cette personne, il prend fin seulement. Pour un départ, indiquez plutôt un dernier jour.
role-stood = à la place { DE($name) }, jusqu’au { $day }
stands-in-for = Remplace { $name } jusqu’au { $day }
stand-in-of = Remplacement jusqu’au { $day } :
person-left = a quitté le programme le { $day }
person-heard = dernier signe le { $day }
person-departure = Départ
person-leaving = Départ noté : dernier jour le { $day }.
person-is-silent = un mois de silence
person-leaves = Quitte le programme : dernier jour
person-leaves-hint = Tous ses rôles prennent fin ce jour-là. Dès le lendemain : ni rappel, ni message de la semaine, ni bulletin à déposer ; ce que cette personne a déposé garde son nom.
person-leaves-save = Noter le départ
people-state = Présence
people-everybody = Tout le monde
people-awaited = Pas encore de visite
people-silent = Un mois de silence
people-left = A quitté le programme
people-kept-out = Accès suspendu
people-all-roles = Tous les rôles
people-all-projects = Tous les projets
people-archived = Avec les promotions archivées
people-look-among-archived = Chercher aussi dans les promotions archivées
people-awaited-count =
    { $count ->
        [one] Une personne de cette liste n’est pas encore venue.
       *[other] { $count } personnes de cette liste ne sont pas encore venues.
    }
people-invite-again =
    { $count ->
        [one] Inviter une personne
       *[other] Inviter { $count } personnes
    }
people-just-invited =
    { $count ->
        [one] Son invitation date de moins d’un jour.
       *[other] Toutes les invitations datent de moins d’un jour.
    }
invite-again-title =
    { $count ->
        [0] Plus personne à inviter
        [one] Inviter une personne qui n’est pas encore venue ?
       *[other] Inviter { $count } personnes qui ne sont pas encore venues ?
    }
invite-again-just =
    { $count ->
        [one] Une autre a été invitée il y a moins d’un jour, et ne reçoit rien.
       *[other] { $count } autres ont été invitées il y a moins d’un jour, et ne reçoivent rien.
    }
invite-again-explanation = Chaque courriel apporte un nouveau lien ; les liens précédents ne fonctionnent plus.
    .stay = Chaque fichier apporte un nouveau lien ; les liens précédents ne fonctionnent plus.
invite-again-send =
    { $count ->
        [one] Envoyer l’invitation
       *[other] Envoyer les invitations
    }
    .stay =
        { $count ->
            [one] Écrire l’invitation
           *[other] Écrire les invitations
        }
invite-again-caption = Qui reçoit une invitation, par nom
stand-in-title = Pendant votre absence
stand-in-explanation = Quelqu’un peut recevoir aussi vos courriels de mentor, et lire ce que vous lisez, jusqu’à un jour donné. Les vôtres continuent d’arriver.
stand-in-present = { $name } ({ $email }) vous remplace jusqu’au { $day }.
stand-in-replaces = Si vous nommez quelqu’un d’autre, cette personne prend la suite { DE($name) }.
stand-in-end = Y mettre fin maintenant
stand-in-name-hint = De la personne qui vous remplace. Nécessaire si elle n’est pas encore dans le programme : elle y est alors invitée.
stand-in-until-hint = Dans trois mois au plus tard.
stand-in-save = Confier le remplacement
stand-in-yourself = C’est votre propre adresse : nommez quelqu’un d’autre.
stand-in-kept-out = L’accès de cette personne est suspendu : nommez quelqu’un d’autre, ou demandez à la coordination.
stand-in-mentors-too = Cette personne est déjà mentor avec vous, et reçoit les mêmes courriels : inutile de nommer quelqu’un.
stand-in-away = Cette personne est absente elle aussi, et a confié son propre remplacement.
stand-in-no-digest = Cette personne ne reçoit plus le message de la semaine, et n’aurait donc rien : demandez-lui de le choisir de nouveau dans ses réglages.
stand-in-past = Ce jour est déjà passé.
stand-in-too-long = C’est dans plus de trois mois : choisissez un jour plus proche, ou demandez un autre mentor à la coordination.
stand-in-too-often = Vous avez déjà nommé plusieurs fois quelqu’un aujourd’hui : réessayez demain.
settings-mail-team-away = Me dire les semaines où l’équipe d’un projet est absente
away-days-title = Vos jours d’absence
away-days-explanation = Ces jours-là, les rappels ne vont qu’au reste de votre équipe. Votre équipe et la coordination voient ces dates. Si toute l’équipe est absente le jour de la clôture, aucun bulletin ne lui est demandé cette semaine-là.
away-last-hint = Vide : ce jour seulement.
away-add = Noter ces jours
away-remove = Retirer
away-past = Ces jours sont déjà passés.
away-far = C’est dans plus d’un an : notez-le plus tard.
away-long = C’est plus de six mois : la coordination peut mettre fin à votre rôle.
away-many = C’est beaucoup de dates : retirez-en d’abord.
settings-parts = Parties de cette page
settings-away = Absences
settings-stand-in = Remplacement
settings-security = Connexion et sécurité
settings-second-factor = Choisir ce qui vous est demandé en plus pour vous connecter
feed-subscribe = S’abonner dans mon agenda
feed-address = Ou copiez l’adresse
copy = Copier
copied = Copiée
feed-download = Télécharger le fichier
