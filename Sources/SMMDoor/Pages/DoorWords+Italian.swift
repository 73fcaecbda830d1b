extension DoorWords {
    static let italian = DoorWords(
        language: "it",
        back: Page(
            title: "Ci siamo quasi",
            text: "Sta tornando dalla rete sociale. Prema il pulsante per completare il collegamento "
                + "dell’account. Se non l’ha iniziato Lei, chiuda la pagina: non è successo nulla.",
            button: "Completa il collegamento"),
        done: Page(
            title: "Grazie",
            text: "La risposta è stata consegnata. Può chiudere questa pagina."),
        denied: Page(
            title: "Non collegato",
            text: "La rete sociale comunica che il collegamento non è stato autorizzato. Nulla è stato "
                + "modificato. Se è stato un errore, ricominci."),
        over: Page(
            title: "Questa pagina non è più valida",
            text: "Se ha già premuto il pulsante, è tutto fatto e può chiuderla. Altrimenti riapra l’invito, "
                + "oppure ricominci da dove aveva iniziato."),
        later: Page(
            title: "Un momento",
            text: "In questo momento non è possibile. Riprovi tra un minuto."),
        invite: Page(
            title: "Colleghi il Suo account {network}",
            text: "{brand} Le chiede di collegare un Suo account, per poter pubblicare lì per Lei. L’accesso "
                + "avviene presso {network}: la Sua password qui non si vede, e può terminare il collegamento "
                + "lì in qualsiasi momento. Se non se l’aspettava, chiuda la pagina: non è successo nulla.",
            button: "Inizia"),
        visit: Page(
            title: "Prosegua su {network}",
            text: "Acceda lì con l’account da collegare, e dia il consenso. Poi tornerà qui automaticamente.",
            button: "Vai a {host}"),
        connected: Page(
            title: "Collegato",
            text: "Grazie! Il Suo account è collegato per {brand}. Può chiudere questa pagina."),
        failed: Page(
            title: "Non ha funzionato",
            text: "Il Suo account non è collegato, e nulla è stato modificato. Riapra l’invito tra qualche "
                + "minuto. Se non funziona nemmeno allora, lo dica a chi glielo ha inviato."),
        used: Page(
            title: "Già fatto",
            text: "Con questo invito è già stato collegato un account. Non deve fare altro."),
        expired: Page(
            title: "Il termine di questo invito è scaduto",
            text: "Ne chieda uno nuovo a chi glielo ha inviato."),
        withdrawn: Page(
            title: "Questo invito è stato ritirato",
            text: "Non è più valido. Se lo aspettava, si rivolga a chi glielo ha inviato."),
        unknown: Page(
            title: "Questo invito non esiste",
            text: "Controlli che l’indirizzo sia completo. Se lo è, ne chieda uno nuovo a chi glielo ha "
                + "inviato."))
}
