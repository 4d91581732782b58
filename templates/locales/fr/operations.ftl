about-title = À propos
about-lead = Chaque équipe raconte sa semaine en quelques lignes. Le dernier jour ouvré, tout le monde les lit, et voit qui a besoin d’aide.
about-how = Comment ça marche
about-who = Qui lit quoi
about-readers = Jusqu’à la clôture de la semaine, un bulletin est l’affaire de son équipe et de la coordination. Ensuite tout le programme peut le lire : équipes, mentors, coordination.
about-no-machine = Des personnes écrivent, des personnes lisent : aucune machine ne résume ni ne juge. Ce qui est compté ne l’est jamais par personne : les bulletins déposés à temps et lus, le temps que mettent les demandes d’aide à être prises puis closes. De chaque courriel, on sait s’il est parti, jamais s’il a été ouvert.
about-version = Version { $version }, logiciel libre sous licence MIT.
accessibility-title = Accessibilité
accessibility-lead = Tout le monde doit pouvoir utiliser ce service. Voici où il en est, honnêtement.
accessibility-state-title = État de conformité
accessibility-state = Accessibilité : non auditée. Aucun audit indépendant selon le RGAA n’a encore été fait ; aucun taux de conformité ne peut donc être donné.
accessibility-done-title = Ce qui a été fait
accessibility-done = Les pages sont faites pour suivre le RGAA et les WCAG 2.2 au niveau AA : elles fonctionnent au clavier et sans script, à 320 pixels de large et avec un texte deux fois plus grand, en clair et en sombre ; couleurs et signes sont toujours accompagnés de mots. Des outils vérifient chaque page à chaque changement ; ils ne voient pas tout.
accessibility-limits-title = Limites connues
accessibility-limits = Ce que les équipes écrivent est montré tel quel : sa langue n’est pas indiquée, et ses émojis sont lus comme votre appareil les lit.
accessibility-contact-title = Quelque chose ne fonctionne pas pour vous ?
accessibility-contact = Écrivez, et vous obtiendrez autrement ce que vous cherchez :
accessibility-defender = Sans réponse, en France, vous pouvez saisir le Défenseur des droits :
legal-title = Mentions légales
legal-publisher = Éditeur
legal-director = Direction de la publication
legal-host = Hébergeur
legal-contact = Contact
legal-program = Logiciel
legal-licence = Bulletins, logiciel libre sous licence MIT.
legal-untold = L’exploitant de cette installation ne l’a pas encore indiqué.
privacy-title = Données personnelles
privacy-lead = Ce qui est gardé sur les personnes, pourquoi, et combien de temps. Ni pistage, ni publicité, ni tiers.
privacy-kept-title = Ce qui est gardé
privacy-caption = Données, raisons et durées
privacy-what = Quoi
privacy-why = Pourquoi
privacy-how-long = Combien de temps
privacy-person = Nom, adresse, langue, rôles, courriels voulus, noms dans les messageries, empreinte du mot de passe
privacy-person-why = Savoir qui dépose pour quel projet, et vous écrire
privacy-until-erased = Jusqu’à l’effacement de vos données, par vous ou par la coordination
privacy-bulletins = Bulletins et dates clés
privacy-bulletins-why = Ils sont la mémoire du programme
privacy-bulletins-long = Aussi longtemps que le programme les garde ; sans votre nom une fois vos données effacées
privacy-drafts = Brouillons
privacy-drafts-why = Ne rien perdre de ce que l’équipe a commencé à écrire
privacy-drafts-long = Jusqu’au dépôt ; sans dépôt, une semaine de plus que leur semaine
privacy-made = Qui a mis une semaine en pause, noté l’absence d’une équipe ou créé un lien de partage
privacy-made-why = Savoir à qui en parler
privacy-made-long = Autant que la pause, l’absence ou le lien ; sans votre nom une fois vos données effacées
privacy-absences = Vos jours d’absence
privacy-absences-why = Pour que les rappels aillent au reste de votre équipe
privacy-absences-long = Quatre semaines après le dernier jour, ou jusqu’à ce que vous les retiriez
privacy-help = Vos demandes d’aide, et celles que vous prenez
privacy-help-why = Que chacune trouve une personne, et une fin
privacy-help-long = Autant que le programme ; sans votre nom une fois vos données effacées
privacy-outsiders = Nom et adresse de qui prend une demande d’aide sans être du programme
privacy-outsiders-why = Mettre cette personne et l’équipe en relation
privacy-outsiders-long =
    { $days ->
        [one] Un jour après que la demande est close, ou rendue : qui l’a prise peut la rendre à tout moment, par le lien reçu
       *[other] { $days } jours après que la demande est close, ou rendue : qui l’a prise peut la rendre à tout moment, par le lien reçu
    }
privacy-sessions = Connexions, avec le nom du navigateur
privacy-sessions-why = Garder vos sessions ouvertes, et vous montrer où elles le sont
privacy-links = Empreintes des liens qui vous ont été envoyés
privacy-links-why = Vous laisser entrer, et vous dire quand un lien n’est plus valable
privacy-mail-texts = Textes des courriels qui vous sont envoyés
privacy-mail-texts-why = Les renvoyer après une panne du serveur de courrier
privacy-mails = Qu’un courriel vous a été envoyé, et quand
privacy-mails-why = Pouvoir rendre compte de chaque courriel
privacy-audit = Qui a fait quoi, et quand ; pour les connexions, même manquées, et les refus, aussi l’adresse du réseau, sans sa dernière partie
privacy-audit-why = Pouvoir découvrir un abus
privacy-days =
    { $days ->
        [one] Un jour
       *[other] { $days } jours
    }
privacy-days-unseen =
    { $days ->
        [one] Un jour après la dernière visite
       *[other] { $days } jours après la dernière visite
    }
privacy-days-after-end =
    { $days ->
        [one] Un jour après leur fin
       *[other] { $days } jours après leur fin
    }
privacy-purge = Une fois par jour, ce qui est plus ancien est supprimé automatiquement.
privacy-cookies-title = Cookies
privacy-cookies = Uniquement ceux sans lesquels rien ne fonctionne : votre connexion, la marque qui reconnaît votre navigateur, la protection des formulaires, la langue choisie, et pour quelques minutes la page où vous alliez en demandant à vous connecter. Aucun ne vous suit ailleurs.
privacy-rights-title = Vos droits
privacy-rights = Dans vos réglages vous pouvez corriger, télécharger et effacer vos données. Pour tout le reste, écrivez à
privacy-cnil = En France, vous pouvez aussi adresser une réclamation à la CNIL :
about-week = Une semaine
about-week-open = Dès le lundi
about-week-open-what = Le formulaire de la semaine est ouvert : l’équipe peut commencer.
about-week-remind = Le jour de la clôture
about-week-remind-what = Une annonce arrive avec le lien du formulaire ; qui a oublié reçoit ensuite un rappel. Aucun mot de passe n’est nécessaire.
about-week-close = À la clôture
about-week-close-what = Les bulletins sont publiés, et un seul message les porte à tout le monde.
about-week-after = Ensuite
about-week-after-what = Mentors et collègues répondent aux demandes d’aide, et disent qu’ils ont lu.
