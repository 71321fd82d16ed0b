// The little that a page of the console needs of the browser.
window.fair = {
  isDark: () => document.documentElement.dataset.theme === "dark",
  setDark: dark => {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    localStorage.setItem("fair-theme", dark ? "dark" : "light");
  },
};
{
  const chosen = localStorage.getItem("fair-theme");
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}
document.getElementById("reconnect-reload")?.addEventListener("click", () => location.reload());
document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", e => {
  const notice = e.target;
  if (e.detail.state === "show") notice.showModal();
  else if (e.detail.state === "hide") notice.close();
  else if (e.detail.state === "rejected") location.reload();
  notice.classList.toggle("gave-up", e.detail.state === "failed");
});
