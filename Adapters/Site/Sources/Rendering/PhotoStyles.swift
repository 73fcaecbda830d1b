/// The rules that set pictures side by side: each grows by its shape from a least height, so that those in one line are
/// equally high, and a line breaks where they would get too small. A class per shape stands in for a style attribute, which the content
/// security policy does not allow.
enum PhotoStyles {
    static let rules = base + "\n" + shapes

    private static let base = """
        .photos{display:grid;gap:6px;margin-block:1rem 0}
        .entry>.photos:first-child{margin-block-start:0}
        .row{display:flex;flex-wrap:wrap;gap:6px}
        .photo{margin:0;min-width:0;flex:var(--r) 1 calc(var(--r)*6.5rem)}
        .photo a{display:block;border-radius:8px}
        .photo img,.photo video{display:block;max-width:100%;height:auto;object-fit:cover;border-radius:8px;
        background:var(--line)}
        .row img,.row video{width:100%;aspect-ratio:var(--r)}
        .one a{width:fit-content}
        .one a,.one video{max-width:min(100%,calc(var(--r)*min(85vh,44rem)))}
        .one img,.one video{max-height:min(95vh,50rem)}
        .one video:not([width]){width:100%}
        """

    private static let shapes = PhotoRows.shapes.map { shape in
        let ratio = "\(shape / 100).\(shape % 100 < 10 ? "0" : "")\(shape % 100)"
        return ".r\(shape){--r:\(ratio)}"
    }.joined()
}
