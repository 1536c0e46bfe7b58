// `//` at the beginning of a word of an answer, or the button, opens the ready passages. An address has it inside a word.
const OPENS = /(^|[\s\u00a0\u200b])\/\/$/;
const ask = (form, slashes) => form.dispatchEvent(new CustomEvent("passages:open", { bubbles: true, detail: { slashes } }));

document.addEventListener("input", ({ target, inputType = "", isComposing }) => {
  if (isComposing || !inputType.startsWith("insert") || !target.closest?.("#panel-reply")) return;
  const caret = getSelection(), isRich = target.matches(".rich");
  if (!isRich && !target.matches("textarea")) return;
  const before = isRich ? caret.focusNode?.data?.slice(0, caret.focusOffset) : target.value.slice(0, target.selectionStart);
  if (OPENS.test(before ?? "")) ask(target.closest("form"), 2);
});
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-passages]");
  if (button) ask(button.form, 0);
});
