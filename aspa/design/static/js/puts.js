// Questions and options go into the answer that is being written; the server knows where in a letter they stand.
const field = () => document.querySelector("#reply [data-draft=reply]");

async function asked(form, { text, html }) {
  const body = new FormData(form), headers = { "HX-Request": "true", "HX-Current-URL": location.href };
  body.set("text", text);
  body.set("html", html);
  const answer = await fetch(form.action, { method: "POST", body, headers }).catch(() => undefined);
  const isOurs = answer?.headers.has("aspa"); // anything else comes from something in between
  return { isRefused: isOurs && !answer.ok, written: isOurs && answer.ok && await answer.json().catch(() => undefined) };
}

async function put(form, sourceEvent) {
  const letter = field(), now = () => ({ text: letter.value, html: letter.form.elements.html?.value ?? "" });
  const isSame = (one, other) => one.text === other.text && one.html === other.html;
  while (letter.isConnected) {
    const sent = now(), { isRefused, written } = await asked(form, sent);
    if (isRefused) return form.submit(); // shows why, as a page
    const ctx = { sourceElement: form, sourceEvent, request: { method: "POST" }, response: { status: written ? 200 : 0 } };
    htmx.trigger(form, written ? "htmx:after:request" : "htmx:error", { ctx }); // what says that there is no line listens
    if (!written) return;
    if (letter.isConnected && isSame(sent, now())) return show(letter, written); // else somebody wrote on meanwhile
  }
}

function show(letter, written) {
  document.querySelector("#tab-reply")?.click();
  letter.closest("#reply").setAttribute("data-open", "");
  if (written.text !== letter.value) {
    letter.dispatchEvent(new CustomEvent("draft:take", { bubbles: true, detail: written }));
    letter.dispatchEvent(new Event("input", { bubbles: true }));
  }
  (letter.parentElement.querySelector("[contenteditable]") ?? letter).focus();
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-puts]") || !field()) return; // without a letter the page says so itself
  event.preventDefault();
  put(event.target, event);
});
