// A button that copies the text of the element it names; hidden where the browser runs no script.
document.querySelectorAll("[data-copies]").forEach(button => {
    const text = document.getElementById(button.dataset.copies);
    const said = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
        try {
            await navigator.clipboard.writeText(text.textContent);
        } catch {
            // Browsers without a clipboard of their own, and pages that are not served over HTTPS. What cannot be copied stays selected.
            getSelection().selectAllChildren(text);
            if (!document.execCommand("copy")) return;
        }
        button.textContent = button.dataset.copied;
        setTimeout(() => { button.textContent = said; }, 3000);
    });
});
