// One thing to write at a time: the answer, a memo, or another time.
function choose(tab, { isFocused = true } = {}) {
  for (const other of tab.closest("[role=tablist]").querySelectorAll("[role=tab]")) {
    const isChosen = other === tab;
    other.setAttribute("aria-selected", String(isChosen));
    other.tabIndex = isChosen ? 0 : -1;
    document.getElementById(other.getAttribute("aria-controls"))?.toggleAttribute("data-waits", !isChosen);
  }
  if (isFocused) write(document.getElementById(tab.getAttribute("aria-controls")));
}

function write(panel) {
  const field = panel?.querySelector("textarea"), rich = panel?.querySelector("[contenteditable]");
  if (rich) return void setTimeout(() => rich.focus());
  if (!field) return;
  begin(field);
  // After the key that got here has done its work, or it would be typed into the field.
  setTimeout(() => field.focus());
}

// An answer begins between its greeting and its ending, and one that was begun before goes on where it stopped.
const visited = new WeakSet(); // fields in which the caret is where the agent left it
function begin(field) {
  if (visited.has(field)) return;
  visited.add(field);
  const { value, dataset: { begun = "" } } = field, gap = value.indexOf("\n\n\n"), ending = begun.split("\n\n\n")[1];
  const said = ending && value.endsWith(ending) ? value.slice(0, -ending.length).trimEnd() : value;
  const at = gap > 0 ? gap + 2 : said.length;
  field.setSelectionRange(at, at);
}

// The answer takes its room when somebody begins to write, and gives it back when it is sent.
function open(reply) {
  const thread = document.querySelector("#thread");
  const below = thread.scrollHeight - thread.scrollTop - thread.clientHeight;
  reply.setAttribute("data-open", "");
  thread.scrollTop = thread.scrollHeight - thread.clientHeight - below; // what was last in sight stays in sight
}

for (const begins of ["focusin", "change", "drop"]) {
  document.addEventListener(begins, ({ target }) => { // not for a tab: it would move from under the mouse
    const reply = target.closest("#reply:not([data-open])");
    if (reply && target.closest("form")) open(reply);
  });
}
let rested; // the field that was at rest when the mouse went down on it; by the time it is up, another is under it
document.addEventListener("pointerdown", ({ target }) => { rested = target.closest("#reply:not([data-open]) textarea"); });
document.addEventListener("pointerup", () => { if (rested) begin(rested); });
document.addEventListener("input", ({ target, isTrusted }) => { if (isTrusted) visited.add(target); });
document.addEventListener("draft:put", ({ target }) => visited.delete(target)); // other words, and no place in them yet
document.addEventListener("htmx:after:request", ({ detail }) => {
  const reply = detail.ctx.sourceElement.closest("#reply");
  if (!reply || detail.ctx.response.status >= 300) return;
  const { activeElement } = document; // the field that is left says `change`, which would open the answer again
  if (activeElement === document.body || reply.contains(activeElement)) document.querySelector("#thread")?.focus();
  reply.removeAttribute("data-open");
});

// The case takes "another time" away with its promise; whoever was there goes back to the answer.
document.addEventListener("htmx:after:swap", () => {
  const chosen = document.querySelector("#reply [role=tab][aria-selected=true]");
  if (chosen && !chosen.checkVisibility()) choose(chosen.parentElement.querySelector("[role=tab]"), { isFocused: false });
});

document.addEventListener("click", ({ target }) => {
  const tab = target.closest("[role=tab]");
  if (tab) choose(tab);
});

document.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const tab = event.target.closest("[role=tab]");
  if (!step || !tab) return;
  const tabs = [...tab.parentElement.querySelectorAll("[role=tab]")].filter((one) => one.checkVisibility());
  const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
  choose(next, { isFocused: false });
  next.focus();
});
