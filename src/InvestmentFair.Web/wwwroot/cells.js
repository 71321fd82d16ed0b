// Cells of a list put right down the rows, by keyboard alone. The hands go on at once: until the server has opened the next
// cell, what is typed is caught in a field that lies over it, also what an input method is still composing. Over a cell that is
// only selected the same field lies unseen, so that the first key opens the cell and is not lost.
"use strict";
{
  const cellOf = element => element?.closest?.("td[data-cell]") ?? null;
  const shownIn = cell => (cell.querySelector(".cell-under, .cell-typed") ?? cell).textContent.trim();
  const editorOf = cell => cell?.querySelector(".cell-editor") ?? null;
  const controlOf = editor => editor?.querySelector("input:not([tabindex='-1']), select, textarea") ?? null;
  const columnOf = row => [...row.querySelectorAll("td[data-cell]")];
  const rows = () => [...document.querySelectorAll("table.grid tbody tr[data-row]")];
  const find = (row, column) => document.querySelector(`tr[data-row="${row}"] > td[data-cell="${CSS.escape(column)}"]`);
  const act = (cell, name, more) => cell.dispatchEvent(new CustomEvent("cellact", { bubbles: true, detail: { act: name, row: cell.parentElement.dataset.row, column: cell.dataset.cell, ...more } }));
  Blazor.registerCustomEventType("cellact", { createEventArgs: e => e.detail });

  // The cell that is on its way, and what was done over it and the ones after it meanwhile.
  let waiting = null, ahead = [], over = null, steps = 0, column = null;
  // The cell that is selected and not opened.
  let resting = null;
  // Whoever went to an end of the text before it was there writes on there; all others write it anew.
  let joins = null;
  const ends = { End: "end", ArrowRight: "end", Home: "start", ArrowLeft: "start" };

  // What is not known to be saved lies in this tab, from where it is told again after a reload.
  const shelf = {
    key: () => `fair-cells:${document.querySelector("table.grid[data-owner]")?.dataset.owner}:${location.pathname}`,
    read: () => JSON.parse(sessionStorage.getItem(shelf.key()) ?? "{}"),
    write: all => Object.keys(all).length ? sessionStorage.setItem(shelf.key(), JSON.stringify(all)) : sessionStorage.removeItem(shelf.key()),
    // With what the cell showed when it was first typed in: whoever reads it again must not write over what came since.
    put: (cell, text) => {
      const all = shelf.read(), key = `${cell.parentElement.dataset.row}/${cell.dataset.cell}`;
      shelf.write({ ...all, [key]: { text, seen: all[key]?.seen ?? shownIn(cell) } });
    },
    drop: (row, column) => {
      const all = shelf.read();
      delete all[`${row}/${column}`];
      shelf.write(all);
    },
  };

  const catcher = Object.assign(document.createElement("input"), { id: "cell-catcher", autocomplete: "off", hidden: true });
  catcher.dataset.plain = "";
  const hold = Object.assign(document.createElement("section"), { id: "cell-hold" });
  hold.append(catcher);
  document.body.append(hold);
  const place = cell => {
    const at = cell.getBoundingClientRect();
    Object.assign(catcher.style, { left: `${at.left}px`, top: `${at.top}px`, width: `${at.width}px`, height: `${at.height}px` });
  };
  const lay = cell => {
    const at = cell.getBoundingClientRect();
    if (at.top < 130 || at.bottom > innerHeight - 8) cell.scrollIntoView({ block: "center" });
    rise();
    over = cell;
    steps = 0;
    joins = null;
    show(cell, cell.dataset.label);
  };
  const show = (cell, label) => {
    catcher.value = "";
    catcher.hidden = false;
    catcher.classList.toggle("resting", resting !== null);
    catcher.setAttribute("aria-label", label);
    hold.setAttribute("aria-label", label);
    place(cell);
    catcher.focus({ preventScroll: true });
  };
  const lift = () => {
    catcher.hidden = true;
    over = null;
  };
  const rise = () => {
    if (resting) delete resting.dataset.at;
    resting = null;
    catcher.classList.remove("resting");
  };

  const focusCell = cell => {
    if (!cell) return;
    for (const row of rows()) row.tabIndex = row === cell.parentElement ? 0 : -1;
    column = cell.dataset.cell;
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    rise();
    over = null;
    resting = cell;
    cell.dataset.at = "";
    show(cell, `${cell.dataset.label}: ${shownIn(cell)}`);
  };
  // The first key, and the first letter of an input method, opens the cell the field lies over; what is typed stands in it already.
  const begin = () => {
    if (!resting) return;
    const cell = resting;
    rise();
    over = cell;
    steps = 0;
    joins = null;
    place(cell);
    fetch(cell);
  };
  const beside = (cell, by) => {
    const all = columnOf(cell.parentElement);
    return all[all.indexOf(cell) + by] ?? null;
  };
  const below = (cell, by) => {
    const all = rows();
    const row = all[all.indexOf(cell.parentElement) + by];
    return row?.querySelector(`:scope > td[data-cell="${CSS.escape(cell.dataset.cell)}"]`) ?? null;
  };
  // Right of the last comes the first of the next row.
  const next = (cell, key, back) => {
    if (key === "Enter") return below(cell, back ? -1 : 1);
    if (key !== "Tab") return null;
    const to = beside(cell, back ? -1 : 1);
    if (to) return to;
    const all = rows(), row = all[all.indexOf(cell.parentElement) + (back ? -1 : 1)];
    return row ? columnOf(row).at(back ? -1 : 0) ?? null : null;
  };

  const open = cell => {
    column = cell.dataset.cell;
    lay(cell);
    fetch(cell);
  };
  // After one that was left before it was there: opened with its keeping, in the order of the keys.
  const fetch = cell => {
    if (ahead.at(-1)?.rests) Object.assign(ahead.at(-1), { to: cell, rests: false });
    else {
      waiting = cell;
      act(cell, "open");
    }
  };
  // A cell in which one of a few is chosen is reached by Enter and not opened: there an arrow would choose, where a row was meant.
  const rests = (to, key) => key === "Enter" && to?.dataset.chooses !== undefined;
  const contentOf = control => control.dataset.field === undefined ? null : control.type === "checkbox" ? (control.checked ? "true" : "") : control.value;
  const put = (control, typed) => {
    if (control.tagName === "SELECT") {
      const at = [...control.options].findIndex(o => typed.text && (o.text.startsWith(typed.text) || o.value.toLowerCase().startsWith(typed.text.toLowerCase())));
      const to = Math.max(0, Math.min(control.options.length - 1, (at >= 0 ? at : control.selectedIndex) + typed.steps));
      if (to === control.selectedIndex) return;
      control.selectedIndex = to;
    } else if (control.type === "checkbox") {
      if (typed.text !== " ") return;
      control.checked = !control.checked;
    } else {
      if (!typed.text) return;
      control.value = typed.joins === "end" ? control.value + typed.text : typed.joins === "start" ? typed.text + control.value : typed.text;
    }
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // Keeps what stands in the editor and goes on; the server is told both in one.
  const leave = (cell, to) => {
    const editor = editorOf(cell), control = controlOf(editor);
    editor.dataset.left = "";
    const text = control ? contentOf(control) : null;
    if (text !== null) shelf.put(cell, text);
    delete cell.dataset.ahead;
    waiting = to;
    act(cell, "keep", { text, toRow: to?.parentElement.dataset.row, toColumn: to?.dataset.cell });
  };
  const drop = cell => {
    editorOf(cell).dataset.left = "";
    act(cell, "drop");
    focusCell(cell);
  };
  const forget = () => {
    for (const { cell } of ahead) delete cell.dataset.ahead;
    ahead = [];
  };

  const settle = cell => {
    const control = controlOf(editorOf(cell));
    if (!control) return;
    const typed = catcher.hidden ? "" : catcher.value, at = catcher.hidden ? null : joins;
    put(control, { text: typed, steps, joins: at });
    lift();
    waiting = null;
    control.focus();
    if (!control.setSelectionRange || control.type === "checkbox") return;
    const caret = at === "start" ? typed.length : control.value.length;
    if (typed || at) control.setSelectionRange(caret, caret);
    else control.select();
  };

  fair.cellReady = editor => {
    const cell = cellOf(editor);
    if (!cell) return;
    const first = ahead[0]?.cell === cell ? ahead.shift() : null;
    if (!first) {
      if (waiting !== cell && document.activeElement && document.activeElement !== document.body && document.activeElement !== catcher) return;
      if (catcher.dataset.composing === undefined) settle(cell);
      else catcher.addEventListener("compositionend", () => settle(cell), { once: true });
      return;
    }
    // It was left before it was there: done now, in the order of the keys.
    if (first.key === "Escape") {
      forget();
      waiting = null;
      lift();
      drop(cell);
      return;
    }
    if (first.text && controlOf(editor)?.matches("[role=combobox]")) {
      // A name is looked up by the server, like one that is pasted.
      editor.dataset.left = "";
      delete cell.dataset.ahead;
      waiting = first.to;
      act(cell, "fill", { text: first.text });
      if (first.to) act(first.to, "open");
    } else {
      put(controlOf(editor), first);
      leave(cell, first.rests ? null : first.to);
    }
    if (first.to) return;
    forget();
    lift();
    focusCell(cell);
  };
  fair.cellChosen = editor => {
    const cell = cellOf(editor);
    if (!cell || editor.dataset.left !== undefined) return;
    const to = next(cell, editor.dataset.then ?? "Enter", editor.dataset.back !== undefined);
    leave(cell, to);
    if (to) lay(to);
    else focusCell(cell);
  };
  fair.cellGone = (row, name) => {
    waiting = null;
    forget();
    lift();
    focusCell(find(row, name));
  };
  fair.cellHeard = (row, name) => shelf.drop(row, name);
  fair.cellsShown = () => {
    for (const [key, kept] of Object.entries(shelf.read())) {
      // Text alone was kept by a page that was opened before the product was renewed.
      const { text, seen } = typeof kept === "string" ? { text: kept } : kept;
      const cell = find(...key.split("/")), editor = editorOf(cell);
      // One that was left while nobody listened is kept now; those typed after it follow it in the order of the keys.
      if (editor?.dataset.left !== undefined) act(cell, "keep", { text });
      else if (cell && !editor && !ahead.some(a => a.cell === cell)) act(cell, "rescue", { text, moved: seen !== undefined && shownIn(cell) !== seen });
    }
  };
  // The line is back and the page the same: what was sent into the void is sent again.
  fair.tellCells = () => {
    fair.cellsShown();
    if (waiting) act(waiting, "open");
  };

  // Rows as a spreadsheet copies them: tabs between the cells of a line, and quotes around what holds a tab or a line of its own.
  const tableOf = text => {
    const table = [[]];
    for (const [, quoted, plain, end] of text.replace(/\r\n?/g, "\n").replace(/\n$/, "").matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/g)) {
      table.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
      if (end === "") break;
      if (end === "\n") table.push([]);
    }
    return table;
  };
  // Each goes into its own cell, from this one down and to the right; what comes past the last row or on a column that is not
  // for editing is counted and said.
  const fill = (cell, table) => {
    const all = rows(), from = all.indexOf(cell.parentElement), at = [...cell.parentElement.children].indexOf(cell), paste = `${Date.now()}.${Math.random()}`;
    let left = 0;
    table.forEach((line, down) => line.forEach((text, right) => {
      const to = all[from + down]?.children[at + right];
      if (to?.matches("td[data-cell]")) {
        shelf.put(to, text);
        act(to, "fill", { text, paste });
      } else if (text !== "") left++;
    }));
    act(cell, "filled", { text: `${left}` });
  };
  addEventListener("paste", e => {
    const at = e.target, cell = at === catcher ? resting ?? over : cellOf(at), editor = editorOf(cell);
    if (!cell || at.tagName === "TEXTAREA" || (at !== catcher && at !== cell && !editor?.contains(at))) return;
    const text = e.clipboardData.getData("text/plain"), table = tableOf(text);
    if (table.length === 1 && table[0].length === 1 && at !== cell) return;
    e.preventDefault();
    if (table.length === 1 && table[0].length === 1) {
      open(cell);
      catcher.value = table[0][0];
      return;
    }
    if (editor) editor.dataset.left = "";
    // An editor on its way to this cell is no longer wanted.
    else if (at === catcher && over) ahead.push({ cell, key: "Escape" });
    fill(cell, table);
    if (!over) focusCell(cell);
  }, true);

  const inCatcher = e => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      steps += e.key === "ArrowDown" ? 1 : -1;
    } else if (e.key === "Enter" || e.key === "Tab" || e.key === "Escape") {
      e.preventDefault();
      if (!over) return;
      const to = next(over, e.key, e.shiftKey);
      ahead.push({ cell: over, key: e.key, text: catcher.value, steps, joins, to, rests: rests(to, e.key) });
      if (e.key !== "Escape" && catcher.value !== "") {
        // Until the server has heard of it, it lies in this tab and is seen in its cell.
        const stands = shownIn(over), text = joins === "end" ? stands + catcher.value : joins === "start" ? catcher.value + stands : catcher.value;
        shelf.put(over, text);
        over.dataset.ahead = text;
      }
      if (rests(to, e.key)) focusCell(to);
      else if (to) lay(to);
      else catcher.value = "";
    } else if (e.key in ends && catcher.value === "" && !e.isComposing) joins = ends[e.key];
  };
  const inEditor = (e, cell) => {
    const control = e.target, picks = control.matches("[role=combobox]");
    if (e.key === "Escape") {
      e.preventDefault();
      e.stopPropagation();
      drop(cell);
      return;
    }
    if (e.key !== "Enter" && e.key !== "Tab") return;
    if (control.tagName === "TEXTAREA" && e.key === "Enter" && (e.altKey || e.ctrlKey)) {
      e.preventDefault();
      control.setRangeText("\n", control.selectionStart, control.selectionEnd, "end");
      control.dispatchEvent(new Event("input", { bubbles: true }));
      return;
    }
    // A name that is typed is first chosen; the server says when it is (cellChosen).
    if (picks && (control.value !== "" || control.getAttribute("aria-expanded") === "true")) {
      const editor = editorOf(cell);
      editor.dataset.then = e.key;
      if (e.shiftKey) editor.dataset.back = "";
      else delete editor.dataset.back;
      if (e.key === "Tab") {
        e.preventDefault();
        e.stopPropagation();
        control.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
      }
      return;
    }
    e.preventDefault();
    e.stopPropagation();
    const to = next(cell, e.key, e.shiftKey), still = rests(to, e.key);
    leave(cell, still ? null : to);
    if (to && !still) lay(to);
    else focusCell(to ?? cell);
  };
  const onCell = (e, cell) => {
    const go = {
      ArrowDown: () => below(cell, 1), ArrowUp: () => below(cell, -1), ArrowRight: () => beside(cell, 1), ArrowLeft: () => beside(cell, -1) ?? cell.parentElement,
      Home: () => columnOf(cell.parentElement)[0], End: () => columnOf(cell.parentElement).at(-1), Escape: () => cell.parentElement,
    }[e.key];
    if (e.key === "Enter" || e.key === "F2") open(cell);
    else if (go) {
      const to = go();
      if (to?.matches("tr")) to.focus();
      else focusCell(to);
    } else if (e.key === "Tab") {
      // From the cell itself, whose place in the page is known.
      cell.focus();
      return;
    } else {
      // A key that writes: it lands in the field that is laid over the cell before the key is done.
      if (e.target === cell && e.key.length === 1) open(cell);
      return;
    }
    e.preventDefault();
    e.stopPropagation();
  };

  // Anywhere on the page of a list where the key has no other meaning.
  const takesBack = target => !document.querySelector(".mud-dialog, dialog[open]") && !target.closest(".side, input:not([type=checkbox]), textarea, select, [contenteditable], [role=combobox]");
  fair.showRow = row => document.querySelector(`tr[data-row="${row}"]`)?.scrollIntoView({ block: "nearest" });

  addEventListener("keydown", e => {
    // Enter that ends a word of an input method ends nothing else.
    if (e.isComposing || e.keyCode === 229 || !e.isTrusted || !(e.target instanceof Element)) return;
    // A row that was drawn anew is another element at the same place.
    if (resting && !resting.isConnected) focusCell(find(resting.closest("tr")?.dataset.row, resting.dataset.cell));
    if (resting && !resting.isConnected) return catcher.blur();
    const isAt = e.target === catcher && resting !== null;
    if (e.target === catcher && !isAt) return inCatcher(e);
    const cell = isAt ? resting : cellOf(e.target);
    if (!isAt && cell && editorOf(cell)?.contains(e.target)) return inEditor(e, cell);
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "z" && !e.shiftKey && !e.altKey && (isAt || takesBack(e.target))) {
      const button = document.querySelector(".list-undo"), any = document.querySelector("table.grid td[data-cell]");
      if (!button) return;
      e.preventDefault();
      // Each takes back one more: as presses of the button the second, before the first is answered, would be the first again.
      if (any) act(any, "undo");
      else button.click();
      return;
    }
    if (e.altKey && e.key === "ArrowDown" && (isAt || cell === e.target) && cell?.dataset.chooses !== undefined) {
      e.preventDefault();
      e.stopPropagation();
      return open(cell);
    }
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (isAt || cell === e.target) return onCell(e, cell);
    if (!e.target.matches("tr[data-row]") || (e.key !== "ArrowRight" && e.key !== "F2")) return;
    const all = columnOf(e.target), to = all.find(c => c.dataset.cell === column) ?? all[0];
    if (!to) return;
    e.preventDefault();
    if (e.key === "F2") open(to);
    else focusCell(to);
  }, true);
  catcher.addEventListener("compositionstart", () => {
    catcher.dataset.composing = "";
    begin();
  });
  catcher.addEventListener("input", begin);
  // Whoever only looks at another window comes back to the same cell.
  catcher.addEventListener("blur", () => {
    if (!resting || !document.hasFocus()) return;
    rise();
    catcher.hidden = true;
  });
  addEventListener("scroll", () => {
    if (resting ?? over) place(resting ?? over);
  }, true);
  // To the first of those that are not saved.
  document.addEventListener("click", e => {
    if (e.target.closest(".cells-unsaved")) focusCell(cellOf(document.querySelector(".cell-typed.unsaved, .cell-editor.wrong")));
  });
  catcher.addEventListener("compositionend", () => { delete catcher.dataset.composing; });

  document.addEventListener("input", e => {
    const cell = cellOf(e.target), editor = editorOf(cell);
    if (!editor?.contains(e.target)) return;
    const text = contentOf(e.target);
    if (text !== null) shelf.put(cell, text);
    // A name that is typed and not chosen yet.
    else if (!e.target.matches("[role=combobox]")) return;
    else if (e.target.value) shelf.put(cell, e.target.value);
    else shelf.drop(cell.parentElement.dataset.row, cell.dataset.cell);
  });
  // Who goes elsewhere with the mouse has done with the cell; who only looks at another window has not.
  document.addEventListener("focusout", e => {
    const cell = cellOf(e.target), editor = editorOf(cell);
    if (!editor?.contains(e.target) || editor.contains(e.relatedTarget) || editor.dataset.left !== undefined || e.relatedTarget === catcher || !document.hasFocus()) return;
    leave(cell, null);
  });
  document.addEventListener("focusin", e => {
    const cell = cellOf(e.target);
    if (cell !== e.target) return;
    for (const row of rows()) row.tabIndex = row === cell.parentElement ? 0 : -1;
  });
  addEventListener("beforeunload", e => {
    if (!fair.reloading && document.querySelector(".cell-editor, .cell-typed") && Object.keys(shelf.read()).length) e.preventDefault();
  });

  // For the mouse: a pencil at the end of the cell it is over.
  const pencil = Object.assign(document.createElement("button"), { id: "cell-pencil", type: "button", textContent: "✎", hidden: true, tabIndex: -1 });
  pencil.setAttribute("aria-hidden", "true");
  document.body.append(pencil);
  let pointed = null;
  const point = cell => {
    pointed = cell;
    pencil.hidden = !cell;
    if (!cell) return;
    const at = cell.getBoundingClientRect();
    Object.assign(pencil.style, { left: `${at.right - 26}px`, top: `${at.top + at.height / 2 - 13}px` });
  };
  document.addEventListener("pointerover", e => {
    if (e.pointerType !== "mouse" || e.target === pencil) return;
    const cell = cellOf(e.target);
    point(cell && !editorOf(cell) ? cell : null);
  });
  addEventListener("scroll", () => point(null), true);
  pencil.addEventListener("click", () => {
    const cell = pointed;
    point(null);
    if (cell?.isConnected) open(cell);
  });
}
