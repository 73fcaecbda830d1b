extension DoorWords {
    static let german = DoorWords(
        language: "de",
        back: Page(
            title: "Fast geschafft",
            text: "Sie kommen vom Netzwerk zurück. Mit dem Knopf wird die Verbindung des Kontos abgeschlossen. "
                + "Wenn Sie das nicht selbst begonnen haben, schließen Sie die Seite einfach: Es ist nichts "
                + "geschehen.",
            button: "Verbindung abschließen"),
        done: Page(
            title: "Vielen Dank",
            text: "Die Antwort ist übergeben. Sie können diese Seite schließen."),
        denied: Page(
            title: "Nicht verbunden",
            text: "Das Netzwerk meldet, dass die Verbindung nicht erlaubt wurde. Es wurde nichts geändert. Wenn "
                + "das ein Versehen war, beginnen Sie bitte noch einmal."),
        over: Page(
            title: "Diese Seite gilt nicht mehr",
            text: "Wenn Sie den Knopf schon gedrückt haben, ist alles erledigt, und Sie können sie schließen. "
                + "Sonst öffnen Sie die Einladung noch einmal, oder beginnen Sie dort neu, wo Sie begonnen "
                + "haben."),
        later: Page(
            title: "Einen Augenblick",
            text: "Das geht gerade nicht. Bitte versuchen Sie es in einer Minute noch einmal."),
        invite: Page(
            title: "Ihr Konto bei {network} verbinden",
            text: "{brand} bittet Sie, ein Konto von Ihnen zu verbinden, damit dort Beiträge für Sie "
                + "veröffentlicht werden können. Sie melden sich bei {network} selbst an: Ihr Passwort ist hier "
                + "nicht zu sehen, und Sie können die Verbindung dort jederzeit beenden. Wenn Sie das nicht "
                + "erwartet haben, schließen Sie die Seite einfach: Es ist nichts geschehen.",
            button: "Beginnen"),
        visit: Page(
            title: "Weiter zu {network}",
            text: "Melden Sie sich dort mit dem Konto an, das verbunden werden soll, und stimmen Sie zu. Danach "
                + "kommen Sie von selbst hierher zurück.",
            button: "Zu {host}"),
        connected: Page(
            title: "Verbunden",
            text: "Vielen Dank! Ihr Konto ist für {brand} verbunden. Sie können diese Seite schließen."),
        failed: Page(
            title: "Das hat nicht geklappt",
            text: "Ihr Konto ist nicht verbunden, und es wurde nichts geändert. Bitte öffnen Sie die Einladung "
                + "in einigen Minuten noch einmal. Wenn es auch dann nicht geht, sagen Sie bitte der Person "
                + "Bescheid, die sie Ihnen geschickt hat."),
        used: Page(
            title: "Schon erledigt",
            text: "Mit dieser Einladung wurde schon ein Konto verbunden. Sie brauchen nichts mehr zu tun."),
        expired: Page(
            title: "Diese Einladung ist abgelaufen",
            text: "Bitten Sie die Person, die sie Ihnen geschickt hat, um eine neue."),
        withdrawn: Page(
            title: "Diese Einladung wurde zurückgenommen",
            text: "Sie gilt nicht mehr. Wenn Sie darauf gewartet haben, fragen Sie die Person, die sie Ihnen "
                + "geschickt hat."),
        unknown: Page(
            title: "Diese Einladung gibt es nicht",
            text: "Sehen Sie nach, ob die Adresse vollständig ist. Wenn ja, bitten Sie die Person, die sie "
                + "Ihnen geschickt hat, um eine neue."))
}
