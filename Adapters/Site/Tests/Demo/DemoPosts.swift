import SMMTestSupport

/// The posts of the example sites.
enum DemoPosts {
    typealias Photo = DemoPost.Photo

    static let bakery = [
        DemoPost("Guten Morgen! Der Ofen ist an. ☀️"),
        DemoPost("Das hier wird gleich wieder gelöscht.", changes: [.init(part: 0)]),
        DemoPost(
            "Panorama aus der Backstube, aufgenommen um halb fünf. #Backstube",
            photos: [
                Photo("wide-2400x600.png", "Die Backstube von links nach rechts: Knetmaschine, Tische, Steinofen")
            ], tags: ["backstube"]),
        DemoPost(
            "Unser Schaufenster im Advent.",
            photos: [Photo("tall-900x1600.png", "Ein hohes Schaufenster mit Sternen und Lebkuchen")]),
        DemoPost(
            "Zwei Sorten, ein Teig:\nlinks mit Kümmel,\nrechts ohne.\n\nWelche nehmt ihr? #Brot #Frühstück",
            photos: [
                Photo("land-1600x900.png", "Ein Brot mit Kümmel auf einem Holzbrett"),
                Photo("square-1200x1200.png", "Ein helles Brot, angeschnitten"),
            ], tags: ["brot", "frühstück"]),
        DemoPost(
            "Der ganze Samstag in fünf Bildern.",
            photos: [
                Photo("land-1600x900.png", "Brot mit Kümmel"), Photo("tall-900x1600.png", "Schaufenster"),
                Photo("square-1200x1200.png", "Helles Brot"), Photo("wide-2400x600.png", nil),
                Photo("old-1024x768.png", "Die Bäckerei im Jahr 1928"),
            ]),
        DemoPost(
            "Ab Montag gilt der neue Plan: https://backstube.example/plan?woche=48&filiale=linden#montag (auch als PDF).",
            changes: [
                .init(
                    part: 0,
                    text:
                        "Ab Dienstag gilt der neue Plan: https://backstube.example/plan?woche=48&filiale=linden#dienstag (auch als PDF)."
                )
            ]),
        DemoPost(
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft und "
                + "https://example.org/ein/sehr/langer/pfad/der/nicht/in/eine/zeile/passt/und/deshalb/umbrochen/werden/muss/damit/nichts/uebersteht"
        ),
        DemoPost(
            "<script>alert(1)</script> & \"Anführung\" 'einfach' <b>nicht fett</b> &amp; javascript:alert(1)"),
        DemoPost(
            "Wie entsteht ein Sauerteig? Eine kurze Geschichte in vier Teilen. #Sauerteig",
            "Erster Tag: 100 g Roggenmehl, 100 g Wasser, 26 Grad. Mehr braucht es nicht – außer einem Tuch darüber.\n\nAbends einmal umrühren.",
            "Zweiter Tag: Es riecht nach Apfel und ein wenig nach Lack. Das ist richtig so. Wieder je 100 g Mehl und Wasser.",
            "Dritter Tag: Er steht, er trägt, er blubbert. Fertig. Das Rezept als Ganzes: https://backstube.example/sauerteig",
            tags: ["sauerteig"]),
        DemoPost(
            longText, title: "Warum wir sonntags wieder öffnen",
            photos: [Photo("old-1024x768.png", "Die Bäckerei im Jahr 1928, davor ein Pferdewagen")]),
        DemoPost(
            "We now have an English menu at the counter. Ask for it!", language: "en"),
        DemoPost("מחר נהיה סגורים. #שבת", language: "he", tags: ["שבת"]),
        DemoPost(
            "Heute frisch: Rosinenschnecken, Laugenstangen und der letzte Zwetschgenkuchen des Jahres. #Kuchen",
            tags: ["kuchen"]),
    ]

    static let rightToLeft = [
        DemoPost("صباح الخير! الخبز جاهز منذ الخامسة. #خبز", tags: ["خبز"]),
        DemoPost(
            "واجهتنا الجديدة، شكرا لكم على الزيارة.\nالعنوان: https://example.org/map?x=1",
            photos: [
                Photo("land-1600x900.png", "رغيف على لوح خشب"), Photo("square-1200x1200.png", "رغيف أبيض"),
                Photo("tall-900x1600.png", "واجهة المخبز"),
            ]),
        DemoPost("كيف نصنع الخميرة؟", "اليوم الأول: طحين وماء.", "اليوم الثاني: ننتظر."),
        DemoPost("Open on Friday until 18:00!", language: "en"),
    ]

    /// Photos of every shape, in every number, alone and in threads.
    static var gallery: [DemoPost] {
        let names = [
            "land-1600x900", "sliver-120x1600", "square-1200x1200", "ribbon-3000x200", "tall-900x1600", "tiny-64x64",
            "old-1024x768", "wide-2400x600",
        ]
        let photos = names.map { Photo($0 + ".png", "A \($0.prefix { $0 != "-" }) picture") }
        var posts = photos.map { DemoPost("One: \($0.name)", photos: [$0]) }
        posts += (2...8).map { DemoPost("\($0) pictures.", photos: Array(photos.prefix($0))) }
        posts.append(DemoPost("Four alike.", photos: Array(repeating: photos[2], count: 1) + photos[4...6]))
        posts.append(DemoPost("", photos: [photos[0], Photo("tall-900x1600.png", nil)]))
        var thread = DemoPost("A walk along the harbour.", "The old crane.", "", "Home again.", tags: [])
        thread.photos = [[photos[0]], [photos[4], photos[2]], [photos[6]]]
        thread.pause = 90
        posts.append(thread)
        var mended = DemoPost("One.", "Two.", "Three.", "Four.")
        mended.changes = [.init(part: 1, text: "Two, mended."), .init(part: 2)]
        posts.append(mended)
        var headless = DemoPost("Taken back.", "Stays. #kept", title: "Gone", tags: ["kept"])
        headless.changes = [.init(part: 0)]
        posts.append(headless)
        return posts
    }

    /// Texts that try to break the site, and long ones.
    static var strange: [DemoPost] {
        var random = SeededRandom(seed: 20_261_124)
        var posts = (0..<12).map { _ in DemoPost(StrangeText.make(80, &random)) }
        posts.append(DemoPost("  Two before, two  between\n    and four.\n\n\n\nFar below.\n\tA tab."))
        posts.append(DemoPost(String(repeating: "Fünftausend Zeichen, Zeile für Zeile.\n", count: 135)))
        var thread = DemoPost(StrangeText.make(30, &random), title: StrangeText.make(5, &random))
        thread.parts += (1..<100).map { "Part \($0). " + StrangeText.make(12, &random) }
        posts.append(thread)
        return posts
    }

    private static let longText = (1...14).map { number in
        "Absatz \(number). Seit dem Frühjahr fragt ihr uns, ob es sonntags wieder Brötchen gibt. Wir haben lange "
            + "gerechnet, mit allen gesprochen, die dafür um zwei Uhr aufstehen müssten, und einen Weg gefunden: "
            + "kleine Auswahl, kurze Zeit, alle vier Wochen frei. Wer mag, bestellt bis Samstagmittag vor."
    }.joined(separator: "\n\n")
}
