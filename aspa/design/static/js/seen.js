// What a writer had seen goes with what is written; when more was said meanwhile, nothing leaves until it was looked at.
const news = () => document.querySelector("#stopped > [data-seen]");
const isUntouched = (form) => [...form.querySelectorAll("textarea")].every((field) => field.value === field.defaultValue);
let tried; // the form that was stopped, and the button it was sent by

function sees(form, id) {
  if (form?.elements.seen && id) form.elements.seen.value = id;
}

// Whoever begins to write has seen what stands above; what comes later may slip by.
document.addEventListener("focusin", ({ target }) => {
  const form = target.closest("#reply form");
  if (form && isUntouched(form)) sees(form, document.querySelector("#case")?.dataset.seen);
});

// Changing what was written after being stopped is an answer to the news.
document.addEventListener("input", ({ target }) => sees(target.closest("#reply form"), news()?.dataset.seen));

document.addEventListener("submit", ({ target, submitter }) => {
  if (target.closest("#reply")) tried = { form: target, submitter };
}, true);

document.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-anyway]") || !tried?.form.isConnected) return;
  sees(tried.form, news().dataset.seen);
  tried.form.requestSubmit(tried.submitter);
});

document.addEventListener("htmx:after:swap", ({ detail }) => {
  if (detail.ctx?.response?.status === 409) news()?.focus();
});

document.addEventListener("htmx:after:request", ({ detail }) => {
  if (detail.ctx.sourceElement.closest("#reply") && detail.ctx.response.status < 300) news()?.remove();
});
