// The board by mouse, keyboard and drag. Its cells have no handlers of their own: what is done is told once, by the ids of card,
// slot and table, and the server looks each of them up again.
"use strict";
{
  Blazor.registerCustomEventType("boardact", { createEventArgs: e => e.detail });
  const board = () => document.querySelector(".board");
  const tell = (act, card, place) => board()?.dispatchEvent(new CustomEvent("boardact", { bubbles: true, detail: { act, card: card || undefined, ...place } }));
  const chosen = () => board()?.dataset.chosen;
  const placeOf = cell => ({ slot: cell.dataset.slot, table: cell.parentElement.dataset.table });
  const waiting = () => [...board().querySelectorAll(".tray [data-card]")];
  const rows = () => [...board().querySelectorAll("tr[data-table]")];
  const heart = cell => cell.querySelector(".card, .cell:not(.swap)") ?? cell;
  const search = () => document.getElementById("tray-search");

  const press = control => {
    const cell = control.closest("td[data-slot]");
    if (control.matches(".swap")) tell("swap", chosen(), placeOf(cell));
    else if (control.matches(".cell")) tell("place", chosen(), placeOf(cell));
    else tell("choose", control.dataset.card === chosen() ? null : control.dataset.card);
  };
  document.addEventListener("click", e => {
    const control = e.target.closest?.(".board [data-card], .board td .cell");
    if (control) press(control);
  });

  // Where the hands are, so that they stay there when what they were on becomes something else.
  let held = null, watched = null, goesOn = false;
  const focus = element => {
    if (!element) return false;
    if (element.tabIndex < 0) element.tabIndex = -1;
    element.focus();
    element.scrollIntoView({ block: "nearest", inline: "nearest" });
    return true;
  };
  const find = place => board().querySelector(`tr[data-table="${place.table}"] > td[data-slot="${place.slot}"]`);
  const watcher = new MutationObserver(() => {
    if (!watched.isConnected) return;
    const fits = goesOn && watched.querySelector(".fits");
    if (fits) {
      goesOn = false;
      focus(fits);
    } else if (held && document.activeElement === document.body) {
      const cell = held.slot && find(held);
      focus(cell ? heart(cell) : waiting()[Math.min(held.at, waiting().length - 1)] ?? watched.querySelector(".tray"));
    }
  });
  document.addEventListener("focusin", e => {
    const cell = e.target.closest(".board td[data-slot]"), card = e.target.closest(".board .tray [data-card]");
    held = cell ? placeOf(cell) : card ? { at: waiting().indexOf(card) } : null;
    if (!held || watched === board()) return;
    watcher.disconnect();
    watched = board();
    watcher.observe(watched, { childList: true, subtree: true });
  });
  document.addEventListener("pointerdown", e => {
    goesOn = false;
    if (!e.target.closest?.(".board")) held = null;
  });

  const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  const inGrid = (key, cell) => {
    const all = rows(), cells = [...cell.parentElement.querySelectorAll("td")];
    const [down, right] = steps[key] ?? [0, 0];
    const to = key === "Home" ? cells[0] : key === "End" ? cells.at(-1) : all[all.indexOf(cell.parentElement) + down]?.cells[cell.cellIndex + right];
    return to !== cell && !!to?.matches("[data-slot]") && focus(heart(to));
  };
  const inTray = (key, card) => {
    const all = waiting(), by = steps[key]?.find(s => s !== 0);
    return focus(by ? all[all.indexOf(card) + by] : { Home: all[0], End: all.at(-1) }[key]);
  };
  const inTabs = (key, tab) => {
    const all = [...tab.parentElement.querySelectorAll("[role=tab]")], by = { ArrowRight: 1, ArrowLeft: -1 }[key];
    const to = by ? all.at((all.indexOf(tab) + by) % all.length) : { Home: all[0], End: all.at(-1) }[key];
    to?.click();
    return focus(to);
  };
  const inSearch = key => (key === "ArrowDown" || key === "Escape") && focus(waiting()[0] ?? board().querySelector(".tray"));
  // Whoever comes with the arrows begins where the chosen card lies.
  const into = at => focus(at.matches(".tray") ? waiting()[0] : heart(at.querySelector("td:has(.chosen-card)") ?? at.querySelector("td[data-slot]")));
  const begin = card => {
    // Whoever chose by keyboard goes on to where it fits.
    goesOn = !card.closest("td") && card.dataset.card !== chosen();
    press(card);
    return true;
  };
  const told = (act, card, place) => {
    tell(act, card, place);
    return true;
  };

  const answer = (key, at, cell, card) => {
    const one = card?.dataset.card ?? chosen();
    if (at.matches("input, textarea, select")) return at === search() && inSearch(key);
    if (card && (key === "Enter" || key === " ")) return begin(card);
    if (key in steps || key === "Home" || key === "End")
      return cell ? inGrid(key, cell) : card ? inTray(key, card) : at.matches(".board [role=tab]") ? inTabs(key, at) : at.matches(".board .tray, .board .time-table") && into(at);
    if (key === "Escape") return !!chosen() && told("choose");
    if (key === "Delete") return !!one && told("off", one);
    if (fair.keysAreOff()) return false;
    if (key === "/") return focus(search());
    if (key === "l") return !!one && told("lock", one);
    return key === "s" && !!cell && !!chosen() && one !== chosen() && told("swap", chosen(), placeOf(cell));
  };
  const back = e => (e.ctrlKey || e.metaKey) && !e.altKey && !e.target.matches("input, textarea, select") && { z: e.shiftKey ? "redo" : "undo", y: "redo" }[e.key.toLowerCase()];
  document.addEventListener("keydown", e => {
    if (!board() || e.isComposing || e.defaultPrevented || document.querySelector(".mud-dialog, dialog[open]")) return;
    if (back(e)) {
      tell(back(e));
      e.preventDefault();
    }
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    goesOn = false;
    if (answer(e.key, e.target, e.target.closest(".board td[data-slot]"), e.target.closest(".board [data-card]"))) e.preventDefault();
  });

  // Dragging chooses, so that what fits shows under way. A card that waits is dropped on an empty place; a placed one also on
  // another, whose place it takes for its own, and on the tray.
  let dragged = null, aimed = null;
  const aim = element => {
    aimed?.classList.remove("aim");
    aimed = element;
    aimed?.classList.add("aim");
  };
  const meant = e => {
    const cell = dragged && e.target.closest?.(".board td[data-slot]"), lies = cell?.querySelector("[data-card]");
    if (lies?.dataset.card === dragged?.card) return null;
    // A place that is not possible takes the card as well, and says why not.
    if (cell) return { act: dragged.isPlaced && lies?.draggable ? "swap" : "place", on: cell };
    const tray = dragged?.isPlaced && e.target.closest?.(".board .tray");
    return tray ? { act: "off", on: tray } : null;
  };
  document.addEventListener("dragstart", e => {
    const card = e.target.closest?.(".board [data-card][draggable=true]");
    if (!card) return;
    getSelection().removeAllRanges();
    dragged = { card: card.dataset.card, isPlaced: !!card.closest("td") };
    e.dataTransfer.setData("text/plain", card.querySelector("b").textContent);
    e.dataTransfer.effectAllowed = "move";
    if (dragged.card !== chosen()) tell("choose", dragged.card);
  });
  document.addEventListener("dragover", e => {
    const to = meant(e);
    aim(to?.on);
    if (to) e.preventDefault();
  });
  document.addEventListener("drop", e => {
    const to = meant(e);
    if (!to) return;
    e.preventDefault();
    tell(to.act, dragged.card, to.on.matches("td") ? placeOf(to.on) : null);
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    aim(null);
  });
}
