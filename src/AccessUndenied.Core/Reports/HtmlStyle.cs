namespace AccessUndenied.Reports;

/// <summary>The style sheet of the HTML report.</summary>
/// <remarks>Colors hold a contrast of at least 4.5 to 1 in both schemes, and none of them says anything that words do not.</remarks>
internal static class HtmlStyle
{
    public static string Text { get; } = """
        :root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--line:#d5dae1;--ink:#1b2027;--soft:#566070;--link:#0b57c2;--code:#f1f3f6;
        --deny:#b3181f;--denybg:#fde9e9;--miss:#8a4b00;--missbg:#fdf0dc;--ok:#166a34;--okbg:#e3f5e8;--odd:#5b3d99;--oddbg:#efe9fb;--mark:#ffe9a8;--bar:#5b8def}
        @media(prefers-color-scheme:dark){:root{--bg:#12161c;--card:#1a2029;--line:#333c49;--ink:#e4e8ee;--soft:#a3adbb;--link:#82b1ff;--code:#11151b;
        --deny:#ff9c9c;--denybg:#46191c;--miss:#f5c27a;--missbg:#3e2c10;--ok:#86dca1;--okbg:#143421;--odd:#c9b3ff;--oddbg:#2d2349;--mark:#5b4a12;--bar:#4f7fdc}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
        header,main{max-width:76rem;margin:0 auto;padding:0 1.25rem}
        header{padding-top:1.5rem}
        h1{font-size:1.6rem;line-height:1.2;margin:0}
        h2{font-size:1.15rem;margin:1.75rem 0 .6rem}
        h3{font-size:1rem;margin:0;font-weight:600;display:inline}
        h4{font-size:.95rem;margin:1.1rem 0 .35rem}
        p{margin:.3rem 0}
        a{color:var(--link)}
        code,pre{font:13px/1.5 ui-monospace,SFMono-Regular,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace}
        code{overflow-wrap:anywhere}
        .soft{color:var(--soft)}
        .skip{position:absolute;left:-99rem}
        .skip:focus{left:1rem;top:.5rem;background:var(--card);padding:.4rem .8rem;z-index:3}
        .sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        :focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}
        .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(19rem,1fr));gap:1rem;align-items:start}
        .card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.8rem 1rem;min-width:0}
        .card table{width:100%;border-collapse:collapse}
        .card caption{text-align:left;font-weight:600;padding-bottom:.35rem}
        .card th,.card td{padding:.22rem 0;vertical-align:top;text-align:left;font-weight:400}
        .card th{overflow-wrap:anywhere;padding-right:.8rem}
        .card code{font-size:12px}
        .card td{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;width:1%}
        .bar{display:block;width:100%;height:4px;margin-top:2px}
        .bar rect{fill:var(--bar)}
        button,input,select{font:inherit;color:inherit}
        .pick{border:0;background:none;padding:0;text-align:left;color:var(--link);cursor:pointer;overflow-wrap:anywhere}
        .pick:hover{text-decoration:underline}
        #controls{position:sticky;top:0;z-index:2;background:var(--bg);padding:.6rem 0;display:flex;flex-wrap:wrap;gap:.6rem;align-items:end;border-bottom:1px solid var(--line);margin-bottom:.8rem}
        #controls[hidden]{display:none}
        #controls label{display:flex;flex-direction:column;font-size:.8rem;color:var(--soft);gap:.15rem}
        #controls input,#controls select{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.35rem .5rem;color:var(--ink);font-size:.95rem;max-width:100%}
        #controls label{flex:0 1 auto;min-width:0}
        #controls .wide{flex:1 1 14rem}
        #controls select{width:9.5rem}
        #controls #a{width:14rem}
        #controls button,.copy{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.35rem .7rem;cursor:pointer}
        #controls button:hover,.copy:hover{border-color:var(--link)}
        #count{flex-basis:100%;margin:0;font-size:.88rem;color:var(--soft)}
        .f{background:var(--card);border:1px solid var(--line);border-radius:10px;margin:.6rem 0;content-visibility:auto;contain-intrinsic-size:auto 5.2rem}
        .f[hidden],tr[hidden]{display:none}
        summary{display:grid;grid-template-columns:auto 1fr auto;gap:.1rem .7rem;align-items:baseline;padding:.65rem 1rem;cursor:pointer;list-style:none}
        summary::-webkit-details-marker{display:none}
        summary::before{content:"▸";color:var(--soft);width:.8em}
        details[open]>summary::before{content:"▾"}
        summary>.what{grid-column:2/-1;color:var(--soft);overflow-wrap:anywhere}
        summary>.n{white-space:nowrap;font-variant-numeric:tabular-nums}
        .in{padding:0 1rem 1rem 2.2rem;min-width:0;overflow-wrap:anywhere}
        .v{border-radius:5px;padding:.05rem .45rem;margin-right:.15rem;font-size:.86rem;white-space:nowrap}
        .deny{color:var(--deny);background:var(--denybg)}.miss{color:var(--miss);background:var(--missbg)}
        .ok{color:var(--ok);background:var(--okbg)}.odd{color:var(--odd);background:var(--oddbg)}
        dl{display:grid;grid-template-columns:auto 1fr;gap:.15rem 1rem;margin:.2rem 0 .8rem}
        dt{color:var(--soft)}
        dd{margin:0;min-width:0;overflow-wrap:anywhere}
        .gates{display:flex;flex-wrap:wrap;gap:.2rem .15rem;grid-column:2/-1;margin-top:.3rem}
        .g+.g::before{content:"→";color:var(--soft);font-weight:400;position:absolute;left:-1.05rem}
        .g+.g{margin-left:1.15rem}
        .g{position:relative;border:1px solid var(--line);border-radius:6px;padding:0 .5rem;font-size:.82rem;align-self:center}
        .g.closed{border:2px solid var(--deny);color:var(--deny);background:var(--denybg);font-weight:700}
        .g.also{border:2px dashed var(--deny);color:var(--deny)}
        .g.open{color:var(--ok);border-color:currentColor}
        .g.unknown{border-style:dashed;color:var(--odd)}
        .g.unneeded{color:var(--soft)}
        ul,ol.why{margin:.2rem 0;padding-left:1.2rem}
        li{margin:.2rem 0}
        .box{position:relative;margin:.35rem 0}
        pre{background:var(--code);border:1px solid var(--line);border-radius:6px;padding:.6rem .8rem;margin:0;overflow:auto;max-height:28rem}
        mark{background:var(--mark);color:inherit;border-radius:3px;text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:3px}
        del{color:var(--deny);text-decoration:none}ins{color:var(--ok);text-decoration:none}
        .copy{position:absolute;top:.35rem;right:.35rem;font-size:.8rem;padding:.1rem .5rem}
        pre.wrap{white-space:pre-wrap;overflow-wrap:anywhere}
        .or{margin-top:.9rem}
        .more{margin:.3rem 0}
        .more>summary{display:block;padding:.1rem 0;color:var(--link)}
        .more>summary:hover{text-decoration:underline}
        .more>summary::before{display:inline-block;width:1.1em}
        .more .more,.more>p,.more>ul,.more>h4,.more>.box{margin-left:1.1rem}
        .rows{overflow:auto;max-height:36rem;border:1px solid var(--line);border-radius:6px}
        .rows:focus-visible{outline-offset:-3px}
        .rows table{border-collapse:collapse;width:100%;font-size:.86rem}
        .rows th,.rows td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere;min-width:6.5rem}
        .rows th{position:sticky;top:0;background:var(--card)}
        .rows caption{text-align:left;padding:.3rem .6rem;color:var(--soft)}
        .rows b{color:var(--deny)}
        .rows th button{border:0;background:none;padding:0;font-weight:600;cursor:pointer}
        th[aria-sort=ascending] button::after{content:" ▴"}th[aria-sort=descending] button::after{content:" ▾"}
        #timeline{margin-top:1rem}
        .times{display:block;width:100%;height:5.5rem;margin:.4rem 0 .2rem;border-bottom:1px solid var(--line)}
        .times rect{fill:var(--bar)}
        .times.small{height:1.6rem;max-width:40rem;margin-bottom:.8rem}
        .pickable rect{cursor:pointer}.pickable rect:hover{fill:var(--link)}
        .ends{display:flex;justify-content:space-between;gap:.6rem;font-size:.82rem}
        .r{margin:.4rem 0;scroll-margin-top:7rem}
        .f{scroll-margin-top:7rem}
        :target{outline:2px solid var(--link);outline-offset:4px;border-radius:6px}
        .to{font-size:.85rem}
        .take{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.1rem .6rem;font-size:.8rem;cursor:pointer}
        .printed{display:none}
        footer{max-width:76rem;margin:2rem auto;padding:0 1.25rem;color:var(--soft);font-size:.85rem}
        @media(max-width:40rem){.in{padding-left:1rem}dl{grid-template-columns:1fr}dt{margin-top:.3rem}#controls{position:static}}
        @page{margin:13mm}
        @media print{:root{color-scheme:light;--bg:#fff;--card:#fff;--line:#b9c0ca;--ink:#000;--soft:#444;--link:#000;--code:#f6f6f6}
        body{font-size:11px}code,pre{font-size:9.5px}header,main{padding:0;max-width:none}
        #controls,.copy,.take,.to,.rows,.events,.skip,footer,#timeline .more,.card .more,.near,.r .more:not(.other),.other>:not(summary){display:none}
        .printed{display:block}
        .cards{grid-template-columns:repeat(3,1fr)}
        .f{content-visibility:visible;break-inside:avoid-page;max-height:244mm;overflow:hidden;border-color:#777}
        .in{padding:0 .8rem .6rem}summary{padding:.4rem .8rem}
        .few .f>details::details-content{display:block;content-visibility:visible}
        pre{max-height:58mm;overflow:hidden;white-space:pre-wrap;overflow-wrap:anywhere}}
        """.ReplaceLineEndings("\n");
}
