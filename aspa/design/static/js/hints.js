// A hint says what changed, never what it became; this asks for the part again, soon and not too often.
// What an agent writes is not touched: the answer is marked hx-morph-skip, and fields in focus keep their text.
const AT_ONCE = 120, BETWEEN = 1500, LATER = 10_000; // ms
const waiting = new Map(), asked = new Map();

function soon(part, ask) {
  if (waiting.has(part)) return;
  const rested = (asked.get(part) ?? 0) + BETWEEN - performance.now();
  waiting.set(part, setTimeout(() => {
    waiting.delete(part);
    asked.set(part, performance.now());
    ask();
  }, Math.max(AT_ONCE, rested)));
}

function askCase() {
  const shown = document.querySelector("#case[data-source]");
  if (shown) htmx.ajax("GET", shown.dataset.source, { source: shown, target: "#case", swap: "outerMorph" });
}

function askList() {
  if (document.documentElement.hasAttribute("data-focus")) return; // whoever focuses sees what was asked for
  const list = document.querySelector("#list[data-source]");
  const source = list?.dataset.source ?? "/cases/?view=next";
  const here = document.querySelector("#case[data-number]")?.dataset.number ?? "";
  const isLong = list?.querySelectorAll("#rows > [data-number]").length > 50; // read on: only the counts may move
  const swap = list && !isLong ? "outerMorph" : "none";
  htmx.ajax("GET", `${source}&here=${here}`, { source: list ?? "#views", target: list ? "#list" : "#views", swap });
}

function askPart({ id, dataset }) {
  htmx.ajax("GET", dataset.source, { source: `#${id}`, target: `#${id}`, swap: "outerMorph" });
}

document.addEventListener("hint", ({ detail }) => {
  const number = document.querySelector("#case[data-number]")?.dataset.number;
  const isAll = detail.topic === "everything";
  const customer = document.querySelector("#card[data-customer]")?.dataset.customer; // beside the case
  const isShown = [`case-${number}`, `customer-${customer}`].includes(detail.topic);
  if (number && (isAll || isShown)) soon("case", askCase);
  for (const part of document.querySelectorAll("[data-topic][data-source]"))
    if (isAll || detail.topic === part.dataset.topic) soon(part.id, () => askPart(part));
  if ((isAll || detail.topic === "list") && document.querySelector("#views")) soon("list", askList);
});

// A hint is told once: a part that could not be fetched is asked for again, by no two browsers at the same time.
let later;
document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  if (!ctx || ctx.sourceEvent instanceof Event) return; // what somebody asked for says so itself (`unsent.js`)
  later ??= setTimeout(() => {
    later = undefined;
    document.dispatchEvent(new CustomEvent("hint", { detail: { topic: "everything" } }));
  }, LATER * (1 + Math.random() / 2));
});
