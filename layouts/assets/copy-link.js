// Copies a story's address for who wants to send it to somebody.

if (navigator.clipboard) {
  document.documentElement.classList.add("copies-links");

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-link]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.link);
    button.nextElementSibling.textContent = button.dataset.copied;
  });
}
