// Hands are sometimes quicker than htmx, which begins to listen a moment after a page or a part of it can be seen:
// what is pressed then is made known to it first, or a form would be sent as a page of its own.
const LISTENS = "form, button, a, input, select, summary, [data-htmx-powered]";
const early = ({ target }) => window.htmx?.process(target.closest?.(LISTENS));
for (const kind of ["click", "submit", "change", "focusin"]) document.addEventListener(kind, early, true);

// Going back twice in one breath changes the address of a page that is still on its way, and nobody heard of it.
const plain = (address) => address?.split("#")[0];
const asked = plain(performance.getEntriesByType("navigation")[0]?.name);
const stay = () => { if (asked && asked !== plain(location.href)) location.reload(); };
stay();
setTimeout(stay); // htmx, whose turn is before this one, hears of it from now on
