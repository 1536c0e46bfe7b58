// Time passes on an open page too: what is left of a promise, its bar and its colour. Words as in remaining.py.
const MINUTE = 60, HOUR = 3600, DAY = 86400, SOON = HOUR;
const UNITS = JSON.parse(document.querySelector("meta[name=units]")?.content ?? '{"d": "d", "h": "h", "min": "min"}');

function span(seconds) {
  if (seconds >= DAY) return `${Math.floor(seconds / DAY)} ${UNITS.d}`;
  const minutes = `${Math.floor((seconds % HOUR) / MINUTE)} ${UNITS.min}`;
  if (seconds < HOUR) return minutes;
  const hours = `${Math.floor(seconds / HOUR)} ${UNITS.h}`;
  return seconds < 5 * HOUR && seconds % HOUR >= MINUTE ? `${hours} ${minutes}` : hours;
}

function urgency(left) {
  return left <= 0 ? "late" : left <= SOON ? "soon" : "calm";
}

function tick() {
  const now = Date.now();
  for (const time of document.querySelectorAll("time[data-left]")) {
    const left = Math.round((Date.parse(time.dateTime) - now) / 1000);
    time.textContent = (left < 0 ? time.dataset.late : time.dataset.left).replace("{}", span(Math.abs(left)));
    time.closest("[data-urgency]").dataset.urgency = urgency(left);
  }
  for (const bar of document.querySelectorAll("progress[data-from]")) {
    bar.value = (now - Date.parse(bar.dataset.from)) / 1000;
  }
  for (const pill of document.querySelectorAll(".pill[data-until]:not([data-urgency=late])")) {
    pill.dataset.urgency = urgency((Date.parse(pill.dataset.until) - now) / 1000);
  }
}

setInterval(tick, 15_000);
document.addEventListener("visibilitychange", tick);
