extension Words {
    static let dutch = Words(
        language: "nl", skip: "Naar de inhoud", home: "Startpagina", older: "Oudere berichten",
        newer: "Nieuwere berichten", page: "Pagina {n}", pages: "Pagina’s", updated: "Gewijzigd op {date}",
        part: "Deel {n} van {m}", moreOne: "Lees verder: nog 1 deel", more: "Lees verder: nog {n} delen",
        readOn: "Lees verder",
        photo: "Foto zonder beschrijving", video: "Video zonder beschrijving", tagged: "Berichten over {tag}",
        follow: "Volgen", empty: "Hier staat nog niets.", lost: "Deze pagina bestaat niet",
        lostText: "Misschien is ze verwijderd, of er zit een tikfout in het adres.",
        months: [
            "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
            "november", "december",
        ], date: "{d} {m} {y}")

    static let portuguese = Words(
        language: "pt", skip: "Ir para o conteúdo", home: "Início", older: "Publicações anteriores",
        newer: "Publicações mais recentes", page: "Página {n}", pages: "Páginas", updated: "Editado em {date}",
        part: "Parte {n} de {m}", moreOne: "Continuar a ler: mais 1 parte", more: "Continuar a ler: mais {n} partes",
        readOn: "Continuar a ler", photo: "Foto sem descrição", video: "Vídeo sem descrição",
        tagged: "Publicações sobre {tag}", follow: "Seguir", empty: "Ainda não há nada aqui.",
        lost: "Esta página não existe", lostText: "Pode ter sido retirada, ou o endereço tem um erro.",
        months: [
            "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
            "novembro", "dezembro",
        ], date: "{d} de {m} de {y}")

    static let polish = Words(
        language: "pl", skip: "Przejdź do treści", home: "Strona główna", older: "Starsze wpisy",
        newer: "Nowsze wpisy", page: "Strona {n}", pages: "Strony", updated: "Zmieniono {date}",
        part: "Część {n} z {m}", moreOne: "Czytaj dalej: jeszcze 1 część", more: "Czytaj dalej: jeszcze {n} części",
        readOn: "Czytaj dalej", photo: "Zdjęcie bez opisu", video: "Film bez opisu", tagged: "Wpisy na temat {tag}",
        follow: "Obserwuj", empty: "Tu jeszcze nic nie ma.", lost: "Tej strony nie ma",
        lostText: "Być może została usunięta albo w adresie jest błąd.",
        months: [
            "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
            "października", "listopada", "grudnia",
        ], date: "{d} {m} {y}")

    static let arabic = Words(
        language: "ar", skip: "انتقل إلى المحتوى", home: "الرئيسية", older: "منشورات أقدم", newer: "منشورات أحدث",
        page: "صفحة {n}", pages: "الصفحات", updated: "عُدّل في {date}", part: "الجزء {n} من {m}",
        moreOne: "تابع القراءة: جزء آخر", more: "تابع القراءة: أجزاء أخرى ({n})", readOn: "تابع القراءة",
        photo: "صورة بلا وصف",
        video: "فيديو بلا وصف", tagged: "منشورات عن {tag}", follow: "تابعنا", empty: "لا شيء هنا بعد.",
        lost: "هذه الصفحة غير موجودة", lostText: "ربما أزيلت، أو أن في العنوان خطأ.",
        months: [
            "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
            "ديسمبر",
        ], date: "{d} {m} {y}")

    static let hebrew = Words(
        language: "he", skip: "דילוג לתוכן", home: "דף הבית", older: "רשומות ישנות יותר", newer: "רשומות חדשות יותר",
        page: "עמוד {n}", pages: "עמודים", updated: "נערך ב־{date}", part: "חלק {n} מתוך {m}",
        moreOne: "להמשך קריאה: עוד חלק אחד", more: "להמשך קריאה: עוד {n} חלקים", readOn: "להמשך קריאה",
        photo: "תמונה ללא תיאור",
        video: "סרטון ללא תיאור", tagged: "רשומות על {tag}", follow: "מעקב", empty: "אין כאן עדיין דבר.",
        lost: "הדף הזה לא נמצא", lostText: "ייתכן שהוסר, או שיש טעות בכתובת.",
        months: [
            "בינואר", "בפברואר", "במרץ", "באפריל", "במאי", "ביוני", "ביולי", "באוגוסט", "בספטמבר", "באוקטובר",
            "בנובמבר", "בדצמבר",
        ], date: "{d} {m} {y}")
}
