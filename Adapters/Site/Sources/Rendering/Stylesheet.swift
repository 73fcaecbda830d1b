/// The one style sheet of a site.
package enum Stylesheet {
    /// The style sheet in the colours that go with `accent`.
    package static func text(_ accent: Colour) -> String {
        let light = SitePalette.light(accent)
        let dark = SitePalette.dark(accent)
        return """
            :root{color-scheme:light dark;\(variables(light))}
            @media (prefers-color-scheme:dark){:root{\(variables(dark))}}
            \(base)
            \(PhotoStyles.rules)
            \(media)

            """
    }

    private static func variables(_ palette: SitePalette) -> String {
        [
            "ground": palette.ground, "card": palette.card, "text": palette.text, "quiet": palette.quiet,
            "line": palette.line, "edge": palette.edge, "link": palette.link, "band": palette.band,
        ].sorted { $0.key < $1.key }.map { "--\($0.key):\($0.value.hex)" }.joined(separator: ";")
    }

    private static let base = """
        *,::before,::after{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0;border-top:6px solid var(--band);background:var(--ground);color:var(--text);
        font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif}
        .wrap{max-width:43rem;margin:0 auto;padding:0 clamp(.75rem,4vw,1.5rem)}
        a{color:var(--link);text-decoration-thickness:.07em;text-underline-offset:.18em}
        a:hover{text-decoration-thickness:.14em}
        :focus-visible{outline:3px solid var(--link);outline-offset:3px;border-radius:4px}
        .skip{position:absolute;inset-inline-start:-200vw;top:.5rem;padding:.75rem 1.25rem;background:var(--card);
        border:1px solid var(--edge);border-radius:8px;z-index:1}
        .skip:focus{inset-inline-start:.5rem}
        .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        .masthead{display:grid;grid-template-columns:auto minmax(0,1fr);align-items:center;gap:.75rem 1rem;
        padding-block:clamp(1.25rem,5vw,2.5rem) .5rem}
        .masthead img{width:3rem;height:3rem;border-radius:12px}
        .title{margin:0;font-size:clamp(1.35rem,1.1rem + 1.6vw,1.9rem);line-height:1.2;font-weight:700;
        letter-spacing:-.015em;text-wrap:balance;overflow-wrap:anywhere}
        .title a{color:inherit;text-decoration:none}
        .title a:hover{text-decoration:underline}
        .about{grid-column:1/-1;margin:0;color:var(--quiet);overflow-wrap:anywhere;text-wrap:pretty}
        .lead{margin:1.5rem 0 0;font-size:1.15rem;overflow-wrap:anywhere}
        .entry{margin-block:1.25rem;padding:clamp(1rem,4vw,1.75rem);background:var(--card);
        border:1px solid var(--line);border-radius:14px}
        .entry>:first-child{margin-block-start:0}
        .entry>:last-child:not(.on){margin-block-end:0}
        .date{margin:0 0 .6rem;font-size:.9375rem;line-height:1.4;font-weight:400;color:var(--quiet)}
        .date time,.note time,.part time{white-space:nowrap}
        .date a,.note a,.part a{color:inherit;text-decoration:none}
        .date a:hover,.note a:hover,.part a:hover{text-decoration:underline}
        .name{margin:0 0 .75rem;font-size:clamp(1.25rem,1.1rem + 1vw,1.6rem);line-height:1.25;font-weight:700;
        letter-spacing:-.01em;text-wrap:balance;overflow-wrap:anywhere}
        .name a{color:inherit;text-decoration:none}
        .name a:hover{text-decoration:underline}
        .text{overflow-wrap:anywhere;hyphens:auto;hyphenate-limit-chars:10 4 4}
        .text p{white-space:pre-wrap;text-wrap:pretty}
        .text p{margin:0 0 1em}
        .text p:last-child{margin-block-end:0}
        .short{font-size:clamp(1.125rem,1.05rem + .6vw,1.375rem);line-height:1.5}
        .note{margin:1rem 0 0;font-size:.9375rem;color:var(--quiet)}
        .on{margin:.6rem 0 -.5rem;font-weight:600}
        .on a,.turn a,.follow a{display:inline-block;padding-block:.5rem}
        .follow-on{margin-block-start:1.75rem;padding-block-start:1.25rem;border-block-start:1px solid var(--line);
        scroll-margin-top:1rem}
        .part{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;margin:0 0 .6rem;font-size:.9375rem;line-height:1.4;
        font-weight:400;color:var(--quiet)}
        .part p,.part h2{margin:0;font:inherit}
        .turn{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.75rem;margin-block:1.5rem}
        .turn a{padding:.6rem 1.1rem;border:1px solid var(--edge);border-radius:10px;background:var(--card);
        font-weight:600;text-decoration:none}
        .turn a:hover{text-decoration:underline}
        .turn .next:only-child{margin-inline-start:auto}
        .list{list-style:none;margin:1.25rem 0;padding:0}
        .list li{padding-block:.85rem;border-block-start:1px solid var(--line);overflow-wrap:anywhere}
        .list li:first-child{border-block-start:0}
        .list time{display:block;font-size:.9375rem;color:var(--quiet)}
        .foot{margin-block:2rem 2.5rem;padding-block-start:.75rem;border-block-start:1px solid var(--line);
        font-size:.9375rem;color:var(--quiet)}
        .foot p,.foot h2{margin:0;font:inherit}
        .follow{display:flex;flex-wrap:wrap;gap:0 1.25rem;align-items:baseline}
        """

    private static let media = """
        @media (max-width:30rem){.entry{border-radius:10px}.masthead img{width:2.5rem;height:2.5rem}}
        @media (min-width:120rem){html{font-size:112.5%}}
        @media (prefers-contrast:more){:root{--line:var(--edge);--quiet:var(--text)}a{text-decoration:underline}}
        @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
        @media print{@page{margin:18mm 16mm}
        :root{--ground:#fff;--card:#fff;--text:#000;--quiet:#333;--line:#999;--edge:#333;--link:#000;--band:#000}
        body{border:0;font-size:11pt;line-height:1.45}.wrap{max-width:none;padding:0}
        .skip,.turn,.follow,.on{display:none}.masthead{padding-block:0 .5rem}.title{font-size:16pt}.short{font-size:1.1em}
        .entry{border:0;border-block-start:1px solid #999;border-radius:0;padding:.75rem 0;margin:0}
        .foot{display:none}.photos{max-width:12cm}.one a,.one video{max-width:min(100%,calc(var(--r)*11cm))}
        .date,.name,.part{break-after:avoid}.photos{break-before:avoid}figure,.row,.h-feed .entry{break-inside:avoid}.text{orphans:3;widows:3}}
        """
}
