// The questions of the customer beside an answer: ticked a moment after each pause where the draft seems to answer them,
// and by hand. What somebody ticked or unticked stays as they left it.
const SOON = 600; // ms after the last key
const asking = new WeakMap(); // form → its timer, and what is under way

const listOf = (form) => form?.querySelector("[data-asked]");

function soon(form, wait = SOON) {
  const { timer, stop } = asking.get(form) ?? {};
  clearTimeout(timer);
  stop?.abort(); // it would be about other words
  asking.set(form, { timer: setTimeout(ask, wait, form, listOf(form)?.dataset.asked) });
}

async function ask(form, address) {
  const stop = new AbortController(), body = new FormData();
  if (!form.isConnected) return;
  const isBegun = isWritten(form);
  for (const name of ["csrfmiddlewaretoken", "text", "hand"]) body.set(name, form.elements[name]?.value ?? "");
  if (!isBegun) body.set("text", ""); // the frame of a letter answers nothing
  asking.set(form, { stop });
  const headers = { "HX-Request": "true", "HX-Current-URL": location.href };
  try {
    const answer = await fetch(address, { method: "POST", body, headers, signal: stop.signal });
    if (answer.ok && answer.headers.has("aspa")) draw(form, await answer.text());
  } catch { /* no line, or other words since */ }
}

const isWritten = ({ elements: { text } }) => text.value !== text.dataset.begun && text.value !== "";

function draw(form, said) {
  const list = listOf(form), { body } = new DOMParser().parseFromString(`<ol>${said}</ol>`, "text/html");
  const held = document.activeElement, key = held?.dataset?.question, inside = list.contains(held);
  list.querySelector("ol").replaceChildren(...body.querySelector("ol").children);
  show(form);
  if (inside) (list.querySelector(`[data-question="${key}"]`) ?? list.querySelector("input[type=checkbox]") ?? form.elements.text).focus();
}

function show(form) {
  const list = listOf(form);
  list.hidden = !list.querySelector("li") || !isWritten(form);
}

function say(box) {
  const { form, dataset: { question } } = box, { hand } = form.elements;
  const others = hand.value.split(" ").filter((one) => one && !one.startsWith(`${question}:`));
  hand.value = [...others, `${question}:${box.checked ? "yes" : "no"}`].join(" ");
  hand.dispatchEvent(new Event("change", { bubbles: true })); // it is kept with the draft
}

function begin(button) { // the first sentence goes below the greeting, and what comes next is written below it
  const { form, dataset: { begins } } = button, field = form.elements.text, [greeting, ...rest] = field.value.split("\n\n");
  const text = [greeting, begins, ...rest].join("\n\n");
  field.dispatchEvent(new CustomEvent("draft:take", { bubbles: true, detail: { text, html: "" } }));
  field.dispatchEvent(new Event("input", { bubbles: true }));
  button.closest("[data-first]").hidden = true;
  goBelow(field, begins);
}

function goBelow(field, sentence) {
  const rich = field.parentElement.querySelector("[contenteditable]"), rows = [...rich?.children ?? []];
  const row = rows[rows.findIndex((one) => one.textContent === sentence) + 2], at = field.value.indexOf(sentence) + sentence.length + 2;
  (rich ?? field).focus();
  if (!rich) field.setSelectionRange(at, at);
  else if (row) getSelection().collapse(row, 0);
}

document.addEventListener("input", ({ target: { name, form } }) => {
  if (name !== "text" || !listOf(form)) return;
  show(form); // with the first key, and not in a pause, when one may be about to press something below
  soon(form);
});
document.addEventListener("draft:put", ({ target: { form } }) => { if (listOf(form)) soon(form); });
document.addEventListener("change", ({ target }) => { if (target.dataset.question) say(target); });
document.addEventListener("click", (event) => {
  const begins = event.target.closest("[data-begins]"), away = event.target.closest("[data-dismissal]");
  if (begins) begin(begins);
  if (!away || !listOf(away.form)) return;
  event.preventDefault();
  ask(away.form, away.formAction);
});
document.addEventListener("reset", ({ target: form }) => { // it was sent: what it left open is asked for again
  if (!listOf(form)) return;
  form.elements.hand.value = "";
  soon(form);
});
document.addEventListener("htmx:after:swap", () => { // a new message may ask more
  const form = document.querySelector("#reply-form");
  if (listOf(form)) soon(form);
});
