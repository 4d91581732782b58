demo-bar = Démonstration : horloge et personnages
demo-title = Démonstration
demo-lead = Quinze projets, quarante semaines, rien de réel. Avancez l’horloge, entrez dans la peau de quelqu’un, lisez les courriels.
demo-clock = L’horloge
demo-now = Il est :
demo-people = Se connecter comme
demo-coordinators = Coordination
demo-referent =
    { $count ->
        [one] référent pour un projet
       *[other] référent pour { $count } projets
    }
demo-others = Autres rôles, départs et remplacement
demo-stand-in = remplace { $mentor } jusqu’au { $day }
demo-mailbox = Boîte aux lettres
demo-mailbox-empty = Aucun courriel pour l’instant. Avancez l’horloge jusqu’au prochain rappel.
