mails-stay = Les courriels ne partent pas encore : ils sont écrits dans un dossier.
mails-stay-where = Chacun est un fichier du dossier { $folder }, dont le nom dit ce que c’est et pour qui ; personne ne le reçoit. Pour que les courriels partent, renseignez mail.smtp_url.
mails-stay-others = Les courriels ne partent pas encore d’ici : si vous en attendez un, adressez-vous à la coordination.
mails-stay-alone = Les courriels ne partent pas encore d’ici.
mails-failed =
    { $count ->
        [one] Un courriel n’a pas pu être envoyé.
       *[other] { $count } courriels n’ont pas pu être envoyés.
    }
mails-waiting =
    { $count ->
        [one] Un courriel attend d’être envoyé.
       *[other] { $count } courriels attendent d’être envoyés.
    }
standstill-title = Les courriels ne partent plus
standstill-since = Ceux qui attendent depuis { $day } à { $time } ont été tentés, sans succès.
standstill-do = Prévenez la personne qui gère le serveur : « bulletins check » lui dira ce qui manque. Dès que le serveur de courrier répondra, les courriels partiront d’eux-mêmes, sauf ceux qui auront alors perdu leur utilité.
mails-held =
    { $count ->
        [one] Un courriel de bulletins n’a pas pu partir à temps : dites s’il faut encore l’envoyer.
       *[other] { $count } courriels de bulletins n’ont pas pu partir à temps : dites s’il faut encore les envoyer.
    }
held-lead = Aucun serveur de courrier n’a accepté ces courriels en deux jours. Si vous les envoyez encore, ils seront retentés pendant deux jours. Si vous y renoncez, chacun peut être retenté depuis « Plus nécessaires », tant que son texte est gardé.
held-count =
    { $count ->
        [one] un courriel
       *[other] { $count } courriels
    }
held-send = Envoyer quand même
held-give-up = Y renoncer
mail-states = États des courriels
mail-pending = En attente
mail-claimed = En cours
mail-sent = Envoyés
    .stay = Écrits
mail-failed = En échec
mail-held = À décider
mail-cancelled = Plus nécessaires
mail-recipients =
    { $count ->
        [one] un courriel
       *[other] { $count } courriels
    }
mail-recipients-here =
    { $count ->
        [one] un courriel sur cette page, d’autres à côté
       *[other] { $count } courriels sur cette page, d’autres à côté
    }
mail-attempts-count =
    { $count ->
        [one] une tentative
       *[other] { $count } tentatives
    }
