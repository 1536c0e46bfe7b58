// `@` in a memo offers colleagues by name. Brought when a memo is begun (`editor.js`); their names come once, and then no
// key waits for the server. The list stands above what is being typed, never over it.
const CALL = /(?:^|[^\p{L}\p{N}_.@])@(?! )([\p{L}\p{M}\p{N}.'’\- ]{0,60})$/u; // an address has letters before it
const MOST = 8;
let coming, box, area; // the names on their way; their list; the field it is open for
let start = 0, at = 0, said, left = -1; // where the call begins, which is chosen, what was typed last; where Esc was pressed

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const rows = () => [...box.querySelectorAll("li:not([hidden])")];
const isMemo = (field) => field?.matches?.("textarea[data-colleagues]");

async function names(path) {
  const answer = await fetch(path, { headers: { "HX-Request": "true" } });
  const found = answer.ok && document.createRange().createContextualFragment(await answer.text()).querySelector("#colleagues");
  return found || Promise.reject(new Error("no names"));
}

async function bring(field) {
  try {
    box = await (coming ??= names(field.dataset.colleagues));
  } catch {
    return void (coming = undefined); // no line: a memo is written without; the next one asks again
  }
  if (document.activeElement === field) look(field);
}

function look(field) {
  if (!box) return;
  const before = field.selectionStart === field.selectionEnd && field.value.slice(0, field.selectionStart);
  const call = CALL.exec(before || "")?.[1], begins = call === undefined ? -1 : field.selectionStart - call.length - 1;
  if (begins < 0) left = -1;
  if (begins === left) return close();
  if (area && begins === start && call === said) return;
  [start, said, at, left] = [begins, call, 0, -1];
  const text = plain(call);
  let many = 0;
  for (const row of box.querySelectorAll("li")) row.hidden = !(` ${plain(row.textContent)}`.includes(` ${text}`) && many++ < MOST);
  if (many) open(field);
  else close();
}

function open(field) {
  area = field;
  const reply = field.closest("#reply");
  if (box.parentElement !== reply) reply.append(box);
  box.hidden = false;
  field.setAttribute("aria-controls", "colleagues-list");
  const status = box.querySelector("[role=status]"), told = status.dataset.found.replace("{}", rows().length);
  if (status.textContent !== told) status.textContent = told;
  mark();
}

function mark() {
  for (const [nth, row] of rows().entries()) row.setAttribute("aria-selected", String(nth === at));
  rows()[at].scrollIntoView({ block: "nearest" });
  area.setAttribute("aria-activedescendant", rows()[at].id);
}

function close() {
  if (!area) return;
  box.hidden = true;
  for (const name of ["aria-controls", "aria-activedescendant"]) area.removeAttribute(name);
  area = undefined;
}

function put(row) {
  const field = area, text = `@${row.textContent} `, end = field.selectionStart, begin = start;
  close();
  field.focus();
  field.setSelectionRange(begin, end);
  if (document.execCommand("insertText", false, text)) return; // can be undone
  field.setRangeText(text, begin, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function onKey(event) {
  if (!area || event.target !== area || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], many = rows().length;
  if (step) { at = (at + step + many) % many; mark(); }
  else if (event.key === "Enter" || event.key === "Tab") put(rows()[at]);
  else if (event.key === "Escape") { left = start; close(); }
  else return;
  event.preventDefault();
  event.stopPropagation();
}

document.addEventListener("focusin", ({ target }) => { if (isMemo(target)) bring(target); });
document.addEventListener("input", ({ target }) => { if (isMemo(target)) look(target); });
document.addEventListener("selectionchange", () => { if (area) look(area); });
document.addEventListener("keydown", onKey, true);
document.addEventListener("focusout", ({ target }) => { if (target === area) close(); });
document.addEventListener("mousedown", (event) => { if (event.target.closest("#colleagues")) event.preventDefault(); }); // the caret stays
document.addEventListener("click", ({ target }) => { const row = area && target.closest("#colleagues li"); if (row) put(row); });
if (isMemo(document.activeElement)) bring(document.activeElement);
