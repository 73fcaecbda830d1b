/// The rules that set pictures side by side. A class per shape stands in for a style attribute, which the content
/// security policy does not allow.
enum PhotoStyles {
    static let rules = base + "\n" + shapes

    private static let base = """
        .photos{display:grid;gap:6px;margin-block:1rem 0}
        .entry>.photos:first-child{margin-block-start:0}
        .row{display:flex;gap:6px}
        .photo{margin:0;min-width:0;flex:var(--r) 1 0}
        .photo a{display:block;border-radius:8px}
        .photo img,.photo video{display:block;width:100%;height:auto;aspect-ratio:var(--r);object-fit:cover;
        border-radius:8px;background:var(--line)}
        .one .photo>*{width:min(100%,calc(var(--r)*min(85vh,44rem)))}
        .one .photo img,.one .photo video{aspect-ratio:auto;max-height:60rem}
        """

    private static let shapes = PhotoRows.shapes.map { shape in
        let ratio = "\(shape / 100).\(shape % 100 < 10 ? "0" : "")\(shape % 100)"
        return ".r\(shape){--r:\(ratio)}"
    }.joined()
}
