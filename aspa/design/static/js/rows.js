// Which case is open: marked in the list, named in the title, read from its newest message.
function settle() {
  const shown = document.querySelector("#case[data-number]");
  if (!shown) return;
  for (const row of document.querySelectorAll("#rows > [data-number]")) {
    if (row.dataset.number === shown.dataset.number) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
  document.title = `#${shown.dataset.number} ${shown.querySelector("h1").textContent} – Aspa`;
}

function toEnd() {
  const thread = document.querySelector("#thread");
  if (!thread) return;
  thread.scrollTop = thread.scrollHeight;
  // On a phone the case scrolls as a whole, and its end is the answer: there the customer's newest words come in sight.
  if (getComputedStyle(thread).overflowY === "visible") [...thread.querySelectorAll(".theirs")].at(-1)?.scrollIntoView({ block: "nearest" });
}

// The list comes after the page of a case, which may be far down in it.
let listed = document.querySelector("#rows");

function inSight() {
  const rows = document.querySelector("#rows");
  if (rows && rows !== listed) rows.querySelector(":scope > [aria-current]")?.scrollIntoView({ block: "nearest" });
  listed = rows;
}

let seen = document.querySelector("#thread")?.dataset.latest;

document.addEventListener("htmx:after:swap", ({ detail }) => {
  settle();
  inSight();
  const thread = document.querySelector("#thread");
  if (!thread || thread.dataset.latest === seen) return;
  seen = thread.dataset.latest;
  toEnd();
  const source = detail.ctx?.sourceElement;
  if (source?.matches?.(".case-row") && source.contains(document.activeElement)) thread.focus({ preventScroll: true });
});

// Whoever was in the case stays in it where what they were at is gone, as the button that closed it.
let wasInside = false;

document.addEventListener("htmx:before:swap", () => { wasInside = document.activeElement.closest("#case") !== null; });
document.addEventListener("htmx:after:swap", () => {
  if (wasInside && document.activeElement === document.body) document.querySelector("#thread")?.focus({ preventScroll: true });
});

// Older messages come above those that are read, which stay where they are.
let fromEnd;

document.addEventListener("htmx:before:swap", ({ detail }) => {
  const thread = detail.ctx?.sourceElement?.closest?.(".older")?.closest("#thread");
  fromEnd = thread && thread.scrollHeight - thread.scrollTop;
});
document.addEventListener("htmx:after:swap", () => {
  const thread = document.querySelector("#thread");
  if (!thread || !fromEnd) return;
  thread.scrollTop = thread.scrollHeight - fromEnd;
  thread.focus({ preventScroll: true });
  fromEnd = undefined;
});

// Menus close when something in them was chosen, or elsewhere was clicked.
document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(target)) menu.open = false;
  }
});
document.addEventListener("submit", ({ target }) => {
  const menu = target.closest("details.menu");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus(); // what was pressed is hidden now
});

// On a narrow screen the views are a strip: the one that is shown must be in sight.
document.querySelector("#views [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
toEnd();
