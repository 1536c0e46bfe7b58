// A picture that is pasted or dropped alone stands in the letter, where it was put; its file goes with the draft.
const shownIn = ({ files }) => [...files].filter((file) => file.type.startsWith("image/"));
const isText = ({ types }) => types.includes("text/plain") || types.includes("text/html"); // what a page copied beside it

function pointed({ clientX: x, clientY: y }) {
  const there = document.caretPositionFromPoint?.(x, y), range = document.createRange();
  if (!there) return document.caretRangeFromPoint?.(x, y) ?? null;
  range.setStart(there.offsetNode, there.offset);
  return range;
}

// A letter waits for its pictures; one that could not be kept goes along as other files do.
const coming = new Map(), waits = new Map(); // how many of a form are under way; by which button it will be sent
document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!coming.get(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waits.set(form, submitter);
  form.classList.add("htmx-request"); // it is being sent, as one sees and as the keys take it
}, true);

function came(form, isKept) {
  coming.set(form, coming.get(form) - 1);
  if (coming.get(form) && isKept) return;
  const isWaiting = waits.has(form), button = waits.get(form);
  waits.delete(form);
  if (isWaiting) form.classList.remove("htmx-request");
  if (isWaiting && isKept) form.requestSubmit(button); // else whoever sends it looks at it first
}

export function pictures(editor, box, field, sync) {
  box.addEventListener("paste", (event) => {
    const shown = shownIn(event.clipboardData);
    if (!shown.length || isText(event.clipboardData)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    shown.forEach(insert);
  }, true);
  box.addEventListener("drop", (event) => { // other files go along with the letter, as everywhere in its form
    const shown = shownIn(event.dataTransfer);
    if (!shown.length || shown.length < event.dataTransfer.files.length) return;
    event.preventDefault();
    event.stopPropagation();
    field.form.removeAttribute("data-over");
    const range = pointed(event);
    if (range && box.contains(range.startContainer)) editor.setSelection(range);
    shown.forEach(insert);
  }, true);

  function insert(file) {
    const reader = new FileReader(), id = `${crypto.getRandomValues(new Uint32Array(3)).join("")}@aspa`, { form } = field;
    coming.set(form, (coming.get(form) ?? 0) + 1);
    reader.addEventListener("load", () => {
      const box = form.querySelector("[data-encloses]"), picture = editor.insertImage(reader.result, { alt: box.dataset.picture });
      const done = (kept) => {
        if (kept) picture.dataset.cid = id;
        else picture.remove();
        sync();
        if (!kept) box.dispatchEvent(new CustomEvent("enclose", { bubbles: true, detail: { files: [file] } }));
        came(form, kept);
      };
      field.dispatchEvent(new CustomEvent("file:chosen", { bubbles: true, detail: { file, contentId: id, done } }));
    });
    reader.addEventListener("error", () => came(form, false));
    reader.readAsDataURL(file);
  }
}
