// A file that was chosen for an answer is kept with its draft at once; one that cannot be is sent with the answer.
const underWay = new Map(); // files and what stops each; a letter that leaves takes its files along itself
const cutOff = new Map(); // files that were stopped so; they go on when the letter stays

async function post(field, file, contentId, signal) {
  const made = new FormData(), letter = field.dataset.letter;
  made.set("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
  made.set("letter", letter);
  made.set("content_id", contentId);
  made.set("file", file, file.name || "file");
  const headers = { "HX-Request": "true", "HX-Current-URL": location.href };
  const answer = await fetch(`${field.dataset.keeps}files/`, { method: "POST", body: made, headers, signal });
  return answer.status === 201 && field.dataset.letter === letter ? answer.json() : null;
}

async function keep(field, { file, contentId = "", done }) {
  const stop = new AbortController(), at = field.dataset.keeps;
  if (!contentId) underWay.set(file, { stop, at });
  const kept = await post(field, file, contentId, stop.signal).catch(() => null);
  underWay.delete(file);
  if (!kept && stop.signal.aborted) cutOff.set(file, { at, goOn: () => keep(field, { file, done }) });
  else done(kept);
}

document.addEventListener("file:chosen", ({ target, detail }) => {
  const field = target.closest("form").querySelector("[data-draft]");
  if (!underWay.has(detail.file) && !cutOff.has(detail.file)) keep(field, detail);
});

document.addEventListener("draft:leaves", ({ detail: { dataset: { keeps } } }) => {
  for (const { stop, at } of underWay.values()) if (at === keeps) stop.abort();
});

for (const ended of ["draft:left", "draft:stays"]) {
  document.addEventListener(ended, ({ detail: { dataset: { keeps } } }) => {
    const its = [...cutOff].filter(([, { at }]) => at === keeps);
    its.forEach(([file]) => cutOff.delete(file));
    if (ended === "draft:stays") its.forEach(([, { goOn }]) => goOn());
  });
}

document.addEventListener("file:left-out", ({ target, detail: { id } }) => {
  const field = target.closest("form").querySelector("[data-draft]"), body = new FormData();
  body.set("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
  const at = field.dataset.keeps.replace(/[a-z]+\/$/, `files/${id}/removal/`);
  fetch(at, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => {});
});
