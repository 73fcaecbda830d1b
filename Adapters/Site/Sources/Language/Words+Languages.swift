extension Words {
    /// The words for a BCP 47 language; English where we have none.
    package static func of(_ language: String) -> Words {
        let primary = String(language.lowercased().prefix { $0 != "-" && $0 != "_" })
        let known = all.first { $0.language == primary } ?? english
        guard known.language == "en", language.lowercased() == "en-us" else { return known }
        var american = known
        american.date = "{m} {d}, {y}"
        american.isTwelveHours = true
        return american
    }

    private static let all = [english, german, french, spanish, italian, dutch, portuguese, polish, arabic, hebrew]

    private static let english = Words(
        language: "en", skip: "Skip to content", home: "Home", older: "Older posts", newer: "Newer posts",
        page: "Page {n}", pages: "Pages", updated: "Edited {date}", part: "Part {n} of {m}",
        moreOne: "Read on: 1 more part", more: "Read on: {n} more parts", readOn: "Read on",
        photo: "Photo without a description",
        video: "Video without a description", tagged: "Posts about {tag}", follow: "Follow", empty: "Nothing here yet.",
        lost: "This page is not here",
        lostText: "It may have been taken down, or the address has a slip in it.",
        months: [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ], date: "{d} {m} {y}")

    private static let german = Words(
        language: "de", skip: "Zum Inhalt", home: "Startseite", older: "Ältere Beiträge", newer: "Neuere Beiträge",
        page: "Seite {n}", pages: "Seiten", updated: "Geändert am {date}", part: "Teil {n} von {m}",
        moreOne: "Weiterlesen: noch 1 Teil", more: "Weiterlesen: noch {n} Teile", readOn: "Weiterlesen",
        photo: "Foto ohne Beschreibung", video: "Video ohne Beschreibung", tagged: "Beiträge zu {tag}",
        follow: "Abonnieren", empty: "Hier steht noch nichts.", lost: "Diese Seite gibt es nicht",
        lostText: "Vielleicht wurde sie entfernt, oder in der Adresse steckt ein Tippfehler.",
        months: [
            "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
            "Dezember",
        ], date: "{d}. {m} {y}")

    private static let french = Words(
        language: "fr", skip: "Aller au contenu", home: "Accueil", older: "Billets plus anciens",
        newer: "Billets plus récents", page: "Page {n}", pages: "Pages", updated: "Modifié le {date}",
        part: "Partie {n} sur {m}", moreOne: "Lire la suite : encore 1 partie",
        more: "Lire la suite : encore {n} parties",
        readOn: "Lire la suite", photo: "Photo sans description", video: "Vidéo sans description",
        tagged: "Billets sur {tag}", follow: "S’abonner", empty: "Rien ici pour l’instant.",
        lost: "Cette page n’existe pas",
        lostText: "Elle a peut-être été retirée, ou l’adresse contient une erreur.",
        months: [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
            "novembre", "décembre",
        ], date: "{d} {m} {y}")

    private static let spanish = Words(
        language: "es", skip: "Ir al contenido", home: "Inicio", older: "Entradas anteriores",
        newer: "Entradas más recientes", page: "Página {n}", pages: "Páginas", updated: "Editado el {date}",
        part: "Parte {n} de {m}", moreOne: "Seguir leyendo: 1 parte más", more: "Seguir leyendo: {n} partes más",
        readOn: "Seguir leyendo", photo: "Foto sin descripción", video: "Vídeo sin descripción",
        tagged: "Entradas sobre {tag}", follow: "Suscribirse", empty: "Aquí todavía no hay nada.",
        lost: "Esta página no existe", lostText: "Puede que se haya retirado o que la dirección tenga un error.",
        months: [
            "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
            "noviembre", "diciembre",
        ], date: "{d} de {m} de {y}")

    private static let italian = Words(
        language: "it", skip: "Vai al contenuto", home: "Home", older: "Post precedenti", newer: "Post più recenti",
        page: "Pagina {n}", pages: "Pagine", updated: "Modificato il {date}", part: "Parte {n} di {m}",
        moreOne: "Continua a leggere: ancora 1 parte", more: "Continua a leggere: altre {n} parti",
        readOn: "Continua a leggere",
        photo: "Foto senza descrizione", video: "Video senza descrizione", tagged: "Post su {tag}", follow: "Segui",
        empty: "Qui non c’è ancora nulla.", lost: "Questa pagina non esiste",
        lostText: "Forse è stata rimossa, oppure l’indirizzo contiene un errore.",
        months: [
            "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
            "novembre", "dicembre",
        ], date: "{d} {m} {y}")
}
