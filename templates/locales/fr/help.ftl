nav-help = Demandes d’aide
requests-untaken =
    { $count ->
        [one] une que personne n’a prise
       *[other] { $count } que personne n’a prises
    }
requests-lead = Ce dont les équipes ont besoin, et qui s’en occupe.
requests-search = Qui a déjà demandé cela ?
requests-search-hint = Parmi toutes les demandes que vous pouvez lire, quelle que soit la promotion, et avec leur fin.
requests-filter = Filtrer par projet
requests-show = Afficher
requests-untaken-title =
    { $count ->
        [one] Personne ne s’en occupe ({ $count })
       *[other] Personne ne s’en occupe ({ $count })
    }
requests-untold-title =
    { $count ->
        [one] Pas encore publiée ({ $count })
       *[other] Pas encore publiées ({ $count })
    }
requests-taken-title = Quelqu’un s’en occupe ({ $count })
requests-ended-title =
    { $count ->
        [one] Close
       *[other] Closes
    }
requests-ended-last =
    { $count ->
        [one] La dernière demande d’aide close
       *[other] Les dernières demandes d’aide closes
    }
requests-more =
    { $count ->
        [one] Et une autre demande
       *[other] Et { $count } autres demandes
    }
requests-beginning = Retour au début
requests-empty = Aucune demande n’est en cours. Dès qu’une équipe demandera de l’aide, sa demande sera ici, de la plus ancienne à la plus récente, jusqu’à ce que l’équipe la dise close.
requests-all = Toutes les demandes d’aide
request-asked =
    { $days ->
        [0] Publiée aujourd’hui
        [1] Publiée hier
       *[other] Publiée il y a { $days } jours
    }
request-asked-by =
    Demande { DE($name) }, { $days ->
        [0] publiée aujourd’hui
        [1] publiée hier
       *[other] publiée il y a { $days } jours
    }
request-asked-by-you =
    Votre demande, { $days ->
        [0] publiée aujourd’hui
        [1] publiée hier
       *[other] publiée il y a { $days } jours
    }
request-untold = Sera publiée { $day }
request-untold-by = Demande { DE($name) }, sera publiée { $day }
request-untold-by-you = Votre demande, sera publiée { $day }
request-open = personne ne s’en occupe
request-taken = quelqu’un s’en occupe
request-taken-by-you = vous vous en occupez
request-needed-anew = toujours utile, dit son équipe
request-closed = close
request-taken-by = Prise par
request-ended-solved = Résolue le { $day }
request-ended-not-needed = Plus nécessaire depuis le { $day }
request-ended-unknown = Close le { $day }, sans qu’on en connaisse la suite
request-with = avec { $names }
request-asked-on = Demandée le { $day }
request-taken-on = Prise le { $day }
request-answer = Voir et répondre
request-see = Voir la demande
request-follow = Suivre ou clore votre demande
request-write = Écrire à l’équipe
request-subject = Votre demande d’aide – { $project }
measures-caption = Demandes d’aide, promotion par promotion
measures-asked = Publiées
measures-taken = Délai avant prise
measures-ended = Délai avant clôture
measures-untaken =
    { $days ->
        [one] Ni prise ni close après un jour ouvré
       *[other] Ni prise ni close après { $days } jours ouvrés
    }
measures-median = la moitié en { $time } au plus
measures-ninety = neuf sur dix en { $time } au plus
measures-of =
    { $count ->
        [one] sur une
       *[other] sur { $count }
    }
measures-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
measures-hours =
    { $count ->
        [one] une heure
       *[other] { $count } heures
    }
measures-days =
    { $count ->
        [one] un jour
       *[other] { $count } jours
    }
measures-how = Le temps court dès que tout le monde connaît la demande. Les jours fériés et les semaines en pause ne sont pas des jours ouvrés. Les demandes anciennes dont on ne connaît pas la suite ne comptent pas.

