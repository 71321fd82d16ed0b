// Cells of a list put right down the rows, by keyboard alone. The hands go on at once: until the server has opened the next
// cell, what is typed is caught in a field that lies over it, also what an input method is still composing.
"use strict";
{
  const cellOf = element => element?.closest?.("td[data-cell]") ?? null;
  const editorOf = cell => cell?.querySelector(".cell-editor") ?? null;
  const controlOf = editor => editor?.querySelector("input:not([tabindex='-1']), select, textarea") ?? null;
  const columnOf = row => [...row.querySelectorAll("td[data-cell]")];
  const rows = () => [...document.querySelectorAll("table.grid tbody tr[data-row]")];
  const find = (row, column) => document.querySelector(`tr[data-row="${row}"] > td[data-cell="${CSS.escape(column)}"]`);
  const act = (cell, name, more) => cell.dispatchEvent(new CustomEvent("cellact", { bubbles: true, detail: { act: name, row: cell.parentElement.dataset.row, column: cell.dataset.cell, ...more } }));
  Blazor.registerCustomEventType("cellact", { createEventArgs: e => e.detail });

  // The cell that is on its way, and what was done over it and the ones after it meanwhile.
  let waiting = null, ahead = [], over = null, steps = 0, column = null;
  // Whoever went to an end of the text before it was there writes on there; all others write it anew.
  let joins = null;
  const ends = { End: "end", ArrowRight: "end", Home: "start", ArrowLeft: "start" };

  // What is not known to be saved lies in this tab, from where it is told again after a reload.
  const shelf = {
    key: () => `fair-cells:${document.querySelector("table.grid[data-owner]")?.dataset.owner}:${location.pathname}`,
    read: () => JSON.parse(sessionStorage.getItem(shelf.key()) ?? "{}"),
    write: all => Object.keys(all).length ? sessionStorage.setItem(shelf.key(), JSON.stringify(all)) : sessionStorage.removeItem(shelf.key()),
    put: (cell, text) => shelf.write({ ...shelf.read(), [`${cell.parentElement.dataset.row}/${cell.dataset.cell}`]: text }),
    drop: (row, column) => {
      const all = shelf.read();
      delete all[`${row}/${column}`];
      shelf.write(all);
    },
  };

  const catcher = Object.assign(document.createElement("input"), { id: "cell-catcher", autocomplete: "off", hidden: true });
  catcher.dataset.plain = "";
  document.body.append(catcher);
  const lay = cell => {
    const at = cell.getBoundingClientRect();
    if (at.top < 90 || at.bottom > innerHeight - 8) {
      cell.scrollIntoView({ block: "center" });
      return lay0(cell, cell.getBoundingClientRect());
    }
    lay0(cell, at);
  };
  const lay0 = (cell, at) => {
    over = cell;
    steps = 0;
    joins = null;
    catcher.value = "";
    catcher.hidden = false;
    catcher.setAttribute("aria-label", cell.dataset.label);
    Object.assign(catcher.style, { left: `${at.left}px`, top: `${at.top}px`, width: `${at.width}px`, height: `${at.height}px` });
    catcher.focus();
  };
  const lift = () => {
    catcher.hidden = true;
    over = null;
  };

  const focusCell = cell => {
    if (!cell) return;
    for (const row of rows()) row.tabIndex = row === cell.parentElement ? 0 : -1;
    column = cell.dataset.cell;
    cell.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
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
    waiting = cell;
    lay(cell);
    act(cell, "open");
  };
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
    waiting = to;
    act(cell, "keep", { text, toRow: to?.parentElement.dataset.row, toColumn: to?.dataset.cell });
  };
  const drop = cell => {
    editorOf(cell).dataset.left = "";
    act(cell, "drop");
    focusCell(cell);
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
      ahead = [];
      waiting = null;
      lift();
      drop(cell);
      return;
    }
    put(controlOf(editor), first);
    leave(cell, first.to);
    if (first.to) return;
    ahead = [];
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
    ahead = [];
    lift();
    focusCell(find(row, name));
  };
  fair.cellHeard = (row, name) => shelf.drop(row, name);
  fair.cellsShown = () => {
    for (const [key, text] of Object.entries(shelf.read())) {
      const cell = find(...key.split("/"));
      if (cell && !editorOf(cell)) act(cell, "rescue", { text });
    }
  };
  // The line is back and the page the same: what was sent into the void is sent again.
  fair.tellCells = () => {
    fair.cellsShown();
    if (waiting) act(waiting, "open");
  };

  const inCatcher = e => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      steps += e.key === "ArrowDown" ? 1 : -1;
    } else if (e.key === "Enter" || e.key === "Tab" || e.key === "Escape") {
      e.preventDefault();
      if (!over) return;
      const to = next(over, e.key, e.shiftKey);
      ahead.push({ cell: over, key: e.key, text: catcher.value, steps, joins, to });
      if (to) lay(to);
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
    const to = next(cell, e.key, e.shiftKey);
    leave(cell, to);
    if (to) lay(to);
    else focusCell(cell);
  };
  const onCell = (e, cell) => {
    const go = {
      ArrowDown: () => below(cell, 1), ArrowUp: () => below(cell, -1), ArrowRight: () => beside(cell, 1), ArrowLeft: () => beside(cell, -1) ?? cell.parentElement,
      Home: () => columnOf(cell.parentElement)[0], End: () => columnOf(cell.parentElement).at(-1), Escape: () => cell.parentElement,
      ...(fair.keysAreOff() ? {} : { j: () => below(cell, 1), k: () => below(cell, -1) }),
    }[e.key];
    if (e.key === "Enter" || e.key === "F2") open(cell);
    else if (go) {
      const to = go();
      if (to?.matches("tr")) to.focus();
      else focusCell(to);
    } else return;
    e.preventDefault();
    e.stopPropagation();
  };

  addEventListener("keydown", e => {
    // Enter that ends a word of an input method ends nothing else.
    if (e.isComposing || e.keyCode === 229 || !e.isTrusted || !(e.target instanceof Element)) return;
    if (e.target === catcher) return inCatcher(e);
    const cell = cellOf(e.target);
    if (cell && editorOf(cell)?.contains(e.target)) return inEditor(e, cell);
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "z" && !e.shiftKey && e.target.closest("table.grid, .selection")) {
      // Each takes back one more: as presses of the button the second, before the first is answered, would be the first again.
      const any = document.querySelector(".cell-undo") && document.querySelector("table.grid td[data-cell]");
      if (any) {
        e.preventDefault();
        act(any, "undo");
      }
      return;
    }
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (cell === e.target) return onCell(e, cell);
    if (!e.target.matches("tr[data-row]") || (e.key !== "ArrowRight" && e.key !== "F2")) return;
    const all = columnOf(e.target), to = all.find(c => c.dataset.cell === column) ?? all[0];
    if (!to) return;
    e.preventDefault();
    if (e.key === "F2") open(to);
    else focusCell(to);
  }, true);
  catcher.addEventListener("compositionstart", () => { catcher.dataset.composing = ""; });
  catcher.addEventListener("compositionend", () => { delete catcher.dataset.composing; });

  document.addEventListener("input", e => {
    const cell = cellOf(e.target), editor = editorOf(cell);
    const text = editor?.contains(e.target) ? contentOf(e.target) : null;
    if (text !== null) shelf.put(cell, text);
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
  // What is offered is pressed without leaving the field.
  document.addEventListener("mousedown", e => {
    if (e.target.closest?.(".cell-editor [role=listbox]")) e.preventDefault();
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
