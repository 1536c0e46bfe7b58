// Says which case this page shows and whether something is written there; shows who else is at it.
const BEAT = 4_000, TYPING = 15_000; // ms; whoever has not typed for so long reads
const tab = Math.random().toString(36).slice(2, 12);
const signed = document.documentElement.dataset.agent;
let typedAt = -TYPING, writes = "reads", said = "";

function now() {
  const number = document.hidden ? 0 : Number(shown() ?? 0);
  return JSON.stringify({ tab, number, state: performance.now() - typedAt < TYPING ? writes : "reads" });
}

const shown = () => document.querySelector("#case[data-number]")?.dataset.number;

function ask() {
  if (document.querySelector("#present")) htmx.ajax("GET", `/cases/${shown()}/presence/`, { source: "#present", target: "#present", swap: "outerMorph" });
}

async function say(what = now()) {
  said = what;
  try {
    const answer = await fetch("/live/presence/", { method: "POST", body: what, keepalive: true, headers: { "Content-Type": "application/json" } });
    const mark = await answer.text(); // of the others who are there: a hint may have been missed
    const { dataset } = document.querySelector("#present") ?? {};
    if (answer.ok && what === now() && dataset && dataset.mark !== mark) ask();
  } catch { /* no line: the next beat tells */ }
}

function sayNews() {
  if (now() !== said) say();
}

function beat() {
  if (shown() && !document.hidden) say();
  else sayNews();
}

if (signed) {
  document.addEventListener("input", ({ target }) => {
    if (!target.closest("#reply form")) return;
    writes = target.closest("#panel-memo") ? "notes" : "writes";
    typedAt = performance.now();
    sayNews();
  });
  document.addEventListener("htmx:after:request", ({ detail }) => { // what was written has left
    if (detail.ctx.sourceElement.closest("#reply") && detail.ctx.response?.status < 300) typedAt = -TYPING;
    sayNews();
  });
  document.addEventListener("htmx:after:swap", sayNews);
  document.addEventListener("visibilitychange", sayNews);
  addEventListener("pagehide", () => say(JSON.stringify({ tab, number: 0, state: "reads" })));
  addEventListener("pageshow", sayNews);
  document.addEventListener("hint", ({ detail }) => { if (detail.topic === `present-${shown()}`) ask(); });
  setInterval(beat, BEAT);
  sayNews();
}
