// The command box: anywhere and anything by its name, in any of the languages, with the letters one remembers.
const box = document.querySelector("#command"), field = box?.querySelector("input"), list = box?.querySelector("ul");
const MOST = 9;
let found = [], at = 0, left; // what fits, which is chosen, where the cursor was

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
const put = (words, what) => words.replace("{}", what);
const label = (node) => (node.dataset.called ?? node.getAttribute("aria-label") ?? node.querySelector("span:not(.count, .unseen)")?.textContent ?? node.textContent).trim();
const go = (path) => () => { location.href = path; };

function press(node) { // what is folded away is opened first, or it could not be focused
  return () => {
    node.closest("#reply")?.setAttribute("data-open", "");
    if (node.tagName !== "SUMMARY") node.closest("details")?.setAttribute("open", "");
    node.click();
    if (node.isConnected) node.focus();
  };
}

function offered() {
  const kept = box.querySelector("template"), { goes, does } = kept.dataset, all = new Map();
  const add = (where, title, run, words = "", key = "", later = 0) => all.has(title) || all.set(title, { where, title, run, key, later, words: plain(`${title} ${words}`) });
  for (const node of document.querySelectorAll("#case [data-key], #case .menu > div :is(button, a)")) {
    const menu = node.closest("details.menu"), isTop = node.tagName === "SUMMARY";
    const above = menu && !isTop ? `${menu.querySelector("summary").textContent.trim()}: ` : "";
    if (!node.disabled && !node.closest("[hidden]")) add(does, above + (isTop ? node.textContent.trim() : label(node)), press(node), node.dataset.command, node.dataset.key, above ? 0.1 : 0); // what is done at once comes after where one goes
  }
  for (const place of kept.content.querySelectorAll("a")) add(goes, place.textContent, go(place.getAttribute("href")), place.dataset.words);
  for (const node of document.querySelectorAll("#views :is(a, [data-key]), .rail :is(a, button), [data-command]:not(#sweep:not([data-on]) *)")) add(node.matches("option") ? does : goes, label(node), press(node), node.dataset.command, node.dataset.key);
  all.delete("");
  return [...all.values()];
}

function fit(entry, words) { // 3: every word begins a word; 2: stands somewhere; 1: its letters come in this order
  if (words.every((word) => ` ${entry.words}`.includes(` ${word}`))) return 3;
  if (words.every((word) => entry.words.includes(word))) return 2;
  let from = 0;
  for (const letter of words.join("")) if (!(from = entry.words.indexOf(letter, from) + 1)) return 0;
  return 1;
}

function asked(text) {
  const { cases, customers, on, at: people, case: open } = box.querySelector("template").dataset, said = encodeURIComponent(text);
  const number = /^#?\s*(\d{1,15})$/.exec(text)?.[1];
  return [
    ...(number ? [{ where: "", title: put(open, number), run: go(`/cases/${number}/`), fits: 4 }] : []),
    { where: "", title: put(cases, text), run: go(`${on}?q=${said}`), fits: 2.5 },
    { where: "", title: put(customers, text), run: go(`${people}?q=${said}`), fits: 2.4 },
  ];
}

function draw() {
  const text = field.value.trim(), words = plain(text).split(" ").filter(Boolean);
  const fitting = offered().map((one) => ({ ...one, fits: words.length ? fit(one, words) : 3 })).filter((one) => one.fits).map((one) => ({ ...one, fits: one.fits - (words.length && one.later) })), isSpelt = fitting.some(({ fits }) => fits > 1);
  found = [...fitting.filter(({ fits }) => fits > 1 || !isSpelt), ...(text ? asked(text) : [])].sort((one, other) => other.fits - one.fits).slice(0, MOST);
  at = 0;
  list.replaceChildren(...found.map(({ title, where, key }, nth) => {
    const row = Object.assign(document.createElement("li"), { id: `command-${nth}`, role: "option", textContent: title });
    for (const [tag, word] of [["small", where], ["kbd", key]]) if (word) row.append(Object.assign(document.createElement(tag), { textContent: word }));
    row.addEventListener("click", () => run(nth));
    return row;
  }));
  mark();
}

function mark() {
  for (const [nth, row] of [...list.children].entries()) row.setAttribute("aria-selected", String(nth === at));
  list.children[at]?.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", found.length ? `command-${at}` : "");
}

function run(nth) {
  left = undefined;
  box.close();
  found[nth]?.run();
}

function open() {
  if (!box || document.querySelector("dialog[open]")) return;
  left = document.activeElement;
  field.value = "";
  draw(), box.showModal();
}

document.addEventListener("command", open);
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open();
});
field?.addEventListener("input", draw);
field?.addEventListener("keydown", (event) => {
  const step = !event.isComposing && { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) at = (at + step + found.length) % found.length;
  else if (event.key === "Enter" && !event.isComposing) run(at);
  else return;
  event.preventDefault();
  mark();
});
box?.addEventListener("close", () => left?.focus()); // back to what was being written, as it was
