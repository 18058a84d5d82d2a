// rescue.html: lists what is stored and hands it out. Every text goes into text nodes only.
"use strict";
(() => {
  const part = (id) => document.getElementById(id);
  const { local, backups, save } = window.cairnStored;

  const row = (table, cell, ...texts) => {
    const line = table.insertRow();
    for (const text of texts) {
      const place = document.createElement(cell);
      if (cell === "th") place.scope = "col";
      place.textContent = text;
      line.append(place);
    }
  };

  // Values by key, with their sizes; says it where there are none.
  const list = (table, values) => {
    const keys = Object.keys(values);
    if (keys.length === 0) return row(table, "td", "Nothing", "");
    row(table, "th", "Name", "Characters");
    for (const key of keys) row(table, "td", key, values[key].length.toLocaleString());
  };

  const look = async () => {
    const found = {};
    const missing = [];
    try {
      found.localStorage = local();
    } catch (error) {
      missing.push(`the storage (${error})`);
    }
    try {
      found.indexedDB = await backups();
    } catch (error) {
      missing.push(`the backups (${error})`);
    }
    list(part("local"), found.localStorage ?? {});
    const stores = Object.entries(found.indexedDB ?? {});
    list(part("backups"), Object.fromEntries(stores.flatMap(([store, values]) =>
      Object.entries(values).map(([key, value]) => [`${store}: ${key}`, value]))));
    const count = Object.keys(found.localStorage ?? {}).length + stores.flatMap(([, it]) => Object.keys(it)).length;
    const unread = missing.length ? ` The browser does not let this page read ${missing.join(" and ")}.` : "";
    part("status").textContent = (count ? `${count} values found.` : "Nothing of Cairn is stored in this browser.") + unread;
    part("download").disabled = count === 0;
    part("download").addEventListener("click", () => {
      save("cairn-rescue.json", found);
      part("status").textContent = "Saved as cairn-rescue.json, in your downloads.";
    });
  };
  look();
})();
