// Files that go with an answer wait here, each with its case, until it is sent. `drop.js` brings more by an event;
// `upload.js` keeps each with the draft, and then its key goes with the answer instead of the file.
const waiting = new Map();
const UNITS = ["B", "kB", "MB"];

const boxOf = (at) => at?.closest?.("form")?.querySelector("[data-encloses]");
const caseOf = (box) => box.closest("[data-case]").dataset.case;
const filesOf = (box) => waiting.get(caseOf(box)) ?? JSON.parse(box.dataset.enclosed);
const same = (one, other) => ["name", "size", "lastModified"].every((fact) => one[fact] === other[fact]);
const put = (words, what) => words.replace("{}", what);

function size(bytes, locale) { // as the size filter of the pages
  const unit = bytes >= 1e6 ? 2 : bytes >= 1e3 ? 1 : 0, number = bytes / 1000 ** unit;
  return `${number.toLocaleString(locale, { maximumFractionDigits: unit > 1 && number < 10 ? 1 : 0 })} ${UNITS[unit]}`;
}

function row(box, file) {
  const made = box.querySelector("template").content.cloneNode(true), button = made.querySelector("button");
  made.querySelector("span > span").textContent = file.name;
  made.querySelector("small").textContent = size(file.size, box.dataset.locale);
  button.setAttribute("aria-label", put(button.getAttribute("aria-label"), file.name));
  button.addEventListener("click", () => remove(box, file));
  if (file.id) Object.assign(made.querySelector("input"), { value: file.id, disabled: false });
  return made;
}

function wrongWith(box, files) {
  const { bytes, files: most, tooMany, tooLarge } = box.dataset;
  const total = files.reduce((sum, file) => sum + file.size, 0), inMega = (count) => `${Math.ceil(count / 1e6)} MB`;
  if (files.length > most) return tooMany;
  return total > bytes ? tooLarge.replace("{size}", inMega(total)).replace("{most}", inMega(bytes)) : "";
}

function say(box, wrong) {
  const place = box.querySelector("[data-wrong]");
  place.querySelector("span").textContent = wrong;
  place.hidden = !wrong;
}

function draw(box) {
  const files = filesOf(box), carried = new DataTransfer(), list = box.querySelector("ul");
  const input = box.querySelector("input"), wrong = wrongWith(box, files);
  files.forEach((file) => file.id || carried.items.add(file));
  input.files = carried.files;
  input.setCustomValidity(wrong);
  list.replaceChildren(...files.map((file) => row(box, file)));
  list.hidden = !files.length;
  say(box, wrong);
  if (files.length) box.querySelector("[data-again]")?.remove();
}

function add(box, more) {
  const now = filesOf(box), fresh = [...more].filter((file) => !now.some((one) => same(one, file)));
  waiting.set(caseOf(box), [...now, ...fresh]);
  draw(box);
  if (!wrongWith(box, filesOf(box))) filesOf(box).forEach((file) => file.id || keep(box, file));
  if (fresh.length) box.querySelector("[role=status]").textContent = put(box.dataset.added, fresh.map((file) => file.name).join(", "));
}

function keep(box, file) {
  const { name, size, lastModified } = file;
  const done = (kept) => {
    const files = filesOf(box), nth = files.indexOf(file);
    if (kept && nth >= 0) waiting.set(caseOf(box), files.with(nth, { id: kept.id, name, size, lastModified }));
    if (kept && nth >= 0) drawAll();
  };
  box.dispatchEvent(new CustomEvent("file:chosen", { bubbles: true, detail: { file, done } }));
}

function remove(box, file) {
  const nth = filesOf(box).indexOf(file);
  waiting.set(caseOf(box), filesOf(box).filter((one) => one !== file));
  draw(box);
  if (file.id) box.dispatchEvent(new CustomEvent("file:left-out", { bubbles: true, detail: file }));
  box.querySelector("[role=status]").textContent = put(box.dataset.removed, file.name);
  const buttons = box.querySelectorAll("li button");
  (buttons[Math.min(nth, buttons.length - 1)] ?? box.querySelector("input")).focus();
}

const drawAll = () => document.querySelectorAll("[data-encloses]").forEach(draw);

document.addEventListener("change", ({ target }) => { if (target.matches("[data-encloses] input")) add(boxOf(target), target.files); });
document.addEventListener("reset", ({ target }) => {
  const box = target.querySelector("[data-encloses]");
  if (!box) return;
  waiting.set(caseOf(box), []);
  box.querySelector("[role=status]").textContent = ""; // what was attached has left
  setTimeout(draw, 0, box);
});
document.addEventListener("enclose", ({ target, detail }) => { add(target, detail.files); if (detail.wrong) say(target, detail.wrong); });
document.addEventListener("draft:take", ({ target, detail }) => {
  const box = boxOf(target);
  if (box && detail.files) waiting.set(caseOf(box), detail.files.filter((file) => !file.content_id));
  if (box) draw(box);
});
document.addEventListener("htmx:after:swap", drawAll);
drawAll();
document.querySelectorAll("[data-encloses] [type=file]").forEach((input) => { if (input.files.length) add(boxOf(input), input.files); });
