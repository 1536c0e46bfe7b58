// A letter with looks: an editor over the plain field, which it keeps up to date, so that all else works as without it.
const ACTS = {
  bold: (editor) => (editor.hasFormat("B") ? editor.removeBold() : editor.bold()),
  italic: (editor) => (editor.hasFormat("I") ? editor.removeItalic() : editor.italic()),
  list: (editor) => (editor.hasFormat("UL") ? editor.removeList() : editor.makeUnorderedList()),
  quote: (editor) => (editor.hasFormat("BLOCKQUOTE") ? editor.decreaseQuoteLevel() : editor.increaseQuoteLevel()),
};
const FORMATS = { bold: "B", italic: "I", list: "UL", quote: "BLOCKQUOTE" };

function made(field) {
  const box = document.createElement("div"), label = document.querySelector(`label[for="${field.id}"]`);
  box.className = "rich";
  Object.entries({ role: "textbox", "aria-multiline": "true", "aria-label": label.textContent, dir: "auto", lang: field.lang })
    .forEach(([name, value]) => box.setAttribute(name, value));
  field.after(box);
  return box;
}

function caret(editor, box, at, written) { // where it stood in the plain field
  const before = written.slice(0, at).split("\n"), block = box.children[before.length - 1];
  const node = block?.firstChild?.nodeType === Node.TEXT_NODE ? block.firstChild : block;
  if (!node) return;
  const range = document.createRange();
  range.setStart(node, node.nodeType === Node.TEXT_NODE ? Math.min(before.at(-1).length, node.length) : 0);
  range.collapse(true);
  editor.setSelection(range);
}

function bar(field, editor, box) {
  const tools = document.querySelector("#looks").content.firstElementChild.cloneNode(true);
  field.before(tools);
  tools.addEventListener("click", ({ target }) => {
    const act = target.closest("[data-act]")?.dataset.act;
    if (act === "link") return void (tools.querySelector("input").hidden = false, tools.querySelector("input").focus());
    if (act) { ACTS[act](editor); editor.focus(); }
  });
  tools.querySelector("input").addEventListener("keydown", (event) => {
    if (!["Enter", "Escape"].includes(event.key)) return;
    for (const stop of ["preventDefault", "stopPropagation"]) event[stop]();
    const address = event.target.value.trim();
    if (event.key === "Enter" && address) editor.makeLink(/^(https?|mailto|tel):/i.test(address) ? address : `https://${address}`);
    Object.assign(event.target, { value: "", hidden: true });
    editor.focus();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Tab" && !event.shiftKey) event.stopImmediatePropagation(); // Tab leaves, as from every field
    if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === "k") { event.preventDefault(); tools.querySelector("[data-act=link]").click(); }
  }, true);
  editor.addEventListener("pathChange", () => tools.querySelectorAll("[data-act]:not([data-act=link])").forEach((button) => {
    button.setAttribute("aria-pressed", String(editor.hasFormat(FORMATS[button.dataset.act])));
  }));
  return tools;
}

export function begin(field, Squire, DOMPurify, { tidy, text, isPlain, outgoing, lines }, pictures) {
  const hidden = field.form.elements.html, at = field.selectionStart, wasFocused = document.activeElement === field;
  const box = made(field), editor = new Squire(box, { addLinks: false, sanitizeToDOMFragment: (html) => tidy(html, DOMPurify) });
  const sync = () => {
    field.value = text(box);
    hidden.value = isPlain(box) ? "" : outgoing(box);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  editor.setHTML(hidden.value ? lines(field, hidden.value) : lines(field));
  const tools = bar(field, editor, box);
  pictures(editor, box, field, sync);
  field.dataset.isRich = "";
  field.required = false;
  if (wasFocused) { editor.focus(); if (hidden.value) editor.moveCursorToEnd(); else caret(editor, box, at, field.value); }
  editor.addEventListener("input", sync);
  const over = new AbortController();
  field.addEventListener("passage:put", ({ detail }) => {
    editor.focus();
    if (detail.range) editor.setSelection(detail.range);
    editor.insertHTML(lines({ value: detail.text, dataset: {} }));
    sync();
  }, { signal: over.signal });
  field.addEventListener("draft:put", () => {
    over.abort();
    editor.destroy();
    [box, tools].forEach((one) => one.remove());
    delete field.dataset.isRich;
  }, { once: true });
}
