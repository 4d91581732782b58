skip = Aller au contenu
menu = Menu
places = Où aller
nav-dashboard = Tableau de bord
nav-file = Mon bulletin
nav-weeks = Semaines
nav-projects = Projets
nav-schedule = Calendrier
nav-mail = Courriels
optional = (facultatif)
characters-over = { $count } de trop
characters-left = Reste { $count }
email = Adresse électronique
name = Nom
project = Projet
this-week = Cette semaine
next-week = La semaine prochaine
months = Mois
pages = Pages
page-previous = Page précédente
page-next = Page suivante
to-home = Retour à l’accueil
errors-title = Il reste quelque chose à corriger
error-not-found = Page introuvable
error-not-found-explanation = L’adresse est peut-être incomplète, ou la page n’existe plus. Vérifiez-la, ou repartez de l’accueil.
error-forbidden = Accès réservé
error-forbidden-explanation = Cette page est réservée à d’autres personnes. Vous devriez y avoir accès ? Écrivez à la coordination.
link-renew = Demander un nouveau lien
error-link-renewable = Ce lien ne fonctionne plus
error-link-renewable-explanation = Il a servi, il a expiré, ou l’adresse est incomplète. Vous en aurez un autre en un instant.
error-link-form = Ce lien ne fonctionne plus
error-link-form-explanation = Il valait jusqu’à la fin de sa semaine, ou l’adresse est incomplète. Votre prochain courriel en apporte un nouveau. Pour déposer tout de suite, connectez-vous.
error-link-invitation = Cette invitation ne fonctionne plus
error-link-invitation-explanation = Elle a servi, elle a expiré, une invitation plus récente la remplace, ou l’adresse est incomplète : copiez-la en entier depuis le courriel. Sinon, connectez-vous avec l’adresse qui l’a reçue : un lien arrive par courriel, sans mot de passe. Rien n’arrive ? Demandez une nouvelle invitation à la coordination.
error-link-mails = Ce lien ne fonctionne plus
error-link-mails-explanation = L’adresse est incomplète, ou ce compte n’existe plus. Rien n’a été changé. Vous choisissez dans vos réglages les messages que vous recevez.
error-link-shared = Ce partage est terminé
error-link-shared-explanation = Le lien a été fermé, il a expiré, ou l’adresse est incomplète. Demandez-en un nouveau à la personne qui vous l’a donné.
error-link-feed = Ce calendrier a changé d’adresse
error-link-feed-explanation = La nouvelle adresse est dans vos réglages : remplacez l’ancienne dans votre agenda.
error-week-over = Cette semaine est déjà publiée
error-week-over-explanation = Elle ne peut plus être mise en pause. Rien n’a été changé.
error-signed-out = Votre connexion a expiré
error-signed-out-explanation = Reconnectez-vous, puis recommencez.
error-foreign-form = L’envoi n’a pas pu être vérifié
error-foreign-form-explanation = Revenez à la page précédente, rechargez-la et envoyez à nouveau.
error-not-utf8 = Le texte est illisible
error-not-utf8-explanation = Il n’est pas encodé en UTF-8. Rien n’a été changé.
error-unreadable = La demande est illisible
error-unreadable-explanation = Rien n’a été changé. Revenez à la page précédente et réessayez.
error-method = Cette action n’est pas possible ici
error-method-explanation = Revenez à la page précédente et réessayez.
error-too-large = L’envoi est trop grand
error-too-large-explanation = Un bulletin tient en quelques centaines de caractères. Rien n’a été changé.
error-too-slow = L’envoi a pris trop de temps
error-too-slow-explanation = Rien n’a été changé. Vérifiez la connexion au réseau, revenez à la page précédente et renvoyez.
error-throttled = Trop d’essais
error-throttled-explanation = Par sécurité, il faut attendre un peu avant de réessayer.
error-internal = Quelque chose n’a pas fonctionné
error-internal-explanation = L’erreur vient de notre côté, et elle est enregistrée. Réessayez dans un instant.
error-unavailable = Le service ne répond pas
error-unavailable-explanation = La base de données est injoignable pour l’instant. Réessayez dans quelques secondes.
sent-not-saved = Votre envoi n’a pas été enregistré, mais rien n’est perdu : le voici. Renvoyez-le dans un instant.
sent-again = Renvoyer
sent-file = Fichier (à choisir de nouveau)
error-busy = Trop de monde à la fois
error-busy-explanation = Beaucoup de personnes utilisent le site en ce moment. Rien n’a été modifié : réessayez dans quelques secondes.
error-code = Code { $code }
error-request = Si vous nous écrivez, citez ce numéro : { $request }
throttled-until = Réessayez à partir de { $time }.
nav-admin = Gestion
nav-settings = Réglages
nav-people = Personnes
nav-promotions = Promotions
nav-import = Import
nav-audit = Journal
language = Langue
save = Enregistrer
create = Créer
add = Ajouter
delete = Supprimer
remove = Retirer
erase = Effacer
cancel = Annuler
find = Afficher
day-invalid = Indiquez un jour comme 2026-03-10.
done-saved = C’est enregistré.
done-password = Votre mot de passe est en place. Vos autres connexions sont closes.
done-app = Votre application est en place.
done-app-removed = L’application est retirée.
done-passkey = Votre clé d’accès est en place.
done-passkey-removed = La clé d’accès est retirée.
done-factor-removed = Le second facteur est retiré.
done-recovery-code =
    Un code de secours a servi. { $count ->
        [0] Il n’en reste aucun : créez-en dix autres dans vos réglages, sous « Second facteur ».
        [one] Il en reste un.
       *[other] Il en reste { $count }.
    }
