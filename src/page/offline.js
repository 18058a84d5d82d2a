// Keeps the app's files for use without a network, and says when a newer release waits. The page is
// reloaded when another release has taken over, so that no tab goes on with the old one.
const { serviceWorker } = navigator;
const is = document.querySelector("script[data-wasm]").dataset;

// The release that waits, once there is one.
let waiting;

const announce = (worker) => {
  waiting = worker;
  window.dispatchEvent(new Event("cairn-update"));
};

// Asked by the app, after it has written everything down.
window.cairnUseUpdate = () => waiting?.postMessage("use this release");

// Forms that something was typed into and that are still to be sent. One without a button to send it saves by itself.
const typed = new Set();
const formOf = ({ target }) => (target?.form?.querySelector("[type=submit]") ? target.form : undefined);
document.addEventListener("input", (event) => typed.add(formOf(event)));
document.addEventListener("submit", ({ target }) => {
  // What was refused stays in its dialog, and what stays open goes on.
  setTimeout(() => target.closest("dialog[open]") || typed.delete(target));
});
const isTyping = () => [...typed].some((form) => form?.isConnected);

const watch = (registration) => {
  if (registration.waiting && serviceWorker.controller) announce(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    // Asked now: WebKit tells of the first release here, which has nothing to take over from, that it is installed when
    // it is already in charge of the page.
    const follows = registration.active;
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && follows && serviceWorker.controller) announce(worker);
    });
  });
};

if (serviceWorker && is.offline !== undefined) {
  const hadController = Boolean(serviceWorker.controller);
  serviceWorker.addEventListener("controllerchange", () => {
    if (!hadController) return;
    // Chosen in another tab, perhaps: what is half typed in this one comes first.
    const look = () => (isTyping() ? setTimeout(look, 500) : location.reload());
    look();
  });
  const register = () => serviceWorker.register("sw.js").then(watch);
  // A refusal (a private window, no HTTPS) costs only the use without a network.
  window.addEventListener("load", () => register().catch((error) => console.warn(`Cairn needs a network. ${error}`)));
}
