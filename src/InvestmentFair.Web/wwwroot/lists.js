// Lists by keyboard and mouse. Everything that is done is done by pressing a control that stands on the page anyway; nothing
// here knows what a list is about.
{
  // The head of a list stays in sight: at the top of the window where the whole breadth fits, else in a frame of its own.
  const measured = new ResizeObserver(all => all.forEach(({ target }) => {
    const frame = target.closest(".scroll");
    frame?.classList.toggle("fits", target.offsetWidth <= frame.clientWidth);
  }));
  const watched = new WeakSet();
  const watch = () => {
    for (const table of document.querySelectorAll("table.grid.records")) {
      if (watched.has(table)) continue;
      watched.add(table);
      measured.observe(table);
    }
  };
  new MutationObserver(watch).observe(document.body, { childList: true, subtree: true });

  const rows = () => [...document.querySelectorAll("table.grid tbody tr[data-row]")];
  const current = () => document.querySelector("table.grid tbody tr[data-row][tabindex='0']") ?? rows()[0];
  const press = element => { if (element && !element.disabled) element.click(); };
  const side = () => document.querySelector(".side");
  const writing = target => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], [role=combobox]");
  const openPanel = () => document.querySelector(".pop-toggle[aria-expanded='true']");

  const focus = row => {
    if (!row) return;
    for (const other of rows()) other.tabIndex = other === row ? 0 : -1;
    row.focus();
    row.scrollIntoView({ block: "nearest" });
  };

  // A list at whose side a record stands open goes on showing the row that is reached.
  const move = by => {
    const all = rows();
    const at = all.indexOf(current());
    const next = document.activeElement?.closest("tr[data-row]") || side() ? all[at + by] : all[Math.max(at, 0)];
    focus(next);
    if (next && side()) press(next.querySelector(".peek"));
  };

  // The row first has to be chosen, which the server answers; then the button can be pressed.
  const edit = () => {
    const button = document.querySelector(".edit-many");
    if (!button) return;
    if (!button.disabled) return press(button);
    press(current()?.querySelector(".pick input"));
    let tries = 40;
    const wait = setInterval(() => { if (!button.disabled || --tries === 0) { clearInterval(wait); press(button); } }, 50);
  };

  const turn = to => {
    const link = document.querySelector(`.pager a[rel=${to}]`), first = rows()[0]?.dataset.row;
    if (!link) return;
    link.click();
    let tries = 100;
    const wait = setInterval(() => {
      if (rows()[0] && rows()[0].dataset.row !== first) focus(rows()[0]);
      else if (--tries > 0) return;
      clearInterval(wait);
    }, 50);
  };

  // The button has the focus again when what it opened is gone.
  const close = () => {
    openPanel()?.focus();
    press(openPanel() ?? document.querySelector(".side-close") ?? document.querySelector(".choose-none"));
  };

  const keys = {
    j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1),
    Enter: () => press(current()?.querySelector(".peek") ?? current()?.querySelector(".row-link")),
    x: () => press(current()?.querySelector(".pick input")),
    n: () => press(current()?.querySelector(".note")),
    e: edit,
    "/": () => document.getElementById("list-search")?.focus(),
    "]": () => turn("next"),
    "[": () => turn("prev"),
  };
  // Those that are no characters stay when the others are switched off, and belong to a control that has the focus.
  const always = ["ArrowDown", "ArrowUp", "Enter"];

  // The keys are explained on every page.
  const help = () => document.getElementById("keys");
  const explain = () => {
    if (!help() || help().open || document.querySelector(".mud-dialog, dialog[open]")) return;
    document.getElementById("keys-on").checked = !fair.keysAreOff();
    help().showModal();
  };
  document.addEventListener("keydown", e => {
    if (e.key !== "?" || e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented || writing(e.target) || fair.keysAreOff()) return;
    e.preventDefault();
    explain();
  });
  document.addEventListener("click", e => {
    if (e.target.closest(".keys-open")) explain();
    else if (e.target.closest("#keys-close") || e.target.id === "keys") help().close();
  });
  document.addEventListener("change", e => {
    if (e.target.id === "keys-on") fair.setKeys(e.target.checked);
  });

  document.addEventListener("keydown", e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented || !document.querySelector(".toolbar") || document.querySelector(".mud-dialog, dialog[open]")) return;
    if (e.key === "Escape") {
      // The first one closes the list of offers only.
      if (e.target.matches("[role=combobox][aria-expanded=true]")) return;
      if (writing(e.target) && !openPanel()) e.target.blur();
      else close();
      return;
    }
    const act = keys[e.key];
    if (!act || writing(e.target)) return;
    if (always.includes(e.key)) {
      if (!e.target.matches("tr[data-row]")) return;
    } else if (window.fair.keysAreOff()) return;
    e.preventDefault();
    act();
  });

  document.addEventListener("keydown", e => {
    const menu = e.target.matches?.(".pop-panel .menu button") ? [...e.target.closest(".pop-panel").querySelectorAll(".menu button")] : null;
    const to = menu && { ArrowDown: menu.indexOf(e.target) + 1, ArrowUp: menu.indexOf(e.target) - 1, Home: 0, End: -1 }[e.key];
    if (to === null || to === undefined) return;
    e.preventDefault();
    menu.at(to % menu.length).focus();
  });

  document.addEventListener("focusin", e => {
    if (!e.target.matches("tr[data-row]")) return;
    for (const other of rows()) other.tabIndex = other === e.target ? 0 : -1;
  });

  // A click anywhere in a row opens it at the side; one that asks for another tab, marks text or is for a control does not.
  document.addEventListener("click", e => {
    const row = e.target.closest("table.grid tr[data-row]");
    if (!row || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
    const control = e.target.closest("a, button, input, select, textarea, label, .pick, .cell-editor");
    if (control && !control.matches(".row-link")) return;
    const peek = row.querySelector(".peek");
    // On a telephone the side would hide the list: there the row leads to the page of its record.
    if (!peek || matchMedia("(max-width: 700px)").matches || (!control && String(getSelection()).length > 0)) return;
    e.preventDefault();
    focus(row);
    peek.click();
  }, true);

  // A whole cell of a check box is the check box; with Shift the rows from the last one pressed to this become as this one.
  let picked = null;
  const boxOf = row => row?.querySelector(".pick input") ?? null;
  document.addEventListener("mousedown", e => {
    if (e.shiftKey && e.target.closest("table.grid td.pick")) e.preventDefault();
  });
  document.addEventListener("click", e => {
    const cell = e.target.closest("table.grid .pick");
    const box = cell?.querySelector("input");
    if (!box || e.button !== 0) return;
    if (e.target !== box) return box.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: e.shiftKey }));
    const row = cell.closest("tr[data-row]"), all = rows();
    const from = all.findIndex(r => r.dataset.row === picked), to = all.indexOf(row);
    picked = row?.dataset.row ?? null;
    if (!row || !e.shiftKey || from < 0) return;
    for (const other of all.slice(Math.min(from, to), Math.max(from, to) + 1))
      if (other !== row && boxOf(other).checked !== box.checked) boxOf(other).dispatchEvent(new MouseEvent("click", { bubbles: false, cancelable: true }));
  });

  document.addEventListener("pointerdown", e => {
    const open = openPanel();
    if (open && !open.parentElement.contains(e.target)) open.click();
  });

  Object.assign(window.fair, {
    focusRow: () => focus(current()),
    enterPanel: id => {
      const panel = document.getElementById(id);
      (panel?.querySelector("[aria-pressed=true]") ?? panel?.querySelector("input:not([type=hidden], .several *), select, textarea") ?? panel?.querySelector("button, a"))?.focus();
    },
    leavePanel: id => {
      if (document.activeElement === document.body) document.querySelector(`[aria-controls="${id}"]`)?.focus();
    },
    keysAreOff: () => localStorage.getItem("fair-keys") === "off",
    setKeys: on => localStorage.setItem("fair-keys", on ? "on" : "off"),
    download: address => {
      const link = Object.assign(document.createElement("a"), { href: address, download: "" });
      document.body.append(link);
      link.click();
      link.remove();
    },
  });
}
