// An answer that could not be sent says so, also when its case is no longer on the screen, and until it can be.
document.addEventListener("htmx:before:swap", (event) => { // the form must not come back in another case
  const { sourceElement: form, response } = event.detail.ctx ?? {};
  if (![409, 422].includes(response?.status) || form?.isConnected !== false || !form.closest("[data-case]")) return;
  event.preventDefault();
  const notice = document.querySelector("#notice"), link = document.createElement("a");
  const number = form.closest("[data-case]").dataset.case;
  link.href = `/cases/${number}/`;
  link.textContent = `#${number}`;
  notice?.replaceChildren(document.querySelector("#left").content.cloneNode(true), link);
});
document.addEventListener("htmx:error", ({ detail }) => {
  const notice = document.querySelector("#notice"), words = document.querySelector("#unsent");
  if (notice && detail.ctx?.sourceElement.matches("form")) notice.replaceChildren(words.content.cloneNode(true));
});

const page = document.documentElement, ONLINE = "online";
const hasLineAgain = () => document.querySelector("#notice:has([data-unsent])")?.replaceChildren();
addEventListener(ONLINE, hasLineAgain);
new MutationObserver((changes) => { // the house was away, and not the network
  if (page.dataset.line === ONLINE && changes.some(({ oldValue }) => oldValue !== ONLINE)) hasLineAgain();
}).observe(page, { attributeFilter: ["data-line"], attributeOldValue: true });
document.addEventListener("htmx:after:request", ({ detail }) => { // what was wrong has been put right
  const { sourceElement: form, response } = detail.ctx;
  if (!form.matches("form") || !(response?.status < 300)) return;
  form.querySelectorAll("p:has(> .wrong[id$=_error])").forEach((said) => said.remove());
  form.querySelectorAll("[aria-invalid]").forEach((field) => {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  });
});
