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
    if (hadController) location.reload();
  });
  const register = () => serviceWorker.register("sw.js").then(watch);
  // A refusal (a private window, no HTTPS) costs only the use without a network.
  window.addEventListener("load", () => register().catch((error) => console.warn(`Cairn needs a network. ${error}`)));
}