help-title = Demande d’aide { DE($project) }
help-asked-on = Demandée { $day } à { $time }
help-public-on = publiée { $day }
help-hidden = Pour l’instant, seules l’équipe et la coordination la voient. Tout le monde la verra { $day } à { $time }, avec le bulletin.
help-taken-by-somebody = Quelqu’un s’en occupe déjà. Vous pouvez vous joindre à cette personne.
help-taken-by = S’en occupe : { $names }
help-taken-by-you = Vous vous en occupez.
help-taken-by-you-and = Vous vous en occupez, avec { $names }.
help-take-explanation = L’équipe et vous recevrez un courriel avec l’adresse de l’autre : la suite se passe entre vous.
    .stay = L’équipe et vous pouvez alors vous écrire : la suite se passe entre vous.
help-take-explanation-too = L’équipe, les personnes qui s’en occupent déjà et vous recevrez un courriel avec les adresses des autres : la suite se passe entre vous.
    .stay = L’équipe, les personnes qui s’en occupent déjà et vous pouvez alors vous écrire : la suite se passe entre vous.
help-your-name = Votre nom
help-offer-explanation = Pas besoin de compte : dites qui vous êtes, et confirmez par le courriel que nous vous envoyons. L’équipe aura alors votre adresse, et vous la sienne.
    .stay = Pas besoin de compte : dites qui vous êtes, et confirmez par un lien écrit dans un dossier : demandez-le à la coordination. L’équipe aura alors votre adresse, et vous la sienne.
help-offer-hint = Elle ne sert qu’à cette demande.
help-offer-sent =
    Un courriel est parti à { $email }. Ouvrez-le et confirmez dans { $hours ->
        [one] l’heure
       *[other] les { $hours } heures
    } : sans cela, rien n’est fait.
    .stay =
        Un lien pour { $email } est écrit dans un dossier : demandez-le à la coordination, et confirmez dans { $hours ->
            [one] l’heure
           *[other] les { $hours } heures
        } : sans cela, rien n’est fait.
help-offer-again = Pas la bonne adresse ? Recommencer
help-offer-yes = Oui, je confirme
help-give-back = Ne plus m’en occuper
help-give-back-explanation = Vous ne pouvez plus vous en occuper ?
help-pass-on-explanation = Vous pensez à quelqu’un ?
help-pass-on = Lui écrire, avec le lien pour s’en occuper
help-pass-on-mail =
    Bonjour,
    { $project } demande de l’aide, et j’ai pensé à vous. La demande est ici, et un clic suffit pour s’en occuper :
    { $link }
help-close-explanation = C’est réglé, ou ce n’est plus la peine ? C’est à votre équipe de la clore.
help-close-for-team = Clore à la place de l’équipe
help-solved = C’est résolu
help-not-needed = Plus nécessaire
help-reopen = Rouvrir la demande
help-reopen-explanation = Pas résolu, finalement ? Son historique est conservé.
help-reopen-explanation-needed = Encore besoin d’aide ? Son historique est conservé.
help-word = Votre mot à l’équipe
help-word-hint = C’est d’ordinaire l’équipe qui en décide. Dites-lui pourquoi vous le faites : elle reçoit ce mot par courriel.
help-word-hint-reopen = Dites à l’équipe pourquoi vous la rouvrez : elle reçoit ce mot par courriel.
help-word-missing = Écrivez un mot à l’équipe : elle doit savoir pourquoi.
help-revise = Reformuler la demande
help-revise-in-bulletin = La corriger dans le bulletin, dont le formulaire est encore ouvert
help-people = Les personnes
help-who-asks = Qui demande
help-who-sees = Qui s’en occupe
help-write-all =
    { $count ->
        [one] Écrire à cette personne
       *[other] Écrire à toutes ces personnes
    }
