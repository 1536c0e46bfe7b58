// Drafts reach the server soon after each pause. A key never waits for it: saving goes on beside the writing.
const SOON = 600, AGAIN = 5_000; // ms after the last key; ms until the server is asked again
const FIELDS = ["act", "day", "time", "subject", "to", "cc", "bcc", "passages"];
const states = new Map(); // of fields that hold something the server has not heard
const mine = new WeakMap(); // what this window sent lately; the server may have kept it though its answer was lost

function stateOf(field) {
  if (!states.has(field)) states.set(field, { timer: 0, isBusy: false, isDirty: false, isOver: false });
  return states.get(field);
}

function soon(field, after = SOON) {
  const state = stateOf(field);
  state.isDirty = true;
  clearTimeout(state.timer);
  state.timer = setTimeout(save, after, field);
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

async function post(field) {
  const keepalive = field.value.length < 15_000; // browsers let little more outlive a page
  const headers = { "HX-Request": "true", "HX-Current-URL": location.href };
  const { signal } = stateOf(field).stop = new AbortController();
  const answer = await fetch(field.dataset.keeps, { method: "POST", body: body(field), headers, keepalive, signal });
  return { status: answer.status, said: [200, 409].includes(answer.status) ? await answer.json() : {} };
}

async function save(field) {
  const state = stateOf(field);
  clearTimeout(state.timer);
  if (state.isBusy || state.isOver || state.isAsking || !state.isDirty) return;
  Object.assign(state, { isBusy: true, isDirty: false });
  field.dispatchEvent(new CustomEvent("draft:posted", { bubbles: true })); // the page may go before the answer comes
  const text = field.value;
  mine.set(field, [text, ...mine.get(field) ?? []].slice(0, 3));
  const { status, said } = await post(field).catch(() => ({ status: 0 }));
  state.isBusy = false;
  if (state.isOver) return;
  if (status === 200) saved(field, said, text);
  else if (status === 409 && said.code === "draft_changed") two(field, said);
  else wait(field);
}

function saved(field, { version, at }, text) {
  field.dataset.version = version;
  say(field, field.dataset.saved.replace("{}", at));
  if (stateOf(field).isDirty || field.value !== text) return soon(field);
  states.delete(field);
  field.dispatchEvent(new CustomEvent("draft:saved", { bubbles: true }));
}

function wait(field) {
  say(field, field.dataset.here);
  if (field.isConnected) soon(field, AGAIN);
}

// Somebody, most likely the same agent, wrote in another window; where there is nothing to lose nobody is asked.
function two(field, other) {
  const isSame = mine.get(field)?.includes(other.text) || (!other.text && !other.html);
  if (isSame) {
    field.dataset.version = other.version;
    return soon(field, 0);
  }
  stateOf(field).isAsking = true;
  field.dispatchEvent(new CustomEvent("draft:two", { bubbles: true, detail: other }));
}

function say(field, words) {
  field.form.querySelectorAll("[data-kept]").forEach((note) => { note.textContent = words; });
}

const fieldOf = (at) => at.closest?.("form")?.querySelector("[data-draft]");
const flush = () => [...states.keys()].forEach(save);

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, ({ target }) => {
    const field = fieldOf(target);
    if (field && (FIELDS.includes(target.name) || (target === field && kind === "input"))) soon(field);
  });
}
document.addEventListener("draft:chosen", ({ target }) => { stateOf(target).isAsking = false; soon(target, 0); });
document.addEventListener("htmx:before:request", ({ detail }) => { const field = fieldOf(detail.ctx.sourceElement); if (field && detail.ctx.sourceElement === field.form) { stateOf(field).isOver = true; stateOf(field).stop?.abort(); } });
document.addEventListener("htmx:after:request", ({ detail }) => {
  const field = fieldOf(detail.ctx.sourceElement), state = field && states.get(field);
  if (state?.isOver) states.delete(field); // sent; or refused, and then the form comes anew
  if (state?.isOver && detail.ctx.response.status >= 300) soon(field);
});
document.addEventListener("htmx:error", ({ detail }) => { const field = detail.ctx && fieldOf(detail.ctx.sourceElement); if (field) { states.delete(field); soon(field); } });
document.addEventListener("htmx:before:swap", flush);
document.addEventListener("visibilitychange", flush);
addEventListener("pagehide", flush);
