// “sửa” opens its small form beside the fact; without this it is a page of its own.
"use strict";

(() => {
  const reveal = (field) => {
    for (let at = field.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    field.focus();
    field.scrollIntoView({ block: "nearest" });
  };

  const mend = async (link) => {
    const home = link.closest("dd");
    if (home.querySelector(".mend-form")) return home.querySelector(".mend-form .give-up").click();
    const answer = await fetch(link.href).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return location.assign(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.querySelector(".mend-form");
    if (!form) return location.assign(link.href);
    home.append(form);
    form.querySelector(".give-up").addEventListener("click", (event) => {
      event.preventDefault();
      form.remove();
      link.focus();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") form.querySelector(".give-up").click();
    });
    (form.querySelector("select, input:not([type=hidden])") || form).focus();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.mend");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const field = link.hash && document.getElementById(link.hash.slice(1));
    if (field) reveal(field);
    else mend(link);
  });

  // Officers are listed by unit; once a unit is chosen only its own remain. The server checks it either way.
  const follow = (units) => {
    const officers = units.form && units.form.elements.officer_id;
    const teams = officers ? [...officers.querySelectorAll("optgroup")] : [];
    if (!teams.length) return;
    const blank = officers.options[0];
    const narrow = () => {
      const chosen = officers.value;
      const unit = units.value && units.selectedOptions[0].text;
      officers.replaceChildren(blank, ...teams.filter((team) => team.label === unit));
      officers.value = [...officers.options].some((one) => one.value === chosen) ? chosen : "";
    };
    units.addEventListener("change", narrow);
    narrow();
  };
  document.querySelectorAll('.move select[name="unit_id"]').forEach(follow);
})();
