// While the officer types, the machine reads along, fills in what nobody has chosen yet and shows what it found.
"use strict";

(() => {
  const form = document.getElementById("counter");
  const print = document.getElementById("print");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
    print.focus();
  }
  if (!form) return;
  const part = (name) => document.getElementById(`seen-${name}`);
  const fields = ["kind", "topic", "commune_code", "place_text"].map((name) => form.elements[name]);
  const chosen = new Set(fields.filter((field) => field.value).map((field) => field.name));
  let waiting = 0;
  let asked = 0;

  const element = (tag, text, className = "") => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const alike = (one) => {
    const item = document.createElement("li");
    const link = element("a", one.code, "code");
    link.href = `/admin/cases/${one.ref}`;
    link.target = "_blank";
    link.rel = "noopener";
    item.append(link, ` ${one.summary}`, element("small", one.about), element("small", one.why));
    return item;
  };

  const show = (proposal) => {
    for (const field of fields) if (!chosen.has(field.name)) field.value = proposal[field.name];
    part("says").textContent = proposal.says;
    part("danger").textContent = proposal.danger;
    part("danger").hidden = !proposal.danger;
    part("unit").textContent = proposal.unit || "chưa rõ";
    part("reasons").textContent = proposal.reasons.join(" ");
    part("similar").replaceChildren(...proposal.similar.map(alike));
    part("none").hidden = proposal.similar.length > 0;
    part("found").hidden = false;
  };

  const propose = async () => {
    const number = ++asked;
    const body = new URLSearchParams({ csrf: form.elements.csrf.value, text: form.elements.text.value });
    for (const field of fields) if (chosen.has(field.name)) body.set(field.name, field.value);
    const answer = await fetch("/admin/counter/reading", { method: "POST", body }).catch(() => null);
    if (answer && answer.ok && number === asked) show(await answer.json());
  };

  const soon = (wait) => {
    clearTimeout(waiting);
    if (form.elements.text.value.trim().length > 8) waiting = setTimeout(propose, wait);
  };

  document.getElementById("read").hidden = true;
  for (const field of fields) {
    field.addEventListener("change", () => {
      chosen.add(field.name);
      soon(0);
    });
  }
  form.elements.text.addEventListener("input", () => soon(500));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(form.querySelector("button.primary"));
  });
})();
