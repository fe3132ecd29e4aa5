// Sorts and filters the tables of a page, keeps both when somebody goes and comes back, and says when
// there are newer pages. Without it the page is as it was made, and all of it is there.
"use strict";
(() => {
  const FEW = 9; // rows up to which a table is sorted by its heads alone
  const LOOK = 30_000; // milliseconds between two looks at whether there are newer pages
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const state = history.state?.live ?? {};
  const tables = [];

  const make = (name, attributes = {}, ...within) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...within);
    return made;
  };
  const text = (cell) => cell.textContent.trim();

  // A cell as what it is sorted by: a day, a number, words in small letters; null where it says
  // nothing. Days come as "3 Jul 2017", numbers as "1,234", "12 working days", "64.5% (9 of 14)".
  const value = (cell) => {
    const said = text(cell);
    const day = said.match(/^(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})$/);
    if (day && MONTHS.includes(day[2])) {
      return Date.UTC(+day[3], MONTHS.indexOf(day[2]), +day[1]);
    }
    const number = said.match(/^[−-]?[\d,]*\.?\d+(?=$|[ %])/);
    if (number) {
      return parseFloat(number[0].replace("−", "-").replaceAll(",", ""));
    }
    return said === "" || /^(–|not known|no figure|not recorded)$/.test(said) ? null : said.toLowerCase();
  };
  const compare = (one, other) => {
    if (typeof one === "number" && typeof other === "number") return one - other;
    if (typeof one === "number") return -1;
    if (typeof other === "number") return 1;
    return one.localeCompare(other, "en-GB", { numeric: true });
  };

  // Remember what is sorted, filtered and unfolded with this visit of the page: going back finds it
  // again, and nothing of it is in an address, where others would read it.
  const keep = () => {
    const now = { tables: {}, open: {}, focus: state.focus };
    for (const each of tables) {
      if (each.column >= 0 || each.filter) {
        now.tables[each.key] = { column: each.column, down: each.down, filter: each.filter };
      }
    }
    document.querySelectorAll("details").forEach((each, n) => { if (each.open) now.open[n] = true; });
    Object.assign(state, now);
    history.replaceState({ ...history.state, live: state }, "");
  };

  class Sortable {
    constructor(table, number) {
      this.table = table;
      this.body = table.tBodies[0];
      this.rows = [...this.body.rows];
      this.heads = [...table.tHead.rows[0].cells];
      this.key = `${number} ${table.caption ? text(table.caption) : ""}`;
      this.column = -1;
      this.down = false;
      this.filter = "";
      // A column of pictures has no order.
      this.sorted = this.heads.map((_, n) => !this.rows.some((row) => row.cells[n]?.querySelector("svg")));
      this.buttons = this.heads.map((head, n) => {
        if (!this.sorted[n]) return null;
        const button = make("button", { type: "button", className: "sort" }, text(head));
        button.addEventListener("click", () => this.sort(n, this.column === n && !this.down));
        head.replaceChildren(button);
        return button;
      });
      this.addTools();
    }

    addTools() {
      const about = this.table.caption ? text(this.table.caption) : "table";
      this.status = make("span");
      this.status.setAttribute("role", "status");
      const tools = make("div", { className: "tools" });
      tools.setAttribute("role", "group");
      tools.setAttribute("aria-label", `${about}: filter and sort`);
      this.field = make("input", { type: "search", autocomplete: "off", spellcheck: false });
      this.field.addEventListener("input", () => this.narrow(this.field.value));
      this.field.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && this.field.value) {
          event.preventDefault();
          this.field.value = "";
          this.narrow("");
        }
      });
      const options = this.heads.flatMap((head, n) => !this.sorted[n] ? [] : [
        make("option", { value: `${n} up` }, `${text(head)}, up`),
        make("option", { value: `${n} down` }, `${text(head)}, down`),
      ]);
      this.choice = make("select", {}, make("option", { value: "" }, "as made"), ...options);
      this.choice.addEventListener("change", () => {
        const [column, way] = this.choice.value.split(" ");
        this.sort(way ? +column : -1, way === "down");
      });
      tools.append(
        make("label", {}, "Filter", this.field), make("label", {}, "Sort by", this.choice), this.status,
      );
      if (this.rows.length > FEW) this.table.before(tools);
    }

    narrow(filter) {
      this.filter = filter;
      this.show();
      keep();
    }

    sort(column, down) {
      this.column = column;
      this.down = down;
      this.show();
      keep();
    }

    // The rows in their order, those that hold the words of the filter alone; and what was done.
    show() {
      const words = this.filter.toLowerCase().split(/\s+/).filter(Boolean);
      let rows = this.rows;
      if (this.column >= 0) {
        const keyed = rows.map((row, n) => [value(row.cells[this.column]), n, row]);
        const known = keyed.filter(([key]) => key !== null);
        known.sort(([a, n], [b, m]) => (compare(a, b) || n - m) * (this.down ? -1 : 1));
        rows = [...known, ...keyed.filter(([key]) => key === null)].map(([, , row]) => row);
      }
      this.body.append(...rows);
      let shown = 0;
      for (const row of this.rows) {
        const said = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => said.includes(word));
        shown += !row.hidden;
      }
      this.heads.forEach((head, n) => {
        if (n === this.column) head.setAttribute("aria-sort", this.down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      this.choice.value = this.column < 0 ? "" : `${this.column} ${this.down ? "down" : "up"}`;
      this.status.textContent = this.filter ? `${shown} of ${this.rows.length} rows` : "";
    }

    // Where each row is a list of its own the heads are out of sight: they are then no stops either.
    adapt() {
      const out = getComputedStyle(this.table.tHead).position === "absolute";
      this.buttons.filter(Boolean).forEach((button) => { button.tabIndex = out ? -1 : 0; });
    }
  }

  const prepare = () => {
    document.querySelectorAll("main table").forEach((table, number) => {
      if (table.tBodies.length === 1 && table.tHead && table.tBodies[0].rows.length > 1 &&
          !table.querySelector("tr.section")) {
        tables.push(new Sortable(table, number));
      }
    });
    for (const each of tables) {
      const kept = state.tables?.[each.key];
      if (kept) {
        [each.column, each.down, each.filter] = [kept.column, kept.down, kept.filter];
        each.field.value = kept.filter;
        each.show();
      }
      each.adapt();
    }
    document.querySelectorAll("details").forEach((each, n) => {
      if (state.open?.[n]) each.open = true;
      each.addEventListener("toggle", keep);
    });
    addEventListener("resize", () => tables.forEach((each) => each.adapt()));
  };

  // Whoever comes back by the browser's way back stands again where they left.
  const standAgain = () => {
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      if (link) {
        state.focus = [...document.links].indexOf(link);
        keep();
      }
    });
    addEventListener("hashchange", keep);
    // A browser makes the page anew, or takes it out of its memory as it was left.
    addEventListener("pageshow", (event) => {
      const back = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
      if (back || event.persisted) document.links[state.focus]?.focus();
    });
  };

  const watch = () => {
    const age = document.getElementById("live-age");
    const news = document.getElementById("live-news");
    if (!age || !news) return;
    let said = "";
    const say = (words, offer) => {
      if (words === said) return;
      said = words;
      news.replaceChildren();
      if (!words) return;
      news.append(make("span", {}, `${words} `));
      if (offer) {
        const button = make("button", { type: "button" }, offer);
        button.addEventListener("click", () => location.reload());
        news.append(button);
      }
    };
    const look = async (again = false) => {
      try {
        const answer = await fetch("/state", { cache: "no-store", credentials: "same-origin" });
        if (answer.status === 401 && again) return location.reload();
        if (answer.status === 401) return say("You are not signed in any more.", "Sign in again");
        const now = await answer.json();
        if (now.version !== age.dataset.version) return say(now.newer, "Show them");
        say(now.failure, "");
      } catch {
        say("The dashboard cannot be reached: this page may be old.", "");
      }
    };
    setInterval(() => look(), LOOK);
    // Out of the browser's memory comes what somebody saw who may have signed out since.
    addEventListener("pageshow", (event) => { if (event.persisted) look(true); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  };

  prepare();
  standAgain();
  watch();
})();
