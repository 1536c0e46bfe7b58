// What could not be sent or fetched says so, also when its case is no longer on the screen, and until it can be.
const page = document.documentElement, ONLINE = "online";
let asked; // what there was no line for: the element that asked, and how
const caseOf = (form) => form.closest("[data-case]")?.dataset.case;

// Answers of this house carry its mark (`References` in aspa/desk/answers.py). Whatever else comes, a proxy's page or the
// door of a hotel's network, is no answer but a line that is down, and must take the place of nothing.
document.addEventListener("htmx:before:response", (event) => {
  const { ctx } = event.detail, { headers, raw } = ctx.response;
  if (headers.has("aspa")) return;
  event.preventDefault();
  raw.body?.cancel();
  htmx.trigger(ctx.sourceElement, "htmx:error", { ctx });
});

function placed() {
  const made = document.querySelector("#notice") ?? document.createElement("p");
  if (!made.isConnected) document.querySelector("#work").prepend(Object.assign(made, { id: "notice", className: "alert", role: "alert" }));
  return made;
}

function tell(template, form) {
  const notice = placed(), words = document.querySelector(template).content.cloneNode(true);
  notice.replaceChildren(words);
  notice.toggleAttribute("hx-morph-skip", notice.querySelector("[data-unsent]") !== null); // a hint draws the case anew
  if (form && !form.isConnected && caseOf(form)) {
    const link = Object.assign(document.createElement("a"), { href: `/cases/${caseOf(form)}/`, textContent: `#${caseOf(form)}` });
    notice.querySelector("[data-again]")?.remove();
    notice.append(link);
  }
  notice.scrollIntoView({ block: "nearest" });
}

function hush() {
  asked = undefined;
  const notice = document.querySelector("#notice:has([data-unsent])");
  notice?.replaceChildren();
  notice?.removeAttribute("hx-morph-skip");
}

function again() {
  const { form, submitter, request, source, target, swap, event } = asked;
  if (form) return form.requestSubmit(submitter?.isConnected && !submitter.disabled ? submitter : undefined);
  hush();
  htmx.ajax("GET", request.action, { source, target, swap, event });
}

document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  if (!(ctx?.sourceEvent instanceof Event)) return; // nobody asked but the page itself, which asks again (`hints.js`)
  const { sourceElement: source, sourceEvent: event, request, response, target, swap } = ctx;
  const form = request.method === "GET" ? undefined : source.closest("form");
  asked = { form, submitter: request.submitter, request, source, target, swap, event };
  tell(response?.status === 413 ? "#too-large" : form ? "#unsent" : "#unfetched", form);
});
document.addEventListener("click", ({ target }) => { if (asked && target.closest("#notice [data-again]")) again(); });

document.addEventListener("htmx:before:swap", (event) => { // the form must not come back in another case
  const { sourceElement: form, response } = event.detail.ctx ?? {};
  if (![409, 422].includes(response?.status) || form?.isConnected !== false || !caseOf(form)) return;
  event.preventDefault();
  tell("#left", form);
});
document.addEventListener("htmx:after:swap", () => { // somebody went on to another case meanwhile
  if (asked?.form?.isConnected === false) { tell("#unsent", asked.form); asked = undefined; }
});

addEventListener(ONLINE, hush);
new MutationObserver((changes) => { // the house was away, and not the network
  if (page.dataset.line === ONLINE && changes.some(({ oldValue }) => oldValue === "offline")) hush();
}).observe(page, { attributeFilter: ["data-line"], attributeOldValue: true });
document.addEventListener("htmx:after:request", ({ detail }) => { // what was wrong has been put right
  const { sourceElement: form, response } = detail.ctx;
  if (asked && (form === asked.form || form === asked.source)) hush();
  if (!form.matches("form") || !(response?.status < 300)) return;
  form.querySelectorAll("p:has(> .wrong[id$=_error])").forEach((said) => said.remove());
  form.querySelectorAll("[aria-invalid]").forEach((field) => {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  });
});
