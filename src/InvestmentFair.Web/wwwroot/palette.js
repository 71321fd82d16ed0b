// The palette opens and moves here, so that no key waits for the server; what it lists comes from there.
{
  const at = id => document.getElementById(id);
  const options = () => [...at("palette-list").querySelectorAll("[role=option]")];
  let chosen = 0;
  let waiting = false;
  let watched = null;

  const choose = index => {
    const all = options();
    chosen = Math.max(0, Math.min(index, all.length - 1));
    all.forEach((option, i) => option.setAttribute("aria-selected", i === chosen ? "true" : "false"));
    if (all[chosen]) {
      at("palette-input").setAttribute("aria-activedescendant", all[chosen].id);
      all[chosen].scrollIntoView({ block: "nearest" });
    } else {
      at("palette-input").removeAttribute("aria-activedescendant");
    }
  };

  // Enter on words that the server has not answered yet opens what it will answer, not what still stands there.
  const answered = () => at("palette-list").dataset.for === at("palette-input").value;
  const go = () => {
    waiting = !answered();
    if (!waiting) options()[chosen]?.click();
  };

  const open = () => {
    const box = at("palette");
    if (!box || box.open) return;
    if (watched !== at("palette-list")) {
      watched = at("palette-list");
      new MutationObserver(() => {
        if (!answered()) return;
        choose(0);
        if (waiting) go();
      }).observe(watched, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-for"] });
    }
    waiting = false;
    at("palette-input").value = "";
    box.showModal();
    at("palette-input").dispatchEvent(new Event("input", { bubbles: true }));
  };

  document.addEventListener("keydown", e => {
    if ((e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey && e.key.toLowerCase() === "k" && at("palette")) {
      e.preventDefault();
      if (at("palette").open) at("palette").close();
      else open();
      return;
    }
    if (e.target.id !== "palette-input" || e.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step) {
      e.preventDefault();
      const count = options().length;
      if (count) choose((chosen + step + count) % count);
    } else if (e.key === "Enter") {
      e.preventDefault();
      go();
    }
  });

  document.addEventListener("click", e => {
    if (e.target.closest("#palette-open")) open();
    else if (e.target.closest("#palette-close") || e.target.id === "palette") at("palette").close();
    else if (e.target.closest("#palette [role=option]") && !e.ctrlKey && !e.metaKey) at("palette").close();
  });
}
