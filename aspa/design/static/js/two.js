// The same draft was written in two windows: a quiet line above the text says so, and either may be taken.
const boxOf = (field) => field.form.querySelector("[data-two]");
const others = new WeakMap();

function ask(field, other) {
  const box = boxOf(field);
  others.set(box, { field, other });
  box.querySelector("[data-other]").textContent = other.text.trim().slice(0, 300);
  box.hidden = false;
}

function choose(box, isTaken) {
  const { field, other } = others.get(box);
  if (other.version !== undefined) field.dataset.version = other.version;
  if (isTaken) field.dispatchEvent(new CustomEvent("draft:take", { bubbles: true, detail: other }));
  box.hidden = true;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new CustomEvent("draft:chosen", { bubbles: true }));
  (field.parentElement.querySelector("[contenteditable]") ?? field).focus();
}

document.addEventListener("draft:two", ({ target, detail }) => ask(target, detail));
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-two] button");
  if (button) choose(button.closest("[data-two]"), button.hasAttribute("data-take"));
});