help-story = Historique
help-event-asked = Demandée par { $name }
help-event-revised = Corrigée par { $name }
help-event-taken = Prise par { $name }
help-event-given-back = Rendue par { $name }
help-event-closed-solved = Close par { $name } : résolue
help-event-closed-not-needed = Close par { $name } : plus nécessaire
help-event-still-needed = Confirmée par { $name } : toujours utile
help-event-closed-unknown = Close sans que l’on sache ce qu’elle est devenue
help-event-reopened = Rouverte par { $name }
help-event-referent-told = La coordination a été prévenue : personne ne s’en occupait
help-event-team-asked = On a demandé des nouvelles à l’équipe
help-event-takers-asked = On a demandé des nouvelles à qui s’en occupe
help-event-handed-over = Remise à la coordination, le projet étant terminé
help-ended-closed-solved = Résolue
help-ended-closed-not-needed = Plus nécessaire
help-ended-closed-unknown = Close sans que l’on sache ce qu’elle est devenue
help-overtaken = La demande a changé entre-temps : voici où elle en est. Rien n’a été enregistré.
help-too-late = Merci ! Cette demande est close depuis le { $day }.
help-typed = Ce que vous aviez écrit :
help-gave-back = Vous l’avez rendue, merci d’avoir essayé.
help-take-again = M’en occuper à nouveau
help-go-on-as = Continuer avec le compte { DE($name) }
help-contact = Une question ? Écrivez à
help-link-unknown = Ce lien ne mène à rien
help-link-unknown-explanation = L’adresse est incomplète : copiez-la en entier depuis le courriel. Ou la demande d’aide a été retirée, et il n’y a plus rien à faire.
help-link-left = Ce lien ne fonctionne plus
help-link-left-explanation = La personne qui l’a reçu ne participe plus au programme, ou ce projet n’est plus montré. Il n’y a rien à faire.
help-offer-ended = Ce bouton ne fonctionne plus
help-offer-ended-explanation = Il a servi, ou il a plus d’un jour. S’il a servi, le courriel qui a suivi vous met en relation avec l’équipe ; sinon, rouvrez la demande d’aide là où vous l’avez trouvée.
help-offer-refused = Cette demande vient de votre propre équipe : à d’autres de s’en occuper.
help-offer-full = Beaucoup de personnes extérieures au programme s’en occupent déjà : il y a assez d’aide. Merci de l’avoir proposée.
help-offer-confirm = { $name }, vous êtes sur le point de vous en occuper. L’équipe et vous recevrez un courriel avec l’adresse de l’autre.
    .stay = { $name }, vous êtes sur le point de vous en occuper.
help-new = Demander de l’aide
help-new-explanation = Tout le programme voit votre demande tout de suite, et la coordination reçoit un courriel. Quand quelqu’un s’en occupe, un courriel vous met en relation.
    .stay = Tout le programme voit votre demande tout de suite. Aucun courriel ne part encore d’ici : dites-le à la coordination.
help-choose-project = Choisissez un projet
help-project-missing = Choisissez le projet pour lequel vous demandez.
help-ask = Demander maintenant
help-missing = Dites ce dont vous avez besoin.
help-see-request = Suivre la demande d’aide
help-ask-apart = Sans attendre le bulletin : demander de l’aide

help-asked-subject = { $project } demande de l’aide
help-asked-mail = { $project } demande de l’aide, sans attendre son bulletin :
help-asked-mail-next = Vous pouvez vous en occuper vous-même, ou en parler à qui saurait le faire.
help-asked-mail-answer = Répondez à ce message pour écrire à l’équipe. Le lien vous est personnel : il sert à vous en occuper en votre nom, sans compte ni mot de passe.
help-asked-chat = { $project } demande de l’aide. Qui s’en occupe ?
help-taken-subject = { $project } : { $name } s’occupe de la demande d’aide
help-taken-subject-you = { $project } : vous vous occupez de la demande d’aide
help-taken-title = Vous voilà en relation
help-taken-mail = { $name } s’occupe de cette demande d’aide { DE($project) } :
help-taken-mail-you = Vous vous occupez de cette demande d’aide { DE($project) } :
help-taken-mail-too = { $name } s’occupe aussi, avec vous, de cette demande d’aide { DE($project) } :
help-taken-now = Et maintenant ?
help-taken-answer = Répondez à ce message : votre réponse va à toutes ces personnes.
help-taken-left-out =
    { $count ->
        [one] Elle n’arrivera pourtant pas à { $names } : certaines messageries ne savent pas écrire à cette adresse. Écrivez-lui à part.
       *[other] Elle n’arrivera pourtant pas à { $names } : certaines messageries ne savent pas écrire à ces adresses. Écrivez-leur à part.
    }
