// Hints for plain language come beside an answer a moment after each pause. No key waits for them, and what fails is
// passed over: nobody asked. They are read aloud only as a number, and only when that changes.
const SOON = 800; // ms after the last key
const asking = new WeakMap(); // form → its timer, and what is under way

const listOf = (form) => form?.querySelector("[data-advises]");
const draftOf = (form) => form.querySelector("[data-draft]");
const writing = (form) => form.querySelector(".rich") ?? draftOf(form);

function soon(form) {
  const { timer, stop } = asking.get(form) ?? {};
  clearTimeout(timer);
  stop?.abort(); // it would be about other words
  asking.set(form, { timer: setTimeout(ask, SOON, form) });
}

async function ask(form) {
  const field = draftOf(form), stop = new AbortController(), body = new FormData();
  if (!form.isConnected || field.value === field.dataset.begun) return draw(form);
  for (const name of ["csrfmiddlewaretoken", "text", "act", "dismissed"]) body.set(name, form.elements[name]?.value ?? "");
  asking.set(form, { stop });
  const headers = { "HX-Request": "true", "HX-Current-URL": location.href };
  try {
    const answer = await fetch(listOf(form).dataset.advises, { method: "POST", body, headers, signal: stop.signal });
    if (answer.ok && answer.headers.has("aspa")) draw(form, await answer.text());
  } catch { /* no line, or other words since */ }
}

function draw(form, said = "") {
  const { body } = new DOMParser().parseFromString(said, "text/html"), list = listOf(form);
  const status = form.querySelector("[data-advised]"), count = body.querySelector("p")?.textContent ?? "";
  const { activeElement: held } = document, wasHere = list.contains(held);
  list.replaceChildren(...body.querySelectorAll("li"));
  if (status.textContent !== count) status.textContent = count;
  if (wasHere) ([...list.querySelectorAll("button")].find(({ dataset }) => dataset.dismisses === held.dataset.dismisses) ?? writing(form)).focus();
}

function dismiss(button) {
  const { form, dataset: { dismisses } } = button, { dismissed } = form.elements, row = button.closest("li");
  const next = row.nextElementSibling ?? row.previousElementSibling;
  dismissed.value = [...dismissed.value.split(/\r?\n/).filter(Boolean), dismisses].join("\n");
  (next?.querySelector("button") ?? writing(form)).focus();
  row.remove();
  dismissed.dispatchEvent(new Event("change", { bubbles: true })); // it is kept with the draft, and another may come
}

function promise(button) { // what is chosen stands beside the answer, to be looked at before it leaves
  const { form, dataset: { promises } } = button, { elements } = form;
  [elements.act.value, elements.day.value, elements.time.value] = promises.split(" ");
  button.closest("li").remove();
  elements.act.dispatchEvent(new Event("change", { bubbles: true }));
  writing(form).focus();
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, ({ target: { name, form } }) => {
    if (["text", "act", "dismissed"].includes(name) && listOf(form)) soon(form);
  });
}
document.addEventListener("draft:put", ({ target: { form } }) => { if (listOf(form)) soon(form); });
document.addEventListener("click", ({ target }) => {
  const away = target.closest("[data-dismisses]"), promises = target.closest("[data-promises]");
  if (away) dismiss(away);
  if (promises) promise(promises);
});
document.addEventListener("reset", ({ target: form }) => { // it was sent, and the next draft is another
  if (!listOf(form)) return;
  form.elements.dismissed.value = "";
  draw(form);
});

const shown = new WeakSet(); // lists that came with their page; a draft that was begun before has hints at once
function look() {
  const list = document.querySelector("[data-advises]");
  if (!list || shown.has(list)) return;
  shown.add(list);
  soon(list.closest("form"));
}
document.addEventListener("htmx:after:swap", look);
look();
