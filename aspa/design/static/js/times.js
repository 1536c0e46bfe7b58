// A time is promised that is still to come: today's hours go as they pass, and what is offered first lies after what was promised.
const ZONE = { timeZone: "Europe/Helsinki" };
const days = new Intl.DateTimeFormat("sv-SE", ZONE), hours = new Intl.DateTimeFormat("sv-SE", { ...ZONE, timeStyle: "short" });

function offer(day) {
  const time = day.closest("form").elements.time, now = new Date();
  const isToday = day.value === days.format(now), passed = hours.format(now);
  for (const option of time.options) option.disabled = isToday && option.value !== "" && option.value <= passed;
  if (time.selectedOptions[0]?.disabled) time.value = [...time.options].find((option) => !option.disabled)?.value ?? time.value;
}

function begin() { // the form itself stays as it is when the case comes anew
  const later = document.querySelector("#case")?.dataset.later?.split(" "), form = document.querySelector("#panel-time form");
  if (!later || !form) return;
  for (const [nth, select] of [form.elements.day, form.elements.time].entries()) {
    const isUntouched = select.selectedOptions[0]?.defaultSelected;
    for (const option of select.options) option.defaultSelected = option.value === later[nth];
    if (isUntouched) select.value = later[nth];
  }
}

const isOurs = (target) => target.matches?.("#reply select");
document.addEventListener("change", ({ target }) => { if (isOurs(target) && target.name === "day") offer(target); });
document.addEventListener("focusin", ({ target }) => { if (isOurs(target) && target.name === "time") offer(target.form.elements.day); });
document.addEventListener("htmx:after:swap", begin);
