// find.js ROLE NAME: the first visible element of that role whose accessible name is the given one,
// or else begins with it. Enough of the naming rules for pages with plain HTML controls.
const [role, wanted] = arguments;
const implied = {
  button: "button, summary, input[type=submit], input[type=button]",
  link: "a[href]",
  heading: "h1, h2, h3, h4, h5, h6",
  textbox: "textarea, input:not([type]), input[type=text], input[type=search], input[type=url], input[type=email]",
  spinbutton: "input[type=number]",
  checkbox: "input[type=checkbox]",
  radio: "input[type=radio]",
  combobox: "select",
  option: "option",
  dialog: "dialog",
  field: "input, textarea, select, [contenteditable=true]",
};
const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const texts = (elements) => plain([...elements].map((element) => element.textContent).join(" "));
const nameOf = (element) => {
  const ids = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
  const named = texts(ids.map((id) => document.getElementById(id)).filter(Boolean));
  return named
    || plain(element.getAttribute("aria-label"))
    || (element.labels?.length ? texts(element.labels) : "")
    || plain(element.innerText)
    || plain(element.value ?? "")
    || plain(element.title || element.placeholder);
};
const selector = [`[role=${role}]`, implied[role]].filter(Boolean).join(", ");
// A modal dialog makes everything else inert, without an attribute.
const modal = [...document.querySelectorAll("dialog:modal")].at(-1);
const reachable = modal && role !== "dialog" ? modal : document;
const found = [...reachable.querySelectorAll(selector)]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]"));
const names = found.map(nameOf);
const at = names.indexOf(plain(wanted));
return found[at >= 0 ? at : names.findIndex((name) => name.startsWith(plain(wanted)))] ?? null;
