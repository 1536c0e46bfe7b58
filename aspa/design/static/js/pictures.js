// A picture that is pasted or dropped alone stands in the letter, where it was put; its file goes with the draft.
const shownIn = ({ files }) => [...files].filter((file) => file.type.startsWith("image/"));
const isText = ({ types }) => types.includes("text/plain") || types.includes("text/html"); // what a page copied beside it

function pointed({ clientX: x, clientY: y }) {
  const there = document.caretPositionFromPoint?.(x, y), range = document.createRange();
  if (!there) return document.caretRangeFromPoint?.(x, y) ?? null;
  range.setStart(there.offsetNode, there.offset);
  return range;
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
    const reader = new FileReader(), id = `${crypto.getRandomValues(new Uint32Array(3)).join("")}@aspa`;
    reader.addEventListener("load", () => {
      const { picture: alt } = field.form.querySelector("[data-encloses]").dataset;
      const picture = editor.insertImage(reader.result, { alt });
      const done = (kept) => {
        if (kept) picture.dataset.cid = id;
        else picture.remove();
        sync();
      };
      field.dispatchEvent(new CustomEvent("file:chosen", { bubbles: true, detail: { file, contentId: id, done } }));
    });
    reader.readAsDataURL(file);
  }
}
