// The little that a page of the console needs of the browser.
"use strict";
window.fair = {
  isDark: () => document.documentElement.dataset.theme === "dark",
  setDark: dark => {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    localStorage.setItem("fair-theme", dark ? "dark" : "light");
  },
  // What a search came to that whoever sits here does not want to see on the board any more.
  putAway: run => localStorage.setItem("fair-put-away", run),
  wasPutAway: () => localStorage.getItem("fair-put-away"),
  // Copies the words it is handed, or those of the element. Browsers without a clipboard of their own, and consoles that are not served
  // over HTTPS, are asked to copy the element and given the words; what cannot be copied stays selected.
  copy: async (id, words) => {
    const element = document.getElementById(id), text = words ?? element.textContent;
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const give = e => {
        e.clipboardData.setData("text/plain", text);
        e.preventDefault();
      };
      element.closest("details")?.setAttribute("open", "");
      getSelection().selectAllChildren(element);
      document.addEventListener("copy", give);
      try {
        return document.execCommand("copy");
      } finally {
        document.removeEventListener("copy", give);
      }
    }
  },
};
{
  const chosen = localStorage.getItem("fair-theme");
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

// What is typed into a form is told to the server half a second after the last key, and at the latest after a second and a
// half. Until the server has said that it was heard, it lies in this tab, from where it is told again after a reload; the press
// by which the tab typed stays there, so that of two tabs each is offered its own draft.
{
  const pause = 500, longest = 1500, mostBytes = 60000;
  const watched = new Set();
  const placeOf = form => JSON.stringify([form.dataset.owner, form.dataset.place, form.dataset.form]);
  const shelf = {
    read: () => JSON.parse(sessionStorage.getItem("fair-typed") ?? "{}"),
    write: all => Object.keys(all).length ? sessionStorage.setItem("fair-typed", JSON.stringify(all)) : sessionStorage.removeItem("fair-typed"),
    put: (place, press, typed) => {
      const all = shelf.read();
      all[place] = { press, typed: { ...all[place]?.typed, ...typed } };
      shelf.write(all);
    },
    heard: (place, typed) => {
      const all = shelf.read();
      for (const field in typed) if (all[place]?.typed[field] === typed[field]) delete all[place].typed[field];
      shelf.write(all);
    },
    take: (place, owner) => {
      const all = shelf.read(), left = all[place];
      // Another person at this machine is not shown what the one before typed.
      for (const other of Object.keys(all)) if (JSON.parse(other)[0] !== owner || other === place) delete all[other];
      shelf.write(all);
      return left;
    },
  };
  const contentOf = input => input.type !== "checkbox" ? input.value
    : [...input.form.querySelectorAll(`[data-field="${input.dataset.field}"]:checked`)].map(box => box.value).join(",");

  // The server ends a window that says too much at once: what was typed into many fields goes in parts.
  const partsOf = typed => {
    const parts = [], coder = new TextEncoder();
    let bytes = Infinity;
    for (const field in typed) {
      const length = coder.encode(JSON.stringify(typed[field])).length + field.length;
      if (bytes + length > mostBytes) {
        parts.push({});
        bytes = 0;
      }
      parts.at(-1)[field] = typed[field];
      bytes += length;
    }
    return parts;
  };

  // `standing` is what the server shows: what differs from it was typed before anybody listened.
  fair.watch = (form, sheet, standing) => {
    fair.reloading = false;
    const place = placeOf(form);
    const left = shelf.take(place, form.dataset.owner);
    const rescue = async () => {
      const parts = Object.keys(left.typed).length ? partsOf(left.typed) : [{}];
      try {
        for (const part of parts) await sheet.invokeMethodAsync("RescueAsync", part, left.press, part === parts.at(-1));
      } catch {
        shelf.put(place, left.press, left.typed);
      }
    };
    if (left) rescue();
    const watch = { form, typed: {}, timer: 0, since: 0 };
    watch.send = async () => {
      clearTimeout(watch.timer);
      const typed = watch.typed;
      if (!Object.keys(typed).length) return;
      watch.typed = {};
      watch.since = 0;
      shelf.put(place, form.dataset.press, typed);
      // All parts are on their way before anything else is said.
      await Promise.all(partsOf(typed).map(part => sheet.invokeMethodAsync("TypedAsync", part)
        .then(() => shelf.heard(place, part), () => { watch.typed = { ...part, ...watch.typed }; })));
    };
    const take = input => {
      if (!input.dataset.field) return;
      watch.typed[input.dataset.field] = contentOf(input);
      watch.since ||= Date.now();
      clearTimeout(watch.timer);
      watch.timer = setTimeout(watch.send, Math.max(0, Math.min(pause, watch.since + longest - Date.now())));
    };
    form.addEventListener("input", e => take(e.target));
    for (const input of form.querySelectorAll("[data-field]"))
      if (contentOf(input).replaceAll("\r\n", "\n") !== (standing[input.dataset.field] ?? "").replaceAll("\r\n", "\n")) take(input);
    for (const other of watched) if (!other.form.isConnected) watched.delete(other);
    watched.add(watch);
  };
  fair.tellTyped = () => watched.forEach(watch => watch.form.isConnected && watch.send());
  // The tab goes, or the line is gone for good: what was not heard yet is left on the shelf.
  fair.shelveTyped = () => watched.forEach(watch => watch.form.isConnected && Object.keys(watch.typed).length && shelf.put(placeOf(watch.form), watch.form.dataset.press, watch.typed));
  addEventListener("pagehide", fair.shelveTyped);
  // What was typed arrives before the press that sends it.
  for (const sent of ["submit", "click"]) document.addEventListener(sent, e => e.target.closest("button, form") && fair.tellTyped(), true);
  addEventListener("beforeunload", e => {
    if (fair.reloading) return;
    if (document.querySelector("form.sheet[data-unsaved]") || [...watched].some(watch => watch.form.isConnected && Object.keys(watch.typed).length)) e.preventDefault();
  });
}

// The window of the browser for printing; the page goes on when it has been closed.
fair.print = () => { setTimeout(print); };

// The reader has said that they want to leave; the browser does not ask a second time.
fair.leave = () => { fair.reloading = true; };

fair.focusProblem = form => {
  const wrong = ["input:not([tabindex='-1'])", "select", "textarea", "button"].map(control => `.field.wrong ${control}`).join(", ");
  (form.querySelector(`.clash input, ${wrong}`) ?? form.querySelector(".problems"))?.focus();
};

// A date is typed as people write it; the button beside it opens the browser's own calendar for those who would rather point.
document.addEventListener("click", e => {
  const button = e.target.closest?.("[data-picker-for]");
  const native = button && document.getElementById(`${button.dataset.pickerFor}-picker`);
  if (!native) return;
  native.showPicker ? native.showPicker() : native.focus();
});
document.addEventListener("change", e => {
  if (!e.target.classList?.contains("native-picker") || !e.target.value) return;
  const text = document.getElementById(e.target.id.slice(0, -"-picker".length));
  text.value = e.target.value.replace("T", " ");
  text.dispatchEvent(new Event("input", { bubbles: true }));
  text.dispatchEvent(new Event("change", { bubbles: true }));
  text.focus();
});
// Enter takes what a list offers, or will offer for what is typed, and does not send the form.
document.addEventListener("keydown", e => {
  if (e.key === "Enter" && e.target.matches?.("[role=combobox]") && (e.target.value !== "" || e.target.ariaExpanded === "true")) e.preventDefault();
});
// A file that was put right under the name it had is chosen anew: a field that holds it already would not tell.
document.addEventListener("click", e => {
  if (e.target.matches?.("input[type=file]")) e.target.value = "";
});
// What is offered is pressed without leaving the field.
document.addEventListener("mousedown", e => {
  if (e.target.closest?.(".picker [role=listbox]")) e.preventDefault();
});

// A dialog begins in its first field. Whoever was faster and types already is left where they are: the library's own way of it
// takes the cursor from them, and the word is torn in two.
fair.beginDialog = (frames = 20) => {
  const dialog = [...document.querySelectorAll(".mud-dialog")].at(-1);
  if (dialog?.contains(document.activeElement)) return;
  // A field that offers a list opens it when it is entered, and the list lies over the rest.
  const fields = [...dialog?.querySelectorAll("input:not([type=hidden]), select, textarea") ?? []];
  const first = fields.find(f => f.role !== "combobox") ?? fields[0];
  if (first) first.focus();
  else if (frames > 0) requestAnimationFrame(() => fair.beginDialog(frames - 1));
};

// Where a dialog asks before it throws something away, Escape presses the button that asks. A field tells what stands in it when
// it is left, so it is left first. The Escape that ends a word of an input method or closes a list of offers is not meant for the dialog.
document.addEventListener("keydown", e => {
  const meant = e.key === "Escape" && !e.isComposing && !e.target.matches?.("[role=combobox][aria-expanded=true]");
  const button = meant ? [...document.querySelectorAll(".mud-dialog")].at(-1)?.querySelector("[data-escape]") : null;
  if (!button) return;
  document.activeElement.blur();
  button.click();
}, true);
