// Drafts reach the server soon after each pause. A key never waits for it: saving goes on beside the writing.
// What is known of a draft is known by its address, not by its field: a refused form comes anew, and is the same draft.
const SOON = 600, AGAIN = 5_000; // ms after the last key; ms until the server is asked again
const FIELDS = ["act", "day", "time", "subject", "to", "cc", "bcc", "passages", "dismissed", "hand"];
const drafts = new Map(); // which hold something the server has not heard
const mine = new Map(); // what this window sent lately; the server may have kept it though its answer was lost

function draftOf(field) {
  const at = field.dataset.keeps;
  if (!drafts.has(at)) drafts.set(at, { at, field, timer: 0, isBusy: false, isDirty: false, isOver: false });
  const draft = drafts.get(at);
  return draft.field === field ? draft : Object.assign(draft, { field, isAsking: false });
}

const draftNow = ({ at, field }) => draftOf(document.querySelector(`[data-keeps="${at}"]`) ?? field);
const isGone = (draft) => drafts.get(draft.at) !== draft;

function soon(field, after = SOON) {
  const draft = draftOf(field);
  draft.isDirty = true;
  clearTimeout(draft.timer);
  draft.timer = setTimeout(save, after, draft);
}

function body(field) {
  const made = new FormData(), written = new FormData(field.form), isBegun = field.value !== field.dataset.begun;
  made.set("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
  made.set("version", field.dataset.version);
  made.set("text", isBegun ? field.value : "");
  made.set("html", isBegun ? written.get("html") ?? "" : "");
  if (isBegun) FIELDS.forEach((name) => made.set(name, written.get(name) ?? ""));
  return made;
}

async function post({ field }, { signal }) {
  const keepalive = field.value.length < 15_000; // browsers let little more outlive a page
  const headers = { "HX-Request": "true", "HX-Current-URL": location.href };
  const answer = await fetch(field.dataset.keeps, { method: "POST", body: body(field), headers, keepalive, signal });
  return { status: answer.status, said: [200, 409].includes(answer.status) ? await answer.json() : {} };
}

async function save(draft) {
  clearTimeout(draft.timer);
  if (isGone(draft) || draft.isBusy || draft.isOver || draftNow(draft).isAsking || !draft.isDirty) return;
  Object.assign(draft, { isBusy: true, isDirty: false, stop: new AbortController() });
  draft.field.dispatchEvent(new CustomEvent("draft:posted", { bubbles: true })); // the page may go before the answer comes
  const text = draft.field.value;
  mine.set(draft.at, [text, ...mine.get(draft.at) ?? []].slice(0, 3));
  const { status, said } = await post(draft, draft.stop).catch(() => ({ status: 0 }));
  draft.isBusy = false;
  if (isGone(draft) || draft.isOver) return;
  const { field } = draftNow(draft);
  if (status === 200) saved(draft, said, text);
  else if (!field.isConnected) drafts.delete(draft.at); // another case is shown; this browser has the words still
  else if (status === 409 && said.code === "draft_changed") two(draft, said);
  else wait(field);
}

function saved({ at, field, isDirty }, { version, at: clock }, text) {
  field.dataset.version = version;
  say(field, field.dataset.saved.replace("{}", clock));
  if (isDirty || field.value !== text) return soon(field);
  drafts.delete(at);
  field.dispatchEvent(new CustomEvent("draft:saved", { bubbles: true }));
}

function wait(field) {
  say(field, field.dataset.here);
  soon(field, AGAIN);
}

// Somebody, most likely the same agent, wrote in another window; where there is nothing to lose nobody is asked.
function two(draft, other) {
  draft.isAsking = !mine.get(draft.at).includes(other.text) && Boolean(other.text || other.html);
  if (draft.isAsking) return draft.field.dispatchEvent(new CustomEvent("draft:two", { bubbles: true, detail: other }));
  draft.field.dataset.version = other.version;
  soon(draft.field, 0);
}

function say(field, words) {
  field.form.querySelectorAll("[data-kept]").forEach((note) => { note.textContent = words; });
}

const fieldOf = (at) => at.closest?.("form")?.querySelector("[data-draft]");
const flush = (answered) => [...drafts.values()].filter(({ field }) => field.form !== answered).forEach(save);

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, ({ target }) => {
    const field = fieldOf(target);
    if (field && (FIELDS.includes(target.name) || (target === field && kind === "input"))) soon(field);
  });
}
document.addEventListener("draft:chosen", ({ target }) => { draftOf(target).isAsking = false; soon(target, 0); });
document.addEventListener("draft:leaves", ({ detail: field }) => Object.assign(draftOf(field), { isOver: true }).stop?.abort());
document.addEventListener("draft:left", ({ detail: field }) => drafts.delete(field.dataset.keeps));
document.addEventListener("draft:stays", ({ detail: field }) => { drafts.delete(field.dataset.keeps); soon(field); });
document.addEventListener("htmx:before:swap", ({ detail }) => flush(detail.ctx?.sourceElement)); // whose own form comes anew
document.addEventListener("visibilitychange", () => flush());
addEventListener("pagehide", () => flush());
