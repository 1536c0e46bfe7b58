// What is being written survives a reload, a lost line and a closed lid: kept in this browser until it is sent.
const PREFIX = "aspa:draft:";

function place(field) {
  const number = field.closest("[data-case]").dataset.case;
  return `${PREFIX}${document.documentElement.dataset.agent}:${number}:${field.dataset.draft}`;
}

function keep(field) {
  const isChanged = field.value !== field.defaultValue;
  if (isChanged) localStorage.setItem(place(field), field.value);
  else localStorage.removeItem(place(field));
  field.form.querySelectorAll("[data-kept]").forEach((note) => { note.hidden = !isChanged; });
}

function restore(root) {
  for (const field of root.querySelectorAll("[data-case] [data-draft]")) {
    const kept = localStorage.getItem(place(field));
    if (kept === null || field.value !== field.defaultValue) continue;
    field.value = kept;
    field.form.querySelectorAll("[data-kept]").forEach((note) => { note.hidden = false; });
  }
}

function sent(form) {
  for (const field of form.querySelectorAll("[data-draft]")) {
    localStorage.removeItem(place(field));
    form.reset();
    keep(field);
  }
}

document.addEventListener("input", ({ target }) => { if (target.matches("[data-draft]")) keep(target); });
document.addEventListener("htmx:after:swap", () => restore(document));
document.addEventListener("htmx:before:request", ({ detail }) => { // signing out elsewhere may have emptied the shelf
  const form = detail.ctx.sourceElement;
  if (form.matches("form")) form.querySelectorAll("[data-draft]").forEach(keep);
});
document.addEventListener("htmx:after:request", ({ detail }) => {
  const form = detail.ctx.sourceElement;
  if (form.matches("form:has([data-draft])") && detail.ctx.response.status < 300) sent(form);
});
document.addEventListener("htmx:before:swap", (event) => { // its case is no longer open: the form must not come back in another
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
document.addEventListener("submit", ({ target }) => {
  if (!target.matches("[data-forgets]")) return;
  Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key));
});
restore(document);
