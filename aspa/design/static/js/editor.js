// The rich editor is brought when somebody begins to write; until it is there, and without it, the plain field does all.
let bringing;

async function bring(field) {
  const { rich, looks, squire, purify } = field.dataset;
  bringing ??= Promise.all([rich, looks, squire, purify].map((at) => import(at)));
  const [{ begin }, cleaning, { default: Squire }] = await bringing;
  if (field.isConnected && field.form && !field.matches("[data-is-rich], [data-composing]")) begin(field, Squire, window.DOMPurify, cleaning);
}

const isRich = (at) => at.matches?.("textarea[data-rich]");

document.addEventListener("focusin", ({ target }) => { if (isRich(target)) bring(target); });
document.addEventListener("compositionstart", ({ target }) => { if (isRich(target)) target.dataset.composing = ""; });
document.addEventListener("compositionend", ({ target }) => {
  if (!isRich(target)) return;
  delete target.dataset.composing;
  bring(target);
});
