namespace AccessUndenied.Reports;

/// <summary>The script of the HTML report: filter, search and copy buttons. The page reads without it.</summary>
/// <remarks>It makes no markup out of text, asks nothing of any server and keeps nothing.</remarks>
internal static class HtmlScript
{
    public static string Text { get; } = """
        (() => {
        "use strict";
        const one = (s, r = document) => r.querySelector(s), all = (s, r = document) => [...r.querySelectorAll(s)];
        const controls = one("#controls");
        if (!controls) return;
        const search = one("#q"), cause = one("#a"), service = one("#s"), count = one("#count");
        const number = n => n.toLocaleString("en-US");
        const findings = all(".f").map(element => ({
          element, details: one("details", element), cause: element.dataset.a, services: (element.dataset.s || "").split(" "),
          events: Number(element.dataset.n), rows: null, text: null }));
        const total = findings.reduce((sum, f) => sum + f.events, 0);
        const read = f => {
          if (f.text !== null) return;
          f.rows = all("tbody tr", f.element).map(row => ({ row, text: row.textContent.toLowerCase() }));
          f.text = (one("summary", f.element).textContent + " " + all(".in > :not(.rows)", f.element).map(e => e.textContent).join(" ")).toLowerCase();
        };
        const apply = () => {
          const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
          const has = text => words.every(word => text.includes(word));
          let shown = 0, events = 0;
          for (const f of findings) {
            let match = (!cause.value || f.cause === cause.value) && (!service.value || f.services.includes(service.value));
            let matching = f.events;
            if (match && words.length) {
              read(f);
              const hits = f.rows.filter(r => has(r.text)).length;
              for (const r of f.rows) r.row.hidden = hits > 0 && !has(r.text);
              match = hits > 0 || has(f.text);
              if (hits) matching = hits;
            } else if (f.rows) for (const r of f.rows) r.row.hidden = false;
            f.element.hidden = !match;
            if (match) { shown++; events += matching; }
          }
          const every = shown === findings.length && events === total;
          count.textContent = every
            ? `${number(shown)} cause${shown === 1 ? "" : "s"}, ${number(total)} event${total === 1 ? "" : "s"}`
            : `${number(shown)} of ${number(findings.length)} causes, ${number(events)} of ${number(total)} events`;
        };
        let timer = 0;
        const soon = () => { clearTimeout(timer); timer = setTimeout(apply, 120); };
        search.addEventListener("input", soon);
        cause.addEventListener("change", apply);
        service.addEventListener("change", apply);
        one("#open").addEventListener("click", () => findings.forEach(f => { if (!f.element.hidden) f.details.open = true; }));
        one("#close").addEventListener("click", () => findings.forEach(f => { f.details.open = false; }));
        one("#reset").addEventListener("click", () => { search.value = cause.value = service.value = ""; apply(); search.focus(); });
        document.addEventListener("keydown", e => {
          if (e.key === "/" && !e.ctrlKey && !e.metaKey && !e.altKey && !/^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) { e.preventDefault(); search.focus(); }
          if (e.key === "Escape" && e.target === search) { search.value = ""; apply(); }
        });
        for (const cell of all("[data-pick]")) {
          const button = document.createElement("button");
          button.type = "button"; button.className = "pick";
          button.append(...cell.childNodes);
          cell.append(button);
          button.addEventListener("click", () => {
            const [kind, value] = [cell.dataset.pick, cell.dataset.value];
            if (kind === "a") cause.value = value; else if (kind === "s") service.value = value; else search.value = value;
            apply();
            one("#findings").scrollIntoView();
            one("#findings").focus({ preventScroll: true });
          });
        }
        const copy = async text => {
          try { await navigator.clipboard.writeText(text); return true; } catch {
            const area = document.createElement("textarea");
            area.value = text; area.className = "sr"; document.body.append(area); area.select();
            const done = document.execCommand("copy"); area.remove(); return done;
          }
        };
        const addButtons = root => {
          for (const box of all(".box", root)) {
            if (one(".copy", box)) continue;
            const button = document.createElement("button");
            button.type = "button"; button.className = "copy"; button.textContent = "Copy";
            button.setAttribute("aria-label", "Copy " + (box.dataset.what || "JSON"));
            button.addEventListener("click", async () => {
              const done = await copy(one("code", box).textContent);
              button.textContent = done ? "Copied" : "Select and copy by hand";
              one("#said").textContent = button.textContent;
              setTimeout(() => { button.textContent = "Copy"; }, 2000);
            });
            box.append(button);
          }
        };
        document.addEventListener("toggle", e => { if (e.target.open) addButtons(e.target); }, true);
        all("details[open]").forEach(addButtons);
        addEventListener("beforeprint", () => { if (findings.length <= 200) one("#open").click(); });
        controls.hidden = findings.length < 2;
        apply();
        })();
        """.ReplaceLineEndings("\n");
}
