// A file that was chosen for an answer is kept with its draft at once; one that cannot be is sent with the answer.
const underWay = new Map(); // files and what stops each; a letter that leaves takes its files along itself
const leaving = new Set();

async function kept(field, file, contentId = "") {
  const made = new FormData(), letter = field.dataset.letter;
  made.set("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
  made.set("letter", letter);
  made.set("content_id", contentId);
  made.set("file", file, file.name || "file");
  const headers = { "HX-Request": "true", "HX-Current-URL": location.href };
  const stop = new AbortController(), { signal } = stop;
  if (!contentId) underWay.set(file, { stop, at: field.dataset.keeps });
  const answer = await fetch(`${field.dataset.keeps}files/`, { method: "POST", body: made, headers, signal }).catch(() => null);
  underWay.delete(file);
  return answer?.status === 201 && field.dataset.letter === letter ? answer.json() : null;
}

document.addEventListener("file:chosen", async ({ target, detail: { file, contentId, done } }) => {
  const field = target.closest("form").querySelector("[data-draft]");
  const isTaken = underWay.has(file) || (leaving.has(field.dataset.keeps) && !contentId);
  if (!isTaken) done(await kept(field, file, contentId));
});

document.addEventListener("draft:leaves", ({ detail: { dataset: { keeps } } }) => {
  leaving.add(keeps);
  for (const { stop, at } of underWay.values()) if (at === keeps) stop.abort();
});

for (const ended of ["draft:left", "draft:stays"]) {
  document.addEventListener(ended, ({ detail: { dataset: { keeps } } }) => leaving.delete(keeps));
}

document.addEventListener("file:left-out", ({ target, detail: { id } }) => {
  const field = target.closest("form").querySelector("[data-draft]"), body = new FormData();
  body.set("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
  const at = field.dataset.keeps.replace(/[a-z]+\/$/, `files/${id}/removal/`);
  fetch(at, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => {});
});
