extension DoorWords {
    static let french = DoorWords(
        language: "fr",
        back: Page(
            title: "C’est presque fini",
            text: "Vous revenez du réseau. Appuyez sur le bouton pour terminer la connexion du compte. Si vous "
                + "ne l’avez pas commencée vous-même, fermez simplement la page : il ne s’est rien passé.",
            button: "Terminer la connexion"),
        done: Page(
            title: "Merci",
            text: "La réponse a été transmise. Vous pouvez fermer cette page."),
        denied: Page(
            title: "Non connecté",
            text: "Le réseau indique que la connexion n’a pas été autorisée. Rien n’a été modifié. Si c’était "
                + "une erreur, recommencez."),
        over: Page(
            title: "Cette page n’est plus valable",
            text: "Si vous avez déjà appuyé sur le bouton, tout est fait et vous pouvez la fermer. Sinon, "
                + "rouvrez l’invitation, ou recommencez là où vous aviez commencé."),
        later: Page(
            title: "Un instant",
            text: "Cela ne fonctionne pas pour le moment. Veuillez réessayer dans une minute."),
        invite: Page(
            title: "Connecter votre compte {network}",
            text: "{brand} vous demande de connecter l’un de vos comptes, afin d’y publier pour vous. Vous vous "
                + "identifiez chez {network} même : votre mot de passe n’est pas visible ici, et vous pouvez "
                + "mettre fin à la connexion là-bas à tout moment. Si vous ne vous y attendiez pas, fermez "
                + "simplement la page : il ne s’est rien passé.",
            button: "Commencer"),
        visit: Page(
            title: "Continuer sur {network}",
            text: "Identifiez-vous là-bas avec le compte à connecter, et donnez votre accord. Vous revenez "
                + "ensuite ici automatiquement.",
            button: "Aller à {host}"),
        connected: Page(
            title: "Connecté",
            text: "Merci ! Votre compte est connecté pour {brand}. Vous pouvez fermer cette page."),
        failed: Page(
            title: "Cela n’a pas fonctionné",
            text: "Votre compte n’est pas connecté, et rien n’a été modifié. Rouvrez l’invitation dans quelques "
                + "minutes. Si cela ne fonctionne toujours pas, prévenez la personne qui vous l’a envoyée."),
        used: Page(
            title: "C’est déjà fait",
            text: "Un compte a déjà été connecté avec cette invitation. Vous n’avez plus rien à faire."),
        expired: Page(
            title: "Le délai de cette invitation est écoulé",
            text: "Demandez-en une nouvelle à la personne qui vous l’a envoyée."),
        withdrawn: Page(
            title: "Cette invitation a été retirée",
            text: "Elle n’est plus valable. Si vous l’attendiez, adressez-vous à la personne qui vous l’a "
                + "envoyée."),
        unknown: Page(
            title: "Cette invitation n’existe pas",
            text: "Vérifiez que l’adresse est complète. Si elle l’est, demandez-en une nouvelle à la personne "
                + "qui vous l’a envoyée."))
}
