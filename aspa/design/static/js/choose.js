// Many cases at once: chosen with x, Shift and arrows, or their boxes; what is chosen survives a list that is drawn anew.
const chosen = new Set();
let last; // number of the row chosen last, from which Shift reaches
const rows = () => [...document.querySelectorAll("#rows > [data-number]")];
const bar = () => document.querySelector("#sweep");
const here = () => document.activeElement.closest("#rows > [data-number]") ?? document.querySelector("#rows > [aria-current]");
const isTyping = (at) => at.closest("input:not(.pick), textarea, select, [contenteditable], dialog") !== null;

function show() {
  const numbers = rows().map((row) => row.dataset.number);
  for (const number of chosen) if (!numbers.includes(number)) chosen.delete(number);
  for (const row of rows()) row.querySelector(".pick").checked = chosen.has(row.dataset.number);
  const form = bar();
  if (!form) return;
  form.toggleAttribute("data-on", chosen.size > 0);
  const word = form.querySelector("b"), said = word.dataset.one.replace("{}", chosen.size);
  if (word.textContent !== said) word.textContent = said;
  if (!chosen.size || form.dataset.filled) return;
  form.dataset.filled = "1";
  htmx.ajax("GET", form.dataset.choices, { source: "#sweep-choices", target: "#sweep-choices", swap: "innerHTML" });
}

function choose(row, isChosen = true) {
  if (!row) return;
  chosen[isChosen ? "add" : "delete"](row.dataset.number);
  last = row.dataset.number;
}

function decide(option) { // chosen in the command box; what is still to be said is said next
  const what = option.closest("select");
  what.value = option.value;
  [...what.parentElement.querySelectorAll("input.slim"), bar().querySelector("button")].find((one) => one.checkVisibility()).focus();
}

function reach(row) {
  const all = rows(), from = all.findIndex((one) => one.dataset.number === last), to = all.indexOf(row);
  for (const one of all.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1)) choose(one);
  last = row.dataset.number;
}

function step(by) {
  const all = rows(), now = here(), next = all[Math.min(Math.max(all.indexOf(now) + by, 0), all.length - 1)];
  choose(now);
  choose(next);
  next?.querySelector("a").focus();
  show();
}

document.addEventListener("click", (event) => {
  const { target } = event;
  if (target.matches("#sweep-what option[data-called]")) decide(target);
  if (target.closest("[data-clears]")) { chosen.clear(); show(); }
  if (!target.matches(".pick")) return;
  const row = target.closest("[data-number]");
  if (event.shiftKey && last) reach(row);
  else choose(row, target.checked);
  show();
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const by = event.shiftKey && { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by && here()) step(by);
  else if (event.key === "x" && !localStorage.getItem("aspa:keys-off") && here()) { choose(here(), !chosen.has(here().dataset.number)); show(); }
  else if (event.key === "Escape" && chosen.size) { chosen.clear(); show(); }
  else return;
  event.preventDefault();
}, true);

document.addEventListener("htmx:after:swap", show);

let hurried; // what was named in the command box, and meant, before it was there
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("#command input") || !document.querySelector("#sweep-choices.htmx-request:not(:has(select))")) return;
  event.preventDefault();
  event.stopPropagation();
  hurried = event.target.value;
}, true);
document.addEventListener("htmx:after:settle", ({ target }) => {
  const field = document.querySelector("#command[open] input");
  if (!field || target.id !== "sweep-choices") return;
  field.dispatchEvent(new Event("input"));
  if (field.value === hurried) field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
  hurried = undefined;
});
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (ctx.request.method === "POST" && ctx.target?.id === "swept") ctx.target = document.querySelector("#swept") ?? ctx.target; // a hint drew it anew meanwhile
  if (ctx.sourceElement.id !== "sweep" || ctx.response.status >= 300) return;
  chosen.clear();
  show();
});
document.addEventListener("htmx:error", ({ detail }) => { // no line: what can be done to them is asked for with the next
  if (detail.ctx?.sourceElement.id === "sweep-choices") delete bar()?.dataset.filled;
});
document.addEventListener("hint", ({ detail }) => {
  const swept = document.querySelector("#swept[data-sweep]");
  if (swept && detail.topic === `sweep-${swept.dataset.sweep}`) htmx.ajax("GET", `/sweeps/${swept.dataset.sweep}/`, { source: swept, target: "#swept", swap: "outerHTML" });
});
show();
