// Files are dropped on an answer, or pasted into it; `enclose.js` keeps them.
const boxOf = (at) => at?.closest?.("form")?.querySelector("[data-encloses]");

function bring(box, files, wrong = "") {
  box.dispatchEvent(new CustomEvent("enclose", { bubbles: true, detail: { files, wrong } }));
}

function onDrag(event) { // a file dropped beside the form would take the whole page's place
  if (!event.dataTransfer?.types.includes("Files")) return;
  const box = boxOf(event.target);
  event.preventDefault();
  event.dataTransfer.dropEffect = box ? "copy" : "none";
  document.querySelectorAll("[data-encloses]").forEach((one) => {
    one.closest("form").toggleAttribute("data-over", one === box && event.type === "dragover");
  });
  if (box && event.type === "drop") dropped(box, [...event.dataTransfer.items].filter((item) => item.kind === "file"));
}

function dropped(box, items) {
  const isFolder = (item) => item.webkitGetAsEntry?.()?.isDirectory;
  const files = items.filter((item) => !isFolder(item)).map((item) => item.getAsFile());
  bring(box, files, items.some(isFolder) && box.dataset.folder);
}

function onPaste(event) { // what is copied from a letter is both text and picture, and meant as text
  const box = boxOf(event.target), { files, types } = event.clipboardData;
  if (!box || !files.length || types.includes("text/plain")) return;
  event.preventDefault();
  const taken = box.querySelectorAll("li").length; // browsers call every pasted picture image.png
  const named = (file, nth) => new File([file], `${box.dataset.picture}-${taken + nth + 1}.${file.type.slice(6)}`, file);
  bring(box, [...files].map((file, nth) => (file.type.startsWith("image/") ? named(file, nth) : file)));
}

for (const kind of ["dragover", "dragleave", "drop"]) document.addEventListener(kind, onDrag);
document.addEventListener("paste", onPaste);
