// What a ready passage left open, `{order number}`, is marked in the text and told below it until somebody fills it in.
const PLACE = /\{ ?\p{L}[\p{L}\p{N}_ ’'./-]{0,58} ?\}/gu;
const fieldOf = (at) => (at.matches?.("textarea[data-draft=reply]") ? at : null);
const richOf = (field) => field.parentElement.querySelector(".rich");

function texts(root) {
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) found.push(walk.currentNode);
  return found;
}

function rangesIn(rich) {
  return texts(rich).flatMap((node) => [...node.data.matchAll(PLACE)].map(({ 0: words, index }) => {
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + words.length);
    return range;
  }));
}

function tell(field) {
  const note = field.form.querySelector("[data-open-places]"), rich = richOf(field);
  if (!note) return;
  const open = [...new Set(field.value.match(PLACE) ?? [])];
  const words = open.length ? note.dataset.says.replace("{}", open.join(", ")) : "";
  if (note.textContent !== words) note.textContent = words;
  note.hidden = !open.length;
  if (!open.length) field.form.querySelector("#open-asked")?.remove(); // it was answered
  if (rich && globalThis.Highlight) CSS.highlights.set("open-place", new Highlight(...rangesIn(rich)));
}

function choose(field, { unfilled, from }) { // the first one, so that the next key begins to fill it in
  if (!unfilled) return;
  const rich = richOf(field);
  if (!rich) {
    const start = field.value.indexOf(unfilled, Math.max(from, 0));
    return void (start >= 0 && field.setSelectionRange(start, start + unfilled.length));
  }
  const range = rangesIn(rich).find((one) => one.toString() === unfilled);
  if (range) getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
}

const tellAll = () => document.querySelectorAll("textarea[data-draft=reply]").forEach(tell);

document.addEventListener("input", ({ target }) => { if (fieldOf(target)) tell(target); });
document.addEventListener("passage:open", ({ target, detail }) => { tell(target); choose(target, detail); });
document.addEventListener("draft:put", ({ target }) => { if (fieldOf(target)) setTimeout(tell, 0, target); });
document.addEventListener("reset", ({ target }) => { // what was sent asks for nothing more
  if (target.elements.passages) target.elements.passages.value = "";
  target.querySelectorAll("[data-once]").forEach((one) => one.remove());
});
document.addEventListener("htmx:after:swap", ({ detail }) => {
  if (detail.ctx?.response?.status === 422) document.querySelector("#open-asked, #asked")?.focus();
  tellAll();
});
tellAll();