done-session = Cette connexion est close.
done-feed = Le calendrier a une nouvelle adresse ; l’ancienne ne fonctionne plus.
done-invited =
    { $count ->
        [0] Personne n’a été invité.
        [one] C’est fait : une personne est invitée.
       *[other] C’est fait : { $count } personnes sont invitées.
    }
    .stay =
        { $count ->
            [0] Personne n’a été invité.
            [one] C’est fait : une invitation est écrite dans le dossier des courriels. Transmettez-la.
           *[other] C’est fait : { $count } invitations sont écrites dans le dossier des courriels. Transmettez-les.
        }
done-invited-anew =
    { $count ->
        [one] C’est fait : une nouvelle invitation est en route, et le lien d’avant ne fonctionne plus.
       *[other] C’est fait : { $count } personnes sont invitées. Le lien de celles qui l’étaient déjà est remplacé.
    }
    .stay =
        { $count ->
            [one] C’est fait : une nouvelle invitation est écrite dans le dossier des courriels, et le lien d’avant ne fonctionne plus. Transmettez-la.
           *[other] C’est fait : { $count } invitations sont écrites dans le dossier des courriels. Le lien des personnes déjà invitées est remplacé.
        }
done-invited-again =
    { $count ->
        [0] Aucune invitation n’est partie.
        [one] C’est fait : une nouvelle invitation est en route.
       *[other] C’est fait : { $count } nouvelles invitations sont en route.
    }{ $people ->
        [0] { "" }
        [one] { " " }Une personne a été invitée il y a moins d’un jour : elle garde son lien.
       *[other] { " " }{ $people } personnes ont été invitées il y a moins d’un jour : elles gardent leur lien.
    }
    .stay =
        { $count ->
            [0] Aucune invitation n’a été écrite.
            [one] C’est fait : une nouvelle invitation est écrite dans le dossier des courriels. Transmettez-la.
           *[other] C’est fait : { $count } nouvelles invitations sont écrites dans le dossier des courriels. Transmettez-les.
        }{ $people ->
            [0] { "" }
            [one] { " " }Une personne a été invitée il y a moins d’un jour : elle garde son lien.
           *[other] { " " }{ $people } personnes ont été invitées il y a moins d’un jour : elles gardent leur lien.
        }
done-added-known =
    { $people ->
        [one] C’est ajouté. Cette personne avait déjà un accès : aucune invitation n’est partie.
       *[other] C’est ajouté. Ces { $people } personnes avaient déjà un accès : aucune invitation n’est partie.
    }
done-invited-others =
    { $count ->
        [0] C’est ajouté. Personne n’a été invité.
        [one] C’est fait : une personne est invitée.
       *[other] C’est fait : { $count } personnes sont invitées.
    } { $people ->
        [one] Une autre avait déjà un accès : pour elle, aucune invitation n’est partie.
       *[other] { $people } autres avaient déjà un accès : pour elles, aucune invitation n’est partie.
    }
    .stay =
        { $count ->
            [0] C’est ajouté. Personne n’a été invité.
            [one] C’est fait : une invitation est écrite dans le dossier des courriels. Transmettez-la.
           *[other] C’est fait : { $count } invitations sont écrites dans le dossier des courriels. Transmettez-les.
        } { $people ->
            [one] Une autre personne avait déjà un accès : il n’y a pas d’invitation pour elle.
           *[other] { $people } autres personnes avaient déjà un accès : il n’y a pas d’invitation pour elles.
        }
done-added = C’est ajouté. Personne n’a encore été prévenu.
done-role-given = Le rôle est attribué.
done-role-taken = Le rôle est retiré. Vous pouvez l’attribuer de nouveau ci-dessous.
done-left = Le départ est noté. Un rôle peut toujours être redonné.
done-stand-in = C’est fait : un courriel prévient cette personne.
    .stay = C’est fait. Ici, aucun courriel ne prévient cette personne : dites-le-lui.
