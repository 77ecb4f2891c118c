// Keys for the list and the case. Everything they do can also be done without them.
"use strict";

(() => {
  for (const strip of document.querySelectorAll(".top nav, .folders ul")) {
    // on a telephone the strip is wider than the window: where one is must be in sight
    const here = strip.querySelector("[aria-current]");
    if (here && strip.scrollWidth > strip.clientWidth) strip.scrollLeft += here.getBoundingClientRect().left - 60;
  }

  const rows = [...document.querySelectorAll("a.row")];
  const isTyping = (target) => target.closest("input:not([type=checkbox]), textarea, select, dialog[open]") !== null;
  const rowInHand = () => {
    const line = document.activeElement.closest(".rows > li");
    return line ? line.querySelector("a.row") : null;
  };

  const step = (by) => {
    const at = rows.indexOf(rowInHand());
    const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1);
    rows[next].focus();
    rows[next].scrollIntoView({ block: "nearest" });
  };

  const openMove = (move) => {
    if (!move) return false;
    const folded = move.closest("details.more");
    if (folded) folded.open = true;
    if (move.tagName === "DETAILS") {
      move.open = true;
      // what must be filled in, and not the choice of a template above it: the next key would choose one
      (move.querySelector("textarea, select:not([name=template]), input:not([type=hidden])") || move.querySelector("button")).focus();
    } else {
      move.querySelector("button").focus();
    }
    move.scrollIntoView({ block: "nearest" });
    return true;
  };

  const onMoveKey = (key) => {
    const row = rowInHand();
    if (row) {
      location.assign(`${row.getAttribute("href")}#key-${key}`);
      return true;
    }
    return openMove(document.querySelector(`.move[data-key="${key}"]`));
  };

  const tick = () => {
    const row = rowInHand();
    const box = row && row.parentElement.querySelector("input[type=checkbox]");
    if (box) box.click();
    return Boolean(box);
  };

  const turnPage = (where) => {
    const link = document.querySelector(`.steps a[rel="${where}"]`);
    if (link && !document.activeElement.closest("[tabindex]:not(main)")) location.assign(link.href);
    return Boolean(link);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const keys = document.getElementById("keys");
    let isDone = true;
    if (event.key === "?") keys.showModal();
    else if (event.key === "/") (document.getElementById("q") || { focus() { location.assign("/admin/"); } }).focus();
    else if (rows.length && event.key === "ArrowDown") step(1);
    else if (rows.length && event.key === "ArrowUp") step(-1);
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") isDone = turnPage(event.key === "ArrowLeft" ? "prev" : "next");
    else if (event.key === "x") isDone = tick();
    else if ("atrhn".includes(event.key)) isDone = onMoveKey(event.key);
    else isDone = false;
    if (isDone) event.preventDefault();
  });

  const asked = /^#key-([a-z])$/.exec(location.hash);
  if (asked) openMove(document.querySelector(`.move[data-key="${asked[1]}"]`));

  // A file that is too large is said at once, not after it was sent; the server checks again.
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.type !== "file") return;
    const largest = Number(field.dataset.largest);
    const bad = [...field.files].find((file) => file.size > largest || file.size === 0);
    const why = bad && (bad.size ? `Tệp “${bad.name}” lớn quá ${largest / 1048576} MB.` : `Tệp “${bad.name}” không có gì bên trong.`);
    field.setCustomValidity(why || "");
    field.reportValidity();
  });

  // A link to a field opens the form that it lies in.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('.notice a[href^="#"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    for (let at = field.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    field.focus();
  });

  // A wording is shown as it will be read while it is typed; the button does the same without this.
  document.querySelectorAll("form[data-preview]").forEach((form) => {
    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const data = new URLSearchParams(new FormData(form));
        data.set("do", "preview");
        const answer = await fetch(form.action, { method: "POST", body: data }).catch(() => null);
        if (!answer || !answer.ok) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById(form.dataset.preview);
        if (fresh) document.getElementById(form.dataset.preview).replaceChildren(...fresh.childNodes);
      }, 400);
    });
  });

  // A second press of the same button must not send the form twice.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.closest("dialog")) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));
})();
