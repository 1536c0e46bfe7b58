// Everything by keyboard. Single keys do nothing while somebody types, and can be switched off (WCAG 2.1.4).
const OFF = "aspa:keys-off";
const VIEWS = { n: "next", m: "mine", q: "queue", t: "today", l: "late", a: "all" };
const find = (selector) => document.querySelector(selector);
let isGoing = false;

const isTyping = (at) => at.closest("input:not([type=checkbox], [type=file]), textarea, select, [contenteditable]") !== null;
const isSent = (at) => at.closest("#reply form.htmx-request") !== null; // and takes no more letters

const rows = () => [...document.querySelectorAll("#rows > [data-number]")];
const rowNow = () => document.activeElement.closest("#rows > [data-number]") ?? find("#rows > [aria-current]");
let place = -1; // where in the list the last key was pressed: a case that left the list since leaves its place to the next

function move(step) {
  const all = rows(), at = rowNow() ? all.indexOf(rowNow()) + step : place + Math.min(step, 0);
  all[Math.min(Math.max(at, 0), all.length - 1)]?.querySelector("a").focus();
}

function leave() {
  const open = find("details.menu[open]");
  if (open) return void (open.open = false, open.querySelector("summary").focus());
  if (isTyping(document.activeElement)) return find("#thread") ? find("#thread").focus() : document.activeElement.blur();
  const row = find("#rows > [aria-current] > a");
  const back = find(".case-head .back"); // shown where the list is not beside the case
  if (row?.checkVisibility()) row.focus();
  else if (back?.checkVisibility()) back.click();
}

function pick(menu, letter) { // while a menu is open a letter goes to what begins with it in there, and acts on nothing else
  const all = [...menu.querySelectorAll(":is(a, button)")].filter((one) => one.checkVisibility()), now = all.indexOf(document.activeElement);
  const fits = (one) => one.textContent.trim().toLowerCase().startsWith(letter.toLowerCase());
  (all.slice(now + 1).find(fits) ?? all.find(fits))?.focus();
}

const acts = {
  j: () => move(1),
  k: () => move(-1),
  g: () => { isGoing = true; setTimeout(() => { isGoing = false; }, 1500); },
  n: () => find(".rail a[href$='/cases/new/']")?.click(),
  "/": () => document.dispatchEvent(new Event("command")),
  "?": () => find("#keys")?.showModal(),
};

function onKey(event) {
  if (event.defaultPrevented || event.isComposing || find("dialog[open]")) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest("form");
    return form?.requestSubmit((event.shiftKey && form.querySelector("[data-closes]")) || form.querySelector("[data-sends]"));
  }
  if (event.key === "Escape") return leave();
  if (event.ctrlKey || event.metaKey || event.altKey || (isTyping(event.target) && !isSent(event.target))) return;
  if (localStorage.getItem(OFF)) return;
  const menu = find("details.menu[open]");
  if (menu && /^\p{L}$/u.test(event.key)) return void (event.preventDefault(), pick(menu, event.key));
  if (rowNow()) place = rows().indexOf(rowNow());
  const going = isGoing && VIEWS[event.key];
  isGoing = false;
  const act = going ? () => find(`#views a[href$="view=${going}"]`)?.click()
    : acts[event.key] ?? (() => press(event.key));
  if (act() !== false) event.preventDefault();
}

function press(key) {
  const button = /^[a-z]$/.test(key) && find(`#case [data-key="${key}"], #views [data-key="${key}"], #swept [data-key="${key}"], #sweep[data-on] [data-key="${key}"]`);
  if (!button) return lacks(key);
  button.closest("#reply")?.setAttribute("data-open", ""); // or it could not be focused
  button.closest("details.side")?.setAttribute("open", "");
  button.click();
  button.focus();
}

let fades;
function lacks(key) { // a key of the help whose thing is not here says so
  const place = find("#key-said"), listed = [...document.querySelectorAll("#keys .of-case kbd")].find((one) => one.textContent === key);
  if (!place || !listed || !find("#case")) return false;
  clearTimeout(fades);
  place.textContent = place.dataset.none.replace("{}", `${listed.closest("dd").previousElementSibling.textContent} (${key})`);
  fades = setTimeout(() => { place.textContent = ""; }, 5000);
}

document.addEventListener("keydown", onKey);
document.addEventListener("click", ({ target }) => {
  const opener = target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens).showModal();
});

const choice = find("#keys-on");
if (choice) {
  choice.checked = !localStorage.getItem(OFF);
  choice.addEventListener("change", () => {
    if (choice.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
}
