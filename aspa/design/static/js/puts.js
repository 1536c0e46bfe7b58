// Questions and options go into the answer that is being written; the server knows where in a letter they stand.
const field = () => document.querySelector("#reply [data-draft=reply]");

async function put(form) {
  const letter = field(), body = new FormData(form), headers = { "HX-Request": "true", "HX-Current-URL": location.href };
  body.set("text", letter.value);
  body.set("html", letter.form.elements.html?.value ?? "");
  const answer = await fetch(form.action, { method: "POST", body, headers }).catch(() => undefined);
  if (!answer?.ok) return form.submit(); // shows why, as a page
  show(letter, await answer.json());
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
  put(event.target);
});
