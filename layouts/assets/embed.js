// Shows what is elsewhere on the page itself once a reader asks for it; nothing is loaded before.

document.documentElement.classList.add("shows-embeds");

document.addEventListener("click", (event) => {
  const button = event.target.closest(".embed-load button");
  if (!button) return;
  const card = button.closest("[data-player]");
  const { player, shows } = card.dataset;
  const shown = document.createElement(shows === "sound" ? "audio" : "iframe");
  if (shows === "sound") {
    shown.controls = shown.autoplay = true;
  } else {
    shown.title = card.querySelector(".embed-title").textContent;
    shown.allow = "fullscreen; encrypted-media; picture-in-picture";
    // YouTube plays nothing for a page that doesn't say where it is from.
    shown.referrerPolicy = "strict-origin-when-cross-origin";
    shown.addEventListener("load", () => shown.contentWindow.postMessage({ type: "setHeight", id: 1 }, "*"));
  }
  shown.src = player;
  button.parentElement.replaceWith(shown);
  shown.focus();
});

// Charts of Datawrapper and posts of Mastodon tell how high they are.
addEventListener("message", ({ source, data }) => {
  for (const frame of document.querySelectorAll("[data-player] iframe")) {
    if (frame.contentWindow !== source || !data) continue;
    const told = data.type === "setHeight" ? data.height : Object.values(data["datawrapper-height"] ?? {})[0];
    if (told > 0 && told < 5000) frame.height = told;
  }
});
