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
mail-cancelled = Annulés
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
mail-action = Action
mail-try-again = Réessayer
mail-subject = Objet
mail-as-text = Version texte
subscription-title = Vos messages
subscription-question = Ne plus recevoir les messages de cette sorte : « { $kind } » ?
subscription-stop = Ne plus les recevoir
subscription-stopped = C’est fait : vous ne recevrez plus « { $kind } ».
subscription-undo = Les recevoir à nouveau
mail-kind-invitation = Invitation
mail-kind-password-reset = Nouveau mot de passe
