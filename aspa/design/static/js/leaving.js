// While a letter is on its way its draft is not kept beside it; it is again where the letter was refused or met no answer.
const leaving = new Set(); // forms that are being sent
const fieldOf = (form) => form?.matches?.("form") && form.querySelector("[data-draft]");
const tell = (form, name) => document.dispatchEvent(new CustomEvent(name, { detail: fieldOf(form) })); // it may be off the page

document.addEventListener("htmx:before:request", ({ detail: { ctx: { sourceElement: form } } }) => {
  if (!fieldOf(form)) return;
  leaving.add(form);
  tell(form, "draft:leaves");
});
document.addEventListener("htmx:after:request", ({ detail: { ctx: { sourceElement: form, response } } }) => {
  if (leaving.delete(form)) tell(form, response.status < 300 ? "draft:left" : "draft:stays");
});
document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  if (leaving.delete(ctx?.sourceElement)) tell(ctx.sourceElement, "draft:stays");
});
