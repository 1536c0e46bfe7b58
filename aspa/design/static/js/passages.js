// Ready passages: a list opens at the answer (`slashes.js`); Enter puts one in where the caret stood. The server searches
// and fills in, so that what comes is what holds now. The list stands above what is being typed, never over it.
const box = () => document.querySelector("#passages"), field = () => box().querySelector("input");
const rows = () => [...box().querySelectorAll("li")];
let place, at = 0, round = 0, pending; // where it is put in, which is chosen, what was asked last

function caretIn(rich) {
  const chosen = getSelection();
  return chosen.rangeCount && rich.contains(chosen.anchorNode) ? chosen.getRangeAt(0).cloneRange() : null;
}

function open(form, slashes) {
  if (document.querySelector("dialog[open]")) return;
  form.closest("#reply").setAttribute("data-open", "");
  const area = form.querySelector("textarea"), rich = form.querySelector(".rich"), range = rich && caretIn(rich);
  if (range && slashes) range.setStart(range.startContainer, range.startOffset - slashes);
  if (!rich && !slashes && area.value === area.defaultValue) { // between greeting and ending
    const gap = area.value.indexOf("\n\n\n");
    if (gap > 0) area.setSelectionRange(gap + 2, gap + 2);
  }
  place = { form, area, rich, range, from: area.selectionStart - slashes, to: area.selectionEnd };
  box().show();
  field().value = "";
  field().focus();
  look();
}

function look() {
  const mine = ++round, { dataset: { passages } } = place.form.querySelector("[data-passages]");
  const headers = { "HX-Request": "true", "HX-Current-URL": location.href };
  pending = fetch(`${passages}?q=${encodeURIComponent(field().value.trim())}`, { headers })
    .then((answer) => (answer.ok && answer.headers.has("aspa") ? answer.text() : ""), () => "")
    .then((found) => { if (mine === round && place) draw(new DOMParser().parseFromString(found, "text/html")); });
}

function draw({ body }) {
  const list = box().querySelector("ul"), status = box().querySelector("[role=status]"), count = body.children.length;
  list.replaceChildren(...body.children);
  at = 0;
  list.hidden = !count;
  box().querySelector("[data-none]").hidden = count > 0;
  status.textContent = status.dataset.found.replace("{}", count);
  mark();
}

function mark() {
  for (const [nth, row] of rows().entries()) row.setAttribute("aria-selected", String(nth === at));
  rows()[at]?.scrollIntoView({ block: "nearest" });
  field().setAttribute("aria-expanded", String(rows().length > 0));
  field().setAttribute("aria-activedescendant", rows()[at]?.id ?? "");
}

function close() {
  const was = place;
  place = undefined;
  box().close();
  return was;
}

function put(row) {
  if (!row || !place) return;
  const { form, area, rich, range, from, to } = close(), { text, version, unfilled } = row.dataset, noted = form.elements.passages;
  noted.value = [...new Set([...noted.value.split(" ").filter(Boolean), version])].join(" ");
  if (rich) area.dispatchEvent(new CustomEvent("passage:put", { detail: { text, range } }));
  else {
    area.focus();
    area.setSelectionRange(from, to);
    if (!document.execCommand("insertText", false, text)) area.setRangeText(text, from, to, "end"); // else it cannot be undone
  }
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.dispatchEvent(new CustomEvent("passage:open", { bubbles: true, detail: { unfilled, from } }));
}

function back() { // to what was being written, as it was
  const { area, rich, range, to } = close();
  (rich ?? area).focus();
  if (range) getSelection().collapse(range.endContainer, range.endOffset);
  else if (!rich) area.setSelectionRange(to, to);
}

document.addEventListener("passages:open", ({ target, detail }) => open(target, detail.slashes));
document.addEventListener("input", ({ target }) => { if (place && target === field()) look(); });
document.addEventListener("keydown", (event) => {
  if (!place || event.target !== field() || event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], many = rows().length;
  if (step && many) at = (at + step + many) % many;
  else if (event.key === "Enter") pending.then(() => put(rows()[at])); // of what was typed last
  else if (event.key === "Escape") return void (event.preventDefault(), back());
  else return;
  event.preventDefault();
  mark();
});
document.addEventListener("click", ({ target }) => { if (place) put(target.closest("#passages [role=option]")); });
document.addEventListener("focusout", ({ target, relatedTarget }) => { // whoever goes elsewhere is done with it
  if (place && target === field() && relatedTarget && !box().contains(relatedTarget)) close();
});
