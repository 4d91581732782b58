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
mail-states = États des courriels
mail-pending = En attente
mail-claimed = En cours
mail-sent = Envoyés
mail-failed = En échec
mail-cancelled = Plus nécessaires
mails-caption = Courriels, du plus récent au plus ancien
mails-empty = Aucun courriel dans cet état.
mail-to = À
mail-kind = Sorte
mail-kind-announcement = Annonce
mail-kind-reminder = Rappel
mail-kind-sign-in = Connexion
mail-kind-digest = Bulletins
mail-at = Quand
mail-attempts = Essais
mail-error = Cause
mail-reason-expired = A perdu son utilité avant qu’un serveur ne l’accepte.
mail-reason-filed = Le bulletin a été déposé entre-temps.
mail-reason-not-expected = Plus aucun bulletin n’est attendu pour cette semaine.
mail-reason-deactivated = Cette personne a été désactivée entre-temps.
mail-reason-erased = Les données de cette personne ont été effacées.
mail-reason-unsubscribed = Cette personne ne veut plus recevoir ces messages.
mail-reason-address-changed = Cette personne a changé d’adresse entre-temps.
mail-reason-left-project = Cette personne ne fait plus partie du projet.
mail-reason-role-lost = Cette personne n’a plus ce rôle.
mail-reason-answered = Les demandes dont il parle ont été prises ou closes entre-temps.
mail-reason-project-deleted = Le projet a été supprimé entre-temps.
mail-reason-unwritten = Ce message n’a pas pu être rédigé : le journal du serveur dit pourquoi.
mail-reason-sealed = Le texte de ce message est chiffré avec une clé qui n’est pas là (security.key_file).
mail-reason-no-address = Aucun courriel ne peut être écrit à cette adresse : corrigez-la.
mail-reason-no-smtputf8 = Le serveur de courrier ne sait pas écrire aux adresses dont le nom, avant l’arobase, a d’autres lettres que a à z (SMTPUTF8).
mail-reason-recipient-refused = Le serveur de courrier refuse cette adresse ({ $detail }).
mail-reason-content-refused = Le serveur de courrier refuse ce message ({ $detail }).
mail-reason-returned-unknown = Aucune boîte n’est à cette adresse : le message est revenu ({ $detail }). Corrigez l’adresse.
mail-reason-returned-full = La boîte est pleine : le message est revenu ({ $detail }).
mail-reason-returned-refused = Le serveur du destinataire a renvoyé le message ({ $detail }).
mail-reason-returned-late = Le serveur du destinataire n’a pu être joint pendant des jours : le message est revenu ({ $detail }).
mail-reason-address-returns = Deux messages sont revenus de cette adresse, où aucune boîte n’existe : plus rien ne lui est envoyé. Corrigez l’adresse, ou renvoyez l’un d’eux.
mail-reason-server-answered = Le serveur de courrier a répondu { $detail }.
mail-reason-server-lacks = Le serveur de courrier ne sait pas faire ce qu’il faudrait ({ $detail }).
mail-reason-server-slow = Le serveur de courrier a mis trop de temps à répondre.
mail-reason-no-tls = Aucune connexion chiffrée (TLS) avec le serveur de courrier n’a pu être établie.
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
subscription-question = Ne plus recevoir les messages de cette sorte : « { $kind } » ?
subscription-stop = Ne plus les recevoir
subscription-stopped = C’est fait : vous ne recevrez plus « { $kind } ».
subscription-resumed = C’est fait : vous recevrez à nouveau « { $kind } ».
subscription-undo = Les recevoir à nouveau
mail-kind-invitation = Invitation
mail-kind-password-reset = Nouveau mot de passe
mail-kind-notice = Avis de sécurité
mail-kind-farewell = Adieu
mail-kind-help-asked = Demande d’aide
mail-kind-help-taken = Aide : mise en relation
mail-kind-help-news = Aide : du nouveau
mail-kind-help-offer = Aide : confirmation d’adresse
mail-kind-help-referent = Aide : encore personne
mail-kind-help-overview = Aide : le point de la semaine
mail-kind-help-progress = Aide : où en est-on ?
mail-kind-team-away = Équipe absente
mail-kind-stand-in = Remplacement
