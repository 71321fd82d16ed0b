"use strict";
// The connection is lost: say so, count down, try again without end, and go on where the page was. When the server no longer
// knows the page, or the login has ended, the page is loaded again and offers the draft.
{
  const notice = document.getElementById("components-reconnect-modal");
  const reload = () => {
    fair.reloading = true;
    fair.shelveTyped();
    location.reload();
  };
  const loginHasEnded = async () => {
    try {
      return (await fetch(location.href, { method: "HEAD", redirect: "manual", cache: "no-store" })).type === "opaqueredirect";
    } catch {
      return false;
    }
  };
  const tryNow = async () => {
    try {
      if (!await Blazor.reconnect()) reload();
    } catch {
      if (await loginHasEnded()) reload();
    }
  };
  document.getElementById("reconnect-now")?.addEventListener("click", tryNow);
  document.getElementById("reconnect-reload")?.addEventListener("click", reload);
  notice?.addEventListener("components-reconnect-state-changed", async e => {
    const { state, currentAttempt, secondsToNextAttempt } = e.detail;
    if (state === "show" && !notice.open) show();
    else if (state === "hide") {
      notice.close();
      fair.tellTyped();
      fair.tellCells();
    } else if (state === "rejected" || state === "resume-failed") reload();
    else if (state === "retrying" && secondsToNextAttempt === 0 && currentAttempt > 1 && await loginHasEnded()) reload();
    notice.classList.toggle("waiting", secondsToNextAttempt > 0);
    notice.classList.toggle("gave-up", state === "failed");
  });
  // Whoever is typing goes on: what a field takes meanwhile is told when the line is back. Only a press would be lost, and waits.
  const show = () => {
    const at = document.activeElement;
    notice.show();
    at?.focus({ preventScroll: true });
  };
  for (const press of ["click", "submit"]) document.addEventListener(press, e => {
    if (!notice?.open || notice.contains(e.target)) return;
    e.preventDefault();
    e.stopImmediatePropagation();
  }, true);
  // Last of all scripts, so that the page finds whatever it calls.
  Blazor.start({
    circuit: { reconnectionOptions: { maxRetries: 100000, retryIntervalMilliseconds: attempt => attempt < 5 ? 1000 : attempt < 20 ? 3000 : 10000 } },
  });
}
