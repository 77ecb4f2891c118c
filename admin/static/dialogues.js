// New lines of a talk appear while its page is open, and a link to a line finds the stretch that holds it.
"use strict";

(() => {
  const list = document.getElementById("lines");
  if (!list) return;

  const openLinked = () => {
    const line = /^#u([a-z2-9]{11})$/.exec(location.hash);
    if (line && !document.getElementById(location.hash.slice(1))) location.replace(`${list.dataset.talk}?line=${line[1]}${location.hash}`);
  };
  openLinked();
  addEventListener("hashchange", openLinked);

  if (!list.dataset.live) return;
  const FAST = 3000;
  const SLOW = 20000;
  const AWAY = 15 * 60 * 1000; // who has left the desk is not kept signed in by this page
  let pause = FAST;
  let seen = Date.now();
  let timer = 0;
  for (const sign of ["pointerdown", "keydown", "scroll", "focus"]) addEventListener(sign, () => { seen = Date.now(); }, { passive: true, capture: true });
  document.getElementById("live").hidden = false;

  const show = (html) => {
    const wasAtEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 120;
    const part = new DOMParser().parseFromString(`<ol>${html}</ol>`, "text/html");
    const fresh = [...part.querySelectorAll("ol > li.said")].filter((one) => !document.getElementById(one.id));
    if (!fresh.length) return;
    for (const one of fresh) one.classList.add("fresh");
    list.append(...fresh);
    list.dataset.last = fresh.at(-1).id.slice(1);
    document.getElementById("live").textContent = fresh.length > 1 ? `Vừa có ${fresh.length} câu mới.` : "Vừa có một câu mới.";
    if (wasAtEnd) fresh.at(-1).scrollIntoView({ block: "end" });
  };

  const look = async () => {
    clearTimeout(timer);
    if (!document.hidden && Date.now() - seen < AWAY) {
      const answer = await fetch(`${list.dataset.talk}/new?after=${list.dataset.last}`, { redirect: "error" }).catch(() => null);
      if (answer && answer.status === 200) show(await answer.text());
      const isNews = answer && answer.status === 200;
      if (answer && (answer.status === 403 || answer.status === 404)) return;
      pause = isNews ? FAST : Math.min(pause * 1.3, SLOW);
    }
    timer = setTimeout(look, pause);
  };
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { pause = FAST; look(); } });
  timer = setTimeout(look, pause);
})();
