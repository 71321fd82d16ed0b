// The board in a hall turns to its next screen, or reads itself again, as long as it hangs. Without a network it keeps what it
// shows and says of when that is; once its address opens nothing any more it shows so and asks no longer.
"use strict";
if (document.querySelector("main.hall[data-turned]")) {
  const lost = document.getElementById("lost"), words = lost.textContent;
  const isLost = at => {
    lost.hidden = !at;
    if (at) lost.textContent = words.replace("{at}", at);
  };
  const turn = async () => {
    const main = document.querySelector("main.hall");
    try {
      const answer = await fetch(main.dataset.turned, { cache: "no-store", signal: AbortSignal.timeout(8000) });
      if (answer.status === 404) return location.reload();
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      main.replaceWith(document.adoptNode(page.querySelector("main.hall")));
      isLost(null);
    } catch {
      isLost(main.dataset.at);
    }
    later();
  };
  const later = () => setTimeout(turn, document.querySelector("main.hall").dataset.seconds * 1000);
  later();
}
