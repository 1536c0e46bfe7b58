// Hands are sometimes quicker than htmx, which begins to listen a moment after a page or a part of it can be seen:
// what is pressed then is made known to it first, or a form would be sent as a page of its own.
const LISTENS = "form, button, a, input, select, summary, [data-htmx-powered]";
const early = ({ target }) => window.htmx?.process(target.closest?.(LISTENS));
for (const kind of ["click", "submit", "change", "focusin"]) document.addEventListener(kind, early, true);

// Going back twice in one breath changes the address of a page that is still on its way, and nobody heard of it.
const MET = "aspa:met"; // where the page was fetched anew for that: once, whatever a browser calls the address it asked
const plain = (address) => address?.split("#")[0];
function stay() {
  const here = plain(location.href), asked = plain(performance.getEntriesByType("navigation")[0]?.name) ?? here;
  if (asked === here) return sessionStorage.removeItem(MET);
  if (sessionStorage.getItem(MET) === here) return;
  sessionStorage.setItem(MET, here);
  location.reload();
}
stay();
setTimeout(stay); // htmx, whose turn is before this one, hears of it from now on
