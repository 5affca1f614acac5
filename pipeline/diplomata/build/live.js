// Loads the page again when the edition was built again, and shows why where a build failed. `diplomata serve` adds
// it to the pages that it shows; no file of the site has it.
(() => {
  const shown = document.currentScript.dataset.build;
  let events = null;
  let bar = null;

  function complain(words) {
    if (!words) {
      bar?.remove();
      bar = null;
      return;
    }
    if (!bar) {
      bar = document.createElement("pre");
      bar.setAttribute("role", "alert");
      // The policy of the pages allows no style in the markup; by script it does.
      Object.assign(bar.style, {
        position: "fixed", inset: "auto 0 0 0", zIndex: "1000", margin: "0", padding: "1rem", maxHeight: "50vh",
        overflow: "auto", whiteSpace: "pre-wrap", overflowWrap: "anywhere", font: "14px/1.4 monospace",
        color: "#fff", background: "#7a1712",
      });
      document.body.append(bar);
    }
    bar.textContent = words;
  }

  function listen() {
    // A browser opens six connections to a host and no more: a page that nobody sees takes none of them.
    events?.close();
    events = document.hidden ? null : new EventSource("/.live/events");
    events?.addEventListener("message", ({ data }) => {
      const { build, error } = JSON.parse(data);
      if (build !== shown) location.reload();
      else complain(error);
    });
  }

  document.addEventListener("visibilitychange", listen);
  listen();
})();