help-taken-now-taker = Un premier mot à l’équipe suffit pour commencer : proposez un jour et une heure.
help-taken-now-team = Dites quand et comment vous joindre. Une fois la question réglée, ou si l’aide n’est plus nécessaire, dites-le par le lien.
help-taken-link-taker = Si vous ne pouvez plus vous en occuper, rendez-la ici : d’autres la verront. Ce lien vous est personnel.
help-taken-link-team = C’est là que vous direz que c’est résolu. Ce lien vous est personnel.
help-news-subject = { $project } : du nouveau sur la demande d’aide
help-news-given-back = { $name } ne peut plus s’occuper de la demande d’aide { DE($project) }.
help-news-left = Une personne qui s’occupait de la demande d’aide { DE($project) } ne participe plus au programme.
help-news-closed-solved = La demande d’aide { DE($project) } est résolue, dit { $name }.
help-news-closed-not-needed = La demande d’aide { DE($project) } n’est plus nécessaire, dit { $name }.
help-news-reopened = { $name } a rouvert la demande d’aide { DE($project) } : elle n’est pas encore résolue.
help-news-coordination-closed-solved = { $name }, de la coordination, a clos la demande d’aide { DE($project) } : elle est résolue.
help-news-coordination-closed-not-needed = { $name }, de la coordination, a clos la demande d’aide { DE($project) } : elle n’est plus nécessaire.
help-news-coordination-reopened = { $name }, de la coordination, a rouvert la demande d’aide { DE($project) } : elle n’est pas encore résolue.
help-news-open = Elle est de nouveau ouverte : tout le programme la voit, et quelqu’un d’autre peut s’en occuper.
help-news-still-taken = S’en occupe toujours : { $names }.
help-news-still-yours = Vous vous en occupez toujours.
help-news-still-yours-and = Vous vous en occupez toujours, avec { $names }.
help-news-thanks = Merci à qui s’en est occupé.
help-news-thanks-you = Merci pour votre aide.
help-news-closed = Pas résolu, finalement ? L’équipe peut la rouvrir.
help-news-closed-team = Pas résolu, finalement ? Vous pouvez la rouvrir.
help-news-not-needed = Encore besoin d’aide ? L’équipe peut la rouvrir.
help-news-not-needed-team = Encore besoin d’aide ? Vous pouvez la rouvrir.
help-news-request = La demande
help-news-answer = Répondez à ce message pour écrire à qui demande et à qui s’en occupe. Le lien vous est personnel.
help-news-answer-team = Répondez à ce message pour écrire à l’équipe. Le lien vous est personnel.
help-news-answer-own-team = Répondez à ce message pour écrire à votre équipe. Le lien vous est personnel.
help-news-answer-own-team-coordination = Répondez à ce message pour écrire à { $name } et à votre équipe. Le lien vous est personnel.
help-news-answer-coordination = Répondez à ce message pour écrire à { $name }, à qui demande et à qui s’en occupe. Le lien vous est personnel.
help-news-answer-team-coordination = Répondez à ce message pour écrire à { $name } et à l’équipe qui demande. Le lien vous est personnel.
help-offer-subject = { $project } : confirmez que vous vous en occupez
help-offer-mail = Avec cette adresse, quelqu’un propose de s’occuper de cette demande d’aide { DE($project) } :
help-offer-mail-how =
    C’est vous ? Confirmez dans { $hours ->
        [one] l’heure
       *[other] les { $hours } heures
    } : l’équipe et vous recevrez alors un courriel avec l’adresse de l’autre.
help-offer-mail-ignore = Ce n’est pas vous ? Ignorez ce message : sans confirmation, rien n’est fait, et votre adresse est oubliée.

outcome-asked = Votre demande d’aide du { $day }
outcome-said-needed = Votre équipe l’a dite toujours utile le { $day }
outcome-solved = Résolue
outcome-still-needed = Toujours utile
outcome-not-needed = Plus nécessaire
