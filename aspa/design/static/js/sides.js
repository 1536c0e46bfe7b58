// Which sections beside a case are folded away; the server draws them so on the next case, and on this browser only.
const YEAR = 365 * 24 * 3600;
const NAME = "aspa_folded";

function folded() {
  const kept = document.cookie.split("; ").find((one) => one.startsWith(`${NAME}=`));
  return new Set(kept ? kept.slice(NAME.length + 1).split(".").filter(Boolean) : []);
}

// A toggle does not bubble, and a section that is drawn open tells of it too: then there is nothing to change.
document.addEventListener("toggle", ({ target }) => {
  if (!target.matches?.(".side[data-side]:not(.bare)")) return;
  const names = folded(), name = target.dataset.side;
  if (names.has(name) !== target.open) return;
  if (target.open) names.delete(name);
  else names.add(name);
  document.cookie = `${NAME}=${[...names].join(".")}; path=/; max-age=${YEAR}; samesite=lax`;
}, true);
