// The last resort: shows the overlay of index.html and hands out what is stored, without wasm and
// without the app, which has stopped for good when this is needed.
"use strict";
(() => {
  const part = (name) => document.getElementById(`fatal-${name}`);

  const download = () => {
    let found;
    try {
      found = window.cairnStored.local();
    } catch (error) {
      part("status").textContent = `The browser does not let Cairn read its storage: ${error}`;
      return;
    }
    const count = Object.keys(found).length;
    if (count > 0) window.cairnStored.save("cairn-rescue.json", found);
    part("status").textContent = count > 0
      ? "Saved as cairn-rescue.json, in your downloads."
      : "Nothing of Cairn is stored in this browser.";
  };

  // Stops the page and says so. The first message stays: what follows is mostly its consequence.
  window.cairnFatal = (message) => {
    const overlay = document.getElementById("fatal");
    if (!overlay.hidden) return;
    console.error(`Cairn stopped: ${message}`);
    part("message").textContent = String(message);
    // An open dialog would lie above the overlay and keep the focus; closing it would call the app.
    for (const dialog of document.querySelectorAll("dialog:modal")) dialog.remove();
    for (const element of document.body.children) element.inert = element !== overlay;
    // Only now: a link before the app would take the place of its skip link.
    const rescue = part("rescue"); // not in a one-file copy, which is alone
    if (rescue) rescue.href = "rescue.html";
    overlay.hidden = false;
    overlay.focus();
  };

  // A panic aborts the app; without a word of its own it arrives as a trap.
  const onTrap = (error) => {
    if (error instanceof WebAssembly.RuntimeError) window.cairnFatal(error.message);
  };
  window.addEventListener("error", (event) => onTrap(event.error));
  window.addEventListener("unhandledrejection", (event) => onTrap(event.reason));
  part("download").addEventListener("click", download);
  part("reload").addEventListener("click", () => location.reload());
})();