done-no-stand-in = C’est terminé. Vos courriels n’arrivent plus que chez vous.
done-coordinator = Cette personne coordonne désormais le programme.
done-no-coordinator = Cette personne ne coordonne plus le programme.
done-deactivated = Accès suspendu : ni connexion, ni courriel. Vous pouvez le rétablir.
done-reactivated = L’accès de cette personne est rétabli.
done-erased = C’est effacé. Les bulletins restent, comme ceux d’une personne qui a quitté le programme.
done-own-erased = Vos données sont effacées. Vos bulletins restent, comme ceux d’une personne qui a quitté le programme. Merci pour tout !
done-created = C’est créé.
done-opened = La promotion est ouverte : ses projets auront leur formulaire chaque semaine.
done-opened-empty = La promotion est ouverte. Elle n’a pas encore de projet.
done-closed = La promotion est close : après le bulletin de cette semaine, plus rien n’est demandé. Vous pouvez la rouvrir.
done-archived = La promotion est archivée : elle n’apparaît plus dans les listes. Vous pouvez l’en ressortir.
done-restored = La promotion est de nouveau parmi les promotions closes.
done-drafted = La promotion est de nouveau en préparation : rien n’est demandé à personne.
done-deleted = C’est supprimé.
done-logo = Le logo est en place.
done-no-logo = Le logo est supprimé.
done-paused = La semaine est en pause. Vous pouvez lever la pause.
done-absences = C’est noté.
done-away = Ces jours sont notés.
done-back = C’est retiré.
done-resumed = La pause est levée.
done-imported =
    C’est importé : { $count ->
        [0] aucun nouveau projet
        [one] un projet
       *[other] { $count } projets
    }, { $people ->
        [0] personne de nouveau
        [one] une personne
       *[other] { $people } personnes
    }, { $invited ->
        [0] aucune invitation
        [one] une invitation
       *[other] { $invited } invitations
    }.
done-retried = Le courriel est de nouveau en route.
done-held-sent = Les courriels sont de nouveau en route.
done-held-given-up = Ces courriels ne seront pas envoyés.
done-restore-dropped = Ce qui attendait ne sera pas envoyé ; les messages suivants partiront comme d’habitude.
done-restore-sent = Ce qui attendait part maintenant.
done-copied = La copie est en route vers votre adresse.
    .stay = La copie est écrite dans le dossier des courriels, à votre nom.
done-signed-out-everywhere = Toutes vos connexions sont closes.
contact-coordinators = la coordination de votre programme.
error-not-now = C’est impossible en l’état
error-not-now-explanation = Quelque chose a changé entre-temps : un projet a déposé, ou une promotion est utilisée. Rien n’a été modifié : revenez à la page précédente et vérifiez.
error-last-coordinator = Quelqu’un doit coordonner le programme
error-last-coordinator-explanation = Cette personne est la dernière à coordonner. Confiez d’abord la coordination à quelqu’un d’autre ; rien n’a été modifié.
error-no-image = Cette image n’est pas utilisable
error-no-image-explanation = Choisissez une image PNG, JPEG ou WebP d’au plus 1 Mo et 4 mégapixels, dont aucun côté ne dépasse 4 000 pixels. Rien n’a été modifié.
nav-key-dates = Dates clés
done-shared = Le lien est créé. Copiez-le dans la liste.
done-revoked = Le lien est fermé : il n’ouvre plus rien.
nav-search = Recherche
done-help-asked = C’est envoyé : tout le programme voit votre demande.
done-help-revised = C’est corrigé.
done-help-taken = Merci ! Un courriel vous met en relation avec l’équipe.
    .stay = Merci ! Aucun courriel ne part encore d’ici : écrivez à l’équipe.
done-help-given-back = C’est rendu. L’équipe est prévenue.
done-help-closed = La demande est close.
done-help-kept-open = Merci ! Elle reste ouverte.
done-help-reopened = La demande est rouverte.
done-read = C’est noté : l’équipe verra que vous l’avez lu.
done-read-taken-back = C’est annulé.
title-wrong = À corriger
apart-title = À manier avec prudence
when-now = à l’instant
when-today = aujourd’hui
when-in-minutes =
    { $count ->
        [one] dans une minute
       *[other] dans { $count } minutes
    }
when-in-hours =
    { $count ->
        [one] dans une heure
       *[other] dans { $count } heures
    }
when-in-day = demain
when-in-days =
    { $count ->
        [one] dans un jour
       *[other] dans { $count } jours
    }
when-in-months =
    { $count ->
        [one] dans un mois
       *[other] dans { $count } mois
    }
when-ago-minutes =
    { $count ->
        [one] il y a une minute
       *[other] il y a { $count } minutes
    }
when-ago-hours =
    { $count ->
        [one] il y a une heure
       *[other] il y a { $count } heures
    }
when-ago-day = hier
when-ago-days =
    { $count ->
        [one] il y a un jour
       *[other] il y a { $count } jours
    }
when-ago-months =
    { $count ->
        [one] il y a un mois
       *[other] il y a { $count } mois
    }
switch-all = Toutes les promotions
busy = En cours…
working-title = C’est en cours…
working-explanation = Un grand tableau demande parfois une minute. Gardez cette page ouverte : elle dira ce qui a été fait.
working-done = C’est fait.
working-onward = Continuer
working-failed = Cela n’a pas abouti. Revenez à la page précédente : ce que vous avez saisi y est encore.
