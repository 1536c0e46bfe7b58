// Hints from the house: what changed, never what it became. Whoever shows that thing fetches it again.
//
//   document.addEventListener("hint", (event) => event.detail.topic === "case-7" && …)
//
// A topic is "case-<number>", "list", "mailboxes", or "everything": too much was missed to say what.
// The page says where its stream begins, as it was rendered: <html data-position="17">.
// <html data-line="online | offline"> says whether the line lives.

const SOON = 30; // ms until the first hints are told
const CALM = 1_500; // ms between tellings in a burst, and up to half as long again: browsers must not fetch in step
const SILENCE = 40_000; // ms; the line beats every 15 s, so this is two beats missed
const OFFLINE_AFTER = 3_000; // ms; a restart of the server is not worth a warning
const SHORTEST = 1_000, LONGEST = 30_000; // ms between attempts

const page = document.documentElement;
const waiting = new Set();
let position = page.dataset.position ?? "";
let source, retry, telling, warning;
let toldAt = 0, heardAt = 0, failures = 0;

const spread = (ms) => ms * (1 + Math.random() / 2);

function open() {
  close();
  heardAt = Date.now();
  source = new EventSource(`/live/${position && `?after=${position}`}`);
  source.addEventListener("open", alive);
  source.addEventListener("ready", alive);
  source.addEventListener("beat", alive);
  source.addEventListener("message", (event) => { alive(event); tell(event.data); });
  source.addEventListener("reset", (event) => { alive(event); tell("everything"); });
  source.addEventListener("error", again);
}

function close() {
  source?.close();
  source = undefined;
  clearTimeout(retry);
}

function alive(event) {
  heardAt = Date.now();
  position = event.lastEventId || position;
  failures = 0;
  clearTimeout(warning);
  warning = undefined;
  page.dataset.line = "online";
}

// The browser's own retry gives up for good at any answer but 200, such as a proxy's 502; this one does not.
function again() {
  close();
  warning ??= setTimeout(() => { page.dataset.line = "offline"; }, OFFLINE_AFTER);
  retry = setTimeout(open, spread(Math.min(LONGEST, SHORTEST * 2 ** failures++)));
}

function tell(topic) {
  waiting.add(topic);
  telling ??= setTimeout(tellAll, Math.max(SOON, toldAt + spread(CALM) - Date.now()));
}

function tellAll() {
  const topics = waiting.has("everything") ? ["everything"] : [...waiting];
  waiting.clear();
  telling = undefined;
  toldAt = Date.now();
  for (const topic of topics) document.dispatchEvent(new CustomEvent("hint", { detail: { topic } }));
}

// A browser has six connections to a house over HTTP/1.1, so only tabs that are looked at hold one;
// the others catch up when they are looked at again. Sleep and a lost network look like silence.
function look() {
  if (document.hidden) close();
  else if (!source) open();
  else if (Date.now() - heardAt > SILENCE) again();
}

document.addEventListener("visibilitychange", look);
addEventListener("pageshow", look);
addEventListener("pagehide", close);
addEventListener("online", () => { close(); look(); });
addEventListener("offline", () => { clearTimeout(warning); page.dataset.line = "offline"; });
setInterval(() => { if (source && !document.hidden) look(); }, 5_000);
look();
