// What is being written is kept in this browser at once and on the server soon after (`keeping.js`): it survives a
// reload, a lost line, a closed lid and an expired sign-in. What was kept here and not there is brought back.
const PREFIX = "aspa:draft:";
const LATE = 10_000; // ms for which a page that comes may be older than what this window has heard since
const posted = new Map(); // what this window has sent to the server since it last answered, of each shelf
const known = new WeakSet(), gone = new Set(); // fields whose shelf was looked at; forms that were sent

const htmlOf = (field) => field.form.elements.html;
const isChanged = (field) => field.value !== field.dataset.begun;

function place(field) {
  const number = field.closest("[data-case]").dataset.case;
  return `${PREFIX}${document.documentElement.dataset.agent}:${number}:${field.dataset.draft}`;
}

function read(field) {
  const kept = localStorage.getItem(place(field));
  try {
    const parsed = JSON.parse(kept);
    if (typeof parsed?.text === "string") return parsed;
  } catch { /* kept by an earlier release */ }
  return kept && { text: kept, version: Number(field.dataset.version) };
}

function keep(field, isSaved = false) {
  const { value: text, dataset: { version } } = field;
  if (isChanged(field)) {
    const kept = { text, html: htmlOf(field)?.value ?? "", version: Number(version), posted: posted.get(place(field)), isSaved, at: Date.now() };
    localStorage.setItem(place(field), JSON.stringify(kept));
  } else localStorage.removeItem(place(field));
  field.form.querySelectorAll("[data-kept]").forEach((note) => { note.hidden = !isChanged(field); });
}

function put(field, { text, html = "" }) { // the editor, where there is one, hears it
  field.value = text;
  if (htmlOf(field)) htmlOf(field).value = html;
  field.dispatchEvent(new CustomEvent("draft:put", { bubbles: true, detail: { html } }));
}

function restore(root) {
  for (const field of root.querySelectorAll("[data-case] [data-draft]")) {
    const kept = !known.has(field) && read(field);
    known.add(field);
    const isSame = kept && kept.text === field.value && (kept.html ?? "") === (htmlOf(field)?.value ?? ""); // a picture has no words
    if (!kept || isSame || field.value !== field.defaultValue) continue;
    const version = Number(field.dataset.version), isOlder = version < kept.version && Date.now() - kept.at < LATE;
    if (kept.isSaved && !isOlder) continue;
    if (isOlder) field.dataset.version = kept.version;
    if (isOlder || kept.version === version || kept.posted?.includes(field.value)) { // nobody else wrote it
      put(field, kept);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    } else field.dispatchEvent(new CustomEvent("draft:two", { bubbles: true, detail: { ...kept, version: undefined } }));
  }
}

function sent(form) {
  for (const field of form.querySelectorAll("[data-draft]")) {
    const [version, letter] = JSON.parse(document.querySelector("#case")?.dataset.versions ?? "{}")[field.dataset.draft] ?? [];
    field.defaultValue = field.dataset.begun;
    Object.assign(field.dataset, { version: version ?? field.dataset.version, letter: letter ?? field.dataset.letter });
    form.reset();
    put(field, { text: field.defaultValue });
    keep(field);
  }
}

document.addEventListener("draft:put", ({ target }) => known.add(target));
document.addEventListener("draft:posted", ({ target }) => {
  posted.set(place(target), [...posted.get(place(target)) ?? [], target.value].slice(-4));
  keep(target);
});
document.addEventListener("draft:saved", ({ target }) => { posted.delete(place(target)); keep(target, true); });
document.addEventListener("draft:take", ({ target, detail }) => put(target, detail));
document.addEventListener("input", ({ target }) => { if (target.matches("[data-draft]")) keep(target); });
document.addEventListener("htmx:after:swap", () => { // the case came anew, with the versions of its drafts
  gone.forEach(sent);
  gone.clear();
  restore(document);
});
document.addEventListener("htmx:before:request", ({ detail }) => { // signing out elsewhere may have emptied the shelf
  const form = detail.ctx.sourceElement;
  if (form.matches("form")) form.querySelectorAll("[data-draft]").forEach((field) => keep(field));
});
document.addEventListener("htmx:after:request", ({ detail }) => {
  const form = detail.ctx.sourceElement;
  if (!form.matches("form:has([data-draft])") || detail.ctx.response.status >= 300) return;
  form.querySelectorAll("[data-draft]").forEach((field) => localStorage.removeItem(place(field)));
  gone.add(form);
});
document.addEventListener("submit", ({ target }) => {
  if (!target.matches("[data-forgets]")) return;
  Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key));
});
restore(document);
