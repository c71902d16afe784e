namespace AccessUndenied.Reports;

/// <summary>The script of the HTML report: filters, order, search, links and copy buttons. The page reads without it.</summary>
/// <remarks>It makes no markup out of text, asks nothing of any server and keeps nothing.</remarks>
internal static class HtmlScript
{
    public static string Text { get; } = """
        (() => {
        "use strict";
        const one = (s, r = document) => r.querySelector(s), all = (s, r = document) => [...r.querySelectorAll(s)];
        const controls = one("#controls");
        if (!controls) return;
        const search = one("#q"), count = one("#count"), order = one("#o");
        // A choice of one has no control. Those of the facets hold numbers or names of services, which are compared and never made into markup.
        const facets = ["a", "l", "v", "c", "s", "t"].map(key => ({ key, control: one("#" + key) })).filter(facet => facet.control);
        const number = n => n.toLocaleString("en-US");
        const findings = all(".f").map((element, place) => ({
          element, place, details: one("details", element), data: element.dataset, events: Number(element.dataset.n), rows: null, text: null }));
        const total = findings.reduce((sum, f) => sum + f.events, 0);
        const chosen = f => facets.every(({ key, control }) => !control.value || (f.data[key] || "").split(" ").includes(control.value));
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
            let match = chosen(f);
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
        for (const { control } of facets) control.addEventListener("change", apply);
        const main = findings.length ? findings[0].element.parentElement : null;
        const keys = { n: f => -f.events, v: f => -Number(f.data.v), f: f => f.data.f ? Number(f.data.f) : Infinity, z: f => f.data.z ? -Number(f.data.z) : Infinity };
        order.addEventListener("change", () => {
          const key = keys[order.value];
          const sorted = order.value === "n" ? findings : [...findings].sort((x, y) => { const [a, b] = [key(x), key(y)]; return a < b ? -1 : a > b ? 1 : x.place - y.place; });
          for (const note of all(".here", main)) note.hidden = order.value !== "n";
          main.append(...sorted.map(f => f.element));
        });
        const sortable = table => {
          for (const [column, head] of all("thead th", table).entries()) {
            if (one("button", head)) continue;
            const button = document.createElement("button");
            button.type = "button"; button.append(...head.childNodes); head.append(button);
            button.addEventListener("click", () => {
              const down = head.getAttribute("aria-sort") === "ascending", body = one("tbody", table);
              all("th", head.parentElement).forEach(other => other.removeAttribute("aria-sort"));
              head.setAttribute("aria-sort", down ? "descending" : "ascending");
              const rows = all("tr", body).map(row => ({ row, text: row.cells[column].textContent }));
              rows.sort((x, y) => (x.text < y.text ? -1 : x.text > y.text ? 1 : 0) * (down ? -1 : 1));
              body.append(...rows.map(r => r.row));
            });
          }
        };
        one("#open").addEventListener("click", () => findings.forEach(f => { if (!f.element.hidden) f.details.open = true; }));
        one("#close").addEventListener("click", () => findings.forEach(f => { f.details.open = false; }));
        one("#reset").addEventListener("click", () => { search.value = ""; for (const { control } of facets) control.value = ""; apply(); search.focus(); });
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
            const control = one("#" + cell.dataset.pick);
            if (control) control.value = cell.dataset.value;
            apply();
            one("#findings").scrollIntoView();
            one("#findings").focus({ preventScroll: true });
          });
        }
        const times = one("#timeline .times"), time = one("#t");
        if (times && time) {
          times.classList.add("pickable");
          times.addEventListener("click", e => {
            const column = e.target.closest("[data-t]");
            if (column) { time.value = time.value === column.dataset.t ? "" : column.dataset.t; apply(); }
          });
        }
        const copy = async text => {
          try { await navigator.clipboard.writeText(text); return true; } catch {
            const area = document.createElement("textarea");
            area.value = text; area.className = "sr"; document.body.append(area); area.select();
            const done = document.execCommand("copy"); area.remove(); return done;
          }
        };
        const said = (button, done, name) => {
          button.textContent = done ? "Copied" : "Select and copy by hand";
          one("#said").textContent = button.textContent;
          setTimeout(() => { button.textContent = name; }, 2000);
        };
        // What a remedy says: its sentences and policies, each on lines of its own; what is folded has buttons of its own.
        const textOf = remedy => all("h4, p, summary, li, pre", remedy).filter(e => !e.querySelector("li, p, pre") && !e.closest(".more:not(.other)")).map(e => {
          const copied = e.cloneNode(true);
          all("a.to, button", copied).forEach(a => a.remove());
          return copied.textContent.trim();
        }).filter(Boolean).join("\n");
        const addButtons = root => {
          for (const remedy of all(".r", root)) {
            if (one(".take", remedy)) continue;
            const button = document.createElement("button");
            button.type = "button"; button.className = "take"; button.textContent = "Copy remedy";
            button.addEventListener("click", async () => said(button, await copy(textOf(remedy)), "Copy remedy"));
            const link = one("a.to", remedy);
            link.after(" ", button);
          }
          all(".rows table", root).forEach(sortable);
          for (const box of all(".box", root)) {
            if (one(".copy", box)) continue;
            const button = document.createElement("button");
            button.type = "button"; button.className = "copy"; button.textContent = "Copy";
            button.setAttribute("aria-label", "Copy " + (box.dataset.what || "JSON"));
            button.addEventListener("click", async () => {
              said(button, await copy(one("code", box).textContent), "Copy");
            });
            box.append(button);
          }
        };
        document.addEventListener("toggle", e => { if (e.target.open) addButtons(e.target); }, true);
        all("details[open]").forEach(addButtons);
        // What an address points at is unfolded. The name is looked up as an id, and nothing else is done with it.
        const show = () => {
          let id = "";
          try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
          const target = document.getElementById(id), finding = target && target.closest(".f");
          if (!finding) return;
          finding.hidden = false;
          one("details", finding).open = true;
          for (let e = target; e !== finding; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
          const folded = one(":scope > details", target);
          if (folded) folded.open = true;
          target.scrollIntoView();
        };
        addEventListener("hashchange", show);
        // Paper shows what is unfolded: all causes where they are few, and again as it was after it.
        let folded = [];
        addEventListener("beforeprint", () => {
          folded = findings.length <= 200 ? findings.filter(f => !f.element.hidden && !f.details.open) : [];
          folded.forEach(f => { f.details.open = true; });
        });
        addEventListener("afterprint", () => { folded.forEach(f => { f.details.open = false; }); });
        controls.hidden = findings.length < 2;
        apply();
        show();
        })();
        """.ReplaceLineEndings("\n");
}
