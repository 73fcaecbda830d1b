/// A post of an example site.
struct DemoPost {
    var parts: [String]
    var title: String?
    var photos: [(name: String, alt: String?)] = []
    var language: String?
    var tags: [String] = []
    var edited: String?
    var isDeleted = false

    init(
        _ parts: String..., title: String? = nil, photos: [(name: String, alt: String?)] = [],
        language: String? = nil, tags: [String] = [], edited: String? = nil, isDeleted: Bool = false
    ) {
        self.parts = parts
        self.title = title
        self.photos = photos
        self.language = language
        self.tags = tags
        self.edited = edited
        self.isDeleted = isDeleted
    }
}

/// The posts of the example sites.
enum DemoPosts {
    static let bakery = [
        DemoPost("Guten Morgen! Der Ofen ist an. ☀️"),
        DemoPost("Das hier wird gleich wieder gelöscht.", isDeleted: true),
        DemoPost(
            "Panorama aus der Backstube, aufgenommen um halb fünf. #Backstube",
            photos: [("wide-2400x600.jpg", "Die Backstube von links nach rechts: Knetmaschine, Tische, Steinofen")],
            tags: ["backstube"]),
        DemoPost(
            "Unser Schaufenster im Advent.",
            photos: [("tall-900x1600.jpg", "Ein hohes Schaufenster mit Sternen und Lebkuchen")]),
        DemoPost(
            "Zwei Sorten, ein Teig:\nlinks mit Kümmel,\nrechts ohne.\n\nWelche nehmt ihr? #Brot #Frühstück",
            photos: [
                ("land-1600x900.jpg", "Ein Brot mit Kümmel auf einem Holzbrett"),
                ("square-1200x1200.jpg", "Ein helles Brot, angeschnitten"),
            ], tags: ["brot", "frühstück"]),
        DemoPost(
            "Der ganze Samstag in fünf Bildern.",
            photos: [
                ("land-1600x900.jpg", "Brot mit Kümmel"), ("tall-900x1600.jpg", "Schaufenster"),
                ("square-1200x1200.jpg", "Helles Brot"), ("wide-2400x600.jpg", nil),
                ("old-1024x768.jpg", "Die Bäckerei im Jahr 1928"),
            ]),
        DemoPost(
            "Ab Montag gilt der neue Plan: https://backstube.example/plan?woche=48&filiale=linden#montag (auch als PDF).",
            edited:
                "Ab Dienstag gilt der neue Plan: https://backstube.example/plan?woche=48&filiale=linden#dienstag (auch als PDF)."
        ),
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
            photos: [("old-1024x768.jpg", "Die Bäckerei im Jahr 1928, davor ein Pferdewagen")]),
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
                ("land-1600x900.jpg", "رغيف على لوح خشب"), ("square-1200x1200.jpg", "رغيف أبيض"),
                ("tall-900x1600.jpg", "واجهة المخبز"),
            ]),
        DemoPost("كيف نصنع الخميرة؟", "اليوم الأول: طحين وماء.", "اليوم الثاني: ننتظر."),
        DemoPost("Open on Friday until 18:00!", language: "en"),
    ]

    private static let longText = (1...14).map { number in
        "Absatz \(number). Seit dem Frühjahr fragt ihr uns, ob es sonntags wieder Brötchen gibt. Wir haben lange "
            + "gerechnet, mit allen gesprochen, die dafür um zwei Uhr aufstehen müssten, und einen Weg gefunden: "
            + "kleine Auswahl, kurze Zeit, alle vier Wochen frei. Wer mag, bestellt bis Samstagmittag vor."
    }.joined(separator: "\n\n")
}
