// While the officer types, the machine reads along and fills in what nobody has chosen yet. Works without this too.
"use strict";

(() => {
  const form = document.getElementById("counter");
  const says = document.getElementById("says");
  const fields = ["kind", "topic", "commune_code", "place_text"].map((name) => form.elements[name]);
  const chosen = new Set(fields.filter((field) => field.value).map((field) => field.name));
  let waiting = 0;
  let asked = 0;

  const propose = async () => {
    const number = ++asked;
    const body = new URLSearchParams({ csrf: form.elements.csrf.value, text: form.elements.text.value });
    if (chosen.has("place_text")) body.set("place_text", form.elements.place_text.value);
    const answer = await fetch("/admin/counter/reading", { method: "POST", body }).catch(() => null);
    if (!answer || !answer.ok || number !== asked) return;
    const proposal = await answer.json();
    for (const field of fields) if (!chosen.has(field.name)) field.value = proposal[field.name];
    says.textContent = proposal.says;
  };

  document.getElementById("read").hidden = true;
  for (const field of fields) field.addEventListener("change", () => chosen.add(field.name));
  form.elements.text.addEventListener("input", () => {
    clearTimeout(waiting);
    if (form.elements.text.value.trim().length > 8) waiting = setTimeout(propose, 500);
  });
  form.elements.text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(form.querySelector("button.primary"));
  });
})();
