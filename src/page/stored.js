// What Cairn keeps in this browser, read and handed out as it is: for the overlay and for rescue.html,
// which work without wasm.
"use strict";
window.cairnStored = (() => {
  const PREFIX = "cairn/";
  const BACKUPS = "cairn";

  // key → stored text; throws where the browser does not let anyone read.
  const local = () => {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).sort();
    return Object.fromEntries(keys.map((key) => [key, localStorage.getItem(key)]));
  };

  // Some browsers never answer; what is in the other storage must not wait for that.
  const PATIENCE = 5000;
  const answer = (request) =>
    new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
      setTimeout(() => failed(new Error("no answer")), PATIENCE);
    });

  // store → key → text, of the database of backups; empty where there is none.
  const backups = async () => {
    const opening = indexedDB.open(BACKUPS);
    // Opening makes a database where there was none: then it must not stay.
    let none = false;
    opening.onupgradeneeded = () => {
      none = true;
      opening.transaction.abort();
    };
    const database = await answer(opening).catch((error) => {
      if (!none) throw error;
    });
    if (!database) return {};
    const found = {};
    for (const name of database.objectStoreNames) {
      const store = database.transaction(name).objectStore(name);
      const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
      found[name] = Object.fromEntries(keys.map((key, i) => [key, values[i]]));
    }
    database.close();
    return found;
  };

  const save = (name, value) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(value, null, 1)], { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  return { local, backups, save };
})();