mail-look = lire
mail-look-hint = Le premier de ces courriels, sans ses liens, qui sont à sa ou son destinataire.
mails-empty = Aucun courriel dans cet état.
mail-from = De
mail-to = À
mail-kind = Type
mail-kind-announcement = Annonce
mail-kind-reminder = Rappel
mail-kind-sign-in = Connexion
mail-kind-digest = Bulletins
mail-at = Quand
mail-reason-expired = A perdu son utilité avant qu’un serveur ne l’accepte.
mail-reason-given-up = La coordination y a renoncé.
mail-reason-decided = Ce qu’il demande a été décidé entre-temps.
mail-reason-filed = Le bulletin a été déposé entre-temps.
mail-reason-not-expected = Plus aucun bulletin n’est attendu pour cette semaine.
mail-reason-deactivated = L’accès de cette personne a été suspendu entre-temps.
mail-reason-erased = Les données de cette personne ont été effacées.
mail-reason-unsubscribed = Cette personne ne veut plus recevoir ces messages.
mail-reason-address-changed = Cette personne a changé d’adresse entre-temps.
mail-reason-left-project = Cette personne ne fait plus partie du projet.
mail-reason-role-lost = Cette personne n’a plus ce rôle.
mail-reason-answered = Les demandes dont il parle ont été prises ou closes entre-temps.
mail-reason-project-deleted = Le projet a été supprimé entre-temps.
mail-reason-restored = Attendait dans une sauvegarde restaurée, et la coordination a choisi de ne pas l’envoyer.
mail-reason-unwritten = Ce message n’a pas pu être rédigé : le journal du serveur dit pourquoi.
mail-reason-sealed = Le texte de ce message est chiffré avec une clé qui n’est pas là (security.key_file).
mail-reason-no-address = Aucun courriel ne peut être écrit à cette adresse : corrigez-la.
mail-reason-no-smtputf8 = Le serveur de courrier ne sait pas écrire aux adresses dont le nom, avant l’arobase, a d’autres lettres que a à z (SMTPUTF8).
mail-reason-recipient-refused = Le serveur de courrier refuse cette adresse ({ $detail }).
mail-reason-content-refused = Le serveur de courrier refuse ce message ({ $detail }).
mail-reason-returned-unknown = Aucune boîte n’existe à cette adresse : le message est revenu ({ $detail }). Corrigez l’adresse.
mail-reason-returned-full = La boîte est pleine : le message est revenu ({ $detail }).
mail-reason-returned-refused = Le serveur de cette adresse a renvoyé le message ({ $detail }).
mail-reason-returned-late = Le serveur de cette adresse n’a pu être joint pendant des jours : le message est revenu ({ $detail }).
mail-reason-address-returns = Deux messages sont revenus de cette adresse, où aucune boîte n’existe : plus rien ne lui est envoyé. Corrigez l’adresse, ou renvoyez l’un d’eux.
mail-reason-server-answered = Le serveur de courrier a répondu { $detail }.
mail-reason-server-lacks = Le serveur de courrier ne sait pas faire ce qu’il faudrait ({ $detail }).
mail-reason-server-slow = Le serveur de courrier a mis trop de temps à répondre.
mail-reason-no-tls = Aucune connexion chiffrée (TLS) avec le serveur de courrier n’a pu être établie.
mail-reason-bad-certificate = Le certificat du serveur de courrier n’est pas bon ({ $detail }) : il faut le renouveler, ou nommer le serveur dans mail.smtp_url comme le fait son certificat.
mail-reason-no-starttls = Le serveur de courrier ne propose pas le chiffrement (STARTTLS) que mail.smtp_url demande (tls=required).
mail-reason-no-connection = Le serveur de courrier est injoignable, ou la connexion a été coupée.
mail-reason-no-file = Le fichier n’a pas pu être écrit.
mail-reason-chat-unset = Cette messagerie n’est plus configurée.
mail-reason-chat-address = L’adresse du serveur Matrix (chat.matrix_homeserver) n’en est pas une.
mail-reason-chat-answered = La messagerie a répondu { $detail }.
mail-reason-chat-unreadable = La réponse de la messagerie est illisible.
mail-reason-chat-slow = La messagerie a mis trop de temps à répondre.
mail-reason-no-chat = La messagerie est injoignable.
mail-action = Action
mail-try-again = Réessayer
mail-subject = Objet
mail-as-text = Version texte
subscription-title = Vos messages
stopped-announcement = l’annonce du jour de clôture
stopped-reminder = les rappels du jour de clôture, quand un bulletin manque
stopped-digest = les bulletins de la semaine
stopped-help-asked = les demandes d’aide faites hors bulletin
stopped-help-referent = les rappels de demandes d’aide que personne n’a prises
stopped-help-overview = le point de la semaine sur les demandes d’aide
stopped-help-progress = les questions sur la suite d’une demande d’aide
stopped-team-away = les messages disant qu’une équipe est absente
subscription-question = Ne plus recevoir { $mails } ?
subscription-stop = Ne plus les recevoir
subscription-stopped = C’est fait : vous ne recevrez plus { $mails }.
subscription-resumed = C’est fait : vous recevrez à nouveau { $mails }.
subscription-undo = Les recevoir à nouveau
subscription-others = Vos autres messages continuent d’arriver.
subscription-settings = Choisir tous les messages que vous recevez
mail-kind-invitation = Invitation
mail-kind-password-reset = Nouveau mot de passe
mail-kind-notice = Avis de sécurité
mail-kind-handed-on = Courriel transmis
mail-kind-farewell = Confirmation d’effacement
mail-kind-help-asked = Demande d’aide
mail-kind-help-taken = Aide : mise en relation
mail-kind-help-news = Aide : du nouveau
mail-kind-help-offer = Aide : confirmation d’adresse
mail-kind-help-referent = Aide : encore personne
mail-kind-help-overview = Aide : le point de la semaine
mail-kind-help-progress = Aide : où en est-on ?
mail-kind-team-away = Équipe absente
mail-kind-stand-in = Remplacement
mail-kind-digest-held = Bulletins à décider
restore-banner = Une sauvegarde a été restaurée : personne ne reçoit de message tant que la coordination n’a pas décidé.
restore-title = Une sauvegarde a été restaurée
restore-lead = Les données sont celles du { $day }, { $time }. Rien ne part d’ici tant que vous n’avez pas décidé, sauf les liens de connexion et de nouveau mot de passe que quelqu’un vient de demander.
restore-gap = Ce qui s’est passé entre cette sauvegarde et sa restauration (le { $day }, { $time }) n’est pas là : des bulletins sont à déposer de nouveau, et des personnes effacées ou suspendues entre-temps sont de retour.
restore-caption = Ce que la sauvegarde enverrait
restore-how = État
restore-count = Nombre
restore-written = Déjà rédigé
restore-due = À rédiger
restore-nothing = Rien n’attendait dans cette sauvegarde.
restore-drop-explanation = Le plus souvent, tout cela était déjà parti : n’envoyez rien. Ce que l’envoi de la semaine devait raconter ne sera pas raconté de nouveau.
restore-drop = Ne rien envoyer, et reprendre
restore-send-explanation = Si la sauvegarde vient d’être faite et que rien n’est parti depuis, vous pouvez tout envoyer. Ce qui a perdu son utilité ne part pas.
restore-send = Tout envoyer, et reprendre
next-digest-title = Le prochain envoi des bulletins
next-digest-lead = Voici ce qui partirait { $day } à { $time }, tel que tout est maintenant.
    .stay = Voici ce qui serait écrit dans le dossier des courriels { $day } à { $time }, tel que tout est maintenant.
next-digest-links = Les liens personnels sont remplacés ici par des adresses qui n’agissent au nom de personne ; tout le reste est ce que chaque personne recevrait.
    .stay = Les liens personnels sont remplacés ici par des adresses qui n’agissent au nom de personne ; tout le reste est ce qui serait écrit à chaque personne.
next-digest-caption = Courriels du prochain envoi, à qui et avec quel objet
next-digest-subject = Objet
next-digest-find = Adresse ou objet
next-digest-empty = Aucun envoi des bulletins n’est prévu dans les prochaines semaines.
next-digest-nothing-found = Aucun courriel ne correspond.
next-digest-copy = M’en envoyer une copie
    .stay = En écrire une copie dans le dossier
