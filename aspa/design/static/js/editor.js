// The rich editor is brought when somebody begins to write; until it is there, and without it, the plain field does all.
// A memo names what it is to have in `data-brings`.
let bringing;

async function bring(field) {
  const { rich, looks, drawn, squire, purify } = field.dataset;
  bringing ??= Promise.all([rich, looks, drawn, squire, purify].map((at) => import(at)));
  const [{ begin }, cleaning, { pictures }, { default: Squire }] = await bringing;
  if (field.isConnected && field.form && !field.matches("[data-is-rich], [data-composing]")) begin(field, Squire, window.DOMPurify, cleaning, pictures);
}

// A letter that has looks already shows them, also before somebody writes on: a draft that was read again, one refused.
function show() {
  for (const field of document.querySelectorAll("textarea[data-rich]:not([data-is-rich])"))
    if (field.form.elements.html.value) bring(field);
}

const isRich = (at) => at.matches?.("textarea[data-rich]");

document.addEventListener("focusin", ({ target }) => { if (isRich(target)) bring(target); });
document.addEventListener("focusin", ({ target }) => { if (target.dataset?.brings) import(target.dataset.brings); });
document.addEventListener("compositionstart", ({ target }) => { if (isRich(target)) target.dataset.composing = ""; });
document.addEventListener("compositionend", ({ target }) => {
  if (!isRich(target)) return;
  delete target.dataset.composing;
  bring(target);
});
document.addEventListener("htmx:after:swap", show);
document.addEventListener("draft:put", () => setTimeout(show)); // what was put in place of it is whole by then
show();
