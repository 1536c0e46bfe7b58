// Files that go with an answer wait here, each with its case; `drop.js` brings more, `upload.js` keeps each with the draft.
const waiting = new Map();

const boxes = () => document.querySelectorAll("[data-encloses]");
const boxOf = (at) => at?.closest?.("form")?.querySelector("[data-encloses]");
const caseOf = (box) => box.closest("[data-case]").dataset.case;
const filesOf = (box) => waiting.get(caseOf(box)) ?? JSON.parse(box.dataset.enclosed);
const same = (one, other) => ["name", "size", "lastModified"].every((fact) => one[fact] === other[fact]);
const put = (words, what) => words.replace("{}", what);

function size(bytes, { locale, units }) { // as the size filter of the pages
  const unit = bytes >= 1e6 ? 2 : bytes >= 1e3 ? 1 : 0, number = bytes / 1000 ** unit;
  return `${number.toLocaleString(locale, { maximumFractionDigits: unit > 1 && number < 10 ? 1 : 0 })} ${units.split(" ")[unit]}`;
}

function row(box, file) {
  const made = box.querySelector("template").content.cloneNode(true), button = made.querySelector("button");
  made.querySelector("span > span").textContent = file.name;
  made.querySelector("small").textContent = size(file.size, box.dataset);
  button.setAttribute("aria-label", put(button.getAttribute("aria-label"), file.name));
  button.addEventListener("click", () => remove(box, file));
  if (file.id) Object.assign(made.querySelector("input"), { value: file.id, disabled: false });
  return made;
}

function wrongWith(box, files) {
  const { bytes, files: most, tooMany, tooLarge, units } = box.dataset;
  const total = files.reduce((sum, file) => sum + file.size, 0), inMega = (count) => `${Math.ceil(count / 1e6)} ${units.split(" ")[2]}`;
  if (files.length > most) return tooMany;
  return total > bytes ? tooLarge.replace("{size}", inMega(total)).replace("{most}", inMega(bytes)) : "";
}

function say(box, wrong) {
  const place = box.querySelector("[data-wrong]");
  place.querySelector("span").textContent = wrong;
  place.hidden = !wrong;
}

function draw(box) {
  const files = filesOf(box), carried = new DataTransfer(), wrong = wrongWith(box, files);
  const list = box.querySelector("ul"), input = box.querySelector("input");
  files.forEach((file) => file.id || carried.items.add(file));
  input.files = carried.files;
  input.setCustomValidity(wrong);
  const focused = [...list.querySelectorAll("button")].indexOf(document.activeElement);
  list.replaceChildren(...files.map((file) => row(box, file)));
  list.querySelectorAll("button")[focused]?.focus(); // a file that has been kept takes nobody's place away
  list.hidden = !files.length;
  say(box, wrong);
  if (files.length) box.querySelector("[data-again]")?.remove();
}

function add(box, more) {
  const now = filesOf(box), fresh = [...more].filter((file) => !now.some((one) => same(one, file)));
  if (fresh.length) waiting.set(caseOf(box), [...now, ...fresh]);
  draw(box);
  if (!wrongWith(box, filesOf(box))) filesOf(box).forEach((file) => file.id || keep(box, file));
  if (fresh.length) box.querySelector("[role=status]").textContent = put(box.dataset.added, fresh.map((file) => file.name).join(", "));
}

function keep(box, file) {
  const { name, size, lastModified } = file;
  const done = (kept) => {
    const files = filesOf(box), nth = files.indexOf(file);
    if (kept && nth < 0) return leaveOut(box, kept); // it was taken away meanwhile
    if (kept) waiting.set(caseOf(box), files.with(nth, { id: kept.id, name, size, lastModified }));
    boxes().forEach(draw);
  };
  box.dispatchEvent(new CustomEvent("file:chosen", { bubbles: true, detail: { file, done } }));
}

const leaveOut = (box, { id }) => box.dispatchEvent(new CustomEvent("file:left-out", { bubbles: true, detail: { id } }));

function remove(box, file) {
  const nth = filesOf(box).indexOf(file);
  waiting.set(caseOf(box), filesOf(box).filter((one) => one !== file));
  draw(box);
  if (file.id) leaveOut(box, file);
  box.querySelector("[role=status]").textContent = put(box.dataset.removed, file.name);
  ([...box.querySelectorAll("li button")].slice(0, nth + 1).at(-1) ?? box.querySelector("input")).focus();
}

document.addEventListener("change", ({ target }) => { if (target.matches("[data-encloses] input")) add(boxOf(target), target.files); });
document.addEventListener("reset", ({ target }) => {
  const box = boxOf(target);
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
document.addEventListener("htmx:after:swap", () => boxes().forEach(draw));
boxes().forEach((box) => add(box, box.querySelector("input").files)); // hands may have been quicker than this
