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

// In ms. WebKit moves a worker on before anyone hears of it, so that an event can be missed.
const LOOK_AGAIN = 3000;

const watch = (registration) => {
  // A release that waits follows another one; the first one here waits for nobody. Asked of the registration and not of
  // an event: WebKit tells of a state when the next one has come.
  const look = () => {
    const { waiting: worker, active } = registration;
    if (worker && worker !== waiting && active && serviceWorker.controller) announce(worker);
  };
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
  setInterval(look, LOOK_AGAIN);
  look();
  // A browser asks for a newer release when it finds the time; Firefox puts it off as long as pages load. Without a
  // network there is none to be had.
  if (serviceWorker.controller) registration.update().catch(() => {});
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
